#include "execute/operator/property_writer.h"

#include <string>
#include <utility>
#include <vector>

#include "execute/expression/entity_access.h"
#include "liaison/error.h"
#include "value/text.h"

namespace liaison {
namespace {

[[noreturn]] void refuse(const std::string& what, Place place) {
  throw runtime_error(ErrorCode::TypeError, "InvalidPropertyType", "a property cannot hold " + what, place);
}

}  // namespace

void check_storable(const Value& value, Place place) {
  switch (value.kind()) {
    case Kind::Null:
    case Kind::Boolean:
    case Kind::Integer:
    case Kind::Float:
    case Kind::String:
    case Kind::Date:
    case Kind::Time:
    case Kind::LocalTime:
    case Kind::LocalDateTime:
    case Kind::DateTime:
    case Kind::Duration:
      return;
    case Kind::List:
      for (const Value& item : value.as_list()) {
        if (item.is_null()) refuse("a list with null in it", place);
        if (item.kind() == Kind::List) refuse("a list of lists", place);
        check_storable(item, place);
      }
      return;
    case Kind::Map:
      refuse("a map", place);
    case Kind::Node:
      refuse("a node", place);
    case Kind::Relationship:
      refuse("a relationship", place);
    case Kind::Path:
      refuse("a path", place);
  }
}

void write_property(Execution& execution, const Value& entity, std::string_view key, const Value& value, Place place) {
  if (entity.is_null()) return;
  check_storable(value, place);
  Transaction& transaction = *execution.transaction;
  const auto deleted = [&]() -> Error {
    return runtime_error(ErrorCode::EntityNotFound, "DeletedEntityAccess",
                         "property " + quoted_name(key) + " is set on something that was deleted", place);
  };
  bool changed = false;
  if (entity.kind() == Kind::Node) {
    if (!execution.view->has_node(entity.as_node())) throw deleted();
    changed = transaction.set_property(entity.as_node(), transaction.property_key(key), value);
  } else if (entity.kind() == Kind::Relationship) {
    if (!execution.view->has_relationship(entity.as_relationship())) throw deleted();
    changed = transaction.set_property(entity.as_relationship(), transaction.property_key(key), value);
  } else {
    throw runtime_error(
        ErrorCode::TypeError, "InvalidArgumentType",
        "properties are set on nodes and relationships, not on a " + std::string(to_string(entity.kind())), place);
  }
  if (changed || !value.is_null()) ++execution.counters.properties_set;
}

void write_properties(Execution& execution, const Value& entity, const Map& map, Place place) {
  for (const MapEntry& entry : map.entries()) write_property(execution, entity, entry.key, entry.value, place);
}

Map read_properties(const Execution& execution, const Value& entity) {
  const EntityAccess entities(execution);
  std::vector<MapEntry> entries;
  const auto keep = [&](PropertyKey key, const Value& value) {
    entries.push_back({entities.view().catalog().property_keys.name(key), value});
  };
  if (entity.kind() == Kind::Node) {
    entities.require(entity.as_node());
    entities.view().for_each_property(entity.as_node(), keep);
  } else if (entity.kind() == Kind::Relationship) {
    entities.require(entity.as_relationship());
    entities.view().for_each_property(entity.as_relationship(), keep);
  }
  return Map(std::move(entries));
}

}  // namespace liaison
