#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

#include "liaison/value.h"

/// Lengths of time and what can be done with them. nullopt everywhere: beyond what a Duration holds.
namespace liaison {

/// A number as it is written, exactly: digits / 10^scale.
struct Decimal {
  std::int64_t digits = 0;
  std::uint32_t scale = 0;  // at most 18
};
/// The shortest decimal that reads back as the double; what is below 10^-18 is dropped.
/// nullopt: not a number, infinite, or too large for a Duration's part.
[[nodiscard]] std::optional<Decimal> decimal_of(double number);

/// Parts of a Duration as given, by unit, each perhaps with a fraction.
struct DurationParts {
  Decimal years, quarters, months, weeks, days, hours, minutes, seconds, milliseconds, microseconds, nanoseconds;
};
/// Fractions go down exactly: of a month, which has 30.436875 days on average, to days, of a day to seconds.
[[nodiscard]] std::optional<Duration> duration_of(const DurationParts& parts);

/// Any seconds and nanoseconds, of one sign or not.
[[nodiscard]] std::optional<Duration> duration_of_seconds(__int128 seconds, __int128 nanoseconds);

[[nodiscard]] std::optional<Duration> add(const Duration& left, const Duration& right);
[[nodiscard]] std::optional<Duration> negated(const Duration& duration);
/// Each part times the factor, or by the divisor, exactly, with fractions going down as above.
[[nodiscard]] std::optional<Duration> scaled(const Duration& duration, Decimal factor);
[[nodiscard]] std::optional<Duration> divided(const Duration& duration, Decimal divisor);  // by 0: nullopt

/// By average length (a month of 30.436875 days, a day of 24 hours); of equally long ones by months, then days.
[[nodiscard]] std::strong_ordering order_of(const Duration& left, const Duration& right);

/// "P12Y5M14DT16H12M70S", "P2.5W", "-P1D", "PT-0.5S", "P2012-02-02T14:37:21.545", "P20120202T143721".
/// nullopt also where it is no duration.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view text);

}  // namespace liaison
