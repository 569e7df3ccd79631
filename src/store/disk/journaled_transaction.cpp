#include "store/disk/journaled_transaction.h"

#include <utility>

namespace liaison {

JournaledTransaction::JournaledTransaction(const GraphState& from, Publish publish, std::function<void()> close)
    : changing_(
          from, [this, publish = std::move(publish)](GraphState state) { publish(std::move(state), changes_.bytes()); },
          std::move(close)) {}

void JournaledTransaction::note_name(Change change, std::string_view name) {
  note(change);
  changes_.text(name);
}

// ---- Names ----------------------------------------------------------------------------------------------------------

LabelId JournaledTransaction::label(std::string_view name) {
  const std::uint32_t known = view().catalog().labels.size();
  const LabelId label = changing_.label(name);
  if (label == known) note_name(Change::AddLabelName, name);
  return label;
}

TypeId JournaledTransaction::type(std::string_view name) {
  const std::uint32_t known = view().catalog().types.size();
  const TypeId type = changing_.type(name);
  if (type == known) note_name(Change::AddTypeName, name);
  return type;
}

PropertyKey JournaledTransaction::property_key(std::string_view name) {
  const std::uint32_t known = view().catalog().property_keys.size();
  const PropertyKey key = changing_.property_key(name);
  if (key == known) note_name(Change::AddPropertyKey, name);
  return key;
}

// ---- Nodes ----------------------------------------------------------------------------------------------------------

NodeId JournaledTransaction::create_node(std::span<const LabelId> labels) {
  const NodeId node = changing_.create_node(labels);
  note(Change::CreateNode);
  changes_.number(labels.size());
  for (const LabelId label : labels) changes_.number(label);
  return node;
}

bool JournaledTransaction::delete_node(NodeId node) {
  if (!changing_.delete_node(node)) return false;
  note(Change::DeleteNode);
  changes_.number(node);
  return true;
}

void JournaledTransaction::note_labels_of(NodeId node, Change change, LabelId label, ShapeId before) {
  // Whether a label was shown before says nothing: one that was implied is written down now.
  if (view().shape_of(node) == before) return;
  note(change);
  changes_.number(node);
  changes_.number(label);
}

bool JournaledTransaction::add_label(NodeId node, LabelId label) {
  const ShapeId before = view().shape_of(node);
  const bool is_new = changing_.add_label(node, label);
  note_labels_of(node, Change::AddLabel, label, before);
  return is_new;
}

bool JournaledTransaction::remove_label(NodeId node, LabelId label) {
  const ShapeId before = view().shape_of(node);
  const bool was_written = changing_.remove_label(node, label);
  note_labels_of(node, Change::RemoveLabel, label, before);
  return was_written;
}

bool JournaledTransaction::set_property(NodeId node, PropertyKey key, const Value& value) {
  if (!changing_.set_property(node, key, value)) return false;
  note(Change::SetNodeProperty);
  changes_.number(node);
  changes_.number(key);
  changes_.value(value);
  return true;
}

// ---- Relationships --------------------------------------------------------------------------------------------------

RelationshipId JournaledTransaction::create_relationship(NodeId start, TypeId type, NodeId end) {
  const RelationshipId relationship = changing_.create_relationship(start, type, end);
  note(Change::CreateRelationship);
  changes_.number(start);
  changes_.number(type);
  changes_.number(end);
  return relationship;
}

bool JournaledTransaction::delete_relationship(RelationshipId relationship) {
  if (!changing_.delete_relationship(relationship)) return false;
  note(Change::DeleteRelationship);
  changes_.number(relationship.type);
  changes_.number(relationship.serial);
  return true;
}

bool JournaledTransaction::set_property(RelationshipId relationship, PropertyKey key, const Value& value) {
  if (!changing_.set_property(relationship, key, value)) return false;
  note(Change::SetRelationshipProperty);
  changes_.number(relationship.type);
  changes_.number(relationship.serial);
  changes_.number(key);
  changes_.value(value);
  return true;
}

// ---- Indexes and constraints ----------------------------------------------------------------------------------------

void JournaledTransaction::note_target(const SchemaTarget& target) {
  changes_.byte(target.of_relationships ? 1 : 0);
  changes_.number(target.token);
  changes_.number(target.keys.size());
  for (const PropertyKey key : target.keys) changes_.number(key);
}

void JournaledTransaction::create_index(Index index) {
  note_name(Change::CreateIndex, index.name);
  changes_.byte(static_cast<std::uint8_t>(index.kind));
  note_target(index.on);
  changing_.create_index(std::move(index));
}

void JournaledTransaction::create_constraint(Constraint constraint) {
  note_name(Change::CreateConstraint, constraint.name);
  changes_.byte(static_cast<std::uint8_t>(constraint.kind));
  note_target(constraint.on);
  changing_.create_constraint(std::move(constraint));
}

void JournaledTransaction::drop_index(std::string_view name) {
  note_name(Change::DropIndex, name);
  changing_.drop_index(name);
}

void JournaledTransaction::drop_constraint(std::string_view name) {
  note_name(Change::DropConstraint, name);
  changing_.drop_constraint(name);
}

}  // namespace liaison
