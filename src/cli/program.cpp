#include "cli/program.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <new>
#include <string>
#include <vector>

#include "cli/batch.h"
#include "cli/graph_commands.h"
#include "cli/interrupt.h"
#include "cli/mapping_command.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/procedure_file.h"
#include "cli/prompt.h"
#include "cli/shell.h"
#include "cli/table_commands.h"

namespace liaison {
namespace {

/// A program may be started with its standard streams closed. Then the first file opened would become one of them, and
/// messages would be written into it; so their places are taken by what cannot be written to.
void keep_standard_streams() {
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
    if (fcntl(descriptor, F_GETFD) < 0) static_cast<void>(open("/dev/null", O_RDONLY));
  }
}

/// `--param NAME=LITERAL`. A string without its quotes is what people type first.
void set_parameters(Shell& shell, const CommandLine& line) {
  for (const auto& [name, expression] : line.parameters) {
    try {
      shell.parameters.set(name, constant(expression, shell.session));
    } catch (const Error& error) {
      const std::string hint = error.detail == "UndefinedVariable"
                                   ? "a string stands in quotes: --param " + name + "=\"'" + expression + "'\""
                                   : error.hint;
      throw runtime_error(ErrorCode::UsageError, "WrongUsage", "--param " + name + ": " + error.message, {}, hint);
    }
  }
}

bool is_prompt_wanted(const CommandLine& line) { return line.scripts.empty() && isatty(STDIN_FILENO) == 1; }

void set_up(Shell& shell, const CommandLine& line) {
  shell.session.read_only = line.read_only;
  shell.session.timeout_seconds = line.timeout_seconds;
  shell.session.memory_bytes = line.memory_bytes;
  shell.session.chunk_rows = line.chunk_rows;
  shell.store_options.sync = line.sync;
  shell.store_options.busy_timeout_seconds = line.busy_timeout_seconds.value_or(0);
  shell.session.load_folder = line.load_folder;
  shell.is_safe = line.safe;
  shell.keeps_going = line.keep_going;
  shell.shows_time = line.time;
  shell.color_messages = line.color && isatty(STDERR_FILENO) == 1;
  set_parameters(shell, line);
  for (const std::string& procedure : line.procedures) {
    shell.procedures.add(read_procedure(procedure, shell.session));
  }

  const std::vector<std::filesystem::path> files(line.graphs.begin(), line.graphs.end());
  open_graph(shell, files);

  if (line.output) {
    if (is_graph_file(shell, *line.output)) {
      throw runtime_error(ErrorCode::UsageError, "WouldOverwrite", "-o names the graph's own file", {},
                          ":save writes the graph there");
    }
    shell.out = std::make_unique<OutputFile>(*line.output);
  }
  const bool is_for_people = shell.out->is_terminal() || is_prompt_wanted(line);
  shell.output.format = line.format.value_or(is_for_people ? OutputFormat::Table : OutputFormat::Csv);
  shell.output.color = line.color && shell.out->is_terminal();
  shell.output.csv_safe = line.csv_safe;
}

ExitCode run_batch(Shell& shell, const CommandLine& line) {
  std::vector<Script> scripts = line.scripts;
  if (scripts.empty()) scripts.push_back({Script::Kind::StandardInput, {}});
  // A start file that is named is wanted; the usual one is for the prompt, so that batches mean the same everywhere.
  if (line.init) scripts.insert(scripts.begin(), {Script::Kind::File, *line.init});
  const ExitCode code = run_scripts(shell, scripts);
  if (shell.has_unsaved_changes && !shell.graph_files.empty()) {
    say("notice: the graph in memory was changed, the graph file was not; :save writes it\n");
  }
  return code;
}

ExitCode run(const CommandLine& line) {
  switch (line.action) {
    case CommandLine::Action::Print: {
      OutputFile out;
      out.stream() << line.text;
      out.flush();
      return ExitCode::Well;
    }
    case CommandLine::Action::Check:
      return check_graphs(line);
    case CommandLine::Action::Convert:
      return convert_graph(line);
    case CommandLine::Action::Backup:
      return back_up_store(line);
    case CommandLine::Action::Import:
      return import_graph(line);
    case CommandLine::Action::Export:
      return export_graph(line);
    case CommandLine::Action::Test:
      return test_questions(line);
    case CommandLine::Action::ImportMapping:
      return import_by_mapping(line);
    case CommandLine::Action::Run:
      break;
  }
  Shell shell;
  try {
    set_up(shell, line);
    const ExitCode code = is_prompt_wanted(line) ? run_prompt(shell, line) : run_batch(shell, line);
    if (shell.transaction) say("notice: the transaction was not committed; what it changed is dropped\n");
    return code;
  } catch (const ClosedPipe&) {
    return shell.exit_code;  // nobody reads on; what failed before did fail
  }
}

}  // namespace

int run_program(int argument_count, const char* const* arguments) {
  bool color = false;
  ExitCode code = ExitCode::Well;
  try {
    keep_standard_streams();
    catch_signals();
    const CommandLine line = parse_command_line(argument_count, arguments);
    color = line.color && isatty(STDERR_FILENO) == 1;
    code = run(line);
  } catch (const ClosedPipe&) {
    code = ExitCode::Well;
  } catch (const Error& error) {
    say(error_text(error, color));
    code = error.code == ErrorCode::UsageError ? ExitCode::WrongUsage : exit_code_of(error);
  } catch (const std::bad_alloc&) {
    say("error: there is not enough memory\n");
    code = ExitCode::LimitHit;
  }
  return static_cast<int>(code);
}

}  // namespace liaison
