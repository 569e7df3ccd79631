#include "store/mapping/date_format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>

#include "value/date.h"
#include "value/text.h"

namespace liaison {
namespace {

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};

struct Parts {
  std::optional<std::uint32_t> year, month, day, hour, minute, second;
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool take_number(std::string_view& text, std::size_t fewest, std::size_t most, std::uint32_t& number) {
  std::size_t count = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  if (count < fewest) return false;
  std::from_chars(text.data(), text.data() + count, number);
  text.remove_prefix(count);
  return true;
}

bool take_month(std::string_view& text, std::uint32_t& number) {
  for (std::uint32_t month = 0; month < months.size(); ++month) {
    for (const std::size_t length : {months[month].size(), std::size_t{3}}) {
      if (lower_case(text.substr(0, length)) != months[month].substr(0, length)) continue;
      text.remove_prefix(length);
      number = month + 1;
      return true;
    }
  }
  return false;
}

/// The part that a letter of a format names; nullptr: there is none.
std::optional<std::uint32_t>* part_of(Parts& parts, char letter) {
  switch (letter) {
    case 'Y':
      return &parts.year;
    case 'm':
    case 'b':
      return &parts.month;
    case 'd':
      return &parts.day;
    case 'H':
      return &parts.hour;
    case 'M':
      return &parts.minute;
    case 'S':
      return &parts.second;
    default:
      return nullptr;
  }
}

bool take_part(std::string_view& text, char letter, Parts& parts) {
  std::uint32_t number = 0;
  const std::size_t digits = letter == 'Y' ? 4 : 2;
  const std::size_t fewest = letter == 'Y' ? 4 : 1;
  if (!(letter == 'b' ? take_month(text, number) : take_number(text, fewest, digits, number))) return false;
  *part_of(parts, letter) = number;
  return true;
}

std::optional<Value> value_of(const Parts& parts) {
  const CalendarDate calendar{.year = *parts.year, .month = parts.month.value_or(1), .day = parts.day.value_or(1)};
  if (!is_valid(calendar)) return std::nullopt;
  Date date = date_from_calendar(calendar);
  if (!parts.hour) {
    if (!parts.day) date.precision = parts.month ? DatePrecision::Month : DatePrecision::Year;
    return Value::date(date);
  }
  const std::uint32_t minute = parts.minute.value_or(0), second = parts.second.value_or(0);
  if (*parts.hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return Value::local_date_time({.seconds = date.days * 86'400 + *parts.hour * 3'600 + minute * 60 + second});
}

}  // namespace

std::optional<Value> parse_by_format(std::string_view text, std::string_view format) {
  Parts parts;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const bool is_part = format[i] == '%' && i + 1 < format.size() && format[i + 1] != '%';
    if (is_part) {
      if (!take_part(text, format[++i], parts)) return std::nullopt;
    } else if (is_blank(format[i])) {
      if (text.empty() || !is_blank(text.front())) return std::nullopt;
      while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    } else {
      if (format[i] == '%') ++i;
      if (!text.starts_with(format[i])) return std::nullopt;
      text.remove_prefix(1);
    }
  }
  return text.empty() ? value_of(parts) : std::nullopt;
}

bool is_date_format(std::string_view format) {
  Parts parts;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') continue;
    if (++i == format.size()) return false;
    if (format[i] == '%') continue;
    std::optional<std::uint32_t>* part = part_of(parts, format[i]);
    if (part == nullptr || *part) return false;
    *part = 0;
  }
  return parts.year && (!parts.day || parts.month) && (!parts.hour || parts.day) && (!parts.minute || parts.hour) &&
         (!parts.second || parts.minute);
}

}  // namespace liaison
