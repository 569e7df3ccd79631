#pragma once

#include <cstdint>
#include <span>

#include "liaison/value.h"

namespace liaison {

/// What range() gives, not yet written out: UNWIND walks millions of them without a list.
struct IntegerRange {
  std::int64_t start = 0;
  std::int64_t step = 1;
  std::uint64_t count = 0;

  /// REQUIRES: index < count.
  [[nodiscard]] std::int64_t at(std::uint64_t index) const {
    // The way may take all 64 bits: unsigned arithmetic wraps where signed would overflow.
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(start) + index * static_cast<std::uint64_t>(step));
  }
};

/// From start to end, both included, in steps of 1 or of a third argument. No argument may be null.
/// Throws ArgumentError if one is no Integer, or the step is 0. A range of all 2^64 integers counts one less.
[[nodiscard]] IntegerRange integer_range(std::span<const Value> arguments);

}  // namespace liaison
