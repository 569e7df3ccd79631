#include "cli/shell.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <new>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "common/memory_limit.h"
#include "common/stop_signal.h"
#include "output/screen_text.h"
#include "output/subgraph.h"
#include "session/graph_reader.h"
#include "session/run.h"
#include "value/text.h"

namespace liaison {
namespace {

Store open_store(const Shell& shell, std::span<const std::filesystem::path> files) {
  if (files.size() > 1) {
    throw runtime_error(ErrorCode::UsageError, "WrongUsage",
                        "a store is opened alone; several graphs must all be files", {},
                        "liaison convert GRAPH OUT.liaison makes a store of a graph file");
  }
  // A store has one writer, and that is this program already.
  if (shell.store && is_graph_file(shell, files.front())) return *shell.store;
  StoreOptions options = shell.store_options;
  options.read_only = shell.session.read_only;
  return Store::open(files.front(), options);
}

/// Runs a statement with what is thrown for want of memory turned into an Error.
StatementResult run_text(std::string_view text, const Map& parameters, Graph& graph, const Procedures& procedures,
                         const SessionOptions& session) {
  try {
    return run_statement(text, parameters, graph, procedures, session, interrupted());
  } catch (const std::bad_alloc&) {
    throw runtime_error(ErrorCode::LimitExceeded, "OutOfMemory", "there is not enough memory for this statement");
  }
}

/// Shows a result with the memory that its statement left of the limit.
void show_within_memory(Shell& shell, const StatementResult& result, std::int64_t held_before) {
  std::optional<std::uint64_t> left = shell.session.memory_bytes;
  if (left) *left -= std::min<std::uint64_t>(*left, std::max<std::int64_t>(memory_account.held - held_before, 0));
  MemoryLimit memory(left);
  try {
    show_result(shell, result);
  } catch (const std::bad_alloc&) {
    memory.lift();
    const bool is_limit = left && memory.was_reached();
    throw runtime_error(ErrorCode::LimitExceeded, is_limit ? "MemoryLimit" : "OutOfMemory",
                        is_limit ? "the result cannot be written within the memory that its statement may hold"
                                 : "there is not enough memory to write the result",
                        {}, is_limit ? "let it be smaller or let it have more (--memory)" : "");
  }
}

std::string milliseconds_text(double milliseconds) {
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), milliseconds < 10 ? "%.2f ms" : "%.0f ms", milliseconds);
  return text.data();
}

void run_statement_part(Shell& shell, const ScriptPart& part) {
  // In a batch, two results never stand in memory, nor the graph that the older one was read from. Whoever types may
  // still want to export the last good one after a mistake.
  if (!shell.is_prompt) shell.last_result.reset();
  if (shell.store) shell.store->refresh();
  const std::int64_t held_before = memory_account.held;
  StatementResult result = run_text(part.text, shell.parameters, *shell.graph, shell.procedures, shell.session);
  if (result.counters.any() && !shell.store) {
    shell.has_unsaved_changes = true;
    shell.was_warned = false;
  }
  for (const std::string& notice : result.notices) say("notice: " + visible(notice) + "\n");
  show_within_memory(shell, result, held_before);
  if (shell.shows_time) {
    say("time: " + milliseconds_text(result.compile_ms) + " to compile, " + milliseconds_text(result.execute_ms) +
        " to execute\n");
  }
  if (!result.columns.empty()) shell.last_result = std::move(result);
}

}  // namespace

