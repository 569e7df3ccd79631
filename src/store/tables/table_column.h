#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace liaison {

/// What the fields of a column are for.
enum class ColumnRole : std::uint8_t { Id, StartId, EndId, Label, Type, Ignore, Property };

/// What the fields of a property's column hold, or the items of their lists.
enum class ColumnType : std::uint8_t {
  Byte,
  Short,
  Int,
  Long,
  Float,
  Double,
  Boolean,
  Char,
  String,
  Date,
  Time,
  LocalTime,
  LocalDateTime,
  DateTime,
  Duration,
  Json,
};

/// A column of a table of nodes or relationships, as its header says it by neo4j-admin's convention:
/// `name:string`, `born:date`, `shares:long[]`, `id:ID(Company){id-type:long}`, `:START_ID(Company)`, `:LABEL`,
/// `:TYPE`,
/// `:IGNORE`. A name alone is a string's. liaison's own is `:json`: a value as a graph file has it, for what no other
/// type holds.
struct Column {
  std::string name;  // of a property; Id: the property that keeps the id, empty: none does
  ColumnRole role = ColumnRole::Property;
  ColumnType type = ColumnType::String;  // Property, Id
  bool is_list = false;
  std::string space;  // Id, StartId, EndId: ids are unique within their space
};

/// "long", as headers have it.
[[nodiscard]] std::string_view to_string(ColumnType type);

/// Reads a header's field. Throws Error(GraphFileError, BadHeader) without a place: an unknown type, with the nearest
/// one; an option that is not known; a property without a name.
[[nodiscard]] Column read_column(std::string_view field);

/// A text without blanks, tabs and line ends around it, which count for nothing in headers and in what is no text.
[[nodiscard]] std::string_view without_blanks_around(std::string_view text);

/// The field of a header that gives `name` as a property of this type, whatever characters the name has.
[[nodiscard]] std::string column_field(std::string_view name, ColumnType type, bool is_list);

}  // namespace liaison
