#include "execute/operator/relationship_lists.h"

#include <algorithm>
#include <utility>

#include "common/stop_signal.h"
#include "value/text.h"

namespace liaison {

RelationshipLists::RelationshipLists(std::vector<std::string> types, Direction direction)
    : types_(std::move(types)), direction_(direction) {}

void RelationshipLists::refresh(const GraphView& view) {
  std::vector<TypeId> ids;
  const Names& names = view.catalog().types;
  if (types_.empty()) {
    for (TypeId type = 0; type < names.size(); ++type) ids.push_back(type);
  }
  for (const std::string& name : types_) {
    const auto id = names.find(name);
    if (id && std::ranges::count(ids, *id) == 0) ids.push_back(*id);
  }
  lists_.clear();
  if (direction_ != Direction::Incoming) {
    for (TypeId type : ids) lists_.push_back({type, Direction::Outgoing});
  }
  if (direction_ != Direction::Outgoing) {
    for (TypeId type : ids) lists_.push_back({type, Direction::Incoming});
  }
}

std::uint64_t RelationshipLists::degree(const GraphView& view, NodeId node, Scratch& scratch) const {
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    total += view.degree(node, lists_[i].type, lists_[i].direction);
    if (!skips_loops(i)) continue;
    total -= neighbours(view, node, i, scratch).count(node);
  }
  return total;
}

bool RelationshipLists::contains(const GraphView& view, NodeId node, RelationshipId relationship) const {
  const EndPoints ends = view.end_points(relationship);
  return std::ranges::any_of(lists_, [&](const List& list) {
    return list.type == relationship.type && node == (list.direction == Direction::Outgoing ? ends.start : ends.end);
  });
}

std::string RelationshipLists::describe(const std::string& variable, const std::string& length) const {
  std::string text = direction_ == Direction::Incoming ? "<-[" : "-[";
  text += variable;
  for (std::size_t i = 0; i < types_.size(); ++i) text += (i == 0 ? ":" : "|") + quoted_name(types_[i]);
  text += length;
  text += direction_ == Direction::Outgoing ? "]->" : "]-";
  return text;
}

void add_relationships(const Value& value, std::vector<RelationshipId>& out) {
  if (value.kind() == Kind::Relationship) out.push_back(value.as_relationship());
  if (value.kind() != Kind::List) return;
  StepCount steps;
  for (const Value& item : value.as_list()) {
    steps.step();
    add_relationships(item, out);
  }
}

}  // namespace liaison
