#include "store/schema.h"

#include <algorithm>
#include <utility>

#include "value/equality.h"
#include "value/text.h"

namespace liaison {
namespace {

template <class Named>
const Named* find_named(const std::vector<Named>& all, std::string_view name) {
  const auto found = std::ranges::find(all, name, &Named::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

bool Schema::wants_unique_values() const {
  return std::ranges::any_of(constraints, [](const Constraint& each) { return each.kind != ConstraintKind::Exists; });
}

const Index* Schema::find_index(std::string_view name) const { return find_named(indexes, name); }
const Constraint* Schema::find_constraint(std::string_view name) const { return find_named(constraints, name); }

std::optional<Value> index_value(const Index& index, const std::function<Value(PropertyKey)>& property) {
  std::vector<Value> values;
  for (PropertyKey key : index.on.keys) {
    values.push_back(property(key));
    const Value& value = values.back();
    if (value.is_null() || equals(value, value) != Truth::True) return std::nullopt;
    if (index.kind == IndexKind::Text && value.kind() != Kind::String) return std::nullopt;
  }
  return values.size() == 1 ? std::move(values.front()) : Value::list(std::move(values));
}

std::string target_text(const SchemaTarget& target, const Catalog& catalog) {
  std::string text = ":" + quoted_name((target.of_relationships ? catalog.types : catalog.labels).name(target.token));
  for (std::size_t i = 0; i < target.keys.size(); ++i) {
    text += (i == 0 ? "(" : ", ") + quoted_name(catalog.property_keys.name(target.keys[i]));
  }
  return text + ")";
}

Error not_unique(const Constraint& constraint, const Value& value, std::string_view entity, std::string_view other,
                 const Catalog& catalog) {
  return runtime_error(ErrorCode::ConstraintVerificationFailed, "UniqueConstraintViolated",
                       "constraint " + quoted_name(constraint.name) + " wants " + target_text(constraint.on, catalog) +
                           " to be unique, and " + std::string(entity) + " and " + std::string(other) + " both have " +
                           literal_text(value));
}

Error lacks_property(const Constraint& constraint, PropertyKey key, std::string_view entity, const Catalog& catalog) {
  return runtime_error(ErrorCode::ConstraintVerificationFailed, "ExistenceConstraintViolated",
                       "constraint " + quoted_name(constraint.name) + " wants " + target_text(constraint.on, catalog) +
                           " to be there, and " + std::string(entity) + " has no " +
                           quoted_name(catalog.property_keys.name(key)));
}

}  // namespace liaison
