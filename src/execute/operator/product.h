#pragma once

#include <vector>

#include "execute/operator.h"

namespace liaison {

/// Joins the branches of a chunk into one flat group that has the wanted variables: the only place where rows multiply.
/// Branches without a wanted variable stay a multiplicity (Group::times). A chunk that is one group already goes
/// through as it is.
/// Memory: one input chunk and one output chunk, whatever their product.
class Product : public Operator {
 public:
  /// UnfoldTimes::Yes: rows are repeated as often as they count, and the output has no times.
  enum class UnfoldTimes : std::uint8_t { No, Yes };

  Product(std::span<const VariableId> wanted, OperatorPtr input, Execution& execution,
          UnfoldTimes unfold = UnfoldTimes::No);
  void open() override;
  bool next(Chunk& chunk) override;
  /// "Product" if it joins branches, "Flatten" if all wanted variables lie on one path.
  [[nodiscard]] std::string describe() const override;

 private:
  /// A group that is enumerated: one with a wanted column, or above one.
  struct Level {
    std::uint16_t group;
    std::int32_t parent_level;           // index in levels_, -1: a root
    std::vector<std::uint32_t> begin;    // per row of the parent: where its children start among `rows`
    std::vector<std::uint16_t> rows;     // live rows, in order
    std::vector<std::uint64_t> weights;  // per entry of `rows`: times, and rows of the branches not enumerated
    std::uint32_t next = 0, end = 0;     // of the enumeration
  };

  void begin_chunk();
  bool enter(std::size_t level);
  bool advance();
  void pass_through(Chunk& chunk);

  Execution& execution_;
  std::vector<VariableId> wanted_;
  std::vector<Slot> sources_;  // of the wanted variables, in the input's layout
  UnfoldTimes unfold_;
  bool joins_branches_;
  std::vector<Level> levels_;
  std::vector<std::uint16_t> unread_roots_;  // root groups that are not enumerated

  Chunk input_chunk_;
  bool has_chunk_ = false;
  bool at_row_ = false;            // the levels stand on a row that has not been given
  std::uint64_t root_weight_ = 1;  // rows of the root groups not enumerated
  std::uint64_t repeats_left_ = 0;
};

}  // namespace liaison
