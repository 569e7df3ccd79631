#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/assert.h"
#include "common/stop_signal.h"
#include "function/table.h"
#include "value/text.h"

/// From one kind to another, and what kind a value is of.
namespace liaison {

namespace {

using Arguments = std::span<const Value>;

constexpr TypeSet to_boolean_takes{Kind::Boolean, Kind::Integer, Kind::String};
constexpr TypeSet to_integer_takes{Kind::Boolean, Kind::Integer, Kind::Float, Kind::String};
constexpr TypeSet to_float_takes{Kind::Integer, Kind::Float, Kind::String};
constexpr TypeSet to_string_takes =
    TypeSet::temporal().with(Kind::Boolean).with(Kind::Integer).with(Kind::Float).with(Kind::String);

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Digits at the front, dropped from `text`; their number.
std::size_t skip_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  text.remove_prefix(count);
  return count;
}

/// True for what a Float is written as: 1, -1.5, .5, 2e-3.
bool is_number_text(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  std::size_t digits = skip_digits(text);
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    digits += skip_digits(text);
  }
  if (digits == 0) return false;
  if (!text.empty() && (text.front() == 'e' || text.front() == 'E')) {
    text.remove_prefix(1);
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
    if (skip_digits(text) == 0) return false;
  }
  return text.empty();
}

std::optional<double> float_of(std::string_view text) {
  text = trimmed(text);
  if (text == "NaN") return std::nan("");
  if (text == "Infinity" || text == "+Infinity") return HUGE_VAL;
  if (text == "-Infinity") return -HUGE_VAL;
  if (!is_number_text(text)) return std::nullopt;
  if (text.front() == '+') text.remove_prefix(1);
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  // Too large or too small for from_chars; strtod says which of infinity and zero it is.
  if (read.ec == std::errc::result_out_of_range) return std::strtod(std::string(text).c_str(), nullptr);
  return value;
}

Error beyond_integer(const std::string& text) {
  return runtime_error(ErrorCode::ArithmeticError, "IntegerOverflow", text + " is beyond the range of Integer");
}

/// The Float without its fraction.
Value integer_of(double number) {
  const double whole = std::trunc(number);
  if (!(whole >= -0x1p63 && whole < 0x1p63)) throw beyond_integer(float_text(number));
  return Value::integer(static_cast<std::int64_t>(whole));
}

Value integer_of(std::string_view text) {
  text = trimmed(text);
  std::string_view digits = text;
  if (digits.size() > 1 && digits[0] == '+' && digits[1] != '-') digits.remove_prefix(1);
  std::int64_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (read.ptr == digits.data() + digits.size() && !digits.empty()) {
    if (read.ec == std::errc{}) return Value::integer(value);
    if (read.ec == std::errc::result_out_of_range) throw beyond_integer(std::string(text));
  }
  if (!is_number_text(text)) return {};
  return integer_of(*float_of(text));
}

Value boolean_of(std::string_view text) {
  const std::string word = lower_case(trimmed(text));
  if (word == "true") return Value::boolean(true);
  if (word == "false") return Value::boolean(false);
  return {};
}

Value to_boolean(const Value& value) {
  if (value.kind() == Kind::Boolean) return value;
  if (value.kind() == Kind::Integer) return Value::boolean(value.as_integer() != 0);
  return boolean_of(value.as_string());
}

Value to_integer(const Value& value) {
  if (value.kind() == Kind::Integer) return value;
  if (value.kind() == Kind::Boolean) return Value::integer(value.as_boolean() ? 1 : 0);
  if (value.kind() == Kind::Float) return integer_of(value.as_float());
  return integer_of(value.as_string());
}

Value to_float(const Value& value) {
  if (value.is_number()) return Value::floating(value.as_number());
  const std::optional<double> number = float_of(value.as_string());
  return number ? Value::floating(*number) : Value();
}

Value to_string_value(const Value& value) {
  if (value.kind() == Kind::String) return value;
  return Value::string(scalar_text(value));
}

