#pragma once

#include <vector>

#include "execute/evaluator.h"
#include "execute/operator/fan_out.h"

namespace liaison {

/// CALL: the procedure's rows for each row of a group, as rows of a child group. A procedure without columns is run and
/// the row stays. Memory: the rows of one call.
class CallProcedure : public FanOut {
 public:
  CallProcedure(const BoundCall& call, std::uint16_t parent, OperatorPtr input, Execution& execution);
  [[nodiscard]] std::string describe() const override;

 private:
  void begin_chunk(const Chunk& chunk) override;
  void begin_row(const Chunk& chunk, std::uint16_t row) override;
  bool append(Group& child, std::uint32_t limit) override;

  const BoundCall& call_;
  const Procedure& procedure_;
  std::vector<Evaluator> arguments_;
  std::vector<const Vector*> argument_columns_;
  std::vector<std::vector<Value>> rows_;
  std::size_t position_ = 0;
};

}  // namespace liaison
