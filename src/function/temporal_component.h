#pragma once

#include <optional>
#include <string_view>

#include "liaison/value.h"

namespace liaison {

/// What `value.key` gives for a temporal value: d.year, t.offsetSeconds, p.monthsOfYear; nullopt for keys that its kind
/// does not have. Throws ArithmeticError IntegerOverflow where a part of a Duration is beyond Integer.
/// REQUIRES: a temporal value.
[[nodiscard]] std::optional<Value> temporal_component(const Value& value, std::string_view key);

}  // namespace liaison
