#pragma once

#include "execute/evaluator.h"
#include "execute/operator/fan_out.h"

namespace liaison {

/// Each item of a list as a row of a child group. Null: no rows. A value that is no list: itself.
class Unwind : public FanOut {
 public:
  Unwind(const logical::Unwind& plan, std::uint16_t parent, OperatorPtr input, Execution& execution);
  [[nodiscard]] std::string describe() const override;

 private:
  void begin_chunk(const Chunk& chunk) override;
  void begin_row(const Chunk& chunk, std::uint16_t row) override;
  bool append(Group& child, std::uint32_t limit) override;

  const logical::Unwind& plan_;
  Evaluator evaluator_;
  const Vector* lists_ = nullptr;
  Value list_;
  std::size_t item_ = 0;
};

}  // namespace liaison
