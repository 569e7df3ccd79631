#include "value/duration.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "value/text.h"
#include "value/time.h"

namespace liaison {

namespace {

using Wide = __int128;

constexpr Wide seconds_per_month = 2'629'746;  // 30.436875 days, a twelfth of the Gregorian calendar's average year
constexpr Wide micro_days_per_month = 30'436'875;
constexpr Wide million = 1'000'000;

constexpr std::int64_t ten_to(std::uint32_t exponent) {
  std::int64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}
constexpr std::uint32_t scale_max = 18;
constexpr Wide fraction_unit = ten_to(scale_max);

/// whole + rest / denominator, the denominator being told apart (at most 2^63); |rest| < denominator.
struct Amount {
  Wide whole = 0;
  Wide rest = 0;
};

/// number * factor in units of 1 / 10^18.
Amount times(Decimal number, std::int64_t factor) {
  const Wide unit = ten_to(number.scale);
  const Wide product = static_cast<Wide>(number.digits) * factor;
  return {product / unit, product % unit * (fraction_unit / unit)};
}

Amount operator+(Amount left, Amount right) {
  const Wide rest = left.rest + right.rest;
  return {left.whole + right.whole + rest / fraction_unit, rest % fraction_unit};
}

std::optional<std::int64_t> narrow(Wide number) {
  if (number > std::numeric_limits<std::int64_t>::max() || number < std::numeric_limits<std::int64_t>::min()) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(number);
}

std::optional<Duration> duration_of(Wide months, Wide days, Wide seconds, Wide nanoseconds) {
  std::optional<Duration> duration = duration_of_seconds(seconds, nanoseconds);
  const std::optional<std::int64_t> narrow_months = narrow(months), narrow_days = narrow(days);
  if (!duration || !narrow_months || !narrow_days) return std::nullopt;
  duration->months = *narrow_months;
  duration->days = *narrow_days;
  return duration;
}

/// Lets the rest of each part go down to the next. The rests of days and seconds are in millionths of the denominator
/// then, which keeps all products below 10^35: 128 bits hold them exactly.
std::optional<Duration> cascade(Amount months, Amount days, Amount seconds, Amount nanoseconds, Wide denominator) {
  const Wide unit = denominator * million;
  const Wide day_rest = days.rest * million + months.rest * micro_days_per_month;
  const Wide second_rest = seconds.rest * million + day_rest % unit * seconds_per_day;
  const Wide nanosecond_rest = nanoseconds.rest * million + second_rest % unit * nanoseconds_per_second;
  return duration_of(months.whole, days.whole + day_rest / unit, seconds.whole + second_rest / unit,
                     nanoseconds.whole + nanosecond_rest / unit);
}

std::optional<Duration> times(const Duration& duration, Wide numerator, Wide denominator) {
  const auto part = [numerator, denominator](std::int64_t number) {
    const Wide product = number * numerator;
    return Amount{product / denominator, product % denominator};
  };
  return cascade(part(duration.months), part(duration.days), part(duration.seconds), part(duration.nanoseconds),
                 denominator);
}

Wide divisor_in_common(Wide left, Wide right) {
  while (right != 0) {
    const Wide rest = left % right;
    left = right;
    right = rest;
  }
  return left < 0 ? -left : left;
}

/// As a fraction in lowest terms with a denominator above 0.
std::optional<Duration> times_fraction(const Duration& duration, Wide numerator, Wide denominator) {
  if (denominator == 0) return std::nullopt;
  const Wide common = divisor_in_common(numerator, denominator) * (denominator < 0 ? -1 : 1);
  return times(duration, numerator / common, denominator / common);
}

Wide average_seconds(const Duration& duration) {
  return duration.months * seconds_per_month + static_cast<Wide>(duration.days) * seconds_per_day + duration.seconds;
}

/// Reads a duration's text from the left.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }
  bool skip(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  char take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }
  /// "-12", "1.5", "0,5".
  std::optional<Decimal> decimal() {
    const bool negative = skip('-');
    if (!negative) skip('+');
    Decimal number;
    std::size_t digits = 0;
    const auto take_digits = [&](bool after_point) {
      while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
        const std::int64_t digit = take() - '0';
        ++digits;
        if (after_point && number.scale == scale_max) continue;
        if (number.digits > (std::numeric_limits<std::int64_t>::max() - digit) / 10) {
          if (!after_point) return false;
          continue;  // below what can count
        }
        number.digits = number.digits * 10 + digit;
        if (after_point) ++number.scale;
      }
      return true;
    };
    if (!take_digits(false) || digits == 0) return std::nullopt;
    if (skip('.') || skip(',')) {
      const std::size_t before = digits;
      if (!take_digits(true) || digits == before) return std::nullopt;
    }
    if (negative) number.digits = -number.digits;
    return number;
  }

