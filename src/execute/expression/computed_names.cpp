#include "execute/expression/computed_names.h"

#include <algorithm>
#include <utility>

#include "common/stop_signal.h"

namespace liaison {
namespace {

constexpr std::size_t names_max = std::size_t{1} << 16;

}  // namespace

void append_computed_names(const Value& value, std::string_view what, Place place, std::vector<std::string>& names) {
  if (value.kind() == Kind::List) {
    StepCount steps;
    for (const Value& item : value.as_list()) {
      steps.step();
      append_computed_names(item, what, place, names);
    }
    return;
  }
  if (value.kind() != Kind::String) {
    throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                        "a computed " + std::string(what) + " must be a String or a List of Strings, not " +
                            std::string(to_string(value.kind())),
                        place);
  }
  if (names.size() == names_max) {
    throw runtime_error(
        ErrorCode::ArgumentError, "NumberOutOfRange",
        "a computed " + std::string(what) + " must not give more than " + std::to_string(names_max) + " names", place);
  }
  if (value.as_string().empty()) {
    throw runtime_error(ErrorCode::ArgumentError, "InvalidArgumentValue",
                        "a computed " + std::string(what) + " must not be an empty string", place);
  }
  names.emplace_back(value.as_string());
}

std::string computed_type(const Value& value, Place place) {
  std::vector<std::string> names;
  append_computed_names(value, "type", place, names);
  if (names.empty() || !std::ranges::all_of(names, [&](const std::string& name) { return name == names.front(); })) {
    throw runtime_error(
        ErrorCode::ArgumentError, "InvalidArgumentValue",
        "a relationship has exactly one type, the list gives " + std::string(names.empty() ? "none" : "several"),
        place);
  }
  return std::move(names.front());
}

}  // namespace liaison