/// A conversion and the kinds that it is for.
struct Conversion {
  Value (*convert)(const Value& value);
  const TypeSet& takes;
};

constexpr Conversion boolean_conversion{to_boolean, to_boolean_takes};
constexpr Conversion integer_conversion{to_integer, to_integer_takes};
constexpr Conversion float_conversion{to_float, to_float_takes};
constexpr Conversion string_conversion{to_string_value, to_string_takes};

template <const Conversion& conversion>
Value convert(Arguments arguments, const FunctionContext&) {
  return conversion.convert(arguments[0]);
}

/// Null for all that cannot be converted.
Value convert_or_null(const Conversion& conversion, const Value& value) {
  if (!conversion.takes.contains(value.kind())) return {};
  try {
    return conversion.convert(value);
  } catch (const Error& error) {
    if (error.code != ErrorCode::ArithmeticError) throw;
    return {};
  }
}

template <const Conversion& conversion>
Value convert_or_null(Arguments arguments, const FunctionContext&) {
  return convert_or_null(conversion, arguments[0]);
}

template <const Conversion& conversion>
Value convert_items(Arguments arguments, const FunctionContext&) {
  std::vector<Value> items;
  items.reserve(arguments[0].as_list().size());
  StepCount steps;
  for (const Value& item : arguments[0].as_list()) {
    steps.step();
    items.push_back(convert_or_null(conversion, item));
  }
  return Value::list(std::move(items));
}

std::string_view type_word(Kind kind) {
  switch (kind) {
    case Kind::Null:
      return "NULL";
    case Kind::Boolean:
      return "BOOLEAN";
    case Kind::Integer:
      return "INTEGER";
    case Kind::Float:
      return "FLOAT";
    case Kind::String:
      return "STRING";
    case Kind::Date:
      return "DATE";
    case Kind::Time:
      return "ZONED TIME";
    case Kind::LocalTime:
      return "LOCAL TIME";
    case Kind::LocalDateTime:
      return "LOCAL DATETIME";
    case Kind::DateTime:
      return "ZONED DATETIME";
    case Kind::Duration:
      return "DURATION";
    case Kind::List:
      return "LIST";
    case Kind::Map:
      return "MAP";
    case Kind::Node:
      return "NODE";
    case Kind::Relationship:
      return "RELATIONSHIP";
    case Kind::Path:
      return "PATH";
  }
  LIAISON_ASSERT(false && "a kind of the enum");
}

std::string type_text(const Value& value);

/// "INTEGER NOT NULL | STRING NOT NULL"; with a null among the items none is NOT NULL (ISO/IEC 39075, value types).
std::string items_text(std::span<const Value> items) {
  std::set<std::string> types;
  bool has_null = false;
  StepCount steps;
  for (const Value& item : items) {
    steps.step();
    if (item.is_null()) {
      has_null = true;
    } else {
      types.insert(type_text(item));
    }
  }
  if (types.empty()) return has_null ? "NULL" : "NOTHING";
  std::string text;
  for (const std::string& type : types) {
    if (!text.empty()) text += " | ";
    text += type;
    if (!has_null) text += " NOT NULL";
  }
  return text;
}

std::string type_text(const Value& value) {
  if (value.kind() != Kind::List) return std::string(type_word(value.kind()));
  return "LIST<" + items_text(value.as_list()) + ">";
}

Value value_type(Arguments arguments, const FunctionContext&) {
  const Value& value = arguments[0];
  return Value::string(value.is_null() ? "NULL" : type_text(value) + " NOT NULL");
}

}  // namespace

