#include "cli/table_commands.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/graph_target.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/output_file.h"
#include "cli/shell.h"
#include "output/screen_text.h"
#include "store/schema.h"
#include "store/sources.h"
#include "store/vocabulary.h"
#include "value/csv_text.h"

namespace liaison {
namespace {

/// One line on a terminal, written over again and again: what was read, how fast, and how long it will take.
class ProgressLine {
 public:
  void show(const ImportProgress& progress) {
    const double seconds = this->seconds();
    if (!is_terminal_ || seconds < shown_ + 0.1) return;
    shown_ = seconds;
    const double part =
        static_cast<double>(progress.bytes) / static_cast<double>(std::max<std::uint64_t>(progress.bytes_total, 1));
    const auto records = static_cast<double>(progress.nodes + progress.relationships);
    std::array<char, 128> figures;
    std::snprintf(figures.data(), figures.size(), "%.0f %%, %.0f records a second, %.0f s left", part * 100,
                  records / seconds, part > 0 ? seconds * (1 - part) / part : 0);
    replace(counted(progress.nodes, "node", "nodes") + ", " +
            counted(progress.relationships, "relationship", "relationships") + ": " + figures.data());
  }
  [[nodiscard]] double seconds() const { return std::chrono::duration<double>(Clock::now() - begun_).count(); }
  void say_last(const std::string& what) const {
    if (is_terminal_) replace(what);
  }
  void clear() const { say_last(""); }
  ~ProgressLine() { clear(); }

 private:
  using Clock = std::chrono::steady_clock;

  void replace(const std::string& text) const { say("\r\x1b[K" + text); }

  const bool is_terminal_ = isatty(STDERR_FILENO) == 1;
  const Clock::time_point begun_ = Clock::now();
  double shown_ = 0;  // when, in seconds
};

/// The list of records that were left out, itself comma-separated values.
class RejectsFile {
 public:
  explicit RejectsFile(const std::filesystem::path& path) : out_(path) { out_.stream() << "file,record,line,reason\n"; }

  void add(const CsvFault& fault) {
    std::string line;
    append_csv_text(line, fault.file, ',');
    line += "," + std::to_string(fault.record) + "," + std::to_string(fault.place.line) + ",";
    append_csv_text(line, fault.reason, ',');
    out_.stream() << line << '\n';
    ++count_;
  }
  void flush() { out_.flush(); }
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  OutputFile out_;
  std::uint64_t count_ = 0;
};

/// What is written must be none of the tables, and no graph is written over.
void check_targets(const CommandLine& line) {
  check_new_graph_target(line.target);
  std::error_code ignored;
  for (const auto& tables : {line.import.nodes, line.import.relationships}) {
    for (const TableFiles& table : tables) {
      for (const std::filesystem::path& file : table.files) {
        if (line.rejects.empty() || !std::filesystem::equivalent(file, line.rejects, ignored)) continue;
        throw runtime_error(ErrorCode::UsageError, "WouldOverwrite",
                            "--rejects names " + visible(file.string()) + ", which is to be imported");
      }
    }
  }
}

/// A word as a shell takes it.
std::string shell_word(const std::string& text) {
  const bool is_plain = std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_./=:").find(c) != std::string_view::npos;
  });
  if (is_plain) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

std::string separator_option(const std::string& option, char chosen, char usual) {
  if (chosen == usual) return {};
  return " " + shell_word(option + "=" + (chosen == '\t' ? "TAB" : std::string(1, chosen)));
}

/// What a graph may hold that tables have no place for.
void notice_what_is_left_out(const GraphView& view) {
  std::string left_out;
  const auto add = [&](bool is_there, std::string_view what) {
    if (is_there) left_out += (left_out.empty() ? "" : ", ") + std::string(what);
  };
  add(!view.sources().all().empty(), "sources and citations");
  add(!view.vocabulary().nodes.empty() || !view.vocabulary().relationships.empty(), "the vocabulary");
  add(!view.schema().is_empty(), "indexes and constraints");
  if (!left_out.empty()) say("notice: tables have no place for these: " + left_out + "\n");
}

}  // namespace

ExitCode import_graph(const CommandLine& line) {
  check_targets(line);
  std::unique_ptr<RejectsFile> rejects;
  if (!line.rejects.empty()) rejects = std::make_unique<RejectsFile>(line.rejects);
  ProgressLine progress;
  ImportOptions options = line.import;
  options.bad_records_max = line.bad_records_max;
  options.on_progress = [&](const ImportProgress& so_far) {
    if (line.timeout_seconds && progress.seconds() > *line.timeout_seconds) {
      throw runtime_error(ErrorCode::LimitExceeded, "Timeout", "the import took longer than it may");
    }
    progress.show(so_far);
  };
  options.on_bad_record = [&](const CsvFault& fault) { rejects->add(fault); };
  // Never destroyed: the process ends behind this, and the system takes its memory back at once, where giving back each
  // piece of a graph of 10 million relationships takes 0.25 s.
  static Snapshot& graph = *new Snapshot;
  try {
    graph = import_tables(options);
  } catch (...) {
    if (rejects) rejects->flush();
    throw;
  }
  if (rejects) rejects->flush();
  progress.say_last("writing " + visible(line.target));
  save_graph(graph, line.target);
  progress.clear();

  OutputFile out;
  out.stream() << visible(line.target) << ": " << size_text(*graph);
  if (rejects && rejects->count() > 0) {
    out.stream() << "; " << counted(rejects->count(), "record", "records") << " left out, listed in "
                 << visible(line.rejects);
  }
  out.stream() << '\n';
  out.flush();
  return ExitCode::Well;
}

ExitCode export_graph(const CommandLine& line) {
  Shell shell;
  shell.session.read_only = true;
  const std::filesystem::path source(line.graphs.front());
  open_graph(shell, {&source, 1});
  const Snapshot graph = shell.graph->snapshot();
  const std::vector<ExportedFile> files = [&] {
    const InterruptHold hold;
    return export_tables(*graph, line.target, line.separators);
  }();
  notice_what_is_left_out(*graph);
  OutputFile out;
  out.stream() << "liaison import STORE";
  for (const ExportedFile& file : files) {
    const std::string option = file.kind == Table::Kind::Nodes ? "--nodes=" : "--relationships=";
    const std::string path = file.path.string();
    // What stands before a `=` would be taken for labels.
    out.stream() << ' ' << shell_word(option + (path.find('=') == std::string::npos ? "" : "=") + path);
  }
  out.stream() << separator_option("--delimiter", line.separators.delimiter, ',')
               << separator_option("--array-delimiter", line.separators.array_delimiter, ';') << '\n';
  out.flush();
  return ExitCode::Well;
}

}  // namespace liaison
