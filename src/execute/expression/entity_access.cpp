#include "execute/expression/entity_access.h"

#include "function/temporal_component.h"
#include "liaison/error.h"

namespace liaison {
namespace {

Error deleted(std::string_view what) {
  return runtime_error(ErrorCode::EntityNotFound, "DeletedEntityAccess",
                       "this " + std::string(what) + " was deleted by the statement itself");
}

}  // namespace

void EntityAccess::require(NodeId node) const {
  if (execution_.transaction != nullptr && !view().has_node(node)) throw deleted("node");
}

void EntityAccess::require(RelationshipId relationship) const {
  if (execution_.transaction != nullptr && !view().has_relationship(relationship)) throw deleted("relationship");
}

std::optional<PropertyKey> PropertyAccess::key() {
  if (!key_) key_ = entities_.view().catalog().property_keys.find(name_);
  return key_;
}

Value PropertyAccess::of(const Value& base) {
  switch (base.kind()) {
    case Kind::Null:
      return Value();
    case Kind::Node:
      entities_.require(base.as_node());
      return key() ? entities_.view().property(base.as_node(), *key_) : Value();
    case Kind::Relationship:
      entities_.require(base.as_relationship());
      return key() ? entities_.view().property(base.as_relationship(), *key_) : Value();
    case Kind::Map: {
      const Value* value = base.as_map().find(name_);
      return value != nullptr ? *value : Value();
    }
    case Kind::Date:
    case Kind::Time:
    case Kind::LocalTime:
    case Kind::LocalDateTime:
    case Kind::DateTime:
    case Kind::Duration:
      if (const std::optional<Value> part = temporal_component(base, name_)) return *part;
      throw runtime_error(ErrorCode::ArgumentError, "InvalidArgumentValue",
                          "a " + std::string(to_string(base.kind())) + " has no part '" + name_ + "'");
    case Kind::Boolean:
    case Kind::Integer:
    case Kind::Float:
    case Kind::String:
    case Kind::List:
    case Kind::Path:
      break;
  }
  throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                      "a value of type " + std::string(to_string(base.kind())) + " has no property '" + name_ + "'");
}

}  // namespace liaison
