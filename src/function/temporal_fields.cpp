#include "function/temporal_fields.h"

#include <utility>

#include "function/table.h"
#include "value/date.h"
#include "value/temporal_text.h"
#include "value/text.h"
#include "value/time.h"
#include "value/zone.h"

namespace liaison {

namespace {

const TypeSet with_date{Kind::Date, Kind::LocalDateTime, Kind::DateTime};
const TypeSet with_time{Kind::LocalTime, Kind::Time, Kind::LocalDateTime, Kind::DateTime};
const TypeSet with_both{Kind::LocalDateTime, Kind::DateTime};

/// Reads the map of one kind of value.
class FieldReader {
 public:
  explicit FieldReader(Kind kind)
      : kind_(kind), has_date_(with_date.contains(kind)), has_time_(with_time.contains(kind)) {}

  TemporalFields read(const Map& map) {
    for (const MapEntry& entry : map.entries()) {
      if (!(has_date_ && read_date(entry)) && !(has_time_ && read_time(entry)) && !read_other(entry)) {
        throw invalid(kind_, "a " + std::string(to_string(kind_)) + " has no " + quoted(entry.key));
      }
    }
    return fields_;
  }

 private:
  bool read_date(const MapEntry& entry) {
    DateFields& date = fields_.date;
    if (entry.key == "date") {
      fields_.from_date = value(entry, with_date);
    } else if (entry.key == "year") {
      date.year = year(entry);
    } else if (entry.key == "month") {
      date.month = small_number(entry, 1, 12);
    } else if (entry.key == "day") {
      date.day = small_number(entry, 1, 31);
    } else if (entry.key == "week") {
      date.week = small_number(entry, 1, 53);
    } else if (entry.key == "dayOfWeek" || entry.key == "weekDay") {
      date.day_of_week = small_number(entry, 1, 7);
    } else if (entry.key == "ordinalDay") {
      date.ordinal_day = small_number(entry, 1, 366);
    } else if (entry.key == "quarter") {
      date.quarter = small_number(entry, 1, 4);
    } else if (entry.key == "dayOfQuarter") {
      date.day_of_quarter = small_number(entry, 1, 92);
    } else {
      return false;
    }
    return true;
  }