void open_graph(Shell& shell, std::span<const std::filesystem::path> files) {
  if (shell.transaction) {
    throw runtime_error(ErrorCode::UsageError, "TransactionOpen", "a transaction is open", {},
                        ":commit or :rollback ends it");
  }
  std::optional<Store> store;
  auto graph = std::make_shared<Graph>();
  const StopSignal stop{&interrupted(), std::nullopt};
  const StopScope stop_scope(stop);
  try {
    if (std::ranges::any_of(files, names_store)) {
      store = open_store(shell, files);
      graph = store->graph();
    } else {
      graph->replace(read_graphs(files, interrupted()));
    }
  } catch (const std::bad_alloc&) {
    throw runtime_error(ErrorCode::GraphFileError, "OutOfMemory", "there is not enough memory to read the graph");
  }
  shell.last_result.reset();
  shell.store = std::move(store);
  shell.graph = std::move(graph);
  shell.graph_files.assign(files.begin(), files.end());
  shell.has_unsaved_changes = false;
}

void run_part(Shell& shell, const ScriptPart& part) {
  switch (part.kind) {
    case ScriptPart::Kind::Statement:
      run_statement_part(shell, part);
      return;
    case ScriptPart::Kind::Question:
      throw compile_error(ErrorCode::NotSupported, "Questions",
                          "questions in plain English are not supported by this version", {},
                          "ask in Cypher: :help match");
    case ScriptPart::Kind::Command:
      run_command(shell, part.text);
      return;
  }
}

void show_error(Shell& shell, const Error& error, const ScriptPart& part, const Origin& origin) {
  Place place = error.place.line > 0 ? place_in_script(part, error.place) : Place{part.line, part.column, 1};
  // Whoever types counts from the line where the statement began.
  if (origin.name.empty()) place.line -= part.line - 1;
  if (!shell.is_prompt && shows_errors(shell.output.format)) {
    Error placed = error;
    if (placed.file.empty()) {
      if (error.place.line > 0) placed.place = place;
      if (origin.is_file) placed.file = origin.name;
    }
    write_error(placed, shell.out->stream());
    shell.out->flush();
    return;
  }
  SourceLine source;
  source.origin = origin.name;
  source.text = std::string(line_of(part.text, std::max(error.place.line, 1U)));
  source.column = error.place.column;
  source.place = place;
  say(error_text(error, source, shell.color_messages));
}

void show_result(Shell& shell, const StatementResult& result) {
  std::ostream& out = shell.out->stream();
  OutputOptions options = shell.output;
  const StopSignal stop{&interrupted(), std::nullopt};
  const StopScope stop_scope(stop);
  if (options.format == OutputFormat::Table) options.width = shell.out->width();
  write_result(result, options, out);
  shell.out->flush();
}

void tell(Shell& shell, std::string_view text) {
  if (shell.is_prompt && !shell.out->is_terminal()) {
    say(text);
    return;
  }
  shell.out->stream() << text;
  shell.out->flush();
}

void confirm(Shell& shell, std::string_view text) {
  if (shell.is_prompt) tell(shell, std::string(text) + "\n");
}

std::string size_text(const GraphView& view) {
  return counted(view.node_count(), "node", "nodes") + ", " +
         counted(view.relationship_count(), "relationship", "relationships");
}

Value constant(std::string_view expression, const SessionOptions& session) {
  Graph empty;
  SessionOptions options = session;
  options.read_only = true;
  const StatementResult result =
      run_text("RETURN " + std::string(expression), {}, empty, builtin_procedures(), options);
  if (result.columns.size() != 1 || result.row_count() != 1) {
    throw runtime_error(ErrorCode::UsageError, "NoConstant", "this is more than one expression");
  }
  return result.values.front();
}

bool is_graph_file(const Shell& shell, const std::filesystem::path& file) {
  std::error_code ignored;
  return std::ranges::any_of(shell.graph_files,
                             [&](const auto& known) { return std::filesystem::equivalent(known, file, ignored); });
}

StatementResult whole_graph(const Graph& graph) {
  StatementResult result;
  result.snapshot = graph.snapshot();
  result.columns = {"entity"};
  const Subgraph all = subgraph_of(*result.snapshot);
  for (const NodeId node : all.nodes) result.values.push_back(Value::node(node));
  for (const RelationshipId relationship : all.relationships)
    result.values.push_back(Value::relationship(relationship));
  return result;
}

}  // namespace liaison
