#pragma once

#include "store/entity_names.h"
#include "store/graph_view.h"
#include "store/state.h"
#include "store/statistics.h"

namespace liaison {

/// A GraphState as the rest of liaison reads it. The state is a reference: a snapshot's never changes, a transaction's
/// changes under it.
class StateView : public GraphView, private Statistics, private EntityNames {
 public:
  explicit StateView(const GraphState& state) : state_(state) {}

  [[nodiscard]] const Catalog& catalog() const override { return *state_.catalog; }
  [[nodiscard]] const Statistics& statistics() const override { return *this; }
  [[nodiscard]] const Vocabulary& vocabulary() const override { return *state_.vocabulary; }
  [[nodiscard]] const GraphInfo& info() const override { return *state_.info; }
  [[nodiscard]] const Sources& sources() const override { return *state_.sources; }
  [[nodiscard]] const EntityNames& entity_names() const override { return *this; }
  [[nodiscard]] const Schema& schema() const override { return *state_.schema; }

  [[nodiscard]] NodeId node_limit() const override { return state_.node_limit; }
  [[nodiscard]] bool has_node(NodeId node) const override { return state_.shape_of(node) != NodeExtent::gone; }
  [[nodiscard]] ShapeId shape_of(NodeId node) const override { return state_.shape_of(node); }
  NodeId scan(NodeId from, std::span<const std::uint8_t> shapes, std::uint32_t limit,
              std::vector<NodeId>& out) const override;

  [[nodiscard]] Value property(NodeId node, PropertyKey key) const override;
  [[nodiscard]] Value property(RelationshipId relationship, PropertyKey key) const override;
  void properties(std::span<const NodeId> nodes, PropertyKey key, Vector& out) const override;
  void properties(std::span<const RelationshipId> relationships, PropertyKey key, Vector& out) const override;
  void for_each_property(NodeId node, const std::function<void(PropertyKey, const Value&)>& visit) const override;
  void for_each_property(RelationshipId relationship,
                         const std::function<void(PropertyKey, const Value&)>& visit) const override;

  [[nodiscard]] Neighbours neighbours(NodeId node, TypeId type, Direction direction, Scratch& scratch) const override;
  [[nodiscard]] std::uint32_t degree(NodeId node, TypeId type, Direction direction) const override;
  [[nodiscard]] bool has_relationship(RelationshipId relationship) const override;
  [[nodiscard]] EndPoints end_points(RelationshipId relationship) const override;
  void for_each_relationship(TypeId type, const std::function<void(RelationshipId, EndPoints)>& visit) const override;

  [[nodiscard]] std::uint64_t node_count() const override { return state_.node_count; }
  [[nodiscard]] std::uint64_t relationship_count() const override { return state_.relationship_count; }

 private:
  // Statistics
  [[nodiscard]] std::uint64_t nodes() const override { return state_.node_count; }
  [[nodiscard]] std::uint64_t relationships() const override { return state_.relationship_count; }
  [[nodiscard]] std::uint64_t nodes_of_shape(ShapeId shape) const override;
  [[nodiscard]] std::uint64_t nodes_with(LabelId label) const override;
  [[nodiscard]] std::uint64_t relationships_of(TypeId type) const override;
  [[nodiscard]] std::uint32_t max_degree(TypeId type, Direction direction) const override;
  [[nodiscard]] bool may_have_parallel(TypeId type) const override;
  [[nodiscard]] std::uint64_t relationships_at(TypeId type, Direction direction, LabelId label) const override;
  [[nodiscard]] double distinct_values(PropertyKey key) const override;

  // EntityNames
  [[nodiscard]] std::vector<NodeId> find(std::string_view name) const override { return state_.names.find(name); }
  [[nodiscard]] std::optional<std::string> nearest(std::string_view name) const override {
    return state_.names.nearest(name);
  }
  [[nodiscard]] std::vector<std::string> starting_with(std::string_view prefix, std::size_t limit) const override {
    return state_.names.starting_with(prefix, limit);
  }

  [[nodiscard]] const ColumnSet* columns_of(NodeId node) const;
  [[nodiscard]] const ColumnSet* columns_of(RelationshipId relationship) const;

  const GraphState& state_;
};

}  // namespace liaison
