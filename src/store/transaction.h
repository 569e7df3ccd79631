#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "store/graph.h"
#include "store/state.h"
#include "store/state_view.h"

namespace liaison {

/// The one Transaction there is: a private copy of the state, whose pieces are copied as they are changed.
class StateTransaction : public Transaction {
 public:
  /// `publish` takes the state at commit; `close` is called once the transaction is over, however it ended.
  StateTransaction(const GraphState& from, std::function<void(GraphState)> publish, std::function<void()> close);
  ~StateTransaction() override;

  [[nodiscard]] const GraphView& view() const override { return view_; }

  LabelId label(std::string_view name) override;
  TypeId type(std::string_view name) override;
  PropertyKey property_key(std::string_view name) override;

  NodeId create_node(std::span<const LabelId> labels) override;
  RelationshipId create_relationship(NodeId start, TypeId type, NodeId end) override;
  bool delete_node(NodeId node) override;
  bool delete_relationship(RelationshipId relationship) override;
  bool set_property(NodeId node, PropertyKey key, const Value& value) override;
  bool set_property(RelationshipId relationship, PropertyKey key, const Value& value) override;
  bool add_label(NodeId node, LabelId label) override;
  bool remove_label(NodeId node, LabelId label) override;
  [[nodiscard]] std::vector<RelationshipId> relationships_of(NodeId node) const override;

  void create_index(Index index) override;
  void create_constraint(Constraint constraint) override;
  void drop_index(std::string_view name) override;
  void drop_constraint(std::string_view name) override;
  void check_uniqueness() override;

  void commit() override;

  /// For changes that were committed once: what was changed so far need not be checked again.
  void skip_checks();
  /// As it is now. Copies of it that outlive the transaction can never change: its owner number is not used again.
  [[nodiscard]] const GraphState& state() const { return state_; }

 private:
  // Indexes and constraints (transaction_schema.cpp)
  using Entity = std::variant<NodeId, RelationshipId>;
  [[nodiscard]] bool is_in(const SchemaTarget& target, Entity entity) const;
  [[nodiscard]] Value property_of(Entity entity, PropertyKey key) const;
  [[nodiscard]] std::optional<Value> entry_of(const Index& index, Entity entity) const;
  /// What each index holds of an entity that is about to change. `key`: only that property will, so that indexes of
  /// others need not be asked.
  using Entries = std::vector<std::optional<Value>>;
  [[nodiscard]] Entries entries_of(Entity entity, std::optional<PropertyKey> key = std::nullopt) const;
  /// Brings the indexes in step with what the entity has become, and notes it for the next check.
  void reindex(Entity entity, const Entries& before, std::optional<PropertyKey> key = std::nullopt);
  void note_changed(Entity entity);
  void fill(Index& index) const;
  void check_existence();
  void check_unique(const Constraint& constraint, Entity entity) const;
  void check_exists(const Constraint& constraint, Entity entity) const;
  void for_each_in(const SchemaTarget& target, const std::function<void(Entity)>& visit) const;

  void move_to_shape(NodeId node, ShapeId shape);
  void clear_properties(ColumnSet& columns, std::uint32_t row);
  [[nodiscard]] bool is_name(PropertyKey key) const;

  Owner owner_;
  GraphState state_;
  StateView view_;
  // While there are constraints: what was changed, the first ones checked for uniqueness already.
  std::vector<Entity> changed_;
  std::size_t checked_for_uniqueness_ = 0;
  std::function<void(GraphState)> publish_;
  std::function<void()> close_;
};

}  // namespace liaison
