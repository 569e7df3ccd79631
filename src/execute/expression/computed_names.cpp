#include "execute/expression/computed_names.h"

#include <algorithm>
#include <utility>

namespace liaison {

void append_computed_names(const Value& value, std::string_view what, Place place, std::vector<std::string>& names) {
  if (value.kind() == Kind::List) {
    for (const Value& item : value.as_list()) append_computed_names(item, what, place, names);
    return;
  }
  if (value.kind() != Kind::String) {
    throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                        "a computed " + std::string(what) + " must be a String or a List of Strings, not " +
                            std::string(to_string(value.kind())),
                        place);
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
