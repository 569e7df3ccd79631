#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "liaison/value.h"

namespace liaison {

/// A number as its decimal digits: `digits` times ten to `exponent`. Nothing is rounded.
struct Decimal {
  bool negative = false;
  std::string digits;  // without zeros in front; empty: zero
  std::int64_t exponent = 0;
};

/// Reads the number that `text` begins with and takes it off: a sign, digits in groups of three or not (1,234.5;
/// with `decimal_comma` 1.234,5), a fraction, an exponent. nullopt: it begins with none, or with one that is written
/// wrongly.
[[nodiscard]] std::optional<Decimal> take_decimal(std::string_view& text, bool decimal_comma);

/// An Integer if it is whole, else the Float that gives back the very digits (15 of them always do). nullopt: it is
/// beyond 64 bits or has more digits.
[[nodiscard]] std::optional<Value> exact_value(const Decimal& number);

/// The nearest double; nullopt: it is beyond them.
[[nodiscard]] std::optional<double> nearest_float(const Decimal& number);

}  // namespace liaison
