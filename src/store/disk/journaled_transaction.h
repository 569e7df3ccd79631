#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "store/disk/bytes.h"
#include "store/disk/change.h"
#include "store/transaction.h"

namespace liaison {

/// A transaction of a graph on disk: notes each change that its StateTransaction makes, so that a store's log can have
/// them. Numbers of new nodes and names and serials of new relationships are not noted: replaying the changes in order
/// from the same state gives them out again (replay.h).
class JournaledTransaction : public Transaction {
 public:
  /// `publish` takes the state at commit and what led to it (empty: nothing changed); what it throws, commit() throws.
  /// `close` is called once the transaction is over, however it ended.
  using Publish = std::function<void(GraphState, std::span<const std::byte> changes)>;
  JournaledTransaction(const GraphState& from, Publish publish, std::function<void()> close);

  [[nodiscard]] const GraphView& view() const override { return changing_.view(); }

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
  [[nodiscard]] std::vector<RelationshipId> relationships_of(NodeId node) const override {
    return changing_.relationships_of(node);
  }

  void create_index(Index index) override;
  void create_constraint(Constraint constraint) override;
  void drop_index(std::string_view name) override;
  void drop_constraint(std::string_view name) override;
  void check_uniqueness() override { changing_.check_uniqueness(); }

  void commit() override { changing_.commit(); }

 private:
  void note(Change change) { changes_.byte(static_cast<std::uint8_t>(change)); }
  void note_name(Change change, std::string_view name);
  void note_labels_of(NodeId node, Change change, LabelId label, ShapeId before);
  void note_target(const SchemaTarget& target);

  ByteWriter changes_;
  StateTransaction changing_;
};

}  // namespace liaison