 private:
  std::string_view rest_;
};

/// What stands behind `P`: numbers with their units, each unit once and in order.
std::optional<DurationParts> read_units(Reader reader) {
  DurationParts parts;
  const std::array<std::pair<char, Decimal*>, 5> date_units{
      {{'Y', &parts.years}, {'Q', &parts.quarters}, {'M', &parts.months}, {'W', &parts.weeks}, {'D', &parts.days}}};
  const std::array<std::pair<char, Decimal*>, 3> time_units{
      {{'H', &parts.hours}, {'M', &parts.minutes}, {'S', &parts.seconds}}};
  const auto read = [&reader](auto units) {
    auto next = units.begin();
    while (!reader.at_end() && reader.rest().front() != 'T') {
      const std::optional<Decimal> number = reader.decimal();
      if (!number || reader.at_end()) return false;
      const char unit = reader.take();
      next = std::find_if(next, units.end(), [unit](const auto& each) { return each.first == unit; });
      if (next == units.end()) return false;
      *next->second = *number;
      ++next;
    }
    return true;
  };
  if (reader.at_end() || !read(date_units)) return std::nullopt;
  if (reader.skip('T') && (reader.at_end() || !read(time_units))) return std::nullopt;
  if (!reader.at_end()) return std::nullopt;
  return parts;
}

