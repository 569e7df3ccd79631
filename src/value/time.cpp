#include "value/time.h"

#include "value/date.h"
#include "value/number.h"
#include "value/zone.h"

namespace liaison {

Date date_of(LocalDateTime time) { return {floor_divide(time.seconds, seconds_per_day), DatePrecision::Day}; }

LocalTime time_of(LocalDateTime time) {
  const std::int64_t seconds = time.seconds - date_of(time).days * seconds_per_day;
  return {seconds * nanoseconds_per_second + time.nanoseconds};
}

LocalDateTime local_date_time_of(Date date, LocalTime time) {
  return {date.days * seconds_per_day + time.nanoseconds / nanoseconds_per_second,
          static_cast<std::uint32_t>(time.nanoseconds % nanoseconds_per_second)};
}

std::int32_t offset_of(const DateTime& time) { return offset_at(time.zone, time.seconds); }

LocalDateTime local_of(const DateTime& time) { return {time.seconds + offset_of(time), time.nanoseconds}; }

DateTime date_time_of(LocalDateTime local, TimeZone zone, std::optional<std::int32_t> preferred) {
  return {local.seconds - offset_of_local(zone, local.seconds, preferred), local.nanoseconds, zone};
}

bool is_in_range(Date date) {
  static const std::int64_t first = date_from_calendar({-year_max, 1, 1}).days;
  static const std::int64_t last = date_from_calendar({year_max, 12, 31}).days;
  return date.days >= first && date.days <= last;
}

bool is_in_range(LocalDateTime time) { return is_in_range(date_of(time)); }

bool is_in_range(const DateTime& time) { return is_in_range(local_of(time)); }

std::strong_ordering order_of(const Time& left, const Time& right) {
  const auto instant = [](const Time& time) { return time.nanoseconds - time.offset * nanoseconds_per_second; };
  if (const auto result = instant(left) <=> instant(right); result != 0) return result;
  return left.offset <=> right.offset;
}

std::strong_ordering order_of(const DateTime& left, const DateTime& right) {
  if (const auto result = left.seconds <=> right.seconds; result != 0) return result;
  if (const auto result = left.nanoseconds <=> right.nanoseconds; result != 0) return result;
  if (left.zone == right.zone) return std::strong_ordering::equal;
  if (const auto result = offset_of(left) <=> offset_of(right); result != 0) return result;
  return left.zone.name <=> right.zone.name;  // numbers of names are in the order of names
}

}  // namespace liaison
