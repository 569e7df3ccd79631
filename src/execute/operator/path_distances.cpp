#include "execute/operator/path_distances.h"

#include <algorithm>

namespace liaison {

void PathDistances::forget() {
  forward_ = {};
  backward_ = {};
}

void PathDistances::begin(Side& side, NodeId node) {
  if (side.node == node) {
    ++side.uses;
    return;
  }
  side = {};
  side.node = node;
  if (&side == &forward_) {
    add(side, key_of(node, 0), 0);
    return;
  }
  for (std::uint32_t state = 0; state < machine_.few_count(); ++state) {
    if (machine_.ends(state, node)) add(side, key_of(node, state), 0);
  }
}

bool PathDistances::add(Side& side, Key key, std::uint32_t level) {
  if (!side.level_of.emplace(key, level).second) return false;
  side.order.push_back(key);
  return true;
}

void PathDistances::meet(Key key) {
  const auto from = forward_.level_of.find(key), to = backward_.level_of.find(key);
  if (from == forward_.level_of.end() || to == backward_.level_of.end()) return;
  best_ = std::min(best_, static_cast<std::uint64_t>(from->second) + to->second);
}

template <class Visit>
void PathDistances::for_each_behind(Key key, const Visit& visit) {
  const auto node = static_cast<NodeId>(key >> 32);
  for (const PathMachine::Transition& step : machine_.leading_from(static_cast<std::uint32_t>(key))) {
    if (!machine_.stretches_end(step.first_end, step.stretch, node)) continue;
    for_each_neighbour(*execution_.view, machine_.hop(step.stretch, step.hop).onward, node, scratch_,
                       [&](NodeId other, RelationshipId relationship) {
                         steps_.step();
                         const Key next = key_of(other, step.to);
                         visit(next,
                               [&] { return machine_.allows(step.stretch, step.hop, node, relationship, other); });
                       });
  }
}

template <class Visit>
void PathDistances::for_each_before(Key key, const Visit& visit) {
  const auto node = static_cast<NodeId>(key >> 32);
  for (const PathMachine::Transition& step : machine_.leading_to(static_cast<std::uint32_t>(key))) {
    for_each_neighbour(*execution_.view, machine_.hop(step.stretch, step.hop).back, node, scratch_,
                       [&](NodeId other, RelationshipId relationship) {
                         steps_.step();
                         const Key next = key_of(other, step.from);
                         visit(next, [&] {
                           return machine_.stretches_end(step.first_end, step.stretch, other) &&
                                  machine_.allows(step.stretch, step.hop, other, relationship, node);
                         });
                       });
  }
}

/// One level more.
void PathDistances::expand(Side& side) {
  const std::size_t begin = side.levels.back(), end = side.order.size();
  const auto level = static_cast<std::uint32_t>(side.levels.size());
  const auto visit = [&](Key next, const auto& allowed) {
    if (side.level_of.contains(next) || !allowed()) return;
    add(side, next, level);
    meet(next);
  };
  side.levels.push_back(end);
  for (std::size_t i = begin; i < end; ++i) {
    if (&side == &forward_) {
      for_each_behind(side.order[i], visit);
    } else {
      for_each_before(side.order[i], visit);
    }
  }
  side.exhausted = side.order.size() == end;
}

std::uint64_t PathDistances::measure(NodeId from, NodeId to) {
  const bool is_same_pair = forward_.node == from && backward_.node == to;
  begin(forward_, from);
  begin(backward_, to);
  if (!is_same_pair) {
    best_ = none;
    // One of the two sides has its first level only.
    meet(key_of(from, 0));
    const std::size_t ends = backward_.levels.size() > 1 ? backward_.levels[1] : backward_.order.size();
    for (std::size_t i = 0; i < ends; ++i) meet(backward_.order[i]);
  }
  while (best_ > forward_.depth() + backward_.depth() && !forward_.exhausted && !backward_.exhausted &&
         forward_.depth() + backward_.depth() < machine_.longest()) {
    expand(forward_.cost() <= backward_.cost() ? forward_ : backward_);
  }
  if (best_ == none || best_ > machine_.longest()) return none;
  if (!is_same_pair) mark();
  return best_;
}

/// From where the sides meet back to the start: what is in front of it is on a shortest walk only if it leads there.
void PathDistances::mark() {
  on_shortest_.clear();
  const std::uint64_t cut = std::min(forward_.depth(), best_);
  const auto level = static_cast<std::size_t>(best_ - cut);
  const std::size_t end = level + 1 < backward_.levels.size() ? backward_.levels[level + 1] : backward_.order.size();
  std::vector<Key> open;
  for (std::size_t i = backward_.levels[level]; i < end; ++i) {
    const auto found = forward_.level_of.find(backward_.order[i]);
    if (found == forward_.level_of.end() || found->second != cut) continue;
    on_shortest_.emplace(found->first, static_cast<std::uint32_t>(level));
    open.push_back(found->first);
  }
  while (!open.empty()) {
    const Key key = open.back();
    open.pop_back();
    const std::uint32_t depth = forward_.level_of.at(key);
    if (depth == 0) continue;
    for_each_before(key, [&](Key before, const auto& allowed) {
      const auto found = forward_.level_of.find(before);
      if (found == forward_.level_of.end() || found->second + 1 != depth || on_shortest_.contains(before)) return;
      if (!allowed()) return;
      on_shortest_.emplace(before, static_cast<std::uint32_t>(best_ - found->second));
      open.push_back(before);
    });
  }
}

void PathDistances::know_all() {
  while (!backward_.exhausted && backward_.depth() < machine_.longest()) expand(backward_);
}

/// Breadth first from the start: where two trees meet that began with different relationships, a round is closed.
std::uint64_t PathDistances::shortest_round(NodeId start) {
  struct Reached {
    NodeId node;
    RelationshipId by;
    std::uint64_t level;
    std::size_t tree;
  };
  std::vector<Reached> order{{start, {}, 0, 0}};
  tsl::robin_map<Key, std::size_t, Hash> place{{start, 0}};
  std::uint64_t shortest = none;
  for (std::size_t i = 0; i < order.size() && 2 * order[i].level < shortest; ++i) {
    const Reached from = order[i];
    for_each_neighbour(
        *execution_.view, machine_.hop(0, 0).onward, from.node, scratch_,
        [&](NodeId node, RelationshipId relationship) {
          steps_.step();
          if ((i > 0 && relationship == from.by) || !machine_.allows(0, 0, from.node, relationship, node)) {
            return;
          }
          const std::size_t tree = i == 0 ? order.size() : from.tree;
          const auto [known, is_new] = place.emplace(node, order.size());
          if (is_new) {
            order.push_back({node, relationship, from.level + 1, tree});
          } else if (order[known->second].tree != tree) {
            shortest = std::min(shortest, from.level + order[known->second].level + 1);
          }
        });
  }
  return shortest;
}

std::uint64_t PathDistances::left(NodeId node, std::uint32_t state) const {
  const Key key = key_of(node, state);
  if (const auto behind = backward_.level_of.find(key); behind != backward_.level_of.end()) return behind->second;
  if (const auto before = on_shortest_.find(key); before != on_shortest_.end()) return before->second;
  return none;
}

}  // namespace liaison
