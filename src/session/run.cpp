#include "session/run.h"

#include <algorithm>
#include <chrono>
#include <new>
#include <utility>

#include "bind/bind.h"
#include "bind/unknown_names.h"
#include "common/stop_signal.h"
#include "execute/compile.h"
#include "execute/operator.h"
#include "liaison/error.h"
#include "optimize/optimize.h"
#include "parse/parse.h"
#include "parse/split.h"
#include "plan/plan.h"
#include "session/statement_memory.h"

namespace liaison {
namespace {

using Clock = std::chrono::steady_clock;

/// Decades: a clock's tick does not hold much more.
constexpr double no_limit_seconds = 1e9;

double milliseconds(Clock::duration duration) { return std::chrono::duration<double, std::milli>(duration).count(); }

/// The answer of EXPLAIN and PROFILE: one row a line of the plan.
void add_plan(const std::string& plan, StatementResult& result) {
  result.is_plan = true;
  result.columns = {"plan"};
  for (std::size_t begin = 0; begin < plan.size();) {
    const std::size_t end = plan.find('\n', begin);
    result.values.push_back(Value::string(std::string_view(plan).substr(begin, end - begin)));
    begin = end == std::string::npos ? plan.size() : end + 1;
  }
}

StopSignal stop_signal(const SessionOptions& options, const std::atomic<bool>& interrupted, Clock::time_point start) {
  StopSignal stop{&interrupted, std::nullopt};
  if (options.timeout_seconds && *options.timeout_seconds < no_limit_seconds) {
    stop.deadline =
        start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(*options.timeout_seconds));
  }
  return stop;
}

/// The statement as far as memory allows: std::bad_alloc comes through unless an operator can be named for it.
StatementResult run_within(StatementMemory& memory, std::string_view text, const Map& parameters, Graph& graph,
                           const Procedures& procedures, const SessionOptions& options,
                           const std::atomic<bool>& interrupted) {
  const Clock::time_point start = Clock::now();
  const StopSignal stop = stop_signal(options, interrupted, start);
  const StopScope stop_scope(stop);
  if (is_question(text)) {
    throw compile_error(ErrorCode::NotSupported, "Question", "questions in plain English are not understood yet",
                        {1, 1, 1}, "ask in the query language: MATCH ('Nvidia')-[:invests-in]->(s) RETURN s.name");
  }
  const ast::Statement statement = parse(text);
  const bool explains = statement.mode == ast::Mode::Explain;
  const bool profiles = statement.mode == ast::Mode::Profile;

  Snapshot snapshot = graph.snapshot();
  BoundQuery query = bind(statement, snapshot->catalog(), procedures, parameters);
  StatementResult result;
  result.notices = notices_of_unknown_names(query, snapshot->catalog());
  LogicalPlan plan = liaison::plan(std::move(query));
  if (plan.writes && options.read_only && !explains) {
    throw runtime_error(ErrorCode::ReadOnly, "WritesRefused", "this statement writes, and writing is refused here", {},
                        "run without --read-only and --safe to change the graph");
  }
  // Before optimize(): what that reads of the graph must still be so when the plan runs. From here on nobody else
  // writes.
  std::unique_ptr<Transaction> transaction = plan.writes && !explains ? graph.begin() : nullptr;
  Execution execution;
  execution.view = transaction ? &transaction->view() : snapshot.get();
  optimize(plan, *execution.view, RuleSet{options.rules_off});
  execution.transaction = transaction.get();
  execution.parameters = &parameters;
  execution.variables = plan.variables.get();
  execution.load_folder = options.load_folder ? &*options.load_folder : nullptr;
  execution.chunk_rows = std::clamp(options.chunk_rows, least_chunk_rows, most_chunk_rows);
  execution.statement_time_ns =
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  OperatorPtr root = compile(plan, execution);
  if (profiles) root = measured(std::move(root));

  const Clock::time_point compiled = Clock::now();
  result.compile_ms = milliseconds(compiled - start);
  if (explains) {
    add_plan(explain(*root, *plan.variables), result);
    result.snapshot = std::move(snapshot);
    return result;
  }
  result.columns = plan.columns;
  try {
    run(*root, plan, execution, [&](std::span<const Value> row) {
      if (!profiles) result.values.insert(result.values.end(), row.begin(), row.end());
      return true;
    });
  } catch (const std::bad_alloc&) {
    memory.fail(execution.at_work);
  }
  if (profiles) add_plan(explain(*root, *plan.variables), result);
  if (transaction) {
    // Who commits is not stopped any more: it happens whole or not at all.
    memory.lift();
    const StopSignal nothing;
    const StopScope not_stopped(nothing);
    transaction->commit();
    snapshot = graph.snapshot();
  }
  result.counters = execution.counters;
  result.snapshot = std::move(snapshot);
  result.execute_ms = milliseconds(Clock::now() - compiled);
  return result;
}

}  // namespace

StatementResult run_statement(std::string_view text, const Map& parameters, Graph& graph, const Procedures& procedures,
                              const SessionOptions& options, const std::atomic<bool>& interrupted) {
  StatementMemory memory(options.memory_bytes);
  try {
    return run_within(memory, text, parameters, graph, procedures, options, interrupted);
  } catch (const std::bad_alloc&) {
    memory.fail();
  }
}

}  // namespace liaison