std::span<const Function> conversion_functions() {
  static const Function rows[] = {
      {.name = "toBoolean",
       .parameters = {{"value", to_boolean_takes}},
       .result = TypeSet{Kind::Boolean, Kind::Null},
       .help = "'true' or 'false' as a Boolean, other strings as null; of Integers 0 is false.",
       .example = "RETURN toBoolean('true')  // true",
       .evaluate = convert<boolean_conversion>},
      {.name = "toBooleanList",
       .parameters = {{"list", Kind::List}},
       .result = TypeSet::list_of({Kind::Boolean, Kind::Null}),
       .help = "toBooleanOrNull() of each item.",
       .example = "RETURN toBooleanList(['true', 'no', 1])  // [true, null, true]",
       .evaluate = convert_items<boolean_conversion>},
      {.name = "toBooleanOrNull",
       .parameters = {{"value"}},
       .result = TypeSet{Kind::Boolean, Kind::Null},
       .help = "As toBoolean(), with null for values of kinds that it does not take.",
       .example = "RETURN toBooleanOrNull([])  // null",
       .evaluate = convert_or_null<boolean_conversion>},
      {.name = "toFloat",
       .parameters = {{"value", to_float_takes}},
       .result = TypeSet{Kind::Float, Kind::Null},
       .help = "A number, or a string that is written as one, as a Float; other strings as null.",
       .example = "RETURN toFloat('3.5')  // 3.5",
       .evaluate = convert<float_conversion>},
      {.name = "toFloatList",
       .parameters = {{"list", Kind::List}},
       .result = TypeSet::list_of({Kind::Float, Kind::Null}),
       .help = "toFloatOrNull() of each item.",
       .example = "RETURN toFloatList([1, '2.5', true])  // [1.0, 2.5, null]",
       .evaluate = convert_items<float_conversion>},
      {.name = "toFloatOrNull",
       .parameters = {{"value"}},
       .result = TypeSet{Kind::Float, Kind::Null},
       .help = "As toFloat(), with null for values of kinds that it does not take.",
       .example = "RETURN toFloatOrNull(true)  // null",
       .evaluate = convert_or_null<float_conversion>},
      {.name = "toInteger",
       .parameters = {{"value", to_integer_takes}},
       .result = TypeSet{Kind::Integer, Kind::Null},
       .help = "A number without its fraction, true as 1, a string that is written as a number; other strings as null.",
       .example = "RETURN toInteger('1.7')  // 1",
       .evaluate = convert<integer_conversion>},
      {.name = "toIntegerList",
       .parameters = {{"list", Kind::List}},
       .result = TypeSet::list_of({Kind::Integer, Kind::Null}),
       .help = "toIntegerOrNull() of each item.",
       .example = "RETURN toIntegerList(['1', 2.9, 'three'])  // [1, 2, null]",
       .evaluate = convert_items<integer_conversion>},
      {.name = "toIntegerOrNull",
       .parameters = {{"value"}},
       .result = TypeSet{Kind::Integer, Kind::Null},
       .help = "As toInteger(), with null for all that is beyond it.",
       .example = "RETURN toIntegerOrNull(1e30)  // null",
       .evaluate = convert_or_null<integer_conversion>},
      {.name = "toString",
       .parameters = {{"value", to_string_takes}},
       .result = Kind::String,
       .help = "A Boolean, number or temporal value as text.",
       .example = "RETURN toString(date('2023-06-01'))  // '2023-06-01'",
       .evaluate = convert<string_conversion>},
      {.name = "toStringList",
       .parameters = {{"list", Kind::List}},
       .result = TypeSet::list_of({Kind::String, Kind::Null}),
       .help = "toStringOrNull() of each item.",
       .example = "RETURN toStringList([1, 2.5, true])  // ['1', '2.5', 'true']",
       .evaluate = convert_items<string_conversion>},
      {.name = "toStringOrNull",
       .parameters = {{"value"}},
       .result = TypeSet{Kind::String, Kind::Null},
       .help = "As toString(), with null for values of kinds that it does not take.",
       .example = "RETURN toStringOrNull([])  // null",
       .evaluate = convert_or_null<string_conversion>},
      {.name = "valueType",
       .parameters = {{"value"}},
       .result = Kind::String,
       .null_rule = NullRule::Own,
       .help = "The type of a value, as GQL writes it.",
       .example = "RETURN valueType([1, 2.5])  // 'LIST<FLOAT NOT NULL | INTEGER NOT NULL> NOT NULL'",
       .evaluate = value_type},
  };
  return rows;
}

}  // namespace liaison
