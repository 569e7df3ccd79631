#pragma once

#include <optional>

#include "liaison/value.h"

/// Instants and lengths of time together.
namespace liaison {

/// The instant that much later. Months are added first (a day that the month does not have becomes its last), then
/// days by the calendar, then seconds by the clock. A Date takes whole days of 24 hours out of the seconds and leaves
/// the rest; a time of day leaves months and days, and goes around at midnight. nullopt: beyond all years.
/// REQUIRES: a temporal value that is no Duration.
[[nodiscard]] std::optional<Value> later(const Value& instant, const Duration& duration);

enum class DurationUnit : std::uint8_t { All, Months, Days, Seconds };

/// How long it is from one instant to another: in whole months, then whole days, then seconds (All), or in whole ones
/// of one unit. What only one of both tells (a date, a time zone) the other is taken to have too; a missing time of day
/// is midnight. Where one has no date, both count as of the same day.
/// REQUIRES: temporal values that are no Durations.
[[nodiscard]] Duration duration_between(const Value& from, const Value& to, DurationUnit unit);

}  // namespace liaison
