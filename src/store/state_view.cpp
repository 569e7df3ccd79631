#include "store/state_view.h"

#include <algorithm>

#include "common/assert.h"

namespace liaison {

std::vector<std::uint8_t> GraphView::shapes_with(std::span<const LabelId> labels) const {
  const auto& all = catalog().shapes;
  std::vector<std::uint8_t> shapes(all.size());
  for (ShapeId id = 0; id < shapes.size(); ++id) {
    const Shape& shape = all[id];
    shapes[id] = std::ranges::all_of(labels, [&](LabelId label) { return shape.has(label); }) ? 1 : 0;
  }
  return shapes;
}

NodeId StateView::scan(NodeId from, std::span<const std::uint8_t> shapes, std::uint32_t limit,
                       std::vector<NodeId>& out) const {
  const auto wanted = [&](ShapeId shape) {
    return shape != NodeExtent::gone && (shapes.empty() || (shape < shapes.size() && shapes[shape] != 0));
  };
  std::uint32_t found = 0;
  while (from < state_.node_limit) {
    const NodeExtent& extent = state_.nodes[from / extent_rows];
    const NodeId first = from - from % extent_rows;
    if (extent.shapes.size() == 1 && !wanted(extent.shapes.front())) {
      from = first + extent_rows;
      continue;
    }
    for (std::uint32_t row = from % extent_rows; row < extent.rows; ++row) {
      if (!wanted(extent.shape(row))) continue;
      if (found++ == limit) return first + row;
      out.push_back(first + row);
    }
    from = first + extent_rows;
  }
  return state_.node_limit;
}

const ColumnSet* StateView::columns_of(NodeId node) const {
  return node < state_.node_limit ? &state_.nodes[node / extent_rows].properties : nullptr;
}

const ColumnSet* StateView::columns_of(RelationshipId relationship) const {
  return state_.types[relationship.type]->properties.find(relationship.serial / extent_rows);
}

Value StateView::property(NodeId node, PropertyKey key) const {
  const ColumnSet* columns = columns_of(node);
  const ColumnPiece* piece = columns != nullptr ? columns->find(key) : nullptr;
  return piece != nullptr ? piece->get(node % extent_rows, *state_.keys[key].shared) : Value();
}

Value StateView::property(RelationshipId relationship, PropertyKey key) const {
  const ColumnSet* columns = columns_of(relationship);
  const ColumnPiece* piece = columns != nullptr ? columns->find(key) : nullptr;
  return piece != nullptr ? piece->get(relationship.serial % extent_rows, *state_.keys[key].shared) : Value();
}

namespace {

/// Gathers one property of many entities; the piece is looked up once for each run within an extent. `place` gives an
/// entity's extent and row, `columns` that extent's columns or null.
template <class Entity, class Place, class Columns>
void gather(std::span<const Entity> entities, PropertyKey key, const std::shared_ptr<const Dictionary>& strings,
            Place&& place, Columns&& columns, Vector& out) {
  std::uint64_t present_extent = ~std::uint64_t{0};
  const ColumnPiece* piece = nullptr;
  bool kind_chosen = false;
  out.reset(VectorKind::Any);
  for (const Entity& entity : entities) {
    const auto [extent, row] = place(entity);
    if (extent != present_extent) {
      present_extent = extent;
      const ColumnSet* set = columns(entity);
      piece = set != nullptr ? set->find(key) : nullptr;
    }
    if (!kind_chosen && piece != nullptr && piece->kind() != VectorKind::Any) {
      // The first typed piece chooses the kind; what came before is null.
      const std::uint32_t nulls = out.size;
      const bool only_nulls = out.kind == VectorKind::Any && std::ranges::all_of(out.values, &Value::is_null);
      if (only_nulls) {
        out.reset(piece->kind());
        if (piece->kind() == VectorKind::String) out.dictionary = strings;
        for (std::uint32_t i = 0; i < nulls; ++i) out.append_null();
      }
      kind_chosen = true;
    }
    if (piece == nullptr) {
      out.append_null();
    } else {
      piece->append_to(row, strings, out);
    }
  }
}

}  // namespace

void StateView::properties(std::span<const NodeId> nodes, PropertyKey key, Vector& out) const {
  gather(
      nodes, key, state_.keys[key].shared,
      [](NodeId node) { return std::pair<std::uint64_t, std::uint32_t>(node / extent_rows, node % extent_rows); },
      [&](NodeId node) { return columns_of(node); }, out);
}

void StateView::properties(std::span<const RelationshipId> relationships, PropertyKey key, Vector& out) const {
  gather(
      relationships, key, state_.keys[key].shared,
      [](RelationshipId relationship) {
        const std::uint64_t extent = (std::uint64_t{relationship.type} << 40) + relationship.serial / extent_rows;
        return std::pair<std::uint64_t, std::uint32_t>(extent, relationship.serial % extent_rows);
      },
      [&](RelationshipId relationship) { return columns_of(relationship); }, out);
}

namespace {

void visit_properties(const ColumnSet* columns, std::uint32_t row, const GraphState& state,
                      const std::function<void(PropertyKey, const Value&)>& visit) {
  if (columns == nullptr) return;
  std::vector<std::pair<PropertyKey, Value>> present;
  columns->for_each([&](PropertyKey key, const ColumnPiece& piece) {
    Value value = piece.get(row, *state.keys[key].shared);
    if (!value.is_null()) present.emplace_back(key, std::move(value));
  });
  const Names& names = state.catalog->property_keys;
  std::ranges::sort(present, {}, [&](const auto& entry) -> const std::string& { return names.name(entry.first); });
  for (const auto& [key, value] : present) visit(key, value);
}

}  // namespace

void StateView::for_each_property(NodeId node, const std::function<void(PropertyKey, const Value&)>& visit) const {
  visit_properties(columns_of(node), node % extent_rows, state_, visit);
}

void StateView::for_each_property(RelationshipId relationship,
                                  const std::function<void(PropertyKey, const Value&)>& visit) const {
  visit_properties(columns_of(relationship), relationship.serial % extent_rows, state_, visit);
}

Neighbours StateView::neighbours(NodeId node, TypeId type, Direction direction, Scratch&) const {
  return type < state_.types.size() ? state_.types[type]->neighbours(node, direction) : Neighbours{};
}

std::uint32_t StateView::degree(NodeId node, TypeId type, Direction direction) const {
  if (type >= state_.types.size()) return 0;
  return static_cast<std::uint32_t>(state_.types[type]->neighbours(node, direction).nodes.size());
}

bool StateView::has_relationship(RelationshipId relationship) const {
  return relationship.type < state_.types.size() && state_.types[relationship.type]->has(relationship.serial);
}

EndPoints StateView::end_points(RelationshipId relationship) const {
  return state_.types[relationship.type]->ends_of(relationship.serial);
}

void StateView::for_each_relationship(TypeId type, const std::function<void(RelationshipId, EndPoints)>& visit) const {
  if (type >= state_.types.size()) return;
  for (NodeId node = 0; node < state_.node_limit; ++node) {
    const TypeStore& store = *state_.types[type];
    if (store.forward.find(node / extent_rows) == nullptr) {
      node += extent_rows - 1 - node % extent_rows;
      continue;
    }
    const Neighbours list = store.neighbours(node, Direction::Outgoing);
    for (std::size_t i = 0; i < list.nodes.size(); ++i) visit({type, list.serials[i]}, {node, list.nodes[i]});
  }
}

// ---- Statistics -----------------------------------------------------------------------------------------------------

std::uint64_t StateView::nodes_of_shape(ShapeId shape) const { return state_.nodes_by_shape.at(shape); }

std::uint64_t StateView::nodes_with(LabelId label) const {
  std::uint64_t count = 0;
  state_.nodes_by_shape.for_each([&](ShapeId shape, std::uint64_t nodes) {
    if (catalog().shapes[shape].has(label)) count += nodes;
  });
  return count;
}

std::uint64_t StateView::relationships_of(TypeId type) const {
  return type < state_.types.size() ? state_.types[type]->count : 0;
}

std::uint32_t StateView::max_degree(TypeId type, Direction direction) const {
  if (type >= state_.types.size()) return 0;
  const TypeStore& store = *state_.types[type];
  switch (direction) {
    case Direction::Outgoing:
      return store.longest_forward;
    case Direction::Incoming:
      return store.longest_backward;
    case Direction::Both:
      return store.longest_forward + store.longest_backward;
  }
  return 0;
}

bool StateView::may_have_parallel(TypeId type) const {
  return type < state_.types.size() && state_.types[type]->may_have_parallel;
}

std::uint64_t StateView::relationships_at(TypeId type, Direction direction, LabelId label) const {
  if (type >= state_.types.size()) return 0;
  const TypeStore& store = *state_.types[type];
  const auto sum = [&](const ShapeCounts& by_shape) {
    std::uint64_t total = 0;
    by_shape.for_each([&](ShapeId shape, std::uint64_t count) {
      if (catalog().shapes[shape].has(label)) total += count;
    });
    return total;
  };
  switch (direction) {
    case Direction::Outgoing:
      return sum(store.starts_by_shape);
    case Direction::Incoming:
      return sum(store.ends_by_shape);
    case Direction::Both:
      return sum(store.starts_by_shape) + sum(store.ends_by_shape);
  }
  return 0;
}

double StateView::distinct_values(PropertyKey key) const {
  const KeyStrings& strings = state_.keys[key];
  const double present = static_cast<double>(strings.present);
  const double texts = static_cast<double>(strings.shared->size());
  return texts > 0 ? std::min(texts, std::max(1.0, present)) : std::max(1.0, present);
}

}  // namespace liaison
