#pragma once

#include <cstdint>
#include <vector>

#include "execute/evaluator.h"
#include "execute/operator/fan_out.h"

namespace liaison {

/// The nodes that the names and aliases have under the value of each row, as rows of a child group. Time for a row:
/// O(log n) and the nodes so called. While no node has the labels the value is not computed: a scan would not have
/// asked for it either.
class NameSeek : public FanOut {
 public:
  NameSeek(const logical::NameSeek& plan, std::uint16_t parent, OperatorPtr input, Execution& execution);
  [[nodiscard]] std::string describe() const override;

 private:
  void begin_chunk(const Chunk& chunk) override;
  void begin_row(const Chunk& chunk, std::uint16_t row) override;
  bool append(Group& child, std::uint32_t limit) override;

  void find_labels();
  [[nodiscard]] std::vector<NodeId> found_under(const Value& value) const;
  /// For values that names tell nothing of.
  [[nodiscard]] std::vector<NodeId> all_nodes() const;

  const logical::NameSeek& plan_;
  Evaluator evaluator_;
  std::vector<LabelId> labels_;
  bool is_empty_ = false;           // no node has them
  const Vector* values_ = nullptr;  // for the chunk; null: nobody asked
  std::vector<NodeId> nodes_;
  std::size_t given_ = 0;
};

}  // namespace liaison