  bool read_time(const MapEntry& entry) {
    TimeFields& time = fields_.time;
    if (entry.key == "time") {
      fields_.from_time = value(entry, with_time);
    } else if (entry.key == "hour") {
      time.hour = number(entry, 0, 23);
    } else if (entry.key == "minute") {
      time.minute = number(entry, 0, 59);
    } else if (entry.key == "second") {
      time.second = number(entry, 0, 59);
    } else if (entry.key == "millisecond") {
      time.millisecond = number(entry, 0, 999);
    } else if (entry.key == "microsecond") {
      time.microsecond = number(entry, 0, 999'999);
    } else if (entry.key == "nanosecond") {
      time.nanosecond = number(entry, 0, 999'999'999);
    } else {
      return false;
    }
    return true;
  }

  bool read_other(const MapEntry& entry) {
    if (entry.key == "timezone") {
      fields_.zone = zone_named(value(entry, Kind::String).as_string());
    } else if (entry.key == "datetime" && has_date_ && has_time_) {
      fields_.from_date_time = value(entry, with_both);
    } else if (entry.key == "epochSeconds" && kind_ == Kind::DateTime) {
      fields_.epoch_seconds = value(entry, Kind::Integer).as_integer();
    } else if (entry.key == "epochMillis" && kind_ == Kind::DateTime) {
      fields_.epoch_milliseconds = value(entry, Kind::Integer).as_integer();
    } else {
      return false;
    }
    return true;
  }

  const Value& value(const MapEntry& entry, TypeSet expected) const {
    if (!expected.contains(entry.value.kind())) {
      throw runtime_error(ErrorCode::TypeError, "InvalidArgumentValue",
                          quoted(entry.key) + " of " + std::string(temporal_function(kind_)) + "() is " +
                              to_string(expected) + ", not " + std::string(to_string(entry.value.kind())));
    }
    return entry.value;
  }

  std::int64_t number(const MapEntry& entry, std::int64_t lowest, std::int64_t highest) const {
    const std::int64_t number = value(entry, Kind::Integer).as_integer();
    if (number < lowest || number > highest) {
      throw out_of_range(entry.key + " is from " + std::to_string(lowest) + " to " + std::to_string(highest) +
                         ", not " + std::to_string(number));
    }
    return number;
  }

  /// REQUIRES: 0 <= lowest.
  std::uint32_t small_number(const MapEntry& entry, std::int64_t lowest, std::int64_t highest) const {
    return static_cast<std::uint32_t>(number(entry, lowest, highest));
  }

  std::int64_t year(const MapEntry& entry) const {
    const std::int64_t year = value(entry, Kind::Integer).as_integer();
    if (year < -year_max || year > year_max) {
      throw out_of_range("years go from -999,999,999 to 999,999,999, " + std::to_string(year) + " is beyond them");
    }
    return year;
  }

  const Kind kind_;
  const bool has_date_, has_time_;
  TemporalFields fields_;
};

void refuse_date(bool wrong, std::string_view what) {
  if (wrong) throw invalid(Kind::Date, std::string(what));
}

void refuse_time(bool wrong, std::string_view what) {
  if (wrong) throw invalid(Kind::Time, std::string(what));
}

/// A date of year, month and day.
std::optional<Date> calendar_date(const DateFields& fields, std::optional<Date> base_date) {
  refuse_date(!base_date && fields.day && !fields.month, "a day needs its month");
  const CalendarDate base = base_date ? calendar_of(*base_date) : CalendarDate{*fields.year, 1, 1};
  const CalendarDate wanted{fields.year.value_or(base.year), fields.month.value_or(base.month),
                            fields.day.value_or(base.day)};
  if (!is_valid(wanted)) return std::nullopt;
  Date date = date_from_calendar(wanted);
  if (!base_date && !fields.day) date.precision = fields.month ? DatePrecision::Month : DatePrecision::Year;
  return date;
}

std::optional<Date> week_date(const DateFields& fields, std::optional<Date> base_date) {
  refuse_date(fields.month || fields.day || fields.quarter || fields.ordinal_day || fields.day_of_quarter,
              "a week goes with year and dayOfWeek only");
  refuse_date(!base_date && !fields.week, "a dayOfWeek needs its week");
  DateParts base{.weekday = 1, .week = 1, .ordinal_day = 1, .quarter = 1, .day_of_quarter = 1, .week_year = 0};
  if (base_date) base = parts_of(*base_date);
  return date_from_week(fields.year.value_or(base.week_year), fields.week.value_or(base.week),
                        fields.day_of_week.value_or(base.weekday));
}

std::optional<Date> ordinal_date(const DateFields& fields, std::optional<Date> base_date) {
  refuse_date(fields.month || fields.day || fields.quarter || fields.day_of_quarter,
              "an ordinalDay goes with the year only");
  const std::int64_t base_year = base_date ? calendar_of(*base_date).year : 0;
  return date_from_ordinal(fields.year.value_or(base_year), *fields.ordinal_day);
}

/// With a day of the quarter by that; else the same month of another quarter, or its first.
std::optional<Date> quarter_date(const DateFields& fields, std::optional<Date> base_date) {
  refuse_date(fields.month.has_value(), "a quarter does not go with a month");
  refuse_date(!base_date && !fields.quarter, "a dayOfQuarter needs its quarter");
  const CalendarDate base = base_date ? calendar_of(*base_date) : CalendarDate{*fields.year, 1, 1};
  const std::int64_t year = fields.year.value_or(base.year);
  const std::uint32_t quarter = fields.quarter.value_or((base.month - 1) / 3 + 1);
  if (fields.day_of_quarter) {
    refuse_date(fields.day.has_value(), "a dayOfQuarter does not go with a day");
    return date_from_quarter(year, quarter, *fields.day_of_quarter);
  }
  refuse_date(!base_date && fields.day.has_value(), "a day needs its month");
  const CalendarDate wanted{year, (quarter - 1) * 3 + (base.month - 1) % 3 + 1, fields.day.value_or(base.day)};
  if (!is_valid(wanted)) return std::nullopt;
  return date_from_calendar(wanted);
}

/// Each field may be as large as what stands beside it leaves: nanoseconds within a microsecond, if there is one.
std::int64_t below_second(const TimeFields& fields) {
  const auto require_below = [](std::optional<std::int64_t> number, std::string_view name, std::int64_t limit) {
    if (number.value_or(0) >= limit) {
      throw out_of_range(std::string(name) + " is below " + std::to_string(limit) +
                         " where the larger unit is named too, not " + std::to_string(*number));
    }
  };
  if (fields.millisecond) {
    require_below(fields.microsecond, "microsecond", 1'000);
    require_below(fields.nanosecond, "nanosecond", 1'000'000);
  }
  if (fields.microsecond) require_below(fields.nanosecond, "nanosecond", 1'000);
  return fields.millisecond.value_or(0) * 1'000'000 + fields.microsecond.value_or(0) * 1'000 +
         fields.nanosecond.value_or(0);
}

}  // namespace

bool DateFields::has_any() const { return year || month || week || quarter || has_day(); }

bool TimeFields::has_any() const { return hour || minute || second || millisecond || microsecond || nanosecond; }

TemporalFields read_fields(Kind kind, const Map& map) { return FieldReader(kind).read(map); }

Date make_date(const DateFields& fields, std::optional<Date> base) {
  refuse_date(!base && !fields.year, "a date needs at least a year");
  std::optional<Date> date;
  if (fields.week || fields.day_of_week) {
    date = week_date(fields, base);
  } else if (fields.ordinal_day) {
    date = ordinal_date(fields, base);
  } else if (fields.quarter || fields.day_of_quarter) {
    date = quarter_date(fields, base);
  } else {
    date = calendar_date(fields, base);
  }
  if (!date) throw out_of_range("there is no such day in the calendar");
  return *date;
}

LocalTime make_time(const TimeFields& fields, std::optional<LocalTime> base) {
  const bool has_fraction = fields.millisecond || fields.microsecond || fields.nanosecond;
  if (!base) {
    refuse_time(fields.minute && !fields.hour, "a minute needs its hour");
    refuse_time(fields.second && !fields.minute, "a second needs its minute");
    refuse_time(has_fraction && !fields.second, "parts of a second need their second");
  }
  const std::int64_t start = base.value_or(LocalTime{}).nanoseconds;
  const std::int64_t seconds = start / nanoseconds_per_second;
  const std::int64_t hour = fields.hour.value_or(seconds / 3'600);
  const std::int64_t minute = fields.minute.value_or(seconds / 60 % 60);
  const std::int64_t second = fields.second.value_or(seconds % 60);
  const std::int64_t fraction = has_fraction ? below_second(fields) : start % nanoseconds_per_second;
  return {((hour * 60 + minute) * 60 + second) * nanoseconds_per_second + fraction};
}

std::optional<Date> date_part(const Value& value) {
  if (value.kind() == Kind::Date) return value.as_date();
  if (value.kind() == Kind::LocalDateTime) return date_of(value.as_local_date_time());
  if (value.kind() == Kind::DateTime) return date_of(local_of(value.as_date_time()));
  return std::nullopt;
}

std::optional<LocalTime> time_part(const Value& value) {
  if (value.kind() == Kind::LocalTime) return value.as_local_time();
  if (value.kind() == Kind::Time) return LocalTime{value.as_time().nanoseconds};
  if (value.kind() == Kind::LocalDateTime) return time_of(value.as_local_date_time());
  if (value.kind() == Kind::DateTime) return time_of(local_of(value.as_date_time()));
  return std::nullopt;
}

std::optional<TimeZone> zone_part(const Value& value) {
  if (value.kind() == Kind::Time) return TimeZone{value.as_time().offset, 0};
  if (value.kind() == Kind::DateTime) return value.as_date_time().zone;
  return std::nullopt;
}

TimeZone zone_named(std::string_view text) {
  const std::optional<TimeZone> zone = parse_zone(text);
  if (!zone) {
    throw runtime_error(ErrorCode::ArgumentError, "InvalidTimeZone",
                        "there is no time zone " + quoted(text) +
                            "; it is an offset up to 18 hours ('+01:00', 'Z') or a name such as 'Europe/Stockholm'");
  }
  return *zone;
}

Error invalid(Kind kind, std::string message) {
  return runtime_error(ErrorCode::ArgumentError, "Invalid" + std::string(to_string(kind)), std::move(message));
}

}  // namespace liaison
