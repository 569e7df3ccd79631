#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "algorithm/procedure.h"
#include "liaison/options.h"
#include "store/graph.h"

namespace liaison {

/// What a Session keeps: for programs inside this repository (the shell, the TCK's runner) that need more than the
/// public door shows.
class SessionCore {
 public:
  SessionCore(std::shared_ptr<Graph> graph, SessionOptions options, Procedures procedures = builtin_procedures());

  std::shared_ptr<Graph> graph;
  SessionOptions options;
  Procedures procedures;
  std::optional<GraphTransaction> transaction;  // statements run on its graph
  std::atomic<bool> interrupted = false;
};

}  // namespace liaison
