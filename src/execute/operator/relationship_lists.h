#pragma once

#include <string>
#include <vector>

#include "store/graph_view.h"

namespace liaison {

/// The lists that an expansion reads at a node: one for each type and direction, named types looked up in the view (a
/// type that no relationship has yet has no list; with no names, every type). Both directions: outgoing lists, then
/// incoming ones; a self-loop stands in both and counts in the first only (skips_loops()).
class RelationshipLists {
 public:
  RelationshipLists(std::vector<std::string> types, Direction direction);

  /// Looks the names up anew: a write may have made a type or relationships since. Call once a chunk.
  void refresh(const GraphView& view);

  struct List {
    TypeId type;
    Direction direction;  // Outgoing or Incoming
  };
  [[nodiscard]] Direction direction() const { return direction_; }
  [[nodiscard]] const std::vector<List>& lists() const { return lists_; }
  [[nodiscard]] Neighbours neighbours(const GraphView& view, NodeId node, std::size_t list, Scratch& scratch) const {
    return view.neighbours(node, lists_[list].type, lists_[list].direction, scratch);
  }
  /// True if entries of this list that lead back to the node itself have come already.
  [[nodiscard]] bool skips_loops(std::size_t list) const {
    return direction_ == Direction::Both && lists_[list].direction == Direction::Incoming;
  }
  /// Relationships at the node, each once.
  [[nodiscard]] std::uint64_t degree(const GraphView& view, NodeId node, Scratch& scratch) const;
  /// True if the relationship is in one of the node's lists.
  [[nodiscard]] bool contains(const GraphView& view, NodeId node, RelationshipId relationship) const;

  /// "-[:invests-in|acquires]->" around a variable's name, for EXPLAIN.
  [[nodiscard]] std::string describe(const std::string& variable, const std::string& length = "") const;

 private:
  std::vector<std::string> types_;
  Direction direction_;
  std::vector<List> lists_;
};

/// Adds the relationships that a value is or (a list) holds.
void add_relationships(const Value& value, std::vector<RelationshipId>& out);

}  // namespace liaison
