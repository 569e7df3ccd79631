#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "liaison/error.h"
#include "liaison/value.h"

/// What the maps say that temporal values are made of: date({year: 2023, month: 6}), time({time: t, second: 0}).
namespace liaison {

struct DateFields {
  std::optional<std::int64_t> year;
  std::optional<std::uint32_t> month, day, week, day_of_week, ordinal_day, quarter, day_of_quarter;

  [[nodiscard]] bool has_any() const;
  /// True if it says more than the month, quarter or week.
  [[nodiscard]] bool has_day() const { return day || day_of_week || ordinal_day || day_of_quarter; }
};

struct TimeFields {
  std::optional<std::int64_t> hour, minute, second, millisecond, microsecond, nanosecond;

  [[nodiscard]] bool has_any() const;
};

struct TemporalFields {
  DateFields date;
  TimeFields time;
  std::optional<TimeZone> zone;
  // What is to be changed: values whose date, time of day or both are taken where no field says otherwise.
  std::optional<Value> from_date, from_time, from_date_time;
  std::optional<std::int64_t> epoch_seconds, epoch_milliseconds;
};

/// The fields that `kind` (which is no Duration) has. Errors (thrown, runtime): ArgumentError NumberOutOfRange, and
/// InvalidDate and so on for keys that it does not have; TypeError InvalidArgumentValue.
[[nodiscard]] TemporalFields read_fields(Kind kind, const Map& map);

/// A date of these fields; what they leave open comes from `base`, and without one from the first of the year.
/// Errors (thrown): ArgumentError NumberOutOfRange, InvalidDate where fields do not go together.
[[nodiscard]] Date make_date(const DateFields& fields, std::optional<Date> base);

/// A time of day of these fields; what they leave open comes from `base`, and without one is 0.
[[nodiscard]] LocalTime make_time(const TimeFields& fields, std::optional<LocalTime> base);

/// The date, or the time of day, of a value that tells one.
[[nodiscard]] std::optional<Date> date_part(const Value& value);
[[nodiscard]] std::optional<LocalTime> time_part(const Value& value);
/// The time zone that a Time or DateTime is told in.
[[nodiscard]] std::optional<TimeZone> zone_part(const Value& value);

/// The time zone that a text names. Throws ArgumentError InvalidTimeZone.
[[nodiscard]] TimeZone zone_named(std::string_view text);

/// ArgumentError InvalidDate, InvalidTime, … by the kind.
[[nodiscard]] Error invalid(Kind kind, std::string message);

}  // namespace liaison
