#include "value/parse_temporal.h"

#include "common/assert.h"
#include "value/date.h"
#include "value/duration.h"
#include "value/time.h"
#include "value/zone.h"

namespace liaison {

namespace {

/// A time's text and what stands behind it: the offset begins with the first of `Z`, `z`, `+` and `-`.
struct SplitTime {
  std::string_view time;
  std::string_view offset;
};

SplitTime split_offset(std::string_view text) {
  const std::size_t at = text.find_first_of("Zz+-");
  if (at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at)};
}

/// Two digits, dropped from `text`; nullopt if there are none or they are above `highest`.
std::optional<std::int64_t> take_two_digits(std::string_view& text, std::int64_t highest) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  const std::int64_t number = (text[0] - '0') * 10 + (text[1] - '0');
  if (number > highest) return std::nullopt;
  text.remove_prefix(2);
  return number;
}

/// The digits behind the point, at most nine, as nanoseconds.
std::optional<std::int64_t> fraction(std::string_view digits) {
  if (digits.empty() || digits.size() > 9) return std::nullopt;
  std::int64_t nanoseconds = 0;
  for (std::size_t i = 0; i < 9; ++i) {
    const char c = i < digits.size() ? digits[i] : '0';
    if (c < '0' || c > '9') return std::nullopt;
    nanoseconds = nanoseconds * 10 + (c - '0');
  }
  return nanoseconds;
}

/// The date and the time of day that `T` stands between, in the clock's own time.
std::optional<LocalDateTime> date_and_time(std::string_view date_text, std::optional<std::string_view> time_text) {
  const std::optional<Date> date = parse_date(date_text);
  if (!date) return std::nullopt;
  const std::optional<LocalTime> time = time_text ? parse_local_time(*time_text) : LocalTime{};
  if (!time) return std::nullopt;
  return local_date_time_of(*date, *time);
}

}  // namespace

std::optional<LocalTime> parse_local_time(std::string_view text) {
  const std::optional<std::int64_t> hours = take_two_digits(text, 23);
  if (!hours) return std::nullopt;
  std::int64_t seconds = *hours * 3'600;
  if (text.empty()) return LocalTime{seconds * nanoseconds_per_second};
  const bool has_colons = text.front() == ':';
  std::size_t parts = 1;
  for (const std::int64_t unit : {60, 1}) {
    if (text.empty()) break;
    if (has_colons) {
      if (text.front() != ':') return std::nullopt;
      text.remove_prefix(1);
    }
    const std::optional<std::int64_t> part = take_two_digits(text, 59);
    if (!part) return std::nullopt;
    seconds += *part * unit;
    ++parts;
  }
  std::int64_t nanoseconds = seconds * nanoseconds_per_second;
  if (text.empty()) return LocalTime{nanoseconds};
  if (parts < 3 || (text.front() != '.' && text.front() != ',')) return std::nullopt;
  const std::optional<std::int64_t> below_second = fraction(text.substr(1));
  if (!below_second) return std::nullopt;
  nanoseconds += *below_second;
  return LocalTime{nanoseconds};
}

std::optional<Time> parse_time(std::string_view text) {
  const SplitTime split = split_offset(text);
  const std::optional<LocalTime> time = parse_local_time(split.time);
  const std::optional<std::int32_t> offset = split.offset.empty() ? 0 : parse_offset(split.offset);
  if (!time || !offset) return std::nullopt;
  return Time{time->nanoseconds, *offset};
}

std::optional<LocalDateTime> parse_local_date_time(std::string_view text) {
  const std::size_t at = text.find_first_of("Tt");
  if (at == std::string_view::npos) return date_and_time(text, std::nullopt);
  return date_and_time(text.substr(0, at), text.substr(at + 1));
}

std::optional<DateTime> parse_date_time(std::string_view text, std::string& fault) {
  const std::string_view whole = text;
  std::optional<TimeZone> zone;
  if (text.ends_with(']')) {
    const std::size_t opened = text.find('[');
    if (opened == std::string_view::npos) return std::nullopt;
    const std::string_view name = text.substr(opened + 1, text.size() - opened - 2);
    text = text.substr(0, opened);
    zone = parse_zone(name);
    if (!zone || zone->name == 0) {
      fault = "there is no time zone '" + std::string(name) + "'";
      return std::nullopt;
    }
  }
  std::optional<std::int32_t> offset;
  std::optional<LocalDateTime> local;
  const std::size_t at = text.find_first_of("Tt");
  if (at == std::string_view::npos) {
    local = date_and_time(text, std::nullopt);
  } else {
    const SplitTime split = split_offset(text.substr(at + 1));
    local = date_and_time(text.substr(0, at), split.time);
    if (!split.offset.empty()) {
      offset = parse_offset(split.offset);
      if (!offset) return std::nullopt;
    }
  }
  if (!local) return std::nullopt;
  if (!zone) return date_time_of(*local, {offset.value_or(0), 0});
  if (offset && !has_local(*zone, local->seconds, *offset)) {
    fault = std::string(zone_name(*zone)) + " is not " + offset_text(*offset) + " at the time of '" +
            std::string(whole) + "'";
    return std::nullopt;
  }
  return date_time_of(*local, *zone, offset);
}

std::optional<Value> parse_temporal(Kind kind, std::string_view text, std::string& fault) {
  const auto made = [](const auto& parsed, auto make) { return parsed ? std::optional(make(*parsed)) : std::nullopt; };
  switch (kind) {
    case Kind::Date:
      return made(parse_date(text), Value::date);
    case Kind::Time:
      return made(parse_time(text), Value::time);
    case Kind::LocalTime:
      return made(parse_local_time(text), Value::local_time);
    case Kind::LocalDateTime:
      return made(parse_local_date_time(text), Value::local_date_time);
    case Kind::DateTime:
      return made(parse_date_time(text, fault), Value::date_time);
    case Kind::Duration:
      return made(parse_duration(text), Value::duration);
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
  LIAISON_ASSERT(false && "a temporal kind");
}

std::string_view temporal_example(Kind kind) {
  switch (kind) {
    case Kind::Date:
      return "'2023-06-01', '2023-06' or '2023'";
    case Kind::Time:
      return "'12:31:14.5+01:00' or '12:31Z'";
    case Kind::LocalTime:
      return "'12:31:14.5' or '12:31'";
    case Kind::LocalDateTime:
      return "'2023-06-01T12:31:14.5' or '2023-06-01T12:31'";
    case Kind::DateTime:
      return "'2023-06-01T12:31:14.5+02:00' or '2023-06-01T12:31[Europe/Stockholm]'";
    case Kind::Duration:
      return "'P1Y2M10DT2H30M5.5S', 'P2W' or 'PT0.5S'";
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
  LIAISON_ASSERT(false && "a temporal kind");
}

}  // namespace liaison
