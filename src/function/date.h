#pragma once

#include <optional>
#include <string_view>

#include "liaison/value.h"

namespace liaison {

/// What `date.key` gives: year, quarter, month, week, weekYear, day, ordinalDay, weekDay (also dayOfWeek) or
/// dayOfQuarter, as an Integer; nullopt for any other key.
[[nodiscard]] std::optional<Value> date_component(Date date, std::string_view key);

}  // namespace liaison
