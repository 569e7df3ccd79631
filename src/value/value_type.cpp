#include "value/value_type.h"

#include <algorithm>
#include <utility>

#include "common/stop_signal.h"
#include "value/text.h"

namespace liaison {
namespace {

constexpr TypeSet stored_kinds{Kind::Boolean,  Kind::Integer,  Kind::Float,     Kind::String,
                               Kind::Date,     Kind::Time,     Kind::LocalTime, Kind::LocalDateTime,
                               Kind::DateTime, Kind::Duration, Kind::List};

/// By their usual names, the others (GQL's, mostly) below.
std::vector<ValueType::Term> make_types() {
  return {
      {.name = "ANY", .kinds = TypeSet::any()},
      {.name = "BOOLEAN", .kinds = Kind::Boolean},
      {.name = "DATE", .kinds = Kind::Date},
      {.name = "DURATION", .kinds = Kind::Duration},
      {.name = "FLOAT", .kinds = Kind::Float},
      {.name = "INTEGER", .kinds = Kind::Integer},
      {.name = "LIST", .kinds = Kind::List},
      {.name = "LOCAL DATETIME", .kinds = Kind::LocalDateTime},
      {.name = "LOCAL TIME", .kinds = Kind::LocalTime},
      {.name = "MAP", .kinds = Kind::Map},
      {.name = "NODE", .kinds = Kind::Node},
      {.name = "NOTHING", .may_be_null = false},
      {.name = "NULL"},
      {.name = "PATH", .kinds = Kind::Path},
      {.name = "PROPERTY VALUE", .kinds = stored_kinds, .is_stored = true},
      {.name = "RELATIONSHIP", .kinds = Kind::Relationship},
      {.name = "STRING", .kinds = Kind::String},
      {.name = "ZONED DATETIME", .kinds = Kind::DateTime},
      {.name = "ZONED TIME", .kinds = Kind::Time},
  };
}

const std::vector<ValueType::Term>& types() {
  static const std::vector<ValueType::Term> made = make_types();
  return made;
}

constexpr std::pair<std::string_view, std::string_view> other_names[] = {
    {"ANY EDGE", "RELATIONSHIP"},
    {"ANY MAP", "MAP"},
    {"ANY NODE", "NODE"},
    {"ANY PROPERTY VALUE", "PROPERTY VALUE"},
    {"ANY RELATIONSHIP", "RELATIONSHIP"},
    {"ANY VALUE", "ANY"},
    {"ANY VERTEX", "NODE"},
    {"ARRAY", "LIST"},
    {"BOOL", "BOOLEAN"},
    {"EDGE", "RELATIONSHIP"},
    {"FLOAT64", "FLOAT"},
    {"INT", "INTEGER"},
    {"INT64", "INTEGER"},
    {"INTEGER64", "INTEGER"},
    {"SIGNED INTEGER", "INTEGER"},
    {"TIME WITH TIME ZONE", "ZONED TIME"},
    {"TIME WITHOUT TIME ZONE", "LOCAL TIME"},
    {"TIMESTAMP WITH TIME ZONE", "ZONED DATETIME"},
    {"TIMESTAMP WITHOUT TIME ZONE", "LOCAL DATETIME"},
    {"VARCHAR", "STRING"},
    {"VERTEX", "NODE"},
};

/// A property holds no list with a null or a list in it.
bool can_be_stored(std::span<const Value> items) {
  return std::ranges::all_of(
      items, [](const Value& item) { return item.kind() != Kind::List && stored_kinds.contains(item.kind()); });
}

bool is_of_term(const Value& value, const ValueType::Term& term) {
  if (value.is_null()) return term.may_be_null;
  if (!term.kinds.contains(value.kind())) return false;
  if (value.kind() != Kind::List) return true;
  if (term.is_stored) return can_be_stored(value.as_list());
  return term.items == nullptr || std::ranges::all_of(value.as_list(), [&](const Value& item) {
           StepCount().step();
           return is_of_type(item, *term.items);
         });
}

}  // namespace

std::optional<ValueType::Term> find_type(std::string_view name) {
  std::string wanted = upper_case(name);
  const auto other = std::ranges::find(other_names, wanted, &std::pair<std::string_view, std::string_view>::first);
  if (other != std::end(other_names)) wanted = other->second;
  const auto found = std::ranges::find(types(), wanted, &ValueType::Term::name);
  if (found == types().end()) return std::nullopt;
  return *found;
}

std::vector<std::string_view> type_names() {
  std::vector<std::string_view> names;
  for (const ValueType::Term& type : types()) names.push_back(type.name);
  return names;
}

bool is_of_type(const Value& value, const ValueType& type) {
  return std::ranges::any_of(type.terms, [&](const ValueType::Term& term) { return is_of_term(value, term); });
}

std::string to_text(const ValueType& type) {
  std::string text;
  for (const ValueType::Term& term : type.terms) {
    if (!text.empty()) text += " | ";
    text += term.name;
    if (term.kinds.is(Kind::List)) text += "<" + (term.items ? to_text(*term.items) : "ANY") + ">";
    if (!term.may_be_null && term.name != "NOTHING") text += " NOT NULL";
  }
  return text;
}

}  // namespace liaison
