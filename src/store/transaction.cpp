#include "store/transaction.h"

#include <algorithm>
#include <array>

#include "common/assert.h"
#include "store/snapshot.h"

namespace liaison {
namespace {

constexpr std::array<std::string_view, 2> name_keys{"name", "aliases"};

template <class T>
T& grown(std::vector<T>& items, std::size_t index) {
  if (index >= items.size()) items.resize(index + 1);
  return items[index];
}

}  // namespace

StateTransaction::StateTransaction(const GraphState& from, std::function<void(GraphState)> publish,
                                   std::function<void()> close)
    : owner_(new_owner()), state_(from), view_(state_), publish_(std::move(publish)), close_(std::move(close)) {}

StateTransaction::~StateTransaction() { close_(); }

void StateTransaction::commit() {
  LIAISON_ASSERT(publish_ != nullptr);
  check_uniqueness();
  check_existence();
  // What is published is frozen: this transaction's owner must never change it again.
  std::exchange(publish_, nullptr)(state_);
  owner_ = new_owner();
}

// ---- Names ----------------------------------------------------------------------------------------------------------

LabelId StateTransaction::label(std::string_view name) {
  if (const auto known = state_.catalog->labels.find(name)) return *known;
  return state_.catalog.change(owner_).labels.intern(name, owner_);
}

TypeId StateTransaction::type(std::string_view name) {
  if (const auto known = state_.catalog->types.find(name)) return *known;
  const TypeId made = state_.catalog.change(owner_).types.intern(name, owner_);
  grown(state_.types, made).change(owner_);
  return made;
}

PropertyKey StateTransaction::property_key(std::string_view name) { return find_or_add_key(state_, name, owner_); }

bool StateTransaction::is_name(PropertyKey key) const {
  return std::ranges::find(name_keys, state_.catalog->property_keys.name(key)) != name_keys.end();
}

// ---- Nodes ----------------------------------------------------------------------------------------------------------

NodeId StateTransaction::create_node(std::span<const LabelId> labels) {
  const NodeId node = add_node(state_, labels, owner_);
  note_changed(node);
  return node;
}

bool StateTransaction::delete_node(NodeId node) {
  const ShapeId shape = state_.shape_of(node);
  if (shape == NodeExtent::gone) return false;
  LIAISON_ASSERT(relationships_of(node).empty());
  const Entries entries = entries_of(node);
  NodeExtent& extent = state_.nodes.change(owner_, node / extent_rows);
  for (std::string_view name : name_keys) {
    if (const auto key = state_.catalog->property_keys.find(name)) {
      state_.names.remove(view_.property(node, *key), node, owner_);
    }
  }
  clear_properties(extent.properties, node % extent_rows);
  extent.set_shape(node % extent_rows, NodeExtent::gone);
  --state_.node_count;
  state_.nodes_by_shape.subtract(shape, 1, owner_);
  reindex(node, entries);
  return true;
}

void StateTransaction::clear_properties(ColumnSet& columns, std::uint32_t row) {
  std::vector<PropertyKey> present;
  columns.for_each([&](PropertyKey key, const ColumnPiece& piece) {
    if (!piece.get(row, *state_.keys[key].shared).is_null()) present.push_back(key);
  });
  for (PropertyKey key : present) {
    KeyStrings& strings = state_.keys.change(owner_, key);
    columns.change(key, owner_).set(row, Value(), strings, owner_);
    --strings.present;
  }
}

bool StateTransaction::set_property(NodeId node, PropertyKey key, const Value& value) {
  const Value before = view_.property(node, key);
  if (before.is_null() && value.is_null()) return false;
  const Entries entries = entries_of(node, key);
  if (is_name(key)) {
    state_.names.remove(before, node, owner_);
    state_.names.add(value, node, owner_);
  }
  KeyStrings& strings = state_.keys.change(owner_, key);
  strings.present += (before.is_null() ? 1u : 0u);
  strings.present -= (value.is_null() ? 1u : 0u);
  NodeExtent& extent = state_.nodes.change(owner_, node / extent_rows);
  extent.properties.change(key, owner_).set(node % extent_rows, value, strings, owner_);
  reindex(node, entries, key);
  return true;
}

void StateTransaction::move_to_shape(NodeId node, ShapeId shape) {
  const ShapeId before = state_.shape_of(node);
  const Entries entries = entries_of(node);
  state_.nodes.change(owner_, node / extent_rows).set_shape(node % extent_rows, shape);
  state_.nodes_by_shape.subtract(before, 1, owner_);
  state_.nodes_by_shape.add(shape, 1, owner_);
  for (TypeId type = 0; type < state_.types.size(); ++type) {
    const std::uint64_t starts = view_.degree(node, type, Direction::Outgoing);
    const std::uint64_t ends = view_.degree(node, type, Direction::Incoming);
    if (starts + ends == 0) continue;
    TypeStore& store = state_.types[type].change(owner_);
    store.starts_by_shape.add(shape, starts, owner_);
    store.starts_by_shape.subtract(before, starts, owner_);
    store.ends_by_shape.add(shape, ends, owner_);
    store.ends_by_shape.subtract(before, ends, owner_);
  }
  reindex(node, entries);
}

bool StateTransaction::add_label(NodeId node, LabelId label) {
  const Shape& shape = state_.catalog->shapes[state_.shape_of(node)];
  if (std::ranges::binary_search(shape.written, label)) return false;
  // Written down even where it was implied: it stays when what implied it is removed.
  const bool is_new = !shape.has(label);
  std::vector<LabelId> written = shape.written;
  written.push_back(label);
  move_to_shape(node, find_or_add_shape(state_, std::move(written), owner_));
  return is_new;
}

bool StateTransaction::remove_label(NodeId node, LabelId label) {
  std::vector<LabelId> written = state_.catalog->shapes[state_.shape_of(node)].written;
  if (std::erase(written, label) == 0) return false;
  move_to_shape(node, find_or_add_shape(state_, std::move(written), owner_));
  return true;
}

// ---- Relationships --------------------------------------------------------------------------------------------------

RelationshipId StateTransaction::create_relationship(NodeId start, TypeId type, NodeId end) {
  const ShapeId start_shape = state_.shape_of(start);
  const ShapeId end_shape = state_.shape_of(end);
  LIAISON_ASSERT(start_shape != NodeExtent::gone);
  LIAISON_ASSERT(end_shape != NodeExtent::gone);
  TypeStore& store = state_.types[type].change(owner_);
  const Serial serial = store.add_ends({start, end}, owner_);
  if (!store.may_have_parallel) {
    store.may_have_parallel = std::ranges::binary_search(store.neighbours(start, Direction::Outgoing).nodes, end);
  }
  store.forward.change(owner_, start / extent_rows).insert(start % extent_rows, end, serial, owner_);
  store.backward.change(owner_, end / extent_rows).insert(end % extent_rows, start, serial, owner_);
  const auto longer = [](std::uint32_t bound, std::size_t length) {
    return std::max(bound, static_cast<std::uint32_t>(length));
  };
  store.longest_forward = longer(store.longest_forward, store.neighbours(start, Direction::Outgoing).nodes.size());
  store.longest_backward = longer(store.longest_backward, store.neighbours(end, Direction::Incoming).nodes.size());
  store.starts_by_shape.add(start_shape, 1, owner_);
  store.ends_by_shape.add(end_shape, 1, owner_);
  ++store.count;
  ++state_.relationship_count;
  note_changed(RelationshipId{type, serial});
  return {type, serial};
}

bool StateTransaction::delete_relationship(RelationshipId relationship) {
  if (!view_.has_relationship(relationship)) return false;
  TypeStore& store = state_.types[relationship.type].change(owner_);
  const EndPoints ends = store.ends_of(relationship.serial);
  const auto serial = static_cast<Serial>(relationship.serial);
  const Entries entries = entries_of(relationship);
  const std::size_t extent = relationship.serial / extent_rows;
  if (store.properties.find(extent) != nullptr) {
    clear_properties(store.properties.change(owner_, extent), serial % extent_rows);
  }
  ListExtent& forward = store.forward.change(owner_, ends.start / extent_rows);
  ListExtent& backward = store.backward.change(owner_, ends.end / extent_rows);
  LIAISON_ASSERT(forward.erase(ends.start % extent_rows, ends.end, serial, owner_));
  LIAISON_ASSERT(backward.erase(ends.end % extent_rows, ends.start, serial, owner_));
  store.ends.change(owner_, extent).change()[serial % extent_rows].start = TypeStore::gone;
  store.starts_by_shape.subtract(state_.shape_of(ends.start), 1, owner_);
  store.ends_by_shape.subtract(state_.shape_of(ends.end), 1, owner_);
  --store.count;
  --state_.relationship_count;
  reindex(relationship, entries);
  return true;
}

bool StateTransaction::set_property(RelationshipId relationship, PropertyKey key, const Value& value) {
  const Value before = view_.property(relationship, key);
  if (before.is_null() && value.is_null()) return false;
  const Entries entries = entries_of(relationship, key);
  KeyStrings& strings = state_.keys.change(owner_, key);
  strings.present += (before.is_null() ? 1u : 0u);
  strings.present -= (value.is_null() ? 1u : 0u);
  TypeStore& store = state_.types[relationship.type].change(owner_);
  ColumnSet& columns = store.properties.change(owner_, relationship.serial / extent_rows);
  columns.change(key, owner_).set(relationship.serial % extent_rows, value, strings, owner_);
  reindex(relationship, entries, key);
  return true;
}

std::vector<RelationshipId> StateTransaction::relationships_of(NodeId node) const {
  std::vector<RelationshipId> all;
  for (TypeId type = 0; type < state_.types.size(); ++type) {
    for (Serial serial : state_.types[type]->neighbours(node, Direction::Outgoing).serials) {
      all.push_back({type, serial});
    }
    const Neighbours incoming = state_.types[type]->neighbours(node, Direction::Incoming);
    for (std::size_t i = 0; i < incoming.nodes.size(); ++i) {
      if (incoming.nodes[i] != node) all.push_back({type, incoming.serials[i]});
    }
  }
  return all;
}

}  // namespace liaison
