#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "liaison/value.h"

namespace liaison {

/// Exact, also where the Integer has more digits than a double holds. Unordered: NaN.
[[nodiscard]] inline std::partial_ordering compare_numbers(std::int64_t left, double right) {
  constexpr double two_to_63 = 9223372036854775808.0;
  if (right >= two_to_63) return std::partial_ordering::less;
  if (right < -two_to_63) return std::partial_ordering::greater;
  if (right != right) return std::partial_ordering::unordered;
  // Truncation is exact here; where the whole parts agree, the fraction decides.
  const auto whole = static_cast<std::int64_t>(right);
  if (left != whole) return left <=> whole;
  return 0.0 <=> right - static_cast<double>(whole);
}

/// REQUIRES: both are numbers.
[[nodiscard]] inline std::partial_ordering compare_numbers(const Value& left, const Value& right) {
  if (left.kind() == Kind::Integer) {
    if (right.kind() == Kind::Integer) return left.as_integer() <=> right.as_integer();
    return compare_numbers(left.as_integer(), right.as_float());
  }
  if (right.kind() == Kind::Float) return left.as_float() <=> right.as_float();
  return 0 <=> compare_numbers(right.as_integer(), left.as_float());
}

/// The quotient rounded down. REQUIRES: divisor > 0.
[[nodiscard]] constexpr std::int64_t floor_divide(std::int64_t dividend, std::int64_t divisor) {
  const std::int64_t quotient = dividend / divisor;
  return dividend % divisor < 0 ? quotient - 1 : quotient;
}

/// The Integer that the double is exactly, if there is one.
[[nodiscard]] inline std::optional<std::int64_t> exact_integer(double number) {
  if (!(number >= -9223372036854775808.0 && number < 9223372036854775808.0)) return std::nullopt;
  const auto whole = static_cast<std::int64_t>(number);
  if (static_cast<double>(whole) != number) return std::nullopt;
  return whole;
}

}  // namespace liaison
