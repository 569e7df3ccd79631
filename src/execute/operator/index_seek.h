#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "execute/evaluator.h"
#include "execute/operator/fan_out.h"
#include "store/schema.h"

namespace liaison {

/// The nodes that an index has under the values of each row, as rows of a child group. Time for a row: O(log n) and the
/// nodes found. While the index is empty the values are not computed: a scan would not have asked for them either.
class IndexSeek : public FanOut {
 public:
  IndexSeek(const logical::IndexSeek& plan, std::uint16_t parent, OperatorPtr input, Execution& execution);
  [[nodiscard]] std::string describe() const override;

 private:
  void begin_chunk(const Chunk& chunk) override;
  void begin_row(const Chunk& chunk, std::uint16_t row) override;
  bool append(Group& child, std::uint32_t limit) override;
  /// Looked up each time: what the statement writes may have moved it.
  [[nodiscard]] const Index& index() const;

  [[nodiscard]] std::vector<std::uint64_t> found_under(std::vector<Value> values) const;
  [[nodiscard]] std::vector<std::uint64_t> found_one_of(std::span<const Value> items) const;
  /// A bound may be null: there is none at that end.
  [[nodiscard]] std::vector<std::uint64_t> found_between(const Value* lower, const Value* upper) const;
  [[nodiscard]] std::vector<std::uint64_t> found_while(
      const std::function<bool(const ValueIndex::Entry&)>& is_before,
      const std::function<bool(const ValueIndex::Entry&)>& is_within) const;
  /// All with the index's label: for values that the index's order tells nothing of.
  [[nodiscard]] std::vector<std::uint64_t> all_nodes() const;

  const logical::IndexSeek& plan_;
  std::vector<Evaluator> evaluators_;
  std::vector<const Vector*> operands_;  // what they gave for the chunk; none if nobody asked them
  std::vector<std::uint64_t> nodes_;
  std::size_t given_ = 0;
};

}  // namespace liaison
