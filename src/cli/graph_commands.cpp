#include "cli/graph_commands.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "cli/graph_target.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/output_file.h"
#include "cli/shell.h"
#include "output/screen_text.h"
#include "session/question_file.h"
#include "store/check.h"
#include "store/load/graph_file.h"
#include "store/sources.h"
#include "value/text.h"

namespace liaison {
namespace {

bool messages_in_color(const CommandLine& line) { return line.color && isatty(STDERR_FILENO) == 1; }

ExitCode check_graph(const std::string& file, bool color, std::ostream& out) {
  Shell shell;
  shell.session.read_only = true;
  const std::filesystem::path path(file);
  try {
    open_graph(shell, {&path, 1});
  } catch (const Error& error) {
    say(error_text(error, color));
    // What cannot even be read is neither whole nor broken.
    if (error.detail == "NotReadable" || error.detail == "NotSupported") return ExitCode::GraphUnusable;
    out << visible(file) << ": not whole\n";
    return ExitCode::StatementFailed;
  }
  const Snapshot snapshot = shell.graph->snapshot();
  bool is_whole = true;
  try {
    check_invariants(snapshot, [&](const std::string& fault) {
      out << visible(file) << ": fault: " << visible(fault) << '\n';
      is_whole = false;
    });
  } catch (const Error& error) {
    say(error_text(error, color));
    is_whole = false;
  }
  if (!is_whole) {
    out << visible(file) << ": not whole\n";
    return ExitCode::StatementFailed;
  }
  out << visible(file) << ": whole, " << size_text(*snapshot) << ", "
      << counted(snapshot->sources().all().size(), "source", "sources") << '\n';
  for (const std::string& odd : odd_things(*snapshot)) out << visible(file) << ": odd: " << visible(odd) << '\n';
  return ExitCode::Well;
}

}  // namespace

ExitCode check_graphs(const CommandLine& line) {
  OutputFile out;
  ExitCode code = ExitCode::Well;
  for (const std::string& file : line.graphs) {
    code = std::max(code, check_graph(file, messages_in_color(line), out.stream()));
    out.flush();
  }
  return code;
}

ExitCode convert_graph(const CommandLine& line) {
  const std::filesystem::path target(line.target);
  const std::string ending = lower_case(target.extension().string());
  const bool is_picture = ending == ".dot" || ending == ".gv";
  if (!is_picture) check_graph_target(target);
  Shell shell;
  shell.session.read_only = true;
  const std::filesystem::path source(line.graphs.front());
  open_graph(shell, {&source, 1});
  if (!is_picture) {
    save_graph(shell.graph->snapshot(), target);
    return ExitCode::Well;
  }
  const InterruptHold hold;
  if (is_graph_file(shell, target)) {
    throw runtime_error(ErrorCode::UsageError, "WouldOverwrite", "the picture would take the place of the graph");
  }
  OutputFile out(target);
  write_result(whole_graph(*shell.graph), {.format = OutputFormat::Dot}, out.stream());
  out.flush();
  return ExitCode::Well;
}

void back_up(const Graph& graph, const std::filesystem::path& target) {
  if (!names_store(target)) {
    throw runtime_error(ErrorCode::UsageError, "WrongUsage", visible(target.string()) + " is no name of a store", {},
                        "stores end in .liaison");
  }
  save_graph(graph.snapshot(), target);
}

ExitCode back_up_store(const CommandLine& line) {
  const std::filesystem::path source(line.graphs.front());
  if (!names_store(source)) {
    throw runtime_error(ErrorCode::UsageError, "WrongUsage", visible(source.string()) + " is no store", {},
                        "liaison convert makes a store of a graph file");
  }
  Shell shell;
  shell.session.read_only = true;
  open_graph(shell, {&source, 1});
  back_up(*shell.graph, line.target);
  return ExitCode::Well;
}

ExitCode test_questions(const CommandLine& line) {
  QuestionOptions options;
  options.rewrite = line.rewrite;
  options.session.timeout_seconds = line.timeout_seconds;
  options.session.memory_bytes = line.memory_bytes;
  options.session.chunk_rows = line.chunk_rows;
  OutputFile out;
  ExitCode code = ExitCode::Well;
  QuestionCount total;
  for (const std::string& file : line.files) {
    try {
      const QuestionCount count = run_question_file(file, options, out.stream());
      total.passed += count.passed;
      total.failed += count.failed;
    } catch (const Error& error) {
      out.flush();
      say(error_text(error, messages_in_color(line)));
      code = std::max(code, error.code == ErrorCode::UsageError ? ExitCode::WrongUsage : exit_code_of(error));
    }
  }
  if (total.failed > 0) code = std::max(code, ExitCode::StatementFailed);
  out.stream() << total.passed << " passed, " << total.failed << " failed\n";
  out.flush();
  return code;
}

}  // namespace liaison
