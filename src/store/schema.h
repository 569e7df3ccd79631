#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/error.h"
#include "liaison/value.h"
#include "store/catalog.h"
#include "store/value_index.h"

namespace liaison {

/// The nodes with a label (written or implied) or the relationships of a type, and what they have under some keys.
struct SchemaTarget {
  bool of_relationships = false;
  std::uint32_t token = 0;  // LabelId or TypeId
  std::vector<PropertyKey> keys;
  bool operator==(const SchemaTarget&) const = default;
};

enum class IndexKind : std::uint8_t {
  Range,  // any value
  Text,   // strings alone
};

/// Entities of a target by their values under its keys: with one key by the value, with several by the list of them.
/// What lacks one is not in it, nor what is not equal to itself (NaN): nothing that looks for equals could find it.
struct Index {
  std::string name;
  IndexKind kind = IndexKind::Range;
  SchemaTarget on;
  bool serves_constraint = false;  // the one of the same name: they come and go together
  ValueIndex values{};
};

enum class ConstraintKind : std::uint8_t {
  Unique,  // no two entities have equal values; those that lack one may be many
  Exists,  // every entity has a value
  Key,     // both, over all keys
};

struct Constraint {
  std::string name;
  ConstraintKind kind;
  SchemaTarget on;
};

/// What a graph keeps beside its data, and in step with it. Indexes and constraints share one space of names.
struct Schema {
  std::vector<Index> indexes;
  std::vector<Constraint> constraints;

  [[nodiscard]] bool is_empty() const { return indexes.empty() && constraints.empty(); }
  [[nodiscard]] bool wants_unique_values() const;                      // by a constraint
  [[nodiscard]] const Index* find_index(std::string_view name) const;  // nullptr: none
  [[nodiscard]] const Constraint* find_constraint(std::string_view name) const;
};

/// What the index has of an entity with these properties; absent: nothing.
[[nodiscard]] std::optional<Value> index_value(const Index& index, const std::function<Value(PropertyKey)>& property);

/// ":Company(name, country)"
[[nodiscard]] std::string target_text(const SchemaTarget& target, const Catalog& catalog);

/// ConstraintVerificationFailed: two entities, given by their ids as users see them, have the same values; or one lacks
/// a property.
[[nodiscard]] Error not_unique(const Constraint& constraint, const Value& value, std::string_view entity,
                               std::string_view other, const Catalog& catalog);
[[nodiscard]] Error lacks_property(const Constraint& constraint, PropertyKey key, std::string_view entity,
                                   const Catalog& catalog);

}  // namespace liaison