/// What stands behind `P`: as a date and a time are written, "2012-02-02T14:37:21.545" or "20120202T143721.545".
std::optional<DurationParts> read_like_date(std::string_view text) {
  const auto number = [&text](std::size_t digits) -> std::optional<Decimal> {
    if (text.size() < digits) return std::nullopt;
    Decimal value;
    for (std::size_t i = 0; i < digits; ++i) {
      if (text[i] < '0' || text[i] > '9') return std::nullopt;
      value.digits = value.digits * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
  };
  const auto skip = [&text](char wanted) {
    if (text.empty() || text.front() != wanted) return false;
    text.remove_prefix(1);
    return true;
  };
  DurationParts parts;
  const auto years = number(4);
  if (!years) return std::nullopt;
  const bool has_hyphens = skip('-');
  const auto months = number(2);
  if (!months || (has_hyphens && !skip('-'))) return std::nullopt;
  const auto days = number(2);
  if (!days) return std::nullopt;
  parts.years = *years;
  parts.months = *months;
  parts.days = *days;
  if (text.empty()) return parts;
  if (!skip('T')) return std::nullopt;
  const auto hours = number(2);
  if (!hours) return std::nullopt;
  parts.hours = *hours;
  if (text.empty()) return parts;
  const bool has_colons = skip(':');
  const auto minutes = number(2);
  if (!minutes) return std::nullopt;
  parts.minutes = *minutes;
  if (text.empty()) return parts;
  if (has_colons && !skip(':')) return std::nullopt;
  if (text.size() < 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return std::nullopt;
  if (text.size() > 2 && text[2] != '.' && text[2] != ',') return std::nullopt;
  Reader reader(text);
  const auto seconds = reader.decimal();
  if (!seconds || !reader.at_end()) return std::nullopt;
  parts.seconds = *seconds;
  return parts;
}

}  // namespace

std::optional<Decimal> decimal_of(double number) {
  if (!std::isfinite(number) || std::fabs(number) >= 0x1p63) return std::nullopt;
  // "-1.25e-07": the digits, with the point moved by the exponent.
  const std::string text = float_text(number);
  std::string_view rest = text;
  const bool negative = rest.front() == '-';
  if (negative) rest.remove_prefix(1);
  const std::size_t exponent_at = rest.find_first_of("eE");
  int exponent = 0;
  if (exponent_at != std::string_view::npos) {
    exponent = std::stoi(std::string(rest.substr(exponent_at + 1)));
    rest = rest.substr(0, exponent_at);
  }
  Wide digits = 0;
  int scale = -exponent;
  bool after_point = false;
  for (const char c : rest) {
    if (c == '.') {
      after_point = true;
      continue;
    }
    digits = digits * 10 + (c - '0');
    if (after_point) ++scale;
  }
  for (; scale < 0; ++scale) digits *= 10;
  for (; scale > 0 && (digits % 10 == 0 || scale > static_cast<int>(scale_max)); --scale) digits /= 10;
  const std::optional<std::int64_t> narrowed = narrow(negative ? -digits : digits);
  if (!narrowed) return std::nullopt;
  return Decimal{*narrowed, static_cast<std::uint32_t>(scale)};
}

std::optional<Duration> duration_of(const DurationParts& parts) {
  const Amount months = times(parts.years, 12) + times(parts.quarters, 3) + times(parts.months, 1);
  const Amount days = times(parts.weeks, 7) + times(parts.days, 1);
  const Amount seconds = times(parts.hours, 3'600) + times(parts.minutes, 60) + times(parts.seconds, 1);
  const Amount nanoseconds =
      times(parts.milliseconds, 1'000'000) + times(parts.microseconds, 1'000) + times(parts.nanoseconds, 1);
  return cascade(months, days, seconds, nanoseconds, fraction_unit);
}

std::optional<Duration> duration_of_seconds(__int128 seconds, __int128 nanoseconds) {
  seconds += nanoseconds / nanoseconds_per_second;
  nanoseconds %= nanoseconds_per_second;
  if (nanoseconds < 0) {
    nanoseconds += nanoseconds_per_second;
    --seconds;
  }
  const std::optional<std::int64_t> narrowed = narrow(seconds);
  if (!narrowed) return std::nullopt;
  return Duration{0, 0, *narrowed, static_cast<std::uint32_t>(nanoseconds)};
}

std::optional<Duration> add(const Duration& left, const Duration& right) {
  return duration_of(static_cast<Wide>(left.months) + right.months, static_cast<Wide>(left.days) + right.days,
                     static_cast<Wide>(left.seconds) + right.seconds,
                     static_cast<Wide>(left.nanoseconds) + right.nanoseconds);
}

std::optional<Duration> negated(const Duration& duration) {
  return duration_of(-static_cast<Wide>(duration.months), -static_cast<Wide>(duration.days),
                     -static_cast<Wide>(duration.seconds), -static_cast<Wide>(duration.nanoseconds));
}

std::optional<Duration> scaled(const Duration& duration, Decimal factor) {
  return times_fraction(duration, factor.digits, ten_to(factor.scale));
}

std::optional<Duration> divided(const Duration& duration, Decimal divisor) {
  return times_fraction(duration, ten_to(divisor.scale), divisor.digits);
}

std::strong_ordering order_of(const Duration& left, const Duration& right) {
  if (const auto result = average_seconds(left) <=> average_seconds(right); result != 0) return result;
  if (const auto result = left.nanoseconds <=> right.nanoseconds; result != 0) return result;
  if (const auto result = left.months <=> right.months; result != 0) return result;
  return left.days <=> right.days;
}

std::optional<Duration> parse_duration(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (!text.starts_with('P')) return std::nullopt;
  text.remove_prefix(1);
  std::optional<DurationParts> parts = read_like_date(text);
  if (!parts) parts = read_units(Reader(text));
  if (!parts) return std::nullopt;
  const std::optional<Duration> duration = duration_of(*parts);
  return negative && duration ? negated(*duration) : duration;
}

}  // namespace liaison
