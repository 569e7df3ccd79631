#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "execute/chunk.h"
#include "liaison/value.h"
#include "query/counters.h"
#include "query/logical_plan.h"
#include "store/graph.h"

namespace liaison {

class Operator;

/// What one run of a statement has at hand: made by session/ (or a test), passed by name to every operator.
struct Execution {
  const GraphView* view = nullptr;     // the snapshot, or the transaction's view
  Transaction* transaction = nullptr;  // set for statements that write
  const Map* parameters = nullptr;
  const VariableTable* variables = nullptr;
  const std::string* load_folder = nullptr;  // what LOAD CSV reads below; null: it may read nothing
  Counters counters;
  std::uint32_t chunk_rows = default_chunk_rows;  // tests use 1, 2, 3
  std::int64_t statement_time_ns = 0;             // the clock stands still within a statement

  std::vector<std::shared_ptr<const Operator>> subplans;  // while compiling: of the operator at hand

  // Limits, looked at once a chunk and now and then inside searches.
  static constexpr std::uint32_t steps_between_limit_checks = 4096;
  const std::atomic<bool>* interrupted = nullptr;
  std::optional<std::chrono::steady_clock::time_point> deadline;

  /// Throws Error Interrupted or LimitExceeded Timeout if the statement must stop.
  void check_limits() const;
};

}  // namespace liaison
