#pragma once

#include <cstdint>
#include <vector>

#include "execute/evaluator.h"
#include "execute/operator/fan_out.h"
#include "function/integer_range.h"

namespace liaison {

/// Each item of a list as a row of a child group. Null: no rows. A value that is no list: itself.
/// A call of range() gives its integers one after another, without a list: memory does not grow with its length.
class Unwind : public FanOut {
 public:
  Unwind(const logical::Unwind& plan, std::uint16_t parent, OperatorPtr input, Execution& execution);
  [[nodiscard]] std::string describe() const override;

 private:
  void begin_chunk(const Chunk& chunk) override;
  void begin_row(const Chunk& chunk, std::uint16_t row) override;
  bool append(Group& child, std::uint32_t limit) override;
  bool append_range(Group& child, std::uint32_t limit);

  const logical::Unwind& plan_;
  const bool is_range_;
  std::vector<Evaluator> evaluators_;    // of the list; of the arguments, if it is a range
  std::vector<const Vector*> operands_;  // what they gave for the chunk
  Value list_;
  IntegerRange range_;
  std::uint64_t item_ = 0;
};

}  // namespace liaison
