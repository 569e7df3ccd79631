#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "common/stop_signal.h"
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

  /// Whose work it is that memory is taken for from now on; null: nobody's in particular.
  const Operator* at_work = nullptr;
  /// An operator says so before each piece of its work: it is named should memory run out. Throws as the thread's
  /// StopSignal says.
  void begin_work(const Operator& op) {
    at_work = &op;
    check_stop();
  }
};

}  // namespace liaison
