#pragma once

#include <chrono>
#include <cstdint>

#include "execute/operator.h"

namespace liaison {

/// PROFILE: stands between an operator and the one that pulls it, and notes what comes through.
class Measured : public Operator {
 public:
  explicit Measured(OperatorPtr op);
  void open() override;
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override { return op().describe(); }

  [[nodiscard]] const Operator& op() const { return *inputs.front(); }
  [[nodiscard]] std::uint64_t rows() const { return rows_; }    // given in all; 2^64 - 1: so many or more
  [[nodiscard]] std::uint64_t calls() const { return calls_; }  // of next()
  /// Spent in the operator itself, not in those it pulls.
  [[nodiscard]] std::chrono::nanoseconds own_time() const;

 private:
  std::chrono::nanoseconds time_{0};  // those it pulls included
  std::uint64_t rows_ = 0;
  std::uint64_t calls_ = 0;
};

}  // namespace liaison
