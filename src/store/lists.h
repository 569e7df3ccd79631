#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "store/column.h"
#include "store/cow.h"
#include "store/graph_view.h"
#include "store/shape_counts.h"

namespace liaison {

/// A node's list where it differs from the packed ones.
struct OwnList {
  std::vector<NodeId> nodes;  // ascending, then by serial
  std::vector<std::uint64_t> serials;
};

/// The lists of one extent of nodes over one type and direction, packed: offsets, then all neighbours. Where few rows
/// have a list, offsets stand for those rows only: a thousand rare types over millions of nodes must not cost an offset
/// for each node.
struct PackedLists {
  std::vector<std::uint16_t> rows;     // sparse: the rows that have a list, ascending; empty: every row
  std::vector<std::uint32_t> offsets;  // one more than rows (or than extent_rows); empty: no list at all
  std::vector<NodeId> nodes;
  std::vector<std::uint64_t> serials;

  /// Ends a row's list: its entries have been appended. Rows come in order; rows without entries may be left out.
  void end_row(std::uint32_t row);
  /// Chooses the smaller of the two forms. To be called once, after the last row.
  void finish();
};

/// The lists of one extent: packed ones that nobody changes, and those of the few rows that were touched since. When
/// these grow many, all are packed anew.
class ListExtent {
 public:
  ListExtent() = default;
  explicit ListExtent(PackedLists packed) : packed_(std::make_shared<const PackedLists>(std::move(packed))) {}

  [[nodiscard]] Neighbours at(std::uint32_t row) const;
  void insert(std::uint32_t row, NodeId neighbour, std::uint64_t serial, Owner owner);
  bool erase(std::uint32_t row, NodeId neighbour, std::uint64_t serial, Owner owner);

 private:
  OwnList& own(std::uint32_t row, Owner owner);
  void pack();

  std::shared_ptr<const PackedLists> packed_;
  std::vector<std::pair<std::uint16_t, Cow<OwnList>>> touched_;  // sorted by row
};

/// One relationship type: its lists both ways, and for each serial number its ends and properties.
/// Serials count up as relationships are made and are not used again.
struct TypeStore {
  std::vector<Cow<ListExtent>> forward, backward;  // by extent of node id; may be shorter than the node space
  CowArray<EndPoints> ends;                        // by serial; start == gone: deleted
  std::vector<Cow<ColumnSet>> properties;          // by extent of serials
  std::uint64_t count = 0;
  std::uint32_t longest_forward = 0, longest_backward = 0;  // upper bounds
  bool may_have_parallel = false;
  /// Relationships that start (end) at nodes of each shape.
  ShapeCounts starts_by_shape, ends_by_shape;

  static constexpr NodeId gone = 0xffffffff;

  [[nodiscard]] Neighbours neighbours(NodeId node, Direction direction) const;
  [[nodiscard]] bool has(std::uint64_t serial) const { return serial < ends.size() && ends[serial].start != gone; }
};

}  // namespace liaison
