#include "store/tables/cell.h"

#include <charconv>
#include <cstdint>
#include <limits>
#include <system_error>
#include <utility>
#include <vector>

#include "common/assert.h"
#include "store/load/property_json.h"
#include "value/date.h"
#include "value/parse_temporal.h"
#include "value/text.h"

namespace liaison {

namespace {

constexpr std::size_t shown_bytes_max = 60;

/// The start of a text that may be long, cut between characters.
std::string shown(std::string_view text) {
  if (text.size() <= shown_bytes_max) return "'" + std::string(text) + "'";
  std::size_t end = shown_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return "'" + std::string(text.substr(0, end)) + "…'";
}

/// The whole text as a number.
template <class Number>
std::optional<Number> number_of(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [stopped, failure] = std::from_chars(text.data(), end, number);
  if (failure != std::errc() || stopped != end) return std::nullopt;
  return number;
}

std::optional<Value> integer_within(std::string_view text, std::int64_t least, std::int64_t greatest) {
  const std::optional<std::int64_t> number = number_of<std::int64_t>(text);
  if (!number || *number < least || *number > greatest) return std::nullopt;
  return Value::integer(*number);
}

template <class Limits>
std::optional<Value> integer_of(std::string_view text) {
  return integer_within(text, std::numeric_limits<Limits>::min(), std::numeric_limits<Limits>::max());
}

std::optional<Value> boolean_of(std::string_view text) {
  const std::string lower = lower_case(text);
  if (lower == "true") return Value::boolean(true);
  if (lower == "false") return Value::boolean(false);
  return std::nullopt;
}

/// A value of a type that is neither String nor Char.
std::optional<Value> scalar_of(ColumnType type, std::string_view text, std::string& fault) {
  switch (type) {
    case ColumnType::Byte:
      return integer_of<std::int8_t>(text);
    case ColumnType::Short:
      return integer_of<std::int16_t>(text);
    case ColumnType::Int:
      return integer_of<std::int32_t>(text);
    case ColumnType::Long:
      return integer_of<std::int64_t>(text);
    case ColumnType::Float:
    case ColumnType::Double:
      if (const std::optional<double> number = number_of<double>(text)) return Value::floating(*number);
      return std::nullopt;
    case ColumnType::Boolean:
      return boolean_of(text);
    case ColumnType::Date:
      if (const std::optional<Date> date = parse_date(text)) return Value::date(*date);
      return std::nullopt;
    case ColumnType::Time:
      return parse_temporal(Kind::Time, text, fault);
    case ColumnType::LocalTime:
      return parse_temporal(Kind::LocalTime, text, fault);
    case ColumnType::LocalDateTime:
      return parse_temporal(Kind::LocalDateTime, text, fault);
    case ColumnType::DateTime:
      return parse_temporal(Kind::DateTime, text, fault);
    case ColumnType::Duration:
      return parse_temporal(Kind::Duration, text, fault);
    case ColumnType::Json:
      return parse_property_json(text, fault);
    case ColumnType::Char:
    case ColumnType::String:
      break;
  }
  LIAISON_ASSERT(false && "a type of values that are no text");
}

bool is_text(ColumnType type) { return type == ColumnType::String || type == ColumnType::Char; }

std::optional<Value> item_of(ColumnType type, std::string_view text, std::string& fault) {
  if (!is_text(type)) return scalar_of(type, without_blanks_around(text), fault);
  if (type == ColumnType::Char && code_point_count(text) != 1) return std::nullopt;
  return Value::string(text);
}

std::string what_is_wrong(const Column& column, std::string_view text, std::string fault) {
  if (fault.empty()) fault = shown(text) + " is no " + std::string(to_string(column.type));
  return fault + " (column '" + column.name + "')";
}

std::optional<Cell> read_list(const Column& column, std::string_view text, char delimiter, std::string& fault) {
  std::vector<Value> items;
  if (text.empty()) return Value::list({});
  while (true) {
    const std::size_t end = text.find(delimiter);
    std::optional<Value> item = item_of(column.type, text.substr(0, end), fault);
    if (!item) {
      fault = what_is_wrong(column, text.substr(0, end), std::move(fault));
      return std::nullopt;
    }
    items.push_back(*std::move(item));
    if (end == std::string_view::npos) return Value::list(std::move(items));
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::optional<std::int64_t> read_integer(std::string_view text) {
  return number_of<std::int64_t>(without_blanks_around(text));
}

std::optional<Cell> read_cell(const Column& column, const CsvCell& field, char array_delimiter, std::string& fault) {
  if (field.is_absent()) return Value();
  if (column.is_list) return read_list(column, field.text, array_delimiter, fault);
  if (column.type == ColumnType::String) return field.text;
  if (field.text.empty()) return Value();
  std::optional<Value> value = item_of(column.type, field.text, fault);
  if (value) return *std::move(value);
  fault = what_is_wrong(column, field.text, std::move(fault));
  return std::nullopt;
}

}  // namespace liaison
