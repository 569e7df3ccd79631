#include "cli/prompt.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/batch.h"
#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/history_file.h"
#include "cli/interrupt.h"
#include "cli/line_editor.h"
#include "cli/message.h"
#include "output/screen_text.h"
#include "parse/split.h"

namespace liaison {
namespace {

constexpr std::string_view first_prompt = "liaison> ", next_prompt = "    ...> ";
constexpr std::size_t rows_shown_max = 50;

std::string greeting(const Shell& shell) {
  const Snapshot snapshot = shell.graph->snapshot();
  std::string what = "an empty graph";
  if (!shell.graph_files.empty()) {
    what.clear();
    for (const auto& file : shell.graph_files) what += (what.empty() ? "" : ", ") + file.filename().string();
    what += ", " + size_text(*snapshot);
  }
  return "liaison " LIAISON_VERSION ": " + visible(what) + ". :help says more, Ctrl-D leaves.";
}

/// The lines typed since the last statement began, and how they enter the history.
class Typed {
 public:
  void add(std::string_view line, char quote_open_after) {
    lines_.emplace_back(line);
    // A line end inside quotes or after a comment is not a blank.
    is_joinable_ &= quote_open_after == '\0' && line.find("//") == std::string_view::npos;
  }

  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

  [[nodiscard]] std::vector<std::string> history_entries() const {
    if (!is_joinable_) return lines_;
    std::string joined;
    for (const std::string& line : lines_) {
      const std::size_t begin = line.find_first_not_of(" \t");
      if (begin == std::string::npos) continue;
      joined += (joined.empty() ? "" : " ") + line.substr(begin);
    }
    return {joined};
  }

  void clear() { *this = {}; }

 private:
  std::vector<std::string> lines_;
  bool is_joinable_ = true;
};

class Prompt {
 public:
  Prompt(Shell& shell, std::optional<std::filesystem::path> history)
      : shell_(shell),
        history_(std::move(history)),
        editor_([this](std::string_view before_cursor) { return complete(shell_, typed_.lines(), before_cursor); }) {
    for (const std::string& entry : history_.load()) editor_.remember(entry);
  }

  void run() {
    while (!shell_.wants_to_quit) {
      const LineEditor::Line line = editor_.read(splitter_.is_open() ? next_prompt : first_prompt);
      interrupted() = false;
      switch (line.end) {
        case LineEditor::End::Line:
          take(line.text);
          break;
        case LineEditor::End::Cancelled:
          splitter_.clear();
          typed_.clear();
          break;
        case LineEditor::End::Input:
          if (!warns_of_unsaved_changes(shell_)) return;
          break;
      }
    }
  }

 private:
  void take(const std::string& line) {
    splitter_.feed(line + "\n");
    std::vector<ScriptPart> parts;
    while (auto part = splitter_.next()) parts.push_back(std::move(*part));
    typed_.add(line, splitter_.open_quote());
    if (!splitter_.is_open()) remember();
    for (const ScriptPart& part : parts) {
      if (shell_.wants_to_quit) return;
      const bool goes_on = run_or_show(shell_, part, {});
      interrupted() = false;
      // Ctrl-C drops what else stood on the line.
      if (!goes_on) return;
    }
  }

  void remember() {
    for (const std::string& entry : typed_.history_entries()) {
      if (entry.empty() || entry == last_entry_) continue;
      editor_.remember(entry);
      history_.append(entry);
      last_entry_ = entry;
    }
    typed_.clear();
  }

  Shell& shell_;
  HistoryFile history_;
  Splitter splitter_;
  Typed typed_;
  std::string last_entry_;
  LineEditor editor_;
};

void run_start_file(Shell& shell, const CommandLine& line) {
  if (line.no_init || line.safe) return;
  const std::optional<std::filesystem::path> file =
      line.init ? std::optional<std::filesystem::path>(*line.init) : usual_start_file();
  std::error_code ignored;
  if (!file || (!line.init && !std::filesystem::exists(*file, ignored))) return;
  try {
    run_script_file(shell, *file);
  } catch (const ScriptStopped&) {
    // What failed has been shown; the prompt is there all the same.
  }
}

}  // namespace

ExitCode run_prompt(Shell& shell, const CommandLine& line) {
  shell.output.rows_max = rows_shown_max;
  set_on_interrupt(OnInterrupt::StopOnly);
  run_start_file(shell, line);
  interrupted() = false;
  shell.is_prompt = true;
  if (shell.wants_to_quit) return ExitCode::Well;
  // Results that go elsewhere are not to begin with a greeting.
  if (shell.out->is_terminal()) confirm(shell, greeting(shell));
  std::optional<std::filesystem::path> history;
  if (line.history) history = *line.history;
  if (!line.history && !line.safe) history = usual_history_file();
  Prompt(shell, std::move(history)).run();
  return ExitCode::Well;
}

}  // namespace liaison
