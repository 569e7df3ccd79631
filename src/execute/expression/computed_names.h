#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "liaison/error.h"
#include "liaison/value.h"

namespace liaison {

/// What `$(…)` gives as labels or types, to the end of `names`: a String is one name, a List as many as it holds.
/// Throws TypeError InvalidArgumentType for anything else, null among it, and ArgumentError InvalidArgumentValue for
/// '', NumberOutOfRange for more than 65536 names. `what` says of what they are names: "label", "type".
void append_computed_names(const Value& value, std::string_view what, Place place, std::vector<std::string>& names);

/// The one type that `$(…)` gives; ArgumentError InvalidArgumentValue where a List gives none or several.
[[nodiscard]] std::string computed_type(const Value& value, Place place);

}  // namespace liaison
