#include "store/tables/column_choice.h"

#include <algorithm>
#include <optional>
#include <span>

#include "common/assert.h"
#include "store/load/property_json.h"
#include "value/csv_text.h"
#include "value/date.h"
#include "value/text.h"

namespace liaison {

namespace {

/// The type of a column of such values; nullopt: none but JSON.
std::optional<ColumnType> scalar_type(Kind kind) {
  switch (kind) {
    case Kind::Boolean:
      return ColumnType::Boolean;
    case Kind::Integer:
      return ColumnType::Long;
    case Kind::Float:
      return ColumnType::Double;
    case Kind::String:
      return ColumnType::String;
    case Kind::Date:
      return ColumnType::Date;
    case Kind::Time:
      return ColumnType::Time;
    case Kind::LocalTime:
      return ColumnType::LocalTime;
    case Kind::LocalDateTime:
      return ColumnType::LocalDateTime;
    case Kind::DateTime:
      return ColumnType::DateTime;
    case Kind::Duration:
      return ColumnType::Duration;
    case Kind::Null:
    case Kind::List:
    case Kind::Map:
    case Kind::Node:
    case Kind::Relationship:
    case Kind::Path:
      return std::nullopt;
  }
  LIAISON_ASSERT(false && "a kind of the enum");
}

std::string scalar_field(const Value& value) {
  return value.kind() == Kind::Date ? date_text(value.as_date()) : scalar_text(value);
}

}  // namespace

ColumnType ColumnChoice::type() const { return known_ == Known::Mixed ? ColumnType::Json : type_; }

void ColumnChoice::add(const Value& value) {
  if (known_ == Known::Mixed) return;
  if (value.kind() != Kind::List) {
    const std::optional<ColumnType> type = scalar_type(value.kind());
    const bool fits = type && (known_ == Known::Nothing || (known_ == Known::Scalar && type_ == *type));
    known_ = fits ? Known::Scalar : Known::Mixed;
    if (fits) type_ = *type;
    return;
  }
  const std::span<const Value> items = value.as_list();
  if (known_ == Known::Scalar) {
    known_ = Known::Mixed;
  } else if (items.empty()) {
    if (known_ == Known::Nothing) known_ = Known::EmptyLists;
  } else {
    const std::optional<ColumnType> type = scalar_type(items.front().kind());
    const bool fits = type && (known_ != Known::List || type_ == *type) && fits_list(value);
    known_ = fits ? Known::List : Known::Mixed;
    if (fits) type_ = *type;
  }
}

/// Items are parted by the delimiter, which nothing escapes; a list of one empty string would be read as the empty
/// list.
bool ColumnChoice::fits_list(const Value& list) const {
  const std::span<const Value> items = list.as_list();
  const Kind kind = items.front().kind();
  if (items.size() == 1 && kind == Kind::String && items.front().as_string().empty()) return false;
  return std::ranges::all_of(items, [&](const Value& item) {
    return item.kind() == kind && scalar_field(item).find(array_delimiter_) == std::string::npos;
  });
}

void append_cell(std::string& out, const Value& value, ColumnType type, char delimiter, char array_delimiter) {
  std::string text;
  if (type == ColumnType::Json) {
    append_property_json(text, value, JsonDates::Wrapped);
  } else if (value.kind() == Kind::List) {
    const std::span<const Value> items = value.as_list();
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) text += array_delimiter;
      text += scalar_field(items[i]);
    }
  } else {
    text = scalar_field(value);
  }
  append_csv_text(out, text, delimiter);
}

}  // namespace liaison
