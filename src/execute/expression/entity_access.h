#pragma once

#include <optional>
#include <string>

#include "execute/execution.h"

namespace liaison {

/// Reads of nodes and relationships as expressions do them. Values may hold entities that the statement has deleted
/// since: reading those is EntityNotFound DeletedEntityAccess. A snapshot never loses one, so that is looked at only
/// where there is a transaction.
class EntityAccess {
 public:
  explicit EntityAccess(const Execution& execution) : execution_(execution) {}

  [[nodiscard]] const GraphView& view() const { return *execution_.view; }
  void require(NodeId node) const;
  void require(RelationshipId relationship) const;

 private:
  const Execution& execution_;
};

/// One property by name, of whatever holds properties.
class PropertyAccess {
 public:
  PropertyAccess(const Execution& execution, std::string name) : entities_(execution), name_(std::move(name)) {}

  /// The key in the graph, nullopt as long as nothing has it. Keys are never taken back, so it is looked up until
  /// found.
  [[nodiscard]] std::optional<PropertyKey> key();
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const EntityAccess& entities() const { return entities_; }

  /// Of a node, relationship, map or temporal value; null of null. Throws TypeError InvalidArgumentType for other
  /// kinds.
  [[nodiscard]] Value of(const Value& base);

 private:
  EntityAccess entities_;
  std::string name_;
  std::optional<PropertyKey> key_;
};

}  // namespace liaison
