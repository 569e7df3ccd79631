#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "liaison/value.h"
#include "store/load/json_tape.h"

/// Properties as graph files have them: JSON, with {"$date": "2023-06"} and its like for what JSON has no form for.
namespace liaison {

/// The value of a property; `what` names it in messages. Throws GraphFileFault.
[[nodiscard]] Value read_property_json(JsonValue value, std::string_view what);

/// The same of a text. nullopt: it is no such value; `fault` says why where the text is JSON.
[[nodiscard]] std::optional<Value> parse_property_json(std::string_view json, std::string& fault);

/// Plain: a date is a string, as where the vocabulary says that it is a date.
enum class JsonDates : std::uint8_t { Plain, Wrapped };

/// Reading what this appends gives the same value. Throws Error(GraphFileError, NotSupported) for maps and entities,
/// which no property holds.
void append_property_json(std::string& out, const Value& value, JsonDates dates);

}  // namespace liaison
