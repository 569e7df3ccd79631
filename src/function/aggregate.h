#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "liaison/value.h"
#include "value/type_set.h"

namespace liaison {

/// What one group of one aggregate call has gathered.
class AggregateState {
 public:
  virtual ~AggregateState() = default;
  /// One row's arguments (none for count(*)), counted `times` times. Rows with a null first argument are not handed in,
  /// nor, under DISTINCT, those equivalent to an earlier one. Throws Error for an argument of the wrong kind.
  virtual void add(std::span<const Value> arguments, std::uint64_t times) = 0;
  [[nodiscard]] virtual Value finish() = 0;
};

/// A row of the table of aggregates: what the binder, the executor, `:help` and SHOW FUNCTIONS read.
struct Aggregate {
  std::string_view name;  // as shown; look-up ignores case
  std::uint32_t argument_count;
  TypeSet argument_type;  // of the first argument: what the binder refuses at compile time
  TypeSet result_type;
  std::string_view help;
  std::string_view example;
  std::unique_ptr<AggregateState> (*make)();
  /// More exact than `result_type`, from the first argument's type, null aside; may be null.
  TypeSet (*result_of)(TypeSet argument) = nullptr;
};

/// nullptr: no aggregate of that name. count(*) is count with no arguments.
[[nodiscard]] const Aggregate* find_aggregate(std::string_view name);
[[nodiscard]] std::span<const Aggregate> all_aggregates();

}  // namespace liaison
