#include "function/temporal_component.h"

#include <limits>
#include <string>

#include "common/assert.h"
#include "liaison/error.h"
#include "value/date.h"
#include "value/temporal_text.h"
#include "value/time.h"
#include "value/zone.h"

namespace liaison {

namespace {

std::optional<Value> date_component(Date date, std::string_view key) {
  const CalendarDate calendar = calendar_of(date);
  if (key == "year") return Value::integer(calendar.year);
  if (key == "month") return Value::integer(calendar.month);
  if (key == "day") return Value::integer(calendar.day);
  const DateParts parts = parts_of(date);
  if (key == "quarter") return Value::integer(parts.quarter);
  if (key == "week") return Value::integer(parts.week);
  if (key == "weekYear") return Value::integer(parts.week_year);
  if (key == "ordinalDay") return Value::integer(parts.ordinal_day);
  if (key == "weekDay" || key == "dayOfWeek") return Value::integer(parts.weekday);
  if (key == "dayOfQuarter") return Value::integer(parts.day_of_quarter);
  return std::nullopt;
}

std::optional<Value> time_component(LocalTime time, std::string_view key) {
  const std::int64_t seconds = time.nanoseconds / nanoseconds_per_second;
  const std::int64_t fraction = time.nanoseconds % nanoseconds_per_second;
  if (key == "hour") return Value::integer(seconds / 3'600);
  if (key == "minute") return Value::integer(seconds / 60 % 60);
  if (key == "second") return Value::integer(seconds % 60);
  if (key == "millisecond") return Value::integer(fraction / 1'000'000);
  if (key == "microsecond") return Value::integer(fraction / 1'000);
  if (key == "nanosecond") return Value::integer(fraction);
  return std::nullopt;
}

std::optional<Value> zone_component(TimeZone zone, std::int32_t offset, std::string_view key) {
  if (key == "timezone") return Value::string(zone_text(zone));
  if (key == "offset") return Value::string(offset_text(offset));
  if (key == "offsetMinutes") return Value::integer(offset / 60);
  if (key == "offsetSeconds") return Value::integer(offset);
  return std::nullopt;
}

std::optional<Value> local_component(LocalDateTime time, std::string_view key) {
  if (const auto part = time_component(time_of(time), key)) return part;
  return date_component(date_of(time), key);
}

std::optional<Value> date_time_component(const DateTime& time, std::string_view key) {
  if (key == "epochSeconds") return Value::integer(time.seconds);
  if (key == "epochMillis") return Value::integer(time.seconds * 1'000 + time.nanoseconds / 1'000'000);
  if (const auto part = zone_component(time.zone, offset_of(time), key)) return part;
  return local_component(local_of(time), key);
}

/// The clock's part of a duration in units of which a second has `per_second`.
Value clock_part(const Duration& duration, std::int64_t per_second, std::string_view key) {
  const __int128 count = static_cast<__int128>(duration.seconds) * per_second +
                         duration.nanoseconds / (nanoseconds_per_second / per_second);
  if (count > std::numeric_limits<std::int64_t>::max() || count < std::numeric_limits<std::int64_t>::min()) {
    throw runtime_error(ErrorCode::ArithmeticError, "IntegerOverflow",
                        "the " + std::string(key) + " of " + temporal_text(duration) + " are beyond Integer");
  }
  return Value::integer(static_cast<std::int64_t>(count));
}

std::optional<Value> duration_component(const Duration& duration, std::string_view key) {
  if (key == "years") return Value::integer(duration.months / 12);
  if (key == "quarters") return Value::integer(duration.months / 3);
  if (key == "months") return Value::integer(duration.months);
  if (key == "weeks") return Value::integer(duration.days / 7);
  if (key == "days") return Value::integer(duration.days);
  if (key == "hours") return Value::integer(duration.seconds / 3'600);
  if (key == "minutes") return Value::integer(duration.seconds / 60);
  if (key == "seconds") return Value::integer(duration.seconds);
  if (key == "milliseconds") return clock_part(duration, 1'000, key);
  if (key == "microseconds") return clock_part(duration, 1'000'000, key);
  if (key == "nanoseconds") return clock_part(duration, nanoseconds_per_second, key);
  if (key == "quartersOfYear") return Value::integer(duration.months / 3 % 4);
  if (key == "monthsOfQuarter") return Value::integer(duration.months % 3);
  if (key == "monthsOfYear") return Value::integer(duration.months % 12);
  if (key == "daysOfWeek") return Value::integer(duration.days % 7);
  if (key == "minutesOfHour") return Value::integer(duration.seconds / 60 % 60);
  if (key == "secondsOfMinute") return Value::integer(duration.seconds % 60);
  if (key == "millisecondsOfSecond") return Value::integer(duration.nanoseconds / 1'000'000);
  if (key == "microsecondsOfSecond") return Value::integer(duration.nanoseconds / 1'000);
  if (key == "nanosecondsOfSecond") return Value::integer(duration.nanoseconds);
  return std::nullopt;
}

}  // namespace

std::optional<Value> temporal_component(const Value& value, std::string_view key) {
  switch (value.kind()) {
    case Kind::Date:
      return date_component(value.as_date(), key);
    case Kind::Time: {
      const Time time = value.as_time();
      if (const auto part = zone_component({time.offset, 0}, time.offset, key)) return part;
      return time_component({time.nanoseconds}, key);
    }
    case Kind::LocalTime:
      return time_component(value.as_local_time(), key);
    case Kind::LocalDateTime:
      return local_component(value.as_local_date_time(), key);
    case Kind::DateTime:
      return date_time_component(value.as_date_time(), key);
    case Kind::Duration:
      return duration_component(value.as_duration(), key);
    case Kind::Null:
    case Kind::Boolean:
    case Kind::Integer:
    case Kind::Float:
    case Kind::String:
    case Kind::List:
    case Kind::Map:
    case Kind::Node:
    case Kind::Relationship:
    case Kind::Path:
      break;
  }
  LIAISON_ASSERT(false && "a temporal value");
}

}  // namespace liaison
