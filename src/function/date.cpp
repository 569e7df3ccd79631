#include "function/date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "function/table.h"
#include "value/date.h"
#include "value/text.h"

/// Dates: made from texts, maps and one another, truncated, and taken apart.
namespace liaison {

namespace {

using Arguments = std::span<const Value>;

Error no_date(std::string message) {
  return runtime_error(ErrorCode::ArgumentError, "InvalidDate", std::move(message));
}

constexpr std::int64_t year_max = 999'999'999;

/// The parts of a date that a map names.
struct NamedParts {
  std::optional<Date> base;
  std::optional<std::int64_t> year;
  std::optional<std::uint32_t> month, day, week, day_of_week, ordinal_day, quarter, day_of_quarter;
};

/// REQUIRES: 0 <= lowest.
std::uint32_t small_number(const MapEntry& entry, std::int64_t lowest, std::int64_t highest) {
  if (entry.value.kind() != Kind::Integer) throw wrong_kind("date", Kind::Integer, entry.value.kind());
  const std::int64_t number = entry.value.as_integer();
  if (number < lowest || number > highest) {
    throw out_of_range(entry.key + " is from " + std::to_string(lowest) + " to " + std::to_string(highest) + ", not " +
                       std::to_string(number));
  }
  return static_cast<std::uint32_t>(number);
}

std::int64_t year_number(const MapEntry& entry) {
  if (entry.value.kind() != Kind::Integer) throw wrong_kind("date", Kind::Integer, entry.value.kind());
  const std::int64_t year = entry.value.as_integer();
  if (year < -year_max || year > year_max) {
    throw out_of_range("years go from -999,999,999 to 999,999,999, " + std::to_string(year) + " is beyond them");
  }
  return year;
}

NamedParts parts_in(const Map& map) {
  NamedParts parts;
  for (const MapEntry& entry : map.entries()) {
    if (entry.key == "date") {
      if (entry.value.kind() != Kind::Date) throw wrong_kind("date", Kind::Date, entry.value.kind());
      parts.base = entry.value.as_date();
    } else if (entry.key == "year") {
      parts.year = year_number(entry);
    } else if (entry.key == "month") {
      parts.month = small_number(entry, 1, 12);
    } else if (entry.key == "day") {
      parts.day = small_number(entry, 1, 31);
    } else if (entry.key == "week") {
      parts.week = small_number(entry, 1, 53);
    } else if (entry.key == "dayOfWeek" || entry.key == "weekDay") {
      parts.day_of_week = small_number(entry, 1, 7);
    } else if (entry.key == "ordinalDay") {
      parts.ordinal_day = small_number(entry, 1, 366);
    } else if (entry.key == "quarter") {
      parts.quarter = small_number(entry, 1, 4);
    } else if (entry.key == "dayOfQuarter") {
      parts.day_of_quarter = small_number(entry, 1, 92);
    } else {
      throw no_date("a date has no " + quoted(entry.key));
    }
  }
  return parts;
}

void refuse(bool wrong, std::string_view what) {
  if (wrong) throw no_date(std::string(what));
}

/// A date of year, month and day; what is not named comes from the base, and without one from the first of the year.
std::optional<Date> calendar_date(const NamedParts& parts) {
  refuse(!parts.base && parts.day && !parts.month, "a day needs its month");
  const CalendarDate base = parts.base ? calendar_of(*parts.base) : CalendarDate{*parts.year, 1, 1};
  const CalendarDate wanted{parts.year.value_or(base.year), parts.month.value_or(base.month),
                            parts.day.value_or(base.day)};
  if (!is_valid(wanted)) return std::nullopt;
  Date date = date_from_calendar(wanted);
  if (!parts.base && !parts.day) date.precision = parts.month ? DatePrecision::Month : DatePrecision::Year;
  return date;
}

std::optional<Date> week_date(const NamedParts& parts) {
  refuse(parts.month || parts.day || parts.quarter || parts.ordinal_day || parts.day_of_quarter,
         "a week goes with year and dayOfWeek only");
  refuse(!parts.base && !parts.week, "a dayOfWeek needs its week");
  DateParts base{.weekday = 1, .week = 1, .ordinal_day = 1, .quarter = 1, .day_of_quarter = 1, .week_year = 0};
  if (parts.base) base = parts_of(*parts.base);
  return date_from_week(parts.year.value_or(base.week_year), parts.week.value_or(base.week),
                        parts.day_of_week.value_or(base.weekday));
}

std::optional<Date> ordinal_date(const NamedParts& parts) {
  refuse(parts.month || parts.day || parts.quarter || parts.day_of_quarter, "an ordinalDay goes with the year only");
  const std::int64_t base_year = parts.base ? calendar_of(*parts.base).year : 0;
  return date_from_ordinal(parts.year.value_or(base_year), *parts.ordinal_day);
}

/// With a day of the quarter by that; else the same month of another quarter, or its first.
std::optional<Date> quarter_date(const NamedParts& parts) {
  refuse(parts.month.has_value(), "a quarter does not go with a month");
  refuse(!parts.base && !parts.quarter, "a dayOfQuarter needs its quarter");
  const CalendarDate base = parts.base ? calendar_of(*parts.base) : CalendarDate{*parts.year, 1, 1};
  const std::int64_t year = parts.year.value_or(base.year);
  const std::uint32_t quarter = parts.quarter.value_or((base.month - 1) / 3 + 1);
  if (parts.day_of_quarter) {
    refuse(parts.day.has_value(), "a dayOfQuarter does not go with a day");
    return date_from_quarter(year, quarter, *parts.day_of_quarter);
  }
  refuse(!parts.base && parts.day.has_value(), "a day needs its month");
  const CalendarDate wanted{year, (quarter - 1) * 3 + (base.month - 1) % 3 + 1, parts.day.value_or(base.day)};
  if (!is_valid(wanted)) return std::nullopt;
  return date_from_calendar(wanted);
}

Date date_of(const NamedParts& parts) {
  refuse(!parts.base && !parts.year, "a date needs at least a year");
  std::optional<Date> date;
  if (parts.week || parts.day_of_week) {
    date = week_date(parts);
  } else if (parts.ordinal_day) {
    date = ordinal_date(parts);
  } else if (parts.quarter || parts.day_of_quarter) {
    date = quarter_date(parts);
  } else {
    date = calendar_date(parts);
  }
  if (!date) throw out_of_range("there is no such day in the calendar");
  return *date;
}

Date today(const FunctionContext& context) {
  return {std::chrono::floor<std::chrono::days>(context.now).time_since_epoch().count(), DatePrecision::Day};
}

Value date(Arguments arguments, const FunctionContext& context) {
  if (arguments.empty()) return Value::date(today(context));
  const Value& from = arguments[0];
  if (from.kind() == Kind::Date) return from;
  if (from.kind() == Kind::Map) return Value::date(date_of(parts_in(from.as_map())));
  const std::optional<Date> parsed = parse_date(from.as_string());
  if (!parsed)
    throw no_date(quoted(from.as_string()) + " is not a date; write it as '2023-06-01', '2023-06' or '2023'");
  return Value::date(*parsed);
}

/// The first day of the unit that the date falls into.
std::optional<Date> first_day(std::string_view unit, Date date) {
  const CalendarDate calendar = calendar_of(date);
  const auto first_of_years = [&calendar](std::int64_t count) {
    const std::int64_t remainder = (calendar.year % count + count) % count;
    return date_from_calendar({calendar.year - remainder, 1, 1});
  };
  if (unit == "millennium") return first_of_years(1'000);
  if (unit == "century") return first_of_years(100);
  if (unit == "decade") return first_of_years(10);
  if (unit == "year") return first_of_years(1);
  const DateParts parts = parts_of(date);
  if (unit == "weekYear") return date_from_week(parts.week_year, 1, 1);
  if (unit == "quarter") return date_from_calendar({calendar.year, (parts.quarter - 1) * 3 + 1, 1});
  if (unit == "month") return date_from_calendar({calendar.year, calendar.month, 1});
  if (unit == "week") return Date{date.days - (parts.weekday - 1), DatePrecision::Day};
  if (unit == "day") return Date{date.days, DatePrecision::Day};
  throw no_date("a date has no unit " + quoted(unit) +
                "; it is millennium, century, decade, year, weekYear, quarter, month, week or day");
}

Value truncate(Arguments arguments, const FunctionContext& context) {
  const Date from = arguments.size() > 1 ? arguments[1].as_date() : today(context);
  const std::optional<Date> truncated = first_day(arguments[0].as_string(), from);
  if (!truncated || calendar_of(*truncated).year < -year_max) throw out_of_range("the first day is before all years");
  if (arguments.size() < 3) return Value::date(*truncated);
  NamedParts parts = parts_in(arguments[2].as_map());
  parts.base = truncated;
  Date result = date_of(parts);
  result.precision = DatePrecision::Day;
  return Value::date(result);
}

Function clock_row(std::string_view name, std::string_view help, std::string_view example) {
  return {.name = name,
          .parameters = {{"from", {Kind::String, Kind::Map, Kind::Date}, Presence::Optional}},
          .result = Kind::Date,
          .help = help,
          .example = example,
          .evaluate = date};
}

}  // namespace

std::span<const Function> date_functions() {
  static const Function rows[] = {
      clock_row(
          "date",
          "Today (in UTC), or a date from a text in ISO 8601, from a map of year, month, day (or week, dayOfWeek; "
          "ordinalDay; quarter, dayOfQuarter; date, to change parts of it), or from another date.",
          "RETURN date({year: 2023, month: 6, day: 1})  // date('2023-06-01')"),
      clock_row("date.realtime", "As date(): the clock stands still within a statement.",
                "RETURN date.realtime('2023-06-01')  // date('2023-06-01')"),
      clock_row("date.statement", "As date(): the clock stands still within a statement.",
                "RETURN date.statement('2023-06-01')  // date('2023-06-01')"),
      clock_row("date.transaction", "As date(): the clock stands still within a statement.",
                "RETURN date.transaction('2023-06-01')  // date('2023-06-01')"),
      {.name = "date.truncate",
       .parameters = {{"unit", Kind::String},
                      {"date", Kind::Date, Presence::Optional},
                      {"changes", Kind::Map, Presence::Optional}},
       .result = Kind::Date,
       .help = "The first day of the millennium, century, decade, year, weekYear, quarter, month, week or day that the "
               "date falls into, with the changes given applied to it.",
       .example = "RETURN date.truncate('month', date('2023-06-21'))  // date('2023-06-01')",
       .evaluate = truncate},
  };
  return rows;
}

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

}  // namespace liaison
