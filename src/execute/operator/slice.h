#pragma once

#include "execute/operator.h"

namespace liaison {

/// SKIP or LIMIT, multiplicities counted. Input: flat. LIMIT stops asking its input when it has enough, but asks once
/// in any case: writes below happen whatever is cut off above them.
class Slice : public Operator {
 public:
  enum class Clause : std::uint8_t { Skip, Limit };
  Slice(Clause clause, const Expression& count, OperatorPtr input, Execution& execution);
  void open() override;
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override;

 private:
  Execution& execution_;
  Clause clause_;
  const Expression& count_;
  std::uint64_t left_ = 0;
  bool started_ = false;
};

}  // namespace liaison
