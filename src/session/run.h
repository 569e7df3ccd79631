#pragma once

#include <atomic>
#include <memory>
#include <string_view>

#include "algorithm/procedure.h"
#include "liaison/options.h"
#include "liaison/value.h"
#include "query/result.h"
#include "store/graph.h"

namespace liaison {

/// The one place that calls the stages in turn: parse, bind, plan, optimize, compile, run. Throws Error; a statement
/// that fails leaves the graph as it was.
[[nodiscard]] StatementResult run_statement(std::string_view text, const Map& parameters, Graph& graph,
                                            const Procedures& procedures, const SessionOptions& options,
                                            const std::atomic<bool>& interrupted);

}  // namespace liaison
