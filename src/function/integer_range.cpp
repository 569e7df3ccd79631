#include "function/integer_range.h"

#include <algorithm>
#include <limits>
#include <string>

#include "function/table.h"

namespace liaison {
namespace {

/// range() takes any kind as far as the binder can tell: what is wrong here is wrong at runtime only (TCK, List11 [5]).
std::int64_t integer(const Value& value) {
  if (value.kind() == Kind::Integer) return value.as_integer();
  throw runtime_error(ErrorCode::ArgumentError, "InvalidArgumentType",
                      "range() takes Integer, not " + std::string(to_string(value.kind())));
}

}  // namespace

IntegerRange integer_range(std::span<const Value> arguments) {
  const std::int64_t start = integer(arguments[0]), end = integer(arguments[1]);
  const std::int64_t step = arguments.size() > 2 ? integer(arguments[2]) : 1;
  if (step == 0) throw out_of_range("range() cannot go in steps of 0");
  if (step > 0 ? start > end : start < end) return {start, step, 0};
  const auto distance = step > 0 ? static_cast<std::uint64_t>(end) - static_cast<std::uint64_t>(start)
                                 : static_cast<std::uint64_t>(start) - static_cast<std::uint64_t>(end);
  const auto stride = step > 0 ? static_cast<std::uint64_t>(step) : 0 - static_cast<std::uint64_t>(step);
  return {start, step, std::min(distance / stride, std::numeric_limits<std::uint64_t>::max() - 1) + 1};
}

}  // namespace liaison
