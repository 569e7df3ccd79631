#include "execute/operator/project_end_points.h"

#include <algorithm>
#include <utility>

namespace liaison {
namespace {

std::vector<Slot> all_slots(const ProjectEndPointsSlots& slots) {
  std::vector<Slot> all{slots.relationship};
  if (slots.from) all.push_back(*slots.from);
  if (slots.to) all.push_back(*slots.to);
  all.insert(all.end(), slots.unlike.begin(), slots.unlike.end());
  return all;
}

}  // namespace

ProjectEndPoints::ProjectEndPoints(const logical::ProjectEndPoints& plan, ProjectEndPointsSlots slots,
                                   std::uint16_t parent, OperatorPtr input, Execution& execution)
    : FanOut(std::move(input), parent, execution),
      plan_(plan),
      slots_(std::move(slots)),
      lists_(plan.types, plan.direction) {
  if (slots_.wants_from) add_column(plan.from);
  if (slots_.wants_to) add_column(plan.to);
}

std::string ProjectEndPoints::describe() const {
  const VariableTable& names = *execution_.variables;
  return "ProjectEndPoints (" + shown_name(names[plan_.from]) + ")" +
         lists_.describe(shown_name(names[plan_.relationship])) + "(" + shown_name(names[plan_.to]) + ")";
}

void ProjectEndPoints::begin_chunk(const Chunk& chunk) {
  lists_.refresh(*execution_.view);
  reader_.emplace(chunk, parent_, all_slots(slots_));
}

void ProjectEndPoints::add_way(NodeId from, NodeId to, const std::optional<Value>& wanted_from,
                               const std::optional<Value>& wanted_to) {
  const auto is_other = [](const std::optional<Value>& wanted, NodeId node) {
    return wanted && (wanted->kind() != Kind::Node || wanted->as_node() != node);
  };
  if (is_other(wanted_from, from) || is_other(wanted_to, to)) return;
  if (plan_.from == plan_.to && from != to) return;
  ways_[way_count_++] = {from, to};
}

void ProjectEndPoints::begin_row(const Chunk&, std::uint16_t row) {
  way_ = way_count_ = 0;
  std::size_t next_slot = 0;
  const auto read = [&] { return reader_->read(next_slot++, row); };
  const Value value = read();
  std::optional<Value> from, to;
  if (slots_.from) from = read();
  if (slots_.to) to = read();
  excluded_.clear();
  for (std::size_t i = 0; i < slots_.unlike.size(); ++i) add_relationships(read(), excluded_);

  if (value.kind() != Kind::Relationship) return;
  const RelationshipId relationship = value.as_relationship();
  const bool has_type =
      std::ranges::any_of(lists_.lists(), [&](const auto& list) { return list.type == relationship.type; });
  if (!has_type || !execution_.view->has_relationship(relationship)) return;
  if (std::ranges::find(excluded_, relationship) != excluded_.end()) return;
  const EndPoints ends = execution_.view->end_points(relationship);
  if (plan_.direction != Direction::Incoming) add_way(ends.start, ends.end, from, to);
  const bool is_loop_again = plan_.direction == Direction::Both && ends.start == ends.end;
  if (plan_.direction != Direction::Outgoing && !is_loop_again) add_way(ends.end, ends.start, from, to);
}

bool ProjectEndPoints::append(Group& child, std::uint32_t limit) {
  std::size_t column = 0;
  Vector* from = slots_.wants_from ? child.columns[column++].get() : nullptr;
  Vector* to = slots_.wants_to ? child.columns[column].get() : nullptr;
  for (; way_ < way_count_; ++way_) {
    if (child.size == limit) return false;
    if (from != nullptr) from->append(Value::node(ways_[way_].from));
    if (to != nullptr) to->append(Value::node(ways_[way_].to));
    add_row(child);
  }
  return true;
}

}  // namespace liaison
