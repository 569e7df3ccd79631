#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include "common/assert.h"
#include "common/stop_signal.h"
#include "store/transaction.h"
#include "value/equality.h"
#include "value/text.h"

/// The part of a transaction that keeps indexes and constraints.
namespace liaison {
namespace {

std::uint64_t index_id(std::variant<NodeId, RelationshipId> entity) {
  const auto* node = std::get_if<NodeId>(&entity);
  return node != nullptr ? *node : std::get<RelationshipId>(entity).serial;
}

std::string shown(const SchemaTarget& target, std::uint64_t id) {
  return target.of_relationships ? "relationship " + element_id(RelationshipId{target.token, id})
                                 : "node " + element_id(static_cast<NodeId>(id));
}

}  // namespace

// ---- What an index has of an entity ---------------------------------------------------------------------------------

bool StateTransaction::is_in(const SchemaTarget& target, Entity entity) const {
  if (const auto* relationship = std::get_if<RelationshipId>(&entity)) {
    return target.of_relationships && target.token == relationship->type && view_.has_relationship(*relationship);
  }
  if (target.of_relationships) return false;
  const ShapeId shape = state_.shape_of(std::get<NodeId>(entity));
  return shape != NodeExtent::gone && state_.catalog->shapes[shape].has(target.token);
}

Value StateTransaction::property_of(Entity entity, PropertyKey key) const {
  return std::visit([&](auto id) { return view_.property(id, key); }, entity);
}

std::optional<Value> StateTransaction::entry_of(const Index& index, Entity entity) const {
  if (!is_in(index.on, entity)) return std::nullopt;
  return index_value(index, [&](PropertyKey key) { return property_of(entity, key); });
}

StateTransaction::Entries StateTransaction::entries_of(Entity entity, std::optional<PropertyKey> key) const {
  Entries entries;
  for (const Index& index : state_.schema->indexes) {
    const bool may_change = !key || std::ranges::count(index.on.keys, *key) != 0;
    entries.push_back(may_change ? entry_of(index, entity) : std::nullopt);
  }
  return entries;
}

void StateTransaction::reindex(Entity entity, const Entries& before, std::optional<PropertyKey> key) {
  const Entries after = entries_of(entity, key);
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] && after[i] ? identical(*before[i], *after[i]) : !before[i] && !after[i]) continue;
    ValueIndex& values = state_.schema.change(owner_).indexes[i].values;
    if (before[i]) values.erase(*before[i], index_id(entity), owner_);
    if (after[i]) values.insert(*after[i], index_id(entity), owner_);
  }
  note_changed(entity);
}

// ---- Constraints ----------------------------------------------------------------------------------------------------

void StateTransaction::note_changed(Entity entity) {
  if (state_.schema->constraints.empty()) return;
  if (changed_.size() == checked_for_uniqueness_ || changed_.back() != entity) changed_.push_back(entity);
}

void StateTransaction::check_uniqueness() {
  const auto first = changed_.begin() + static_cast<std::ptrdiff_t>(checked_for_uniqueness_);
  std::sort(first, changed_.end());
  changed_.erase(std::unique(first, changed_.end()), changed_.end());
  StepCount steps;
  for (std::size_t i = checked_for_uniqueness_; i < changed_.size(); ++i) {
    steps.step();
    for (const Constraint& constraint : state_.schema->constraints) check_unique(constraint, changed_[i]);
  }
  checked_for_uniqueness_ = changed_.size();
}

void StateTransaction::skip_checks() {
  changed_.clear();
  checked_for_uniqueness_ = 0;
}

void StateTransaction::check_existence() {
  for (const Entity entity : changed_) {
    for (const Constraint& constraint : state_.schema->constraints) check_exists(constraint, entity);
  }
}

void StateTransaction::check_exists(const Constraint& constraint, Entity entity) const {
  if (constraint.kind == ConstraintKind::Unique || !is_in(constraint.on, entity)) return;
  for (PropertyKey key : constraint.on.keys) {
    if (!property_of(entity, key).is_null()) continue;
    throw lacks_property(constraint, key, shown(constraint.on, index_id(entity)), *state_.catalog);
  }
}

void StateTransaction::check_unique(const Constraint& constraint, Entity entity) const {
  if (constraint.kind == ConstraintKind::Exists) return;
  const Index* index = state_.schema->find_index(constraint.name);
  LIAISON_ASSERT(index != nullptr);
  const std::optional<Value> value = entry_of(*index, entity);
  if (!value) return;
  const std::vector<std::uint64_t> holders = index->values.equal_to(*value, 2);
  if (holders.size() < 2) return;
  throw not_unique(constraint, *value, shown(constraint.on, holders[0]), shown(constraint.on, holders[1]),
                   *state_.catalog);
}

// ---- Making and dropping --------------------------------------------------------------------------------------------

void StateTransaction::for_each_in(const SchemaTarget& target, const std::function<void(Entity)>& visit) const {
  if (target.of_relationships) {
    view_.for_each_relationship(target.token, [&](RelationshipId relationship, EndPoints) { visit(relationship); });
    return;
  }
  std::vector<NodeId> nodes;
  view_.scan(0, view_.shapes_with(std::span(&target.token, 1)), std::numeric_limits<std::uint32_t>::max(), nodes);
  for (NodeId node : nodes) visit(node);
}

void StateTransaction::fill(Index& index) const {
  StepCount steps;
  for_each_in(index.on, [&](Entity entity) {
    steps.step();
    if (std::optional<Value> value = entry_of(index, entity)) {
      index.values.insert(std::move(*value), index_id(entity), owner_);
    }
  });
}

void StateTransaction::create_index(Index index) {
  LIAISON_ASSERT(state_.schema->find_index(index.name) == nullptr);
  fill(index);
  state_.schema.change(owner_).indexes.push_back(std::move(index));
}

void StateTransaction::create_constraint(Constraint constraint) {
  LIAISON_ASSERT(state_.schema->find_constraint(constraint.name) == nullptr);
  if (constraint.kind != ConstraintKind::Exists) {
    create_index({.name = constraint.name, .kind = IndexKind::Range, .on = constraint.on, .serves_constraint = true});
  }
  StepCount steps;
  for_each_in(constraint.on, [&](Entity entity) {
    steps.step();
    check_exists(constraint, entity);
    check_unique(constraint, entity);
  });
  state_.schema.change(owner_).constraints.push_back(std::move(constraint));
}

void StateTransaction::drop_index(std::string_view name) {
  const auto dropped =
      std::erase_if(state_.schema.change(owner_).indexes, [&](const Index& index) { return index.name == name; });
  LIAISON_ASSERT(dropped == 1);
}

void StateTransaction::drop_constraint(std::string_view name) {
  Schema& schema = state_.schema.change(owner_);
  const auto dropped =
      std::erase_if(schema.constraints, [&](const Constraint& constraint) { return constraint.name == name; });
  LIAISON_ASSERT(dropped == 1);
  if (schema.find_index(name) != nullptr) drop_index(name);
}

}  // namespace liaison
