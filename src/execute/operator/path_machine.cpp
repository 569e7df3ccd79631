#include "execute/operator/path_machine.h"

#include <algorithm>
#include <limits>

#include "execute/operator/expand_variable.h"

namespace liaison {
namespace {

/// A stretch of a larger minimum counts no further: there would be too many states.
constexpr std::uint64_t most_counted = 8;

Direction reversed(Direction direction) {
  if (direction == Direction::Both) return direction;
  return direction == Direction::Outgoing ? Direction::Incoming : Direction::Outgoing;
}

std::uint64_t saturating_add(std::uint64_t left, std::uint64_t right) {
  const std::uint64_t sum = left + right;
  return sum < left ? std::numeric_limits<std::uint64_t>::max() : sum;
}

std::uint64_t saturating_multiply(std::uint64_t left, std::uint64_t right) {
  std::uint64_t product = 0;
  return __builtin_mul_overflow(left, right, &product) ? std::numeric_limits<std::uint64_t>::max() : product;
}

std::vector<Evaluator> compile(const std::vector<const Expression*>& asked, const TestRow& row) {
  std::vector<Evaluator> compiled;
  for (const Expression* expression : asked) compiled.push_back(row.compile(*expression));
  return compiled;
}

}  // namespace

PathMachine::PathMachine(std::span<const logical::PathStretch> stretches, TestRow& row) : row_(row) {
  for (const logical::PathStretch& plan : stretches) {
    Stretch& stretch = stretches_.emplace_back();
    stretch.nodes = plan.part.nodes;
    stretch.length = plan.length;
    stretch.end = plan.end;
    stretch.is_single = plan.is_single;
    stretch.is_part = plan.is_part;
    for (std::size_t i = 0; i < plan.part.hops.size(); ++i) {
      const PartHop& hop = plan.part.hops[i];
      stretch.hops.push_back({.onward = RelationshipLists(hop.types, hop.direction),
                              .back = RelationshipLists(hop.types, reversed(hop.direction)),
                              .source = plan.part.nodes[i],
                              .relationship = hop.relationship,
                              .target = plan.part.nodes[i + 1],
                              .asked = {},
                              .asked_of_time = {},
                              .predicates = {},
                              .predicates_of_time = {}});
      row.add(hop.relationship);
    }
    for (VariableId node : plan.part.nodes) {
      if (node != PatternPart::unnamed) row.add(node);
    }
    row.add(plan.end);
    place_predicates(plan.part, stretch);
    for (const Expression& predicate : plan.end_predicates) stretch.asked_of_end.push_back(&predicate);
    longest_ = saturating_add(longest_, saturating_multiply(plan.length.maximum, plan.part.hops.size()));
    // One stretch between two different nodes is walked once at least, whether one counts or not.
    const bool need_not_count = stretches.size() == 1 && plan.length.minimum <= 1;
    stretch.counts_to = need_not_count ? 0 : static_cast<std::uint32_t>(std::min(plan.length.minimum, most_counted));
    stretch.first_state = few_count_;
    few_count_ += static_cast<std::uint32_t>((stretch.counts_to + 1) * stretch.hops.size());
  }
  leading_from_.resize(few_count_);
  leading_to_.resize(few_count_);
  ends_from_.resize(few_count_);
  for (std::uint32_t i = 0; i < stretches_.size(); ++i) {
    for (std::uint32_t times = 0; times <= stretches_[i].counts_to; ++times) {
      for (std::uint32_t hop = 0; hop < stretches_[i].hops.size(); ++hop) {
        const TrailState at{i, hop, times};
        make_transitions(few(at), at);
      }
    }
  }
  for (const std::vector<Transition>& transitions : leading_from_) {
    for (const Transition& transition : transitions) leading_to_[transition.to].push_back(transition);
  }
}

/// Each at the first hop that has all it reads beside it, else where all that it reads has been walked.
void PathMachine::place_predicates(const PatternPart& part, Stretch& stretch) {
  std::vector<VariableId> walked = part.nodes;
  for (const PartHop& hop : part.hops) walked.push_back(hop.relationship);
  for (const Expression& predicate : part.predicates) {
    std::vector<VariableId> read = free_variables(predicate);
    std::erase_if(read, [&](VariableId variable) { return std::ranges::count(walked, variable) == 0; });
    const auto has_beside = [&](std::size_t hop) {
      return std::ranges::all_of(read, [&](VariableId variable) {
        return variable == part.nodes[hop] || variable == part.hops[hop].relationship ||
               variable == part.nodes[hop + 1];
      });
    };
    const auto has_walked = [&](std::size_t hop) {
      return std::ranges::all_of(read, [&](VariableId variable) {
        const auto node = std::ranges::find(part.nodes, variable) - part.nodes.begin();
        if (node < std::ssize(part.nodes)) return node <= static_cast<std::ptrdiff_t>(hop) + 1;
        const auto relationship = std::ranges::find(part.hops, variable, &PartHop::relationship) - part.hops.begin();
        return relationship <= static_cast<std::ptrdiff_t>(hop);
      });
    };
    std::size_t at = 0;
    while (at < part.hops.size() && !has_beside(at)) ++at;
    if (at < part.hops.size()) {
      stretch.hops[at].asked.push_back(&predicate);
      continue;
    }
    at = 0;
    while (!has_walked(at)) ++at;
    stretch.hops[at].asked_of_time.push_back(&predicate);
  }
}

void PathMachine::make_transitions(std::uint32_t state, TrailState at) {
  const std::uint32_t first_end = at.stretch;
  while (true) {
    const Stretch& stretch = stretches_[at.stretch];
    const bool is_between = at.hop == 0;
    const bool goes_on = at.times < stretch.counts_to || stretch.length.maximum > stretch.counts_to;
    if (!is_between || goes_on) {
      const std::uint32_t to = few(after(at));
      leading_from_[state].push_back({state, to, at.stretch, at.hop, first_end});
    }
    if (!is_between || at.times < stretch.counts_to) return;
    if (at.stretch + 1 == stretches_.size()) {
      ends_from_[state] = first_end;
      return;
    }
    at = {at.stretch + 1, 0, 0};
  }
}

void PathMachine::compile_predicates() {
  for (Stretch& stretch : stretches_) {
    for (Hop& hop : stretch.hops) {
      hop.predicates = compile(hop.asked, row_);
      hop.predicates_of_time = compile(hop.asked_of_time, row_);
    }
    stretch.end_predicates = compile(stretch.asked_of_end, row_);
  }
}

void PathMachine::refresh(const GraphView& view) {
  for (Stretch& stretch : stretches_) {
    for (Hop& hop : stretch.hops) {
      hop.onward.refresh(view);
      hop.back.refresh(view);
    }
  }
}

bool PathMachine::go_on(NodeId node, TrailState at, std::vector<TrailState>& onward) {
  while (true) {
    const Stretch& stretch = stretches_[at.stretch];
    if (at.hop > 0 || at.times < stretch.length.maximum) onward.push_back(at);
    if (at.hop > 0 || at.times < stretch.length.minimum) return false;
    if (!stretches_end(at.stretch, at.stretch + 1, node)) return false;
    if (at.stretch + 1 == stretches_.size()) return true;
    at = {at.stretch + 1, 0, 0};
  }
}

TrailState PathMachine::after(TrailState state) const {
  if (state.hop + 1 < stretches_[state.stretch].hops.size()) return {state.stretch, state.hop + 1, state.times};
  return {state.stretch, 0, state.times + 1};
}

std::uint32_t PathMachine::few(TrailState state) const {
  const Stretch& stretch = stretches_[state.stretch];
  const auto times = static_cast<std::uint32_t>(std::min<std::uint64_t>(state.times, stretch.counts_to));
  return stretch.first_state + times * static_cast<std::uint32_t>(stretch.hops.size()) + state.hop;
}

void PathMachine::set(VariableId variable, const Value& value) {
  if (variable != PatternPart::unnamed) row_.set(variable, value);
}

bool PathMachine::allows(std::uint32_t stretch, std::uint32_t at, NodeId source, RelationshipId relationship,
                         NodeId target) {
  Hop& hop = stretches_[stretch].hops[at];
  if (hop.predicates.empty()) return true;
  set(hop.source, Value::node(source));
  set(hop.relationship, Value::relationship(relationship));
  set(hop.target, Value::node(target));
  return row_.all_true(hop.predicates);
}

bool PathMachine::allows_time(TrailState state, std::span<const NodeId> nodes,
                              std::span<const RelationshipId> relationships) {
  Stretch& stretch = stretches_[state.stretch];
  for (std::size_t i = 0; i < nodes.size(); ++i) set(stretch.nodes[i], Value::node(nodes[i]));
  for (std::size_t i = 0; i < relationships.size(); ++i) {
    row_.set(stretch.hops[i].relationship, Value::relationship(relationships[i]));
  }
  return row_.all_true(stretch.hops[state.hop].predicates_of_time);
}

bool PathMachine::stretches_end(std::uint32_t first, std::uint32_t last, NodeId node) {
  for (std::uint32_t i = first; i < last; ++i) {
    Stretch& stretch = stretches_[i];
    if (stretch.end_predicates.empty()) continue;
    row_.set(stretch.end, Value::node(node));
    if (!row_.all_true(stretch.end_predicates)) return false;
  }
  return true;
}

bool PathMachine::ends(std::uint32_t state, NodeId node) {
  const std::optional<std::uint32_t> first = ends_from_[state];
  return first && stretches_end(*first, static_cast<std::uint32_t>(stretches_.size()), node);
}

std::string PathMachine::describe(std::uint32_t index, VariableId relationships, const VariableTable& names) const {
  const Stretch& stretch = stretches_[index];
  const auto name = [&](VariableId variable) {
    return variable == PatternPart::unnamed ? std::string() : shown_name(names[variable]);
  };
  if (!stretch.is_part) {
    return stretch.hops.front().onward.describe(name(relationships),
                                                stretch.is_single ? "" : length_text(stretch.length));
  }
  std::string text = "((" + name(stretch.nodes.front()) + ")";
  for (const Hop& hop : stretch.hops) {
    text += hop.onward.describe(name(hop.relationship)) + "(" + name(hop.target) + ")";
  }
  return text + ")" + length_text(stretch.length);
}

bool PathMachine::is_undirected_step() const {
  const Stretch& first = stretches_.front();
  return stretches_.size() == 1 && first.hops.size() == 1 && first.length.minimum <= 1 &&
         first.hops.front().onward.direction() == Direction::Both && first.nodes.front() == PatternPart::unnamed &&
         first.nodes.back() == PatternPart::unnamed;
}

}  // namespace liaison
