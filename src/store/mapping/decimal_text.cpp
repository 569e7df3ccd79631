#include "store/mapping/decimal_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>

namespace liaison {
namespace {

constexpr std::int64_t exponent_max = 400;  // beyond every double

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digit_count(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
}

/// Digits, perhaps in groups of three: 1,234,567. False: there are none.
bool take_whole_part(std::string_view& text, char group_mark, std::string& digits) {
  std::size_t count = digit_count(text);
  if (count == 0) return false;
  const bool may_have_groups = count <= 3;
  digits = text.substr(0, count);
  text.remove_prefix(count);
  while (may_have_groups && text.size() > 3 && text[0] == group_mark && digit_count(text.substr(1)) == 3) {
    digits += text.substr(1, 3);
    text.remove_prefix(4);
  }
  return true;
}

/// e12, E-3. False: an exponent is begun that no double has.
bool take_exponent(std::string_view& text, std::int64_t& exponent) {
  if (text.size() < 2 || (text[0] != 'e' && text[0] != 'E')) return true;
  const bool has_sign = text[1] == '+' || text[1] == '-';
  const std::string_view figures = text.substr(has_sign ? 2 : 1);
  const std::size_t count = digit_count(figures);
  if (count == 0) return true;
  std::int64_t number = 0;
  if (std::from_chars(figures.data(), figures.data() + count, number).ec != std::errc() || number > exponent_max) {
    return false;
  }
  exponent += text[1] == '-' ? -number : number;
  text = figures.substr(count);
  return true;
}

}  // namespace

std::optional<Decimal> take_decimal(std::string_view& text, bool decimal_comma) {
  std::string_view rest = text;
  Decimal number;
  if (rest.starts_with('-') || rest.starts_with('+')) {
    number.negative = rest.front() == '-';
    rest.remove_prefix(1);
  }
  const char point = decimal_comma ? ',' : '.';
  const bool has_whole_part = take_whole_part(rest, decimal_comma ? '.' : ',', number.digits);
  if (rest.size() > 1 && rest[0] == point && is_digit(rest[1])) {
    const std::size_t count = digit_count(rest.substr(1));
    number.digits += rest.substr(1, count);
    number.exponent = -static_cast<std::int64_t>(count);
    rest.remove_prefix(count + 1);
  } else if (!has_whole_part) {
    return std::nullopt;
  }
  if (!take_exponent(rest, number.exponent)) return std::nullopt;
  number.digits.erase(0, std::min(number.digits.find_first_not_of('0'), number.digits.size()));
  text = rest;
  return number;
}

std::optional<Value> exact_value(const Decimal& number) {
  std::string digits = number.digits;
  std::int64_t exponent = number.exponent;
  while (!digits.empty() && digits.back() == '0') {
    digits.pop_back();
    ++exponent;
  }
  if (digits.empty()) return Value::integer(0);
  if (exponent >= 0) {
    constexpr std::int64_t integer_digits = 19;
    if (exponent > integer_digits) return std::nullopt;
    const std::string text =
        (number.negative ? "-" : "") + digits + std::string(static_cast<std::size_t>(exponent), '0');
    std::int64_t integer = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), integer).ec != std::errc()) return std::nullopt;
    return Value::integer(integer);
  }
  constexpr std::size_t float_digits = 15;
  if (digits.size() > float_digits) return std::nullopt;
  const std::optional<double> nearest = nearest_float(number);
  return nearest ? std::optional(Value::floating(*nearest)) : std::nullopt;
}

std::optional<double> nearest_float(const Decimal& number) {
  const std::string text = (number.negative ? "-" : "") + (number.digits.empty() ? std::string("0") : number.digits) +
                           "e" + std::to_string(number.exponent);
  double nearest = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), nearest);
  if (fault != std::errc() || !std::isfinite(nearest)) return std::nullopt;
  return nearest;
}

}  // namespace liaison
