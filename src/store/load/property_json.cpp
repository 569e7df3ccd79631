#include "store/load/property_json.h"

#include <rapidjson/reader.h>
#include <rapidjson/stream.h>

#include <array>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "common/assert.h"
#include "liaison/error.h"
#include "store/load/read_vocabulary.h"
#include "value/date.h"
#include "value/parse_temporal.h"
#include "value/temporal_text.h"
#include "value/text.h"

namespace liaison {

namespace {

/// The kind that a wrapper's key names: "$datetime".
std::optional<Kind> wrapped_kind(std::string_view key) {
  for (const Kind kind : {Kind::Time, Kind::LocalTime, Kind::LocalDateTime, Kind::DateTime, Kind::Duration}) {
    if (key.substr(1) == temporal_function(kind)) return kind;
  }
  return std::nullopt;
}

Value read_temporal(Kind kind, JsonValue value, std::string_view what) {
  const std::string text = read_string(value, what);
  std::string fault;
  if (const std::optional<Value> read = parse_temporal(kind, text, fault)) return *read;
  if (fault.empty()) fault = "'" + text + "' is no " + std::string(to_string(kind));
  throw GraphFileFault{"BadDate", fault, value.before(), "it is written as " + std::string(temporal_example(kind))};
}

/// {"$date": "2023-06"}, {"$float": "NaN"}: values that JSON has no form for.
Value read_wrapped(JsonValue object, std::string_view what) {
  std::optional<Value> read;
  bool is_wrapper = false;
  object.for_each_member([&](JsonValue key, JsonValue value) {
    if (!key.text().starts_with("$")) return;
    is_wrapper = true;
    if (key.text() == "$date") {
      read = Value::date(read_date(value, what));
    } else if (key.text() == "$float") {
      const std::string text = read_string(value, "$float");
      if (text == "NaN") read = Value::floating(std::numeric_limits<double>::quiet_NaN());
      if (text == "Infinity") read = Value::floating(std::numeric_limits<double>::infinity());
      if (text == "-Infinity") read = Value::floating(-std::numeric_limits<double>::infinity());
      if (!read) {
        throw GraphFileFault{"BadNumber", "'" + text + "' is no float that needs $float", value.before(),
                             "$float is NaN, Infinity or -Infinity"};
      }
    } else if (const std::optional<Kind> kind = wrapped_kind(key.text())) {
      read = read_temporal(*kind, value, what);
    } else if (key.text() == "$point") {
      throw GraphFileFault{"NotSupported", std::string(what) + " is a point, which this version cannot hold yet",
                           key.before()};
    } else {
      throw GraphFileFault{
          "UnknownMember", "'" + std::string(key.text()) + "' names no kind of value", key.before(),
          near_hint(key.text(), std::array<std::string_view, 7>{"$date", "$datetime", "$duration", "$float",
                                                                "$localdatetime", "$localtime", "$time"})};
    }
  });
  std::size_t members = 0;
  object.for_each_member([&](JsonValue, JsonValue) { ++members; });
  if (read && members == 1) return *read;
  throw GraphFileFault{"WrongType",
                       is_wrapper ? std::string(what) + " has members beside the kind of its value"
                                  : std::string(what) + " is an object, and a property holds no objects",
                       object.before()};
}

/// Puts RapidJSON's events on a tape. False stops the parser.
class TapeWriter {
 public:
  explicit TapeWriter(JsonTape& tape) : tape_(tape) {}

  bool Null() { return add(JsonType::Null, {}); }
  bool Bool(bool value) { return add(value ? JsonType::True : JsonType::False, {}); }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) { return add(JsonType::Number, {text, size}); }
  bool String(const char* text, rapidjson::SizeType size, bool) { return add(JsonType::String, {text, size}); }
  bool Key(const char* text, rapidjson::SizeType size, bool) { return add(JsonType::Key, {text, size}); }
  bool StartObject() { return begin(JsonType::Object); }
  bool StartArray() { return begin(JsonType::Array); }
  bool EndObject(rapidjson::SizeType) { return end(); }
  bool EndArray(rapidjson::SizeType) { return end(); }
  // Never called: numbers come as they are written.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

