#include "store/tables/table_column.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "liaison/error.h"
#include "value/nearest.h"
#include "value/text.h"

namespace liaison {

namespace {

constexpr std::array<std::pair<std::string_view, ColumnType>, 18> types{{
    {"byte", ColumnType::Byte},
    {"short", ColumnType::Short},
    {"int", ColumnType::Int},
    {"integer", ColumnType::Int},
    {"long", ColumnType::Long},
    {"float", ColumnType::Float},
    {"double", ColumnType::Double},
    {"boolean", ColumnType::Boolean},
    {"bool", ColumnType::Boolean},
    {"char", ColumnType::Char},
    {"string", ColumnType::String},
    {"date", ColumnType::Date},
    {"time", ColumnType::Time},
    {"localtime", ColumnType::LocalTime},
    {"localdatetime", ColumnType::LocalDateTime},
    {"datetime", ColumnType::DateTime},
    {"duration", ColumnType::Duration},
    {"json", ColumnType::Json},
}};

constexpr std::array<std::pair<std::string_view, ColumnRole>, 6> roles{{
    {"id", ColumnRole::Id},
    {"start_id", ColumnRole::StartId},
    {"end_id", ColumnRole::EndId},
    {"label", ColumnRole::Label},
    {"type", ColumnRole::Type},
    {"ignore", ColumnRole::Ignore},
}};

constexpr std::array<std::pair<std::string_view, ColumnType>, 5> id_types{{
    {"string", ColumnType::String},
    {"long", ColumnType::Long},
    {"int", ColumnType::Long},
    {"integer", ColumnType::Long},
    {"actual", ColumnType::Long},
}};

template <class Table>
auto find(const Table& table, std::string_view name) -> std::optional<decltype(table.front().second)> {
  const auto found = std::ranges::find(table, name, [](const auto& row) { return row.first; });
  return found == table.end() ? std::nullopt : std::optional(found->second);
}

[[noreturn]] void refuse(std::string message, std::string hint = {}) {
  throw runtime_error(ErrorCode::GraphFileError, "BadHeader", std::move(message), {}, std::move(hint));
}

/// `name:type(space)[]{options}`, cut apart; all but the name may be missing.
struct Parts {
  std::string_view name, type, space, options;
  bool is_list = false;
};

bool is_type_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// What stands behind a name's colon, whole or not at all.
std::optional<Parts> read_type(std::string_view text) {
  Parts parts;
  std::size_t letters = 0;
  while (letters < text.size() && is_type_letter(text[letters])) ++letters;
  if (letters == 0) return std::nullopt;
  parts.type = text.substr(0, letters);
  text.remove_prefix(letters);
  if (text.ends_with('}')) {
    const std::size_t opened = text.find('{');
    if (opened == std::string_view::npos) return std::nullopt;
    parts.options = text.substr(opened + 1, text.size() - opened - 2);
    text = text.substr(0, opened);
  }
  if (text.ends_with("[]")) {
    parts.is_list = true;
    text.remove_suffix(2);
  }
  if (text.starts_with('(') && text.ends_with(')')) {
    parts.space = text.substr(1, text.size() - 2);
    text = {};
  }
  return text.empty() ? std::optional(parts) : std::nullopt;
}

/// The name is the shortest that leaves a type behind its colon: names may hold colons themselves.
Parts split(std::string_view field) {
  for (std::size_t colon = field.find(':'); colon != std::string_view::npos; colon = field.find(':', colon + 1)) {
    if (std::optional<Parts> parts = read_type(field.substr(colon + 1))) {
      parts->name = field.substr(0, colon);
      return *parts;
    }
  }
  return {.name = field, .type = {}, .space = {}, .options = {}};
}

/// `{id-type:long}`.
void read_options(std::string_view options, std::string_view field, Column& column) {
  while (!options.empty()) {
    const std::size_t comma = std::min(options.find(','), options.size());
    const std::string_view option = options.substr(0, comma);
    options.remove_prefix(std::min(comma + 1, options.size()));
    const std::size_t colon = std::min(option.find(':'), option.size());
    const std::string name = lower_case(without_blanks_around(option.substr(0, colon)));
    const std::string value = lower_case(without_blanks_around(option.substr(std::min(colon + 1, option.size()))));
    const bool is_id =
        column.role == ColumnRole::Id || column.role == ColumnRole::StartId || column.role == ColumnRole::EndId;
    const std::optional<ColumnType> type = find(id_types, value);
    if (name != "id-type" || !is_id || !type) {
      refuse("column '" + std::string(field) + "': there is no option '" + std::string(without_blanks_around(option)) +
                 "' here",
             "of an ID column it may be {id-type:long} or {id-type:string}");
    }
    column.type = *type;
  }
}

}  // namespace

std::string_view without_blanks_around(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

std::string_view to_string(ColumnType type) {
  return std::ranges::find(types, type, [](const auto& row) { return row.second; })->first;
}

Column read_column(std::string_view field) {
  const Parts parts = split(field);
  const std::string type = lower_case(parts.type);
  Column column;
  column.name = parts.name;
  column.space = parts.space;
  column.is_list = parts.is_list;
  const std::string in_quotes = "'" + std::string(field) + "'";
  if (const std::optional<ColumnRole> role = find(roles, type)) {
    column.role = *role;
    if (column.is_list && column.role != ColumnRole::Label) refuse("column " + in_quotes + " can be no list");
  } else if (type == "point") {
    refuse("column " + in_quotes + " is of type point, which this version cannot hold");
  } else if (const std::optional<ColumnType> found = find(types, parts.type.empty() ? "string" : type)) {
    column.type = *found;
    if (column.name.empty()) refuse("column " + in_quotes + " has no name", ":IGNORE leaves a column out");
    if (column.type == ColumnType::Json && column.is_list) {
      refuse("column " + in_quotes + ": lists of json are json themselves", "json alone holds lists too");
    }
    if (!column.space.empty()) refuse("column " + in_quotes + ": only ids have a space in parentheses");
  } else {
    std::vector<std::string_view> names;
    for (const auto& [name, value] : types) names.push_back(name);
    for (const auto& [name, value] : roles) names.push_back(name);
    const auto meant = nearest(type, names);
    refuse("column " + in_quotes + " is of type " + std::string(parts.type) + ", which there is not",
           meant ? "did you mean " + *meant + "?" : "types are string, long, double, boolean, date and others");
  }
  read_options(parts.options, field, column);
  return column;
}

std::string column_field(std::string_view name, ColumnType type, bool is_list) {
  return std::string(name) + ":" + std::string(to_string(type)) + (is_list ? "[]" : "");
}

}  // namespace liaison
