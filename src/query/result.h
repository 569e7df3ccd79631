#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "liaison/value.h"
#include "query/counters.h"
#include "store/graph.h"

namespace liaison {

/// What one statement gave: its rows, what it changed, and the graph that entities among the values are read from.
/// Owns all that it shows: it stays valid whatever happens to the graph later.
struct StatementResult {
  std::vector<std::string> columns;  // empty: the statement only changed something (no RETURN, no YIELD at its end)
  std::vector<Value> values;         // row by row, columns.size() to a row
  bool is_plan = false;              // EXPLAIN, PROFILE: one column `plan`, a row for each line of the plan

  Counters counters;
  double compile_ms = 0;
  double execute_ms = 0;
  std::vector<std::string> notices;

  /// The graph right after the statement. Entities that it deleted are ids without content.
  Snapshot snapshot;

  [[nodiscard]] std::size_t row_count() const { return columns.empty() ? 0 : values.size() / columns.size(); }
  /// REQUIRES: row < row_count(), column < columns.size().
  [[nodiscard]] const Value& value(std::size_t row, std::size_t column) const {
    return values[row * columns.size() + column];
  }
};

}  // namespace liaison
