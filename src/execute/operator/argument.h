#pragma once

#include <span>
#include <vector>

#include "execute/operator.h"

namespace liaison {

/// The leaf of a nested plan: gives the one row it was told, once an open(). Without variables: the one empty row that
/// every query starts from.
class Argument : public Operator {
 public:
  Argument(std::span<const VariableId> variables, Execution& execution);
  /// Values in the order of the variables. REQUIRES: as many as those.
  void set(std::span<const Value> values);
  void open() override { given_ = false; }
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override;

 private:
  const VariableTable& names_;
  std::vector<VariableId> variables_;
  Group row_;
  bool given_ = false;
};

}  // namespace liaison
