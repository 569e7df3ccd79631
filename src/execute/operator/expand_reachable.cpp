#include "execute/operator/expand_reachable.h"

#include <utility>

namespace liaison {
namespace {

std::vector<Slot> all_slots(const ExpandVariableSlots& slots) {
  std::vector<Slot> all{slots.from};
  if (slots.to) all.push_back(*slots.to);
  return all;
}

}  // namespace

ExpandReachable::ExpandReachable(const logical::ExpandVariable& plan, ExpandVariableSlots slots, std::uint16_t parent,
                                 OperatorPtr input, Execution& execution)
    : FanOut(std::move(input), parent, execution),
      plan_(plan),
      slots_(std::move(slots)),
      lists_(plan.types, plan.direction) {
  if (slots_.wants_to) add_column(plan.to);
}

std::string ExpandReachable::describe() const {
  const VariableTable& names = *execution_.variables;
  return std::string(plan_.to_bound ? "ExpandIntoReachable" : "ExpandReachable") + " (" +
         shown_name(names[plan_.from]) + ")" +
         lists_.describe(shown_name(names[plan_.relationship]), length_text(plan_.length)) + "(" +
         shown_name(names[plan_.to]) + ")";
}

void ExpandReachable::begin_chunk(const Chunk& chunk) {
  lists_.refresh(*execution_.view);
  reader_.emplace(chunk, parent_, all_slots(slots_));
}

void ExpandReachable::begin_row(const Chunk&, std::uint16_t row) {
  reached_.clear();
  seen_.clear();
  expanded_ = given_ = 0;
  is_back_ = false;
  wanted_to_.reset();
  const Value from = reader_->read(0, row);
  if (from.kind() != Kind::Node) return;
  if (slots_.to) {
    const Value to = reader_->read(1, row);
    if (to.kind() != Kind::Node) return;
    wanted_to_ = to.as_node();
  }
  reached_.push_back({from.as_node(), 0});
}

bool ExpandReachable::is_wanted(const Reached& reached) const {
  return reached.steps >= plan_.length.minimum && (!wanted_to_ || *wanted_to_ == reached.node);
}

void ExpandReachable::expand(Reached from) {
  if (from.steps >= plan_.length.maximum) return;
  const NodeId start = reached_.front().node;
  for (std::size_t list = 0; list < lists_.lists().size(); ++list) {
    const Neighbours neighbours = lists_.neighbours(*execution_.view, from.node, list, scratch_);
    for (const NodeId node : neighbours.nodes) {
      steps_taken_.step();
      const bool is_new = node == start ? !std::exchange(is_back_, true) : seen_.insert(node).second;
      if (!is_new) continue;
      // Back at the start there is nowhere new to go.
      if (node != start || plan_.length.minimum > 0) reached_.push_back({node, from.steps + 1});
    }
  }
}

bool ExpandReachable::append(Group& child, std::uint32_t limit) {
  while (true) {
    for (; given_ < reached_.size(); ++given_) {
      if (!is_wanted(reached_[given_])) continue;
      if (child.size == limit) return false;
      if (slots_.wants_to) child.columns.front()->append(Value::node(reached_[given_].node));
      add_row(child);
      if (!wanted_to_) continue;
      ++given_;
      return true;
    }
    if (expanded_ == reached_.size()) return true;
    const Reached next = reached_[expanded_++];
    if (next.node != reached_.front().node || next.steps == 0) expand(next);
  }
}

}  // namespace liaison
