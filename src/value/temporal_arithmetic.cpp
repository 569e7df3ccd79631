#include "value/temporal_arithmetic.h"

#include <algorithm>

#include "common/assert.h"
#include "value/date.h"
#include "value/duration.h"
#include "value/number.h"
#include "value/time.h"
#include "value/zone.h"

namespace liaison {

namespace {

using Wide = __int128;

std::optional<Date> in_range(Wide days) {
  // Far more days than years have, so that narrowing keeps them out of range.
  constexpr Wide far = 1'000'000'000'000;
  const Date date{static_cast<std::int64_t>(std::clamp(days, -far, far)), DatePrecision::Day};
  return is_in_range(date) ? std::optional(date) : std::nullopt;
}

std::optional<Date> months_later(Date date, std::int64_t months) {
  if (months == 0) return Date{date.days, DatePrecision::Day};
  const CalendarDate calendar = calendar_of(date);
  const Wide month = static_cast<Wide>(calendar.year) * 12 + (calendar.month - 1) + months;
  if (month < -year_max * 12 || month >= (year_max + 1) * 12) return std::nullopt;
  const std::int64_t year = floor_divide(static_cast<std::int64_t>(month), 12);
  const auto month_of_year = static_cast<std::uint32_t>(static_cast<std::int64_t>(month) - year * 12) + 1;
  return date_from_calendar({year, month_of_year, std::min(calendar.day, days_in_month(year, month_of_year))});
}

std::optional<LocalDateTime> days_later(LocalDateTime time, std::int64_t months, Wide days) {
  const std::optional<Date> month_later = months_later(date_of(time), months);
  if (!month_later) return std::nullopt;
  const std::optional<Date> date = in_range(month_later->days + days);
  if (!date) return std::nullopt;
  return local_date_time_of(*date, time_of(time));
}

/// Seconds since 1970 and nanoseconds, moved by the clock's part of a duration.
template <class Instant>
std::optional<Instant> seconds_later(Instant instant, const Duration& duration) {
  std::uint32_t nanoseconds = instant.nanoseconds + duration.nanoseconds;
  const std::int64_t carried = nanoseconds >= nanoseconds_per_second ? 1 : 0;
  if (carried != 0) nanoseconds -= static_cast<std::uint32_t>(nanoseconds_per_second);
  const Wide seconds = static_cast<Wide>(instant.seconds) + duration.seconds + carried;
  constexpr Wide far = 1'000'000'000'000 * seconds_per_day;
  if (seconds < -far || seconds > far) return std::nullopt;
  instant.seconds = static_cast<std::int64_t>(seconds);
  instant.nanoseconds = nanoseconds;
  return is_in_range(instant) ? std::optional(instant) : std::nullopt;
}

std::int64_t around_midnight(std::int64_t nanoseconds, const Duration& duration) {
  const std::int64_t moved =
      nanoseconds + duration.seconds % seconds_per_day * nanoseconds_per_second + duration.nanoseconds;
  return moved - floor_divide(moved, nanoseconds_per_day) * nanoseconds_per_day;
}

/// An instant taken apart: what its kind does not tell is missing.
struct Parts {
  std::optional<Date> date;
  LocalTime time;
  std::optional<TimeZone> zone;
  std::optional<std::int32_t> offset;  // by which the zone's clocks are read
};

Parts parts_of(const Value& instant) {
  switch (instant.kind()) {
    case Kind::Date:
      return {instant.as_date(), {}, {}, {}};
    case Kind::LocalTime:
      return {{}, instant.as_local_time(), {}, {}};
    case Kind::Time: {
      const Time time = instant.as_time();
      return {{}, {time.nanoseconds}, TimeZone{time.offset, 0}, {}};
    }
    case Kind::LocalDateTime: {
      const LocalDateTime time = instant.as_local_date_time();
      return {date_of(time), time_of(time), {}, {}};
    }
    case Kind::DateTime: {
      const DateTime time = instant.as_date_time();
      const LocalDateTime local = local_of(time);
      return {date_of(local), time_of(local), time.zone, offset_of(time)};
    }
    case Kind::Null:
    case Kind::Boolean:
    case Kind::Integer:
    case Kind::Float:
    case Kind::String:
    case Kind::Duration:
    case Kind::List:
    case Kind::Map:
    case Kind::Node:
    case Kind::Relationship:
    case Kind::Path:
      break;
  }
  LIAISON_ASSERT(false && "an instant");
}

/// The later as seen from the earlier: whole months of it, counted by date and time of day.
std::int64_t whole_months(LocalDateTime from, LocalDateTime to) {
  const CalendarDate first = calendar_of(date_of(from)), last = calendar_of(date_of(to));
  std::int64_t months = (last.year - first.year) * 12 + last.month - first.month;
  const auto within_month = [](CalendarDate calendar, LocalDateTime time) {
    return std::pair(calendar.day, time_of(time));
  };
  const auto begin = within_month(first, from), end = within_month(last, to);
  if (months > 0 && end < begin) --months;
  if (months < 0 && end > begin) ++months;
  return months;
}

std::int64_t whole_days(LocalDateTime from, LocalDateTime to) {
  std::int64_t days = date_of(to).days - date_of(from).days;
  if (days > 0 && time_of(to) < time_of(from)) --days;
  if (days < 0 && time_of(to) > time_of(from)) ++days;
  return days;
}

/// REQUIRES: a difference of dates that are in range, which always fits.
Duration seconds_between(std::int64_t from_seconds, std::uint32_t from_nanoseconds, std::int64_t to_seconds,
                         std::uint32_t to_nanoseconds) {
  return *duration_of_seconds(static_cast<Wide>(to_seconds) - from_seconds,
                              static_cast<Wide>(to_nanoseconds) - from_nanoseconds);
}

}  // namespace

std::optional<Value> later(const Value& instant, const Duration& duration) {
  switch (instant.kind()) {
    case Kind::Date: {
      const std::optional<Date> month_later = months_later(instant.as_date(), duration.months);
      if (!month_later) return std::nullopt;
      // Towards zero: a rest of either sign is no day yet.
      const std::int64_t seconds = duration.seconds + (duration.seconds < 0 && duration.nanoseconds != 0 ? 1 : 0);
      const std::optional<Date> date =
          in_range(static_cast<Wide>(month_later->days) + duration.days + seconds / seconds_per_day);
      return date ? std::optional(Value::date(*date)) : std::nullopt;
    }
    case Kind::LocalTime:
      return Value::local_time({around_midnight(instant.as_local_time().nanoseconds, duration)});
    case Kind::Time: {
      const Time time = instant.as_time();
      return Value::time({around_midnight(time.nanoseconds, duration), time.offset});
    }
    case Kind::LocalDateTime: {
      const auto day = days_later(instant.as_local_date_time(), duration.months, duration.days);
      const auto moved = day ? seconds_later(*day, duration) : std::nullopt;
      return moved ? std::optional(Value::local_date_time(*moved)) : std::nullopt;
    }
    case Kind::DateTime: {
      DateTime time = instant.as_date_time();
      if (duration.months != 0 || duration.days != 0) {
        const auto day = days_later(local_of(time), duration.months, duration.days);
        if (!day) return std::nullopt;
        time = date_time_of(*day, time.zone, offset_of(time));
      }
      const auto moved = seconds_later(time, duration);
      return moved ? std::optional(Value::date_time(*moved)) : std::nullopt;
    }
    case Kind::Null:
    case Kind::Boolean:
    case Kind::Integer:
    case Kind::Float:
    case Kind::String:
    case Kind::Duration:
    case Kind::List:
    case Kind::Map:
    case Kind::Node:
    case Kind::Relationship:
    case Kind::Path:
      break;
  }
  LIAISON_ASSERT(false && "an instant");
}

Duration duration_between(const Value& from_value, const Value& to_value, DurationUnit unit) {
  Parts from = parts_of(from_value), to = parts_of(to_value);
  const bool have_dates = from.date && to.date;
  if (!have_dates && (unit == DurationUnit::Months || unit == DurationUnit::Days)) return {};
  const Date day = from.date ? *from.date : to.date.value_or(Date{});
  const LocalDateTime from_local = local_date_time_of(from.date.value_or(day), from.time);
  const LocalDateTime to_local = local_date_time_of(to.date.value_or(day), to.time);
  // Without a zone on either side clocks are compared as they are: as if both were of UTC.
  const TimeZone from_zone = from.zone ? *from.zone : to.zone.value_or(TimeZone{});
  const TimeZone to_zone = to.zone ? *to.zone : from_zone;
  DateTime start = date_time_of(from_local, from_zone, from.offset);
  const DateTime end = date_time_of(to_local, to_zone, to.offset);
  Duration duration;
  if (have_dates && unit != DurationUnit::Seconds) {
    // Months and days are counted by the clocks of the first one's zone.
    const LocalDateTime end_there = local_of({end.seconds, end.nanoseconds, from_zone});
    LocalDateTime start_there = local_of(start);
    if (unit == DurationUnit::Days) {
      duration.days = whole_days(start_there, end_there);
      return duration;
    }
    duration.months = whole_months(start_there, end_there);
    if (unit == DurationUnit::Months) return duration;
    start_there = days_later(start_there, duration.months, 0).value_or(start_there);
    duration.days = whole_days(start_there, end_there);
    start_there = days_later(start_there, 0, duration.days).value_or(start_there);
    if (duration.months != 0 || duration.days != 0) start = date_time_of(start_there, from_zone, offset_of(start));
  }
  const Duration rest = seconds_between(start.seconds, start.nanoseconds, end.seconds, end.nanoseconds);
  duration.seconds = rest.seconds;
  duration.nanoseconds = rest.nanoseconds;
  return duration;
}

}  // namespace liaison
