#pragma once

#include <string_view>

#include "execute/execution.h"

namespace liaison {

/// Refuses what no property can hold: maps, entities, paths, and lists that hold any of these, null or lists
/// (TypeError InvalidPropertyType, openCypher 9: storable values).
void check_storable(const Value& value, Place place);

/// Sets one property of a node or relationship and counts it; null removes. Null entities are passed over. Another kind
/// is a TypeError; a deleted entity EntityNotFound DeletedEntityAccess.
void write_property(Execution& execution, const Value& entity, std::string_view key, const Value& value, Place place);

/// Every entry of a map; entries that are null remove.
void write_properties(Execution& execution, const Value& entity, const Map& map, Place place);

/// The properties of a node or relationship as a map; of a deleted one: EntityNotFound DeletedEntityAccess.
[[nodiscard]] Map read_properties(const Execution& execution, const Value& entity);

}  // namespace liaison
