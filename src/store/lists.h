#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "store/column.h"
#include "store/cow.h"
#include "store/graph_view.h"
#include "store/pieces.h"
#include "store/shape_counts.h"

namespace liaison {

/// A node's list where it differs from the packed ones.
struct OwnList {
  std::vector<NodeId> nodes;  // ascending, then by serial
  std::vector<Serial> serials;
};

/// The lists of one extent of nodes over one type and direction: offsets, then all neighbours. Where few rows have a
/// list, offsets stand for those rows only: a thousand rare types over millions of nodes must not cost an offset for
/// each node.
struct ListSpans {
  std::span<const std::uint16_t> rows;     // sparse: the rows that have a list, ascending; empty: every row
  std::span<const std::uint32_t> offsets;  // one more than rows (or than extent_rows); empty: no list at all
  std::span<const NodeId> nodes;
  std::span<const Serial> serials;

  [[nodiscard]] Neighbours at(std::uint32_t row) const;
};

/// Such lists in memory.
struct PackedLists {
  std::vector<std::uint16_t> rows;
  std::vector<std::uint32_t> offsets;
  std::vector<NodeId> nodes;
  std::vector<Serial> serials;

  [[nodiscard]] ListSpans spans() const { return {rows, offsets, nodes, serials}; }
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
  explicit ListExtent(PackedLists packed)
      : packed_(std::make_shared<const PackedLists>(std::move(packed))), spans_(packed_->spans()) {}
  /// Of a base file, which outlives it.
  explicit ListExtent(const ListSpans& mapped) : spans_(mapped) {}

  [[nodiscard]] Neighbours at(std::uint32_t row) const;
  /// All lists; put together in `room` where some were touched.
  [[nodiscard]] ListSpans packed(PackedLists& room) const;
  void insert(std::uint32_t row, NodeId neighbour, Serial serial, Owner owner);
  bool erase(std::uint32_t row, NodeId neighbour, Serial serial, Owner owner);

 private:
  OwnList& own(std::uint32_t row, Owner owner);

  std::shared_ptr<const PackedLists> packed_;  // what spans_ refer to; null: a base file, or nothing
  ListSpans spans_;
  std::vector<std::pair<std::uint16_t, Cow<OwnList>>> touched_;  // sorted by row
};

/// The ends of the relationships of one extent of serials. start == TypeStore::gone: deleted.
class EndsExtent {
 public:
  EndsExtent() = default;
  /// Of a base file, which outlives it.
  explicit EndsExtent(std::span<const EndPoints> mapped) : mapped_(mapped) {}

  [[nodiscard]] std::span<const EndPoints> all() const { return mapped_.empty() ? std::span(own_) : mapped_; }
  std::vector<EndPoints>& change() {
    if (!mapped_.empty()) own_.assign(mapped_.begin(), mapped_.end());
    mapped_ = {};
    return own_;
  }

 private:
  std::span<const EndPoints> mapped_;
  std::vector<EndPoints> own_;
};

/// One relationship type: its lists both ways, and for each serial number its ends and properties.
/// Serials count up as relationships are made and are not used again.
struct TypeStore {
  Pieces<ListExtent> forward, backward;  // by extent of node id; may be shorter than the node space
  Pieces<EndsExtent> ends;               // by extent of serials
  std::uint64_t serial_limit = 0;        // serials given out
  Pieces<ColumnSet> properties;          // by extent of serials
  std::uint64_t count = 0;
  std::uint32_t longest_forward = 0, longest_backward = 0;  // upper bounds
  bool may_have_parallel = false;
  /// Relationships that start (end) at nodes of each shape.
  ShapeCounts starts_by_shape, ends_by_shape;

  static constexpr NodeId gone = 0xffffffff;

  [[nodiscard]] Neighbours neighbours(NodeId node, Direction direction) const;
  [[nodiscard]] EndPoints ends_of(std::uint64_t serial) const {
    return ends[serial / extent_rows].all()[serial % extent_rows];
  }
  [[nodiscard]] bool has(std::uint64_t serial) const { return serial < serial_limit && ends_of(serial).start != gone; }
  /// Gives out the next serial. Throws Error(LimitExceeded) when they are used up.
  Serial add_ends(EndPoints ends_of_new, Owner owner);
};

}  // namespace liaison
