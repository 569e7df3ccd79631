#include "execute/operator/expand_variable.h"

#include <algorithm>
#include <utility>

namespace liaison {
namespace {

std::vector<Slot> all_slots(const ExpandVariableSlots& slots) {
  std::vector<Slot> all{slots.from};
  if (slots.to) all.push_back(*slots.to);
  if (slots.relationship) all.push_back(*slots.relationship);
  all.insert(all.end(), slots.unlike.begin(), slots.unlike.end());
  for (const auto& [variable, slot] : slots.read_by_predicates) all.push_back(slot);
  return all;
}

}  // namespace

std::string length_text(const PatternLength& length) {
  if (length.minimum == length.maximum) return "*" + std::to_string(length.minimum);
  std::string text = "*" + std::to_string(length.minimum) + "..";
  return length.maximum == PatternLength::unbounded ? text : text + std::to_string(length.maximum);
}

ExpandVariable::ExpandVariable(const logical::ExpandVariable& plan, ExpandVariableSlots slots, std::uint16_t parent,
                               OperatorPtr input, Execution& execution)
    : FanOut(std::move(input), parent, execution),
      plan_(plan),
      slots_(std::move(slots)),
      lists_(plan.types, plan.direction) {
  if (slots_.wants_to) add_column(plan.to);
  if (slots_.wants_relationship) add_column(plan.relationship);
  if (!plan.each_predicates.empty()) make_predicates();
}

void ExpandVariable::make_predicates() {
  Layout row;
  row.add_group(-1);
  for (const auto& [variable, slot] : slots_.read_by_predicates) row.add(variable, 0);
  row.add(plan_.each, 0);
  for (const Expression& predicate : plan_.each_predicates) predicates_.emplace_back(predicate, row, 0, execution_);
}

std::string ExpandVariable::describe() const {
  const VariableTable& names = *execution_.variables;
  return std::string(plan_.to_bound ? "ExpandIntoVariable" : "ExpandVariable") + " (" + shown_name(names[plan_.from]) +
         ")" + lists_.describe(shown_name(names[plan_.relationship]), length_text(plan_.length)) + "(" +
         shown_name(names[plan_.to]) + ")";
}

void ExpandVariable::begin_chunk(const Chunk& chunk) {
  lists_.refresh(*execution_.view);
  reader_.emplace(chunk, parent_, all_slots(slots_));
}

void ExpandVariable::begin_row(const Chunk&, std::uint16_t row) {
  std::size_t next_slot = 0;
  const auto read = [&] { return reader_->read(next_slot++, row); };
  steps_.clear();
  trail_.clear();
  wanted_to_.reset();
  excluded_.clear();
  const Value from = read();
  searching_ = from.kind() == Kind::Node;
  if (slots_.to) {
    const Value to = read();
    if (to.kind() == Kind::Node) {
      wanted_to_ = to.as_node();
    } else {
      searching_ = false;
    }
  }
  const Value given = slots_.relationship ? read() : Value();
  for (std::size_t i = 0; i < slots_.unlike.size(); ++i) add_relationships(read(), excluded_);
  if (!predicates_.empty()) {
    Group one;
    one.size = 1;
    for (std::size_t i = 0; i < slots_.read_by_predicates.size(); ++i) {
      one.columns.push_back(std::make_shared<Vector>(Vector::constant(read(), 1)));
    }
    one.columns.push_back(nullptr);
    predicate_row_.groups.clear();
    predicate_row_.groups.push_back(std::move(one));
  }
  if (!searching_) return;
  emit_pending_ = true;
  steps_.push_back({from.as_node(), {}, 0});
  if (slots_.relationship) {
    begin_given(given);
  } else if (plan_.length.maximum > 0) {
    enter(from.as_node());
  }
}

/// The list is bound already: walk it and see whether it is such a trail; its end is the only row there can be.
void ExpandVariable::begin_given(const Value& list) {
  const GraphView& view = *execution_.view;
  searching_ = false;
  if (list.kind() != Kind::List) return;
  std::vector<RelationshipId> given;
  for (const Value& item : list.as_list()) {
    if (item.kind() != Kind::Relationship) return;
    given.push_back(item.as_relationship());
  }
  if (given.size() < plan_.length.minimum || given.size() > plan_.length.maximum) return;
  if (plan_.reversed) std::ranges::reverse(given);
  NodeId node = steps_.front().node;
  for (RelationshipId relationship : given) {
    if (!view.has_relationship(relationship) || !lists_.contains(view, node, relationship)) return;
    if (!allowed(relationship)) return;
    const EndPoints ends = view.end_points(relationship);
    node = ends.start == node ? ends.end : ends.start;
    trail_.push_back(relationship);
  }
  steps_.front().node = node;
  searching_ = true;
}

bool ExpandVariable::allowed(RelationshipId relationship) {
  if (std::ranges::find(trail_, relationship) != trail_.end()) return false;
  if (std::ranges::find(excluded_, relationship) != excluded_.end()) return false;
  if (predicates_.empty()) return true;
  predicate_row_.groups[0].columns.back() =
      std::make_shared<Vector>(Vector::constant(Value::relationship(relationship), 1));
  return std::ranges::all_of(predicates_, [&](Evaluator& predicate) {
    const Value holds = predicate.evaluate(predicate_row_).get(0);
    return holds.kind() == Kind::Boolean && holds.as_boolean();
  });
}

/// Lists what leads on from the trail's end.
void ExpandVariable::enter(NodeId node) {
  const GraphView& view = *execution_.view;
  std::vector<std::pair<NodeId, RelationshipId>>& onward = steps_.back().onward;
  for (std::size_t list = 0; list < lists_.lists().size(); ++list) {
    const Neighbours neighbours = lists_.neighbours(view, node, list, scratch_);
    for (std::size_t i = 0; i < neighbours.nodes.size(); ++i) {
      if (lists_.skips_loops(list) && neighbours.nodes[i] == node) continue;
      onward.emplace_back(neighbours.nodes[i], RelationshipId{lists_.lists()[list].type, neighbours.serials[i]});
    }
  }
}

void ExpandVariable::leave() {
  steps_.pop_back();
  if (!trail_.empty()) trail_.pop_back();
}

void ExpandVariable::emit(Group& child, NodeId end) {
  std::size_t column = 0;
  if (slots_.wants_to) child.columns[column++]->append(Value::node(end));
  if (slots_.wants_relationship) {
    std::vector<Value> list;
    list.reserve(trail_.size());
    for (RelationshipId relationship : trail_) list.push_back(Value::relationship(relationship));
    if (plan_.reversed) std::ranges::reverse(list);
    child.columns[column]->append(Value::list(std::move(list)));
  }
  add_row(child);
}

bool ExpandVariable::append(Group& child, std::uint32_t limit) {
  while (searching_ && !steps_.empty()) {
    if (emit_pending_) {
      const NodeId end = steps_.back().node;
      if (trail_.size() >= plan_.length.minimum && (!wanted_to_ || *wanted_to_ == end)) {
        if (child.size == limit) return false;
        emit(child, end);
      }
      emit_pending_ = false;
    }
    steps_taken_.step();
    Step& step = steps_.back();
    if (step.next == step.onward.size()) {
      leave();
      continue;
    }
    const auto [node, relationship] = step.onward[step.next++];
    if (!allowed(relationship)) continue;
    trail_.push_back(relationship);
    steps_.push_back({node, {}, 0});
    if (trail_.size() < plan_.length.maximum) enter(node);
    emit_pending_ = true;
  }
  return true;
}

}  // namespace liaison
