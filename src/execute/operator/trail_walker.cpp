#include "execute/operator/trail_walker.h"

#include <algorithm>

namespace liaison {

void TrailWalker::start(NodeId from, std::optional<NodeId> to, std::span<const RelationshipId> excluded) {
  distances_ = nullptr;
  excluded_.clear();
  excluded_.insert(excluded.begin(), excluded.end());
  begin(from, to);
}

void TrailWalker::start_at_length(NodeId from, NodeId to, const PathDistances& distances, std::uint64_t length) {
  distances_ = &distances;
  length_ = length;
  excluded_.clear();
  begin(from, to);
}

void TrailWalker::begin(NodeId from, std::optional<NodeId> to) {
  to_ = to;
  next_length_ = PathDistances::none;
  steps_.clear();
  trail_.clear();
  walked_.clear();
  enter(from, {});
}

void TrailWalker::enter(NodeId node, TrailState state) {
  Step& step = steps_.emplace_back();
  step.node = node;
  const bool may_end = machine_.go_on(node, state, step.options);
  step.may_end = may_end && (!to_ || *to_ == node) && (distances_ == nullptr || trail_.size() == length_);
  if (distances_ == nullptr || trail_.size() < length_ || step.options.empty()) return;
  step.options.clear();
  next_length_ = std::min(next_length_, length_ + 1);
}

void TrailWalker::leave() {
  steps_.pop_back();
  if (trail_.empty()) return;
  walked_.erase(trail_.back());
  trail_.pop_back();
}

void TrailWalker::list(Step& step) {
  const TrailState state = step.options[step.option++];
  step.onward.clear();
  step.next = 0;
  for_each_neighbour(*execution_.view, machine_.hop(state.stretch, state.hop).onward, step.node, scratch_,
                     [&](NodeId node, RelationshipId relationship) { step.onward.emplace_back(node, relationship); });
}

bool TrailWalker::is_short_enough(NodeId node, TrailState state) {
  if (distances_ == nullptr) return true;
  const std::uint64_t left = distances_->left(node, machine_.few(state));
  if (left == PathDistances::none) return false;
  const std::uint64_t whole = trail_.size() + 1 + left;
  if (whole <= length_) return true;
  next_length_ = std::min(next_length_, whole);
  return false;
}

bool TrailWalker::allows(TrailState state, RelationshipId relationship, NodeId node) {
  if (!machine_.allows(state.stretch, state.hop, steps_.back().node, relationship, node)) return false;
  if (!machine_.asks_of_time(state)) return true;
  std::vector<NodeId> nodes;
  for (std::size_t i = steps_.size() - 1 - state.hop; i < steps_.size(); ++i) nodes.push_back(steps_[i].node);
  nodes.push_back(node);
  std::vector<RelationshipId> relationships(trail_.end() - state.hop, trail_.end());
  relationships.push_back(relationship);
  return machine_.allows_time(state, nodes, relationships);
}

bool TrailWalker::next() {
  while (!steps_.empty()) {
    steps_taken_.step();
    Step& step = steps_.back();
    if (step.may_end) {
      step.may_end = false;
      return true;
    }
    if (step.next == step.onward.size()) {
      if (step.option < step.options.size()) {
        list(step);
      } else {
        leave();
      }
      continue;
    }
    const auto [node, relationship] = step.onward[step.next++];
    if (walked_.contains(relationship) || excluded_.contains(relationship)) continue;
    const TrailState state = step.options[step.option - 1];
    const TrailState after = machine_.after(state);
    if (!is_short_enough(node, after) || !allows(state, relationship, node)) continue;
    trail_.push_back(relationship);
    walked_.insert(relationship);
    enter(node, after);
  }
  return false;
}

std::vector<Value> TrailWalker::relationships(std::size_t first, std::size_t last) const {
  std::vector<Value> list;
  list.reserve(last - first);
  for (std::size_t i = first; i < last; ++i) list.push_back(Value::relationship(trail_[i]));
  return list;
}

std::vector<Value> TrailWalker::values(const PatternPart& part, VariableId inside, std::size_t first,
                                       std::size_t last) const {
  std::vector<Value> list;
  const auto node = static_cast<std::size_t>(std::ranges::find(part.nodes, inside) - part.nodes.begin());
  const auto hop =
      static_cast<std::size_t>(std::ranges::find(part.hops, inside, &PartHop::relationship) - part.hops.begin());
  for (std::size_t i = first; i < last; i += part.hops.size()) {
    list.push_back(node < part.nodes.size() ? Value::node(steps_[i + node].node)
                                            : Value::relationship(trail_[i + hop]));
  }
  return list;
}

std::vector<std::size_t> TrailWalker::stretch_ends() const {
  std::vector<std::size_t> ends(machine_.stretch_count(), trail_.size());
  for (std::size_t i = trail_.size(); i-- > 0;) {
    // The relationship belongs to this stretch: those before it ended in front of it, at the latest.
    const std::uint32_t stretch = steps_[i].options[steps_[i].option - 1].stretch;
    for (std::uint32_t before = 0; before < stretch; ++before) ends[before] = i;
  }
  return ends;
}

}  // namespace liaison
