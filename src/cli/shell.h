#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "algorithm/procedure.h"
#include "cli/exit_code.h"
#include "cli/output_file.h"
#include "liaison/options.h"
#include "liaison/value.h"
#include "output/writer.h"
#include "parse/split.h"
#include "query/result.h"
#include "store/disk/store.h"
#include "store/graph.h"

namespace liaison {

/// What :begin has begun.
struct OpenTransaction {
  GraphTransaction transaction;
  std::shared_ptr<Graph> outside;  // the shell's graph before
  bool had_unsaved_changes;
};

/// What the prompt and batches share: the graph that is asked, how answers are shown, and what has happened so far.
struct Shell {
  std::shared_ptr<Graph> graph = std::make_shared<Graph>();
  std::optional<Store> store;                      // what `graph` is kept in; none: in memory
  std::vector<std::filesystem::path> graph_files;  // what `graph` was read from or last saved to, or its store
  Map parameters;
  Procedures procedures = builtin_procedures();  // with those that --procedure names

  SessionOptions session;
  StoreOptions store_options;
  std::optional<OpenTransaction> transaction;  // `graph` is its own then
  OutputOptions output;
  std::unique_ptr<OutputFile> out = std::make_unique<OutputFile>();
  bool is_prompt = false;   // someone types: confirmations are shown, errors are told to people whatever the format
  bool is_safe = false;     // --safe
  bool shows_time = false;  // --time, :timer
  bool color_messages = false;
  bool keeps_going = false;  // --keep-going

  std::optional<StatementResult> last_result;  // of the last statement that gave rows
  bool has_unsaved_changes = false;
  bool was_warned = false;  // of unsaved changes, since the last statement
  bool wants_to_quit = false;
  ExitCode exit_code = ExitCode::Well;  // the largest of what failed so far
  std::uint32_t script_depth = 0;       // scripts that run scripts
};

/// Reads graph files, or opens a store, in place of the shell's graph. Throws Error GraphFileError; then all stays as
/// it was.
void open_graph(Shell& shell, std::span<const std::filesystem::path> files);

/// Runs one statement or command and shows what it gives. Throws Error.
void run_part(Shell& shell, const ScriptPart& part);

/// Shows an error that stopped a part of a text, where the shell's format has it: in json, jsonl and typed among the
/// results, else on standard error. `origin`: "deals.cypher", "-c"; empty for the prompt. `file`: the origin is a file.
struct Origin {
  std::string name;
  bool is_file = false;
};
void show_error(Shell& shell, const Error& error, const ScriptPart& part, const Origin& origin);

/// Writes a result in the shell's format.
void show_result(Shell& shell, const StatementResult& result);

/// Text that was asked for: on the terminal for someone who types, wherever results go; else among the results.
void tell(Shell& shell, std::string_view text);

/// A confirmation, for someone who types; batches say nothing where all is well.
void confirm(Shell& shell, std::string_view text);

/// The value of a constant expression. Throws Error.
[[nodiscard]] Value constant(std::string_view expression, const SessionOptions& session);

/// One of the shell's graph files: writing results over it would lose the graph.
[[nodiscard]] bool is_graph_file(const Shell& shell, const std::filesystem::path& file);

/// "71 nodes, 131 relationships".
[[nodiscard]] std::string size_text(const GraphView& view);

/// The whole graph as a result: every node and relationship, a row each.
[[nodiscard]] StatementResult whole_graph(const Graph& graph);

}  // namespace liaison
