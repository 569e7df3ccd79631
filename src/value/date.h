#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "liaison/value.h"

namespace liaison {

inline constexpr std::int64_t year_max = 999'999'999;  // and as many before year 0

struct CalendarDate {
  std::int64_t year = 1970;
  std::uint32_t month = 1;  // 1 to 12
  std::uint32_t day = 1;    // 1 to the month's last
};

/// Proleptic Gregorian calendar (Howard Hinnant's days_from_civil algorithm, in our own words).
[[nodiscard]] Date date_from_calendar(CalendarDate calendar);
[[nodiscard]] CalendarDate calendar_of(Date date);
[[nodiscard]] bool is_valid(CalendarDate calendar);
[[nodiscard]] std::uint32_t days_in_month(std::int64_t year, std::uint32_t month);

/// Monday 1 to Sunday 7; ISO 8601 week number and its year; ordinal day from 1; quarter 1 to 4; day of the quarter.
struct DateParts {
  std::uint32_t weekday, week, ordinal_day, quarter, day_of_quarter;
  std::int64_t week_year;
};
[[nodiscard]] DateParts parts_of(Date date);
[[nodiscard]] std::optional<Date> date_from_week(std::int64_t week_year, std::uint32_t week, std::uint32_t weekday);
[[nodiscard]] std::optional<Date> date_from_ordinal(std::int64_t year, std::uint32_t ordinal_day);
[[nodiscard]] std::optional<Date> date_from_quarter(std::int64_t year, std::uint32_t quarter, std::uint32_t day);

/// ISO 8601 in every form that openCypher's date() takes: 2015-07-21, 20150721, 2015-07, 201507, 2015-W30-2, 2015W302,
/// 2015-W30, 2015W30, 2015-202, 2015202, 2015; years beyond four digits with a sign. Precision is set from the form
/// (year or month alone). nullopt: no date.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// Whole, "2023-06-01", whatever the precision.
[[nodiscard]] std::string whole_date_text(Date date);
/// What is known: "2023", "2023-06" or "2023-06-01".
[[nodiscard]] std::string date_text(Date date);

}  // namespace liaison
