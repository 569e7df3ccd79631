#pragma once

#include <compare>

#include "liaison/value.h"
#include "value/equality.h"

namespace liaison {

/// The total order of ORDER BY, min and max: map, node, relationship, list, path, instants (datetime, localdatetime,
/// date, time, localtime), duration, string, boolean, number, NaN, null ascending (openCypher 9, orderability). Agrees
/// with equivalent().
[[nodiscard]] std::weak_ordering order(const Value& left, const Value& right);

enum class Comparison : std::uint8_t { Less, LessOrEqual, Greater, GreaterOrEqual };

/// Cypher's `<` `<=` `>` `>=`: Unknown across types but numbers, and between durations; NaN against a number is False;
/// lists item by item.
[[nodiscard]] Truth compare(Comparison comparison, const Value& left, const Value& right);

}  // namespace liaison
