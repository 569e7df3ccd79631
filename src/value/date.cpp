#include "value/date.h"

#include <array>
#include <cstdio>

#include "value/number.h"

namespace liaison {

namespace {

constexpr std::int64_t days_per_era = 146'097;  // 400 years

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::int64_t first_day_of_year(std::int64_t year) { return date_from_calendar({year, 1, 1}).days; }

/// Monday 1 to Sunday 7; 1970-01-01 was a Thursday.
std::uint32_t weekday_of(std::int64_t days) {
  const std::int64_t since_monday = days + 3;
  return static_cast<std::uint32_t>(since_monday - floor_divide(since_monday, 7) * 7) + 1;
}

/// The Monday that week 1 of the year starts with: ISO 8601 puts January 4th into week 1.
std::int64_t first_monday(std::int64_t week_year) {
  const std::int64_t january_4 = first_day_of_year(week_year) + 3;
  return january_4 - (weekday_of(january_4) - 1);
}

bool is_year(std::int64_t year) { return year >= -year_max && year <= year_max; }

/// Reads a date's text from the left.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] std::size_t digits_ahead() const {
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
    return count;
  }
  bool skip(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// Exactly `count` digits. REQUIRES: digits_ahead() >= count, count <= 9.
  std::uint32_t number(std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value * 10 + static_cast<std::uint32_t>(rest_[i] - '0');
    rest_.remove_prefix(count);
    return value;
  }

 private:
  std::string_view rest_;
};

std::optional<Date> from_calendar(std::int64_t year, std::uint32_t month, std::uint32_t day, DatePrecision precision) {
  const CalendarDate calendar{year, month, day};
  if (!is_valid(calendar)) return std::nullopt;
  Date date = date_from_calendar(calendar);
  date.precision = precision;
  return date;
}

/// What follows `W`: two digits of the week, and perhaps a day, behind a hyphen in the extended form.
std::optional<Date> read_week(Reader& reader, std::int64_t year, bool extended) {
  const std::size_t digits = reader.digits_ahead();
  if (digits != 2 && (extended || digits != 3)) return std::nullopt;
  const std::uint32_t week = reader.number(2);
  if (reader.at_end()) return date_from_week(year, week, 1);
  if (extended && !reader.skip('-')) return std::nullopt;
  if (reader.digits_ahead() != 1) return std::nullopt;
  const std::uint32_t weekday = reader.number(1);
  return reader.at_end() ? date_from_week(year, week, weekday) : std::nullopt;
}

/// What follows the year and a hyphen: month, month-day, week or ordinal day.
std::optional<Date> read_extended(Reader& reader, std::int64_t year) {
  if (reader.skip('W')) return read_week(reader, year, true);
  const std::size_t digits = reader.digits_ahead();
  if (digits == 3) {
    const std::uint32_t ordinal_day = reader.number(3);
    return reader.at_end() ? date_from_ordinal(year, ordinal_day) : std::nullopt;
  }
  if (digits != 2) return std::nullopt;
  const std::uint32_t month = reader.number(2);
  if (reader.at_end()) return from_calendar(year, month, 1, DatePrecision::Month);
  if (!reader.skip('-') || reader.digits_ahead() != 2) return std::nullopt;
  const std::uint32_t day = reader.number(2);
  return reader.at_end() ? from_calendar(year, month, day, DatePrecision::Day) : std::nullopt;
}

/// What follows a year of four digits without a hyphen.
std::optional<Date> read_basic(Reader& reader, std::int64_t year) {
  if (reader.skip('W')) return read_week(reader, year, false);
  const std::size_t digits = reader.digits_ahead();
  std::optional<Date> date;
  if (digits == 2) {
    date = from_calendar(year, reader.number(2), 1, DatePrecision::Month);
  } else if (digits == 3) {
    date = date_from_ordinal(year, reader.number(3));
  } else if (digits == 4) {
    const std::uint32_t month = reader.number(2);
    date = from_calendar(year, month, reader.number(2), DatePrecision::Day);
  }
  return reader.at_end() ? date : std::nullopt;
}

/// At least four digits, a sign in front of years below 0 and of those beyond four digits.
std::string year_text(std::int64_t year) {
  std::array<char, 24> buffer;
  const char* sign = year < 0 ? "-" : year > 9999 ? "+" : "";
  const int size =
      std::snprintf(buffer.data(), buffer.size(), "%s%04lld", sign, static_cast<long long>(year < 0 ? -year : year));
  return {buffer.data(), static_cast<std::size_t>(size)};
}

std::string two_digits(std::uint32_t number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

}  // namespace

// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years start in March, so that the leap day is a year's
// last, and 400 of them make an era of always as many days.
Date date_from_calendar(CalendarDate calendar) {
  const std::int64_t year = calendar.month <= 2 ? calendar.year - 1 : calendar.year;
  const std::int64_t era = floor_divide(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t months_since_march = (calendar.month + 9) % 12;
  const std::int64_t day_of_year = (153 * months_since_march + 2) / 5 + calendar.day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return {era * days_per_era + day_of_era - 719'468, DatePrecision::Day};
}

CalendarDate calendar_of(Date date) {
  const std::int64_t days = date.days + 719'468;
  const std::int64_t era = floor_divide(days, days_per_era);
  const std::int64_t day_of_era = days - era * days_per_era;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t months_since_march = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<std::uint32_t>(day_of_year - (153 * months_since_march + 2) / 5 + 1);
  const auto month =
      static_cast<std::uint32_t>(months_since_march < 10 ? months_since_march + 3 : months_since_march - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

std::uint32_t days_in_month(std::int64_t year, std::uint32_t month) {
  constexpr std::array<std::uint32_t, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool is_valid(CalendarDate calendar) {
  return is_year(calendar.year) && calendar.month >= 1 && calendar.month <= 12 && calendar.day >= 1 &&
         calendar.day <= days_in_month(calendar.year, calendar.month);
}

DateParts parts_of(Date date) {
  const CalendarDate calendar = calendar_of(date);
  DateParts parts{};
  parts.weekday = weekday_of(date.days);
  parts.ordinal_day = static_cast<std::uint32_t>(date.days - first_day_of_year(calendar.year)) + 1;
  parts.quarter = (calendar.month - 1) / 3 + 1;
  const std::int64_t quarter_start = date_from_calendar({calendar.year, (parts.quarter - 1) * 3 + 1, 1}).days;
  parts.day_of_quarter = static_cast<std::uint32_t>(date.days - quarter_start) + 1;
  parts.week_year = calendar.year;
  if (date.days < first_monday(calendar.year)) {
    --parts.week_year;
  } else if (date.days >= first_monday(calendar.year + 1)) {
    ++parts.week_year;
  }
  parts.week = static_cast<std::uint32_t>((date.days - first_monday(parts.week_year)) / 7) + 1;
  return parts;
}

std::optional<Date> date_from_week(std::int64_t week_year, std::uint32_t week, std::uint32_t weekday) {
  if (!is_year(week_year) || week < 1 || week > 53 || weekday < 1 || weekday > 7) return std::nullopt;
  const std::int64_t monday = first_monday(week_year) + (static_cast<std::int64_t>(week) - 1) * 7;
  if (week == 53 && monday >= first_monday(week_year + 1)) return std::nullopt;
  const Date date{monday + weekday - 1, DatePrecision::Day};
  if (!is_year(calendar_of(date).year)) return std::nullopt;
  return date;
}

std::optional<Date> date_from_ordinal(std::int64_t year, std::uint32_t ordinal_day) {
  if (!is_year(year) || ordinal_day < 1 || ordinal_day > (is_leap(year) ? 366u : 365u)) return std::nullopt;
  return Date{first_day_of_year(year) + ordinal_day - 1, DatePrecision::Day};
}

std::optional<Date> date_from_quarter(std::int64_t year, std::uint32_t quarter, std::uint32_t day) {
  if (!is_year(year) || quarter < 1 || quarter > 4 || day < 1) return std::nullopt;
  const std::uint32_t first_month = (quarter - 1) * 3 + 1;
  std::uint32_t length = 0;
  for (std::uint32_t i = 0; i < 3; ++i) length += days_in_month(year, first_month + i);
  if (day > length) return std::nullopt;
  return Date{date_from_calendar({year, first_month, 1}).days + day - 1, DatePrecision::Day};
}

std::optional<Date> parse_date(std::string_view text) {
  Reader reader(text);
  const bool negative = reader.skip('-');
  const bool is_signed = negative || reader.skip('+');
  const std::size_t digits = reader.digits_ahead();
  std::size_t year_digits = 4;
  if (is_signed) {
    // Only the hyphen behind it can end a year of unknown length.
    year_digits = digits;
    if (digits < 4 || digits > 9) return std::nullopt;
  } else if (digits < 4) {
    return std::nullopt;
  }
  const std::int64_t magnitude = reader.number(year_digits);
  const std::int64_t year = negative ? -magnitude : magnitude;
  if (reader.at_end()) return from_calendar(year, 1, 1, DatePrecision::Year);
  if (reader.skip('-')) return read_extended(reader, year);
  return read_basic(reader, year);
}

std::string whole_date_text(Date date) {
  const CalendarDate calendar = calendar_of(date);
  return year_text(calendar.year) + "-" + two_digits(calendar.month) + "-" + two_digits(calendar.day);
}

std::string date_text(Date date) {
  const CalendarDate calendar = calendar_of(date);
  switch (date.precision) {
    case DatePrecision::Year:
      return year_text(calendar.year);
    case DatePrecision::Month:
      return year_text(calendar.year) + "-" + two_digits(calendar.month);
    case DatePrecision::Day:
      break;
  }
  return whole_date_text(date);
}

}  // namespace liaison
