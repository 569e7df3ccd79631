#include "cli/commands.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/batch.h"
#include "cli/graph_commands.h"
#include "cli/help.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/schema.h"
#include "cli/shell.h"
#include "output/entity_text.h"
#include "output/screen_text.h"
#include "store/load/graph_file.h"
#include "value/nearest.h"
#include "value/text.h"

namespace liaison {
namespace {

[[noreturn]] void refuse(std::string_view detail, std::string message, std::string hint = {}) {
  throw runtime_error(ErrorCode::UsageError, detail, std::move(message), {}, std::move(hint));
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

/// Words between blanks; quotes keep a word together, and `~/` is the home folder.
std::vector<std::filesystem::path> files_of(std::string_view arguments) {
  std::vector<std::filesystem::path> files;
  while (!(arguments = trimmed(arguments)).empty()) {
    const char quote = arguments.front() == '"' || arguments.front() == '\'' ? arguments.front() : '\0';
    std::size_t end = quote != '\0' ? arguments.find(quote, 1) : arguments.find_first_of(" \t");
    if (quote != '\0' && end == std::string_view::npos) refuse("WrongUsage", "a quote is not closed");
    if (end == std::string_view::npos) end = arguments.size();
    std::string name(quote != '\0' ? arguments.substr(1, end - 1) : arguments.substr(0, end));
    const char* home = std::getenv("HOME");
    if (quote == '\0' && name.starts_with("~/") && home != nullptr) name = home + name.substr(1);
    files.emplace_back(std::move(name));
    arguments.remove_prefix(std::min(arguments.size(), end + 1));
  }
  return files;
}

std::filesystem::path file_of(std::string_view arguments, std::string_view command) {
  const auto files = files_of(arguments);
  if (files.size() != 1) refuse("WrongUsage", std::string(command) + " takes one file");
  return files.front();
}

void help(Shell& shell, std::string_view arguments) { tell(shell, help_text(trimmed(arguments), shell.procedures)); }

void schema(Shell& shell, std::string_view) {
  const Snapshot snapshot = shell.graph->snapshot();
  if (shell.output.format == OutputFormat::Table) {
    tell(shell, schema_text(snapshot, shell.out->width()));
    return;
  }
  show_result(shell, labels_of(snapshot));
  show_result(shell, types_of(snapshot));
  if (snapshot->schema().is_empty()) return;
  show_result(shell, indexes_of(snapshot));
  show_result(shell, constraints_of(snapshot));
}

void open(Shell& shell, std::string_view arguments) {
  const auto files = files_of(arguments);
  if (files.empty()) refuse("WrongUsage", ":open takes a graph file, or several");
  if (warns_of_unsaved_changes(shell)) return;
  open_graph(shell, files);
  confirm(shell, size_text(*shell.graph->snapshot()));
}

void save(Shell& shell, std::string_view arguments) {
  const auto named = files_of(arguments);
  if (named.size() > 1) refuse("WrongUsage", ":save takes one file");
  if (shell.store) {
    refuse("WrongUsage", "a store keeps each change as it is made: there is nothing to save",
           ":backup FILE.liaison copies it; liaison convert writes it as a graph file");
  }
  if (shell.session.read_only) {
    throw runtime_error(ErrorCode::ReadOnly, "WritesRefused", "graphs are not saved with --read-only");
  }
  if (shell.transaction) refuse("TransactionOpen", "a transaction is open", ":commit or :rollback ends it");
  if (named.empty() && shell.graph_files.size() != 1) {
    refuse("WrongUsage",
           shell.graph_files.empty() ? "the graph was read from no file" : "the graph came from several files",
           "name the file: :save FILE.json");
  }
  const std::filesystem::path file = named.empty() ? shell.graph_files.front() : named.front();
  if (lower_case(file.extension().string()) != ".json") {
    refuse("NotSupported", "graphs are saved as .json files by this version",
           ":export FILE writes the last result in many forms");
  }
  const Snapshot snapshot = shell.graph->snapshot();
  {
    const InterruptHold hold;
    save_graph_file(*snapshot, file);
  }
  shell.graph_files = {file};
  shell.has_unsaved_changes = false;
  confirm(shell, "saved " + visible(file.string()) + ": " + size_text(*snapshot));
}

void backup(Shell& shell, std::string_view arguments) {
  const std::filesystem::path file = file_of(arguments, ":backup");
  if (shell.transaction) refuse("TransactionOpen", "a transaction is open", ":commit or :rollback ends it");
  back_up(*shell.graph, file);
  confirm(shell, "wrote " + visible(file.string()) + ": " + size_text(*shell.graph->snapshot()));
}

void checkpoint(Shell& shell, std::string_view arguments) {
  if (!trimmed(arguments).empty()) refuse("WrongUsage", ":checkpoint takes nothing");
  if (!shell.store) refuse("WrongUsage", "the graph is in memory: only a store has checkpoints");
  const InterruptHold hold;
  shell.store->checkpoint();
  confirm(shell, "the log is in the base file");
}

void begin(Shell& shell, std::string_view arguments) {
  if (!trimmed(arguments).empty()) refuse("WrongUsage", ":begin takes nothing");
  if (shell.transaction) refuse("TransactionOpen", "a transaction is open already", ":commit or :rollback ends it");
  if (shell.session.read_only) {
    throw runtime_error(ErrorCode::ReadOnly, "WritesRefused", "with --read-only there is nothing to commit");
  }
  shell.transaction.emplace(GraphTransaction(*shell.graph), shell.graph, shell.has_unsaved_changes);
  shell.graph = shell.transaction->transaction.graph();
  confirm(shell, "begun: nobody else sees what changes until :commit");
}

/// The transaction, which is then no longer the shell's.
OpenTransaction end_transaction(Shell& shell, std::string_view arguments, const std::string& command) {
  if (!trimmed(arguments).empty()) refuse("WrongUsage", command + " takes nothing");
  if (!shell.transaction) refuse("NoTransaction", "no transaction is open", ":begin begins one");
  OpenTransaction ended = std::move(*shell.transaction);
  shell.transaction.reset();
  shell.graph = ended.outside;
  return ended;
}

void commit(Shell& shell, std::string_view arguments) {
  OpenTransaction ended = end_transaction(shell, arguments, ":commit");
  const InterruptHold hold;
  ended.transaction.commit();
  confirm(shell, "committed");
}

void roll_back(Shell& shell, std::string_view arguments) {
  const OpenTransaction ended = end_transaction(shell, arguments, ":rollback");
  shell.has_unsaved_changes = ended.had_unsaved_changes;
  confirm(shell, "rolled back: the graph is as it was");
}

void run_file(Shell& shell, std::string_view arguments) {
  const std::filesystem::path file = file_of(arguments, ":run");
  constexpr std::uint32_t script_depth_max = 16;
  if (shell.script_depth >= script_depth_max) refuse("TooDeep", "scripts run scripts 16 deep here: one may run itself");
  run_script_file(shell, file);
}

void set_format(Shell& shell, std::string_view arguments) {
  const std::string_view name = trimmed(arguments);
  if (!name.empty()) {
    shell.output.format = format_named(name);
    return;
  }
  tell(shell, std::string(to_string(shell.output.format)) + "\n");
}

void export_result(Shell& shell, std::string_view arguments) {
  const std::filesystem::path file = file_of(arguments, ":export");
  OutputOptions options = shell.output;
  options.format = format_for_file(file.string()).value_or(OutputFormat::Csv);
  options.color = false;
  options.width = 0;
  options.rows_max = 0;
  if (is_graph_file(shell, file)) {
    refuse("WouldOverwrite", visible(file.string()) + " is the graph's own file", ":save writes the graph there");
  }
  if (!shell.last_result && options.format == OutputFormat::Json) {
    const InterruptHold hold;
    save_graph_file(*shell.graph->snapshot(), file);
    confirm(shell, "wrote the whole graph to " + visible(file.string()));
    return;
  }
  if (!shell.last_result && options.format != OutputFormat::Dot) {
    refuse("NoResult", "there is no result to export yet", "the whole graph can be written as .dot or .json");
  }
  OutputFile target(file);
  write_result(shell.last_result ? *shell.last_result : whole_graph(*shell.graph), options, target.stream());
  target.flush();
  confirm(shell, shell.last_result ? "wrote " + counted(shell.last_result->row_count(), "row", "rows") + " to " +
                                         visible(file.string())
                                   : "wrote the whole graph to " + visible(file.string()));
}

void set_parameter(Shell& shell, std::string_view arguments) {
  arguments = trimmed(arguments);
  if (arguments.starts_with('{')) {
    const Value given = constant(arguments, shell.session);
    if (given.kind() != Kind::Map) refuse("WrongUsage", ":param takes a map or NAME = LITERAL");
    for (const MapEntry& entry : given.as_map().entries()) shell.parameters.set(entry.key, entry.value);
    return;
  }
  const std::size_t equals = arguments.find('=');
  std::string_view name = trimmed(arguments.substr(0, equals));
  if (name.starts_with('$')) name.remove_prefix(1);
  if (equals == std::string_view::npos || name.empty() || name.find_first_of(" \t'\"({[") != std::string_view::npos) {
    refuse("WrongUsage", "a parameter is set by :param NAME = LITERAL", ":param since = date('2023-01-01')");
  }
  std::string_view expression = arguments.substr(equals + 1);
  if (expression.starts_with('>')) expression.remove_prefix(1);  // `=>`, as other shells have it
  if (trimmed(expression).empty()) refuse("WrongUsage", "the parameter has no value", ":param NAME = LITERAL");
  const Value value = constant(expression, shell.session);
  shell.parameters.set(name, value);
  confirm(shell, visible(std::string(name) + " = " + literal_text(value)));
}

void list_parameters(Shell& shell, std::string_view) {
  StatementResult result;
  result.snapshot = shell.graph->snapshot();
  result.columns = {"parameter", "value"};
  for (const MapEntry& entry : shell.parameters.entries()) {
    result.values.push_back(Value::string(entry.key));
    result.values.push_back(entry.value);
  }
  show_result(shell, result);
}

void set_timer(Shell& shell, std::string_view arguments) {
  const std::string_view word = trimmed(arguments);
  if (word != "" && word != "on" && word != "off") refuse("WrongUsage", ":timer takes on or off");
  shell.shows_time = word.empty() ? !shell.shows_time : word == "on";
  confirm(shell, shell.shows_time ? "timer on" : "timer off");
}

void quit(Shell& shell, std::string_view) {
  if (shell.is_prompt && warns_of_unsaved_changes(shell)) return;
  shell.wants_to_quit = true;
}

constexpr std::array<Command, 16> known{{
    {"help", "[TOPIC]", "this list; a function, clause, format, …", false, help},
    {"schema", "", "labels, types and properties, with counts; indexes and constraints", false, schema},
    {"open", "GRAPH...", "read graph files, or open a store, in place of this graph", true, open},
    {"save", "[FILE]", "write the graph as a graph file", true, save},
    {"backup", "FILE.liaison", "write the graph as a store of its own", true, backup},
    {"begin", "", "make what follows one transaction, up to :commit or :rollback", false, begin},
    {"commit", "", "make the transaction's changes last", false, commit},
    {"rollback", "", "drop the transaction's changes", false, roll_back},
    {"checkpoint", "", "bring a store's log into its base file", true, checkpoint},
    {"run", "FILE", "run the statements in FILE", true, run_file},
    {"format", "[F]", "how results are shown: table, csv, json, …", false, set_format},
    {"export", "FILE", "write the last result (before any: the graph), by ending: .csv .json .md .dot", true,
     export_result},
    {"param", "NAME = LITERAL", "set a parameter, read as $NAME", false, set_parameter},
    {"params", "", "the parameters", false, list_parameters},
    {"timer", "[on|off]", "say how long each statement took", false, set_timer},
    {"quit", "", "leave (as does Ctrl-D)", false, quit},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> other_names{
    {{"exit", "quit"}, {"time", "timer"}, {"q", "quit"}, {"h", "help"}, {"?", "help"}, {"source", "run"}}};

/// Commands that the manual names and that this version does not have.
constexpr std::array<std::string_view, 9> later{"import", "output", "draw", "history", "last",
                                                "edit",   "keep",   "ask",  "use"};

}  // namespace

std::span<const Command> commands() { return known; }

void run_command(Shell& shell, std::string_view text) {
  text.remove_prefix(std::min<std::size_t>(text.size(), 1));  // the colon
  text = trimmed(text);
  if (text.ends_with(';')) text.remove_suffix(1);
  const std::size_t end = std::min(text.find_first_of(" \t\r\n"), text.size());
  std::string_view name = text.substr(0, end);
  for (const auto& [other, meant] : other_names) {
    if (name == other) name = meant;
  }
  const auto found = std::ranges::find(known, name, &Command::name);
  if (found != known.end()) {
    if (found->opens_files && shell.is_safe) {
      throw runtime_error(ErrorCode::ReadOnly, "FilesRefused",
                          "with --safe no file is opened: :" + std::string(name) + " is refused");
    }
    found->run(shell, text.substr(end));
    return;
  }
  if (std::ranges::find(later, name) != later.end()) {
    throw runtime_error(ErrorCode::NotSupported, "Command",
                        "the command :" + std::string(name) + " is not supported by this version");
  }
  std::vector<std::string_view> names;
  names.reserve(known.size());
  for (const Command& command : known) names.push_back(command.name);
  const auto meant = nearest(name, names);
  refuse("UnknownCommand", "there is no command :" + std::string(name),
         meant ? "did you mean :" + *meant + "?" : ":help lists the commands");
}

bool warns_of_unsaved_changes(Shell& shell) {
  if (!shell.is_prompt || !shell.has_unsaved_changes || shell.was_warned) return false;
  shell.was_warned = true;
  confirm(shell, "The graph has changes that are not saved. :save FILE writes them; the same again drops them.");
  return true;
}

}  // namespace liaison