 private:
  static constexpr std::uint32_t depth_max = 200;

  bool add(JsonType type, std::string_view text) {
    // RapidJSON turns a lone \udc00 into bytes that are not UTF-8.
    if (invalid_utf8(text)) return false;
    tape_.add(type, text, 0);
    return true;
  }
  bool begin(JsonType type) {
    tape_.begin(type, 0);
    return ++depth_ <= depth_max;
  }
  bool end() {
    --depth_;
    return tape_.end() == 0;
  }

  JsonTape& tape_;
  std::uint32_t depth_ = 0;
};

}  // namespace

/// The file format's depth limit bounds the recursion.
Value read_property_json(JsonValue value, std::string_view what) {
  switch (value.type()) {
    case JsonType::Null:
      return {};
    case JsonType::False:
    case JsonType::True:
      return Value::boolean(value.type() == JsonType::True);
    case JsonType::Number:
      return read_number(value, what);
    case JsonType::String:
    case JsonType::Key:
      return Value::string(value.text());
    case JsonType::Array: {
      std::vector<Value> items;
      value.for_each_item([&](JsonValue item) { items.push_back(read_property_json(item, what)); });
      return Value::list(std::move(items));
    }
    case JsonType::Object:
      return read_wrapped(value, what);
  }
  LIAISON_ASSERT(false && "a type of the enum");
}

std::optional<Value> parse_property_json(std::string_view json, std::string& fault) {
  JsonTape tape;
  TapeWriter writer(tape);
  rapidjson::Reader reader;
  const std::string text(json);
  rapidjson::StringStream stream(text.c_str());
  constexpr unsigned flags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;
  // RapidJSON takes a NUL for the end of its input.
  if (text.find('\0') != std::string::npos || reader.Parse<flags>(stream, writer).IsError()) return std::nullopt;
  try {
    return read_property_json(JsonValue(tape, 0), "it");
  } catch (const GraphFileFault& known) {
    fault = known.message;
    return std::nullopt;
  }
}

/// Recursion is bounded by max_value_depth.
void append_property_json(std::string& out, const Value& value, JsonDates dates) {
  switch (value.kind()) {
    case Kind::Null:
      out += "null";
      return;
    case Kind::Boolean:
    case Kind::Integer:
      out += scalar_text(value);
      return;
    case Kind::Float: {
      const std::string number = float_text(value.as_float());
      const bool is_number = number.back() >= '0' && number.back() <= '9';
      out += is_number ? number : R"({"$float": ")" + number + "\"}";
      return;
    }
    case Kind::String:
      append_json_string(out, value.as_string());
      return;
    case Kind::Date:
      if (dates == JsonDates::Plain) {
        append_json_string(out, date_text(value.as_date()));
      } else {
        out += R"({"$date": ")" + date_text(value.as_date()) + "\"}";
      }
      return;
    case Kind::Time:
    case Kind::LocalTime:
    case Kind::LocalDateTime:
    case Kind::DateTime:
    case Kind::Duration:
      out += R"({"$)" + std::string(temporal_function(value.kind())) + R"(": ")" + scalar_text(value) + "\"}";
      return;
    case Kind::List: {
      out += '[';
      bool is_first = true;
      for (const Value& item : value.as_list()) {
        if (!is_first) out += ", ";
        is_first = false;
        append_property_json(out, item, dates);
      }
      out += ']';
      return;
    }
    case Kind::Map:
    case Kind::Node:
    case Kind::Relationship:
    case Kind::Path:
      throw runtime_error(
          ErrorCode::GraphFileError, "NotSupported",
          "a property is a " + std::string(to_string(value.kind())) + ", which graph files cannot hold");
  }
  LIAISON_ASSERT(false && "a kind of the enum");
}

}  // namespace liaison
