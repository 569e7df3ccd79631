#pragma once

#include <cstddef>
#include <cstdint>

#include "liaison/value.h"

namespace liaison {

/// Three-valued truth, as `=` and `<` give it.
enum class Truth : std::uint8_t { False, True, Unknown };

/// Cypher's `=`: deep, numbers compare across Integer and Float exactly, null anywhere decisive gives Unknown.
/// Lists of unlike length are False whatever they hold (openCypher TCK, Comparison1).
[[nodiscard]] Truth equals(const Value& left, const Value& right);

/// The equality of grouping, DISTINCT and UNION: null is null, NaN is NaN, 1 and 1.0 are one group.
[[nodiscard]] bool equivalent(const Value& left, const Value& right);

/// Agrees with equivalent().
[[nodiscard]] std::size_t hash_value(const Value& value);

/// For tests and change detection: same kind and same content (1 is not 1.0, -0.0 is not 0.0, NaN is NaN).
[[nodiscard]] bool identical(const Value& left, const Value& right);

struct ValueHash {
  std::size_t operator()(const Value& value) const { return hash_value(value); }
};
struct ValueEquivalent {
  bool operator()(const Value& left, const Value& right) const { return equivalent(left, right); }
};

}  // namespace liaison
