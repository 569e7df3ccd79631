#pragma once

#include <functional>
#include <memory>
#include <utility>

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

  void commit() override;

 private:
  void move_to_shape(NodeId node, ShapeId shape);
  void clear_properties(ColumnSet& columns, std::uint32_t row);
  [[nodiscard]] bool is_name(PropertyKey key) const;

  Owner owner_;
  GraphState state_;
  StateView view_;
  std::function<void(GraphState)> publish_;
  std::function<void()> close_;
};

}  // namespace liaison
