#include "algorithm/boost_graph.h"

namespace liaison {

BoostGraph::BoostGraph(const GraphView& view, const std::vector<TypeId>& types, Direction direction) : view_(view) {
  for (TypeId type : types) {
    if (direction != Direction::Incoming) lists_.push_back({type, Direction::Outgoing, false});
    if (direction != Direction::Outgoing) lists_.push_back({type, Direction::Incoming, direction == Direction::Both});
  }
}

Direction BoostGraph::direction_of(const List& list, bool against) const {
  if (!against) return list.direction;
  return list.direction == Direction::Outgoing ? Direction::Incoming : Direction::Outgoing;
}

std::size_t BoostGraph::degree(NodeId vertex, bool against) const {
  if (!view_.has_node(vertex)) return 0;
  std::size_t total = 0;
  Scratch scratch;
  for (const List& list : lists_) {
    total += view_.degree(vertex, list.type, direction_of(list, against));
    if (!list.skips_loops) continue;
    const Neighbours neighbours = view_.neighbours(vertex, list.type, direction_of(list, against), scratch);
    total -= neighbours.count(vertex);
  }
  return total;
}

BoostGraph::EdgeIterator::EdgeIterator(const BoostGraph& graph, NodeId vertex, bool against, bool at_end)
    : graph_(&graph), vertex_(vertex), against_(against) {
  if (at_end || !graph.view_.has_node(vertex)) {
    list_ = graph.lists_.size();
    return;
  }
  open_list();
  settle();
}

void BoostGraph::EdgeIterator::open_list() {
  position_ = 0;
  merged_.reset();
  if (list_ == graph_->lists_.size()) return;
  const List& list = graph_->lists_[list_];
  Scratch scratch;
  neighbours_ = graph_->view_.neighbours(vertex_, list.type, graph_->direction_of(list, against_), scratch);
  if (!scratch.nodes.empty() && neighbours_.nodes.data() == scratch.nodes.data()) {
    // The view merged the list: keep it. Moving vectors leaves their data where it is.
    merged_ = std::make_shared<Scratch>(std::move(scratch));
    neighbours_ = {merged_->nodes, merged_->serials};
  }
}

/// Moves on over list ends and over loops that another list gives.
void BoostGraph::EdgeIterator::settle() {
  while (list_ < graph_->lists_.size()) {
    const bool skips_loops = graph_->lists_[list_].skips_loops;
    while (position_ < neighbours_.nodes.size() && skips_loops && neighbours_.nodes[position_] == vertex_) ++position_;
    if (position_ < neighbours_.nodes.size()) return;
    ++list_;
    open_list();
  }
}

void BoostGraph::EdgeIterator::increment() {
  ++position_;
  settle();
}

BoostGraph::Edge BoostGraph::EdgeIterator::dereference() const {
  const NodeId other = neighbours_.nodes[position_];
  const RelationshipId relationship{graph_->lists_[list_].type, neighbours_.serials[position_]};
  return against_ ? Edge{other, vertex_, relationship} : Edge{vertex_, other, relationship};
}

}  // namespace liaison
