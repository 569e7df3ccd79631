#include "value/temporal_text.h"

#include "common/assert.h"
#include "value/date.h"
#include "value/time.h"
#include "value/zone.h"

namespace liaison {

namespace {

std::string two_digits(std::int64_t number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

/// ".645" for nanoseconds below a second; nothing for 0.
std::string fraction_text(std::int64_t nanoseconds) {
  if (nanoseconds == 0) return {};
  std::string digits = std::to_string(nanoseconds);
  digits.insert(0, 9 - digits.size(), '0');
  digits.erase(digits.find_last_not_of('0') + 1);
  return "." + digits;
}

void append_part(std::string& out, std::int64_t number, char unit) {
  if (number == 0) return;
  out += std::to_string(number);
  out += unit;
}

}  // namespace

std::string temporal_text(LocalTime time) {
  const std::int64_t seconds = time.nanoseconds / nanoseconds_per_second;
  const std::int64_t fraction = time.nanoseconds % nanoseconds_per_second;
  std::string text = two_digits(seconds / 3'600) + ":" + two_digits(seconds / 60 % 60);
  if (seconds % 60 != 0 || fraction != 0) text += ":" + two_digits(seconds % 60) + fraction_text(fraction);
  return text;
}

std::string temporal_text(const Time& time) {
  return temporal_text(LocalTime{time.nanoseconds}) + offset_text(time.offset);
}

std::string temporal_text(LocalDateTime time) {
  return whole_date_text(date_of(time)) + "T" + temporal_text(time_of(time));
}

std::string temporal_text(const DateTime& time) {
  const std::string text = temporal_text(local_of(time)) + offset_text(offset_of(time));
  return time.zone.name == 0 ? text : text + "[" + std::string(zone_name(time.zone)) + "]";
}

std::string temporal_text(const Duration& duration) {
  std::string text = "P";
  append_part(text, duration.months / 12, 'Y');
  append_part(text, duration.months % 12, 'M');
  append_part(text, duration.days, 'D');
  if (duration.seconds != 0 || duration.nanoseconds != 0) {
    text += 'T';
    // Seconds and fraction are shown with one sign: -1 second and 0.9 ahead are "-0.1".
    const bool negative = duration.seconds < 0;
    const bool has_fraction = duration.nanoseconds != 0;
    const std::int64_t seconds = negative && has_fraction ? duration.seconds + 1 : duration.seconds;
    const std::int64_t fraction =
        negative && has_fraction ? nanoseconds_per_second - duration.nanoseconds : duration.nanoseconds;
    append_part(text, seconds / 3'600, 'H');
    append_part(text, seconds / 60 % 60, 'M');
    if (seconds % 60 != 0 || fraction != 0) {
      if (negative && seconds % 60 == 0) text += '-';
      text += std::to_string(seconds % 60) + fraction_text(fraction) + "S";
    }
  }
  return text.size() > 1 ? text : "PT0S";
}

std::string_view temporal_function(Kind kind) {
  switch (kind) {
    case Kind::Date:
      return "date";
    case Kind::Time:
      return "time";
    case Kind::LocalTime:
      return "localtime";
    case Kind::LocalDateTime:
      return "localdatetime";
    case Kind::DateTime:
      return "datetime";
    case Kind::Duration:
      return "duration";
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
