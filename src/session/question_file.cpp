#include "session/question_file.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "liaison/error.h"
#include "output/entity_text.h"
#include "parse/parse.h"
#include "session/run.h"
#include "store/graph.h"
#include "store/load/graph_file.h"
#include "value/equality.h"

namespace liaison {
namespace {

/// What stands below a statement; lines as written, without their mark.
struct Expectation {
  std::vector<std::vector<std::string>> rows;  // the first: column names
  std::optional<std::string> error;            // "SyntaxError UndefinedVariable [compile time]"
  std::vector<std::string> plan_has, plan_has_not;
  std::vector<std::string> counters;  // "nodesCreated 1"
};

struct Question {
  std::size_t line = 0;  // of the first `>`
  std::string title;
  std::string statement;
  Expectation expected;
  std::size_t answer_begin = 0, answer_end = 0;  // lines of the expectation, for --rewrite
};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// The cells of `| a | b |`, unescaped.
std::vector<std::string> cells_of(std::string_view row) {
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (row[i] == '\\' && i + 1 < row.size() && (row[i + 1] == '|' || row[i + 1] == 'n' || row[i + 1] == '\\')) {
      ++i;
      if (row[i] == '\\') cell += "\\";
      if (row[i] == '|') cell += '|';
      if (row[i] == 'n') cell += '\n';
    } else if (row[i] == '|') {
      cells.emplace_back(trimmed(cell));
      cell.clear();
    } else {
      cell += row[i];
    }
  }
  return cells;
}

std::string escaped_cell(std::string_view text) {
  std::string cell;
  for (char c : text) {
    if (c == '\n') {
      cell += "\\n";
    } else {
      if (c == '|' || c == '\\') cell += '\\';
      cell += c;
    }
  }
  return cell;
}

std::string row_text(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const std::string& cell : cells) text += " " + escaped_cell(cell) + " |";
  return text;
}

[[noreturn]] void bad_line(const std::filesystem::path& file, std::size_t line, std::string message) {
  Error error = runtime_error(ErrorCode::UsageError, "BadQuestionFile", std::move(message),
                              {static_cast<std::uint32_t>(line), 1, 1},
                              "lines begin with #, graph:, param:, >, |, !, ~, !~ or +");
  error.file = file.string();
  throw error;
}

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    Error error = runtime_error(ErrorCode::UsageError, "FileNotReadable", "the file cannot be read");
    error.file = file.string();
    throw error;
  }
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(std::move(line));
  }
  return lines;
}

class Runner {
 public:
  Runner(const std::filesystem::path& file, const QuestionOptions& options, std::ostream& report)
      : file_(file), options_(options), report_(report), lines_(lines_of(file)) {}

  QuestionCount run() {
    check_lines();
    std::string title;
    for (std::size_t i = 0; i < lines_.size();) {
      const std::string_view line = trimmed(lines_[i]);
      if (line.empty()) {
        title.clear();
        ++i;
      } else if (line.starts_with('#')) {
        if (!title.empty()) title += ' ';
        title += trimmed(line.substr(1));
        ++i;
      } else if (line.starts_with("graph:")) {
        open_graph(trimmed(line.substr(6)));
        ++i;
      } else if (line.starts_with("param:")) {
        set_parameter(trimmed(line.substr(6)), i + 1);
        ++i;
      } else {
        i = run_question(i, title);
      }
    }
    if (options_.rewrite && !answers_.empty()) rewrite();
    return count_;
  }

 private:
  struct Outcome {
    std::optional<StatementResult> result;
    std::optional<Error> error;
  };

  /// Refuses a line that has no place, before anything runs: a slip near the end must not cost the answers before it.
  void check_lines() const {
    bool is_below_statement = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view line = trimmed(lines_[i]);
      if (line.starts_with('>')) {
        is_below_statement = true;
      } else if (line.empty() || line.starts_with('#') || line.starts_with("graph:") || line.starts_with("param:")) {
        is_below_statement = false;
      } else if (!is_below_statement || std::string_view("|!~+").find(line.front()) == std::string_view::npos) {
        bad_line(file_, i + 1, "this line belongs to no statement");
      }
    }
  }

  void open_graph(std::string_view name) {
    parameters_ = {};
    graph_ = std::make_unique<Graph>();
    if (name == "empty") return;
    const std::array files{file_.parent_path() / std::filesystem::path(name)};
    graph_->replace(read_graph_files(files));
  }

  Outcome execute(std::string_view statement) {
    static const std::atomic<bool> never = false;
    Outcome outcome;
    try {
      const Procedures& procedures = options_.procedures != nullptr ? *options_.procedures : builtin_procedures();
      outcome.result = run_statement(statement, parameters_, *graph_, procedures, options_.session, never);
    } catch (const Error& error) {
      outcome.error = error;
    }
    return outcome;
  }

  /// The value of a literal, computed apart from the graph under test.
  static std::optional<Value> literal(const std::string& text) {
    static const std::atomic<bool> never = false;
    Graph empty;
    try {
      const StatementResult result =
          run_statement("RETURN (" + text + ") AS value", {}, empty, builtin_procedures(), {}, never);
      return result.values.front();
    } catch (const Error&) {
      return std::nullopt;
    }
  }

  void set_parameter(std::string_view text, std::size_t line) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) bad_line(file_, line, "a parameter is written param: NAME = LITERAL");
    const std::optional<Value> value = literal(std::string(trimmed(text.substr(equals + 1))));
    if (!value) bad_line(file_, line, "the parameter's value is no constant expression");
    parameters_.set(trimmed(text.substr(0, equals)), *value);
  }

  /// Reads the question that begins at line `i`, runs and judges it; gives the line after it.
  std::size_t run_question(std::size_t i, const std::string& title) {
    Question question;
    question.line = i + 1;
    question.title = title;
    for (; i < lines_.size() && trimmed(lines_[i]).starts_with('>'); ++i) {
      std::string_view text = trimmed(lines_[i]).substr(1);
      if (text.starts_with(' ')) text.remove_prefix(1);
      if (!question.statement.empty()) question.statement += '\n';
      question.statement += text;
    }
    question.answer_begin = i;
    for (; i < lines_.size(); ++i) {
      const std::string_view line = trimmed(lines_[i]);
      if (line.starts_with('|')) {
        question.expected.rows.push_back(cells_of(line));
      } else if (line.starts_with("!~")) {
        question.expected.plan_has_not.emplace_back(trimmed(line.substr(2)));
      } else if (line.starts_with('!')) {
        question.expected.error = std::string(trimmed(line.substr(1)));
      } else if (line.starts_with('~')) {
        question.expected.plan_has.emplace_back(trimmed(line.substr(1)));
      } else if (line.starts_with('+')) {
        question.expected.counters.emplace_back(trimmed(line.substr(1)));
      } else {
        break;
      }
    }
    question.answer_end = i;
    if (!graph_) graph_ = std::make_unique<Graph>();
    const Outcome outcome = execute(question.statement);
    const std::vector<std::string> difference = judge(question, outcome);
    if (difference.empty()) {
      ++count_.passed;
      return i;
    }
    ++count_.failed;
    report_ << file_.string() << ':' << question.line << ": "
            << (title.empty() ? question.statement.substr(0, question.statement.find('\n')) : title) << '\n';
    for (const std::string& row : difference) report_ << "  " << row << '\n';
    if (options_.rewrite) answers_[question.answer_begin] = {question.answer_end, actual_lines(question, outcome)};
    return i;
  }

  /// Empty if the answer is as expected, else the lines that show how it differs.
  std::vector<std::string> judge(const Question& question, const Outcome& outcome) {
    const Expectation& expected = question.expected;
    if (outcome.error) {
      const Error& error = *outcome.error;
      if (expected.error && error_matches(*expected.error, error)) return {};
      std::vector<std::string> difference;
      if (expected.error) difference.push_back("- ! " + *expected.error);
      for (const auto& row : expected.rows) difference.push_back("- " + row_text(row));
      difference.push_back("+ ! " + error_text(error) + ": " + error.message);
      return difference;
    }
    const StatementResult& result = *outcome.result;
    if (expected.error) {
      std::vector<std::string> difference{"- ! " + *expected.error};
      for (const auto& row : actual_rows(result)) difference.push_back("+ " + row_text(row));
      return difference;
    }
    std::vector<std::string> difference;
    judge_plan(expected, result, difference);
    judge_counters(expected, result, difference);
    if (!expected.rows.empty()) judge_rows(question, result, difference);
    return difference;
  }

  static std::string error_text(const Error& error) {
    return std::string(to_string(error.code)) + " " + error.detail + " " + std::string(to_string(error.phase));
  }

  /// "Code Detail", "Code Detail phase" or "Code Detail (phase)".
  static bool error_matches(std::string expected, const Error& error) {
    std::erase_if(expected, [](char c) { return c == '(' || c == ')'; });
    const std::string actual = error_text(error);
    return expected == actual || expected == std::string(to_string(error.code)) + " " + error.detail;
  }

  static void judge_plan(const Expectation& expected, const StatementResult& result,
                         std::vector<std::string>& difference) {
    if (expected.plan_has.empty() && expected.plan_has_not.empty()) return;
    std::string plan;
    for (const Value& line : result.values) {
      if (line.kind() == Kind::String) plan += std::string(line.as_string()) + "\n";
    }
    bool differs = false;
    for (const std::string& text : expected.plan_has) {
      if (plan.find(text) != std::string::npos) continue;
      difference.push_back("- ~ " + text);
      differs = true;
    }
    for (const std::string& text : expected.plan_has_not) {
      if (plan.find(text) == std::string::npos) continue;
      difference.push_back("- !~ " + text);
      differs = true;
    }
    if (!differs) return;
    for (std::size_t begin = 0; begin < plan.size();) {
      const std::size_t end = plan.find('\n', begin);
      difference.push_back("+ " + plan.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  static std::vector<std::string> counter_lines(const Counters& counters) {
    const std::array<std::pair<std::string_view, std::uint64_t>, 7> named{
        {{"nodesCreated", counters.nodes_created},
         {"nodesDeleted", counters.nodes_deleted},
         {"relationshipsCreated", counters.relationships_created},
         {"relationshipsDeleted", counters.relationships_deleted},
         {"propertiesSet", counters.properties_set},
         {"labelsAdded", counters.labels_added},
         {"labelsRemoved", counters.labels_removed}}};
    std::vector<std::string> lines;
    for (const auto& [name, count] : named) {
      if (count != 0) lines.push_back(std::string(name) + " " + std::to_string(count));
    }
    return lines;
  }

  static void judge_counters(const Expectation& expected, const StatementResult& result,
                             std::vector<std::string>& difference) {
    if (expected.counters.empty()) return;
    std::vector<std::string> wanted = expected.counters;
    std::vector<std::string> actual = counter_lines(result.counters);
    std::ranges::sort(wanted);
    std::ranges::sort(actual);
    if (wanted == actual) return;
    for (const std::string& line : wanted) {
      if (!std::ranges::binary_search(actual, line)) difference.push_back("- + " + line);
    }
    for (const std::string& line : actual) {
      if (!std::ranges::binary_search(wanted, line)) difference.push_back("+ + " + line);
    }
  }

  static std::vector<std::vector<std::string>> actual_rows(const StatementResult& result) {
    std::vector<std::vector<std::string>> rows;
    if (result.columns.empty()) return rows;
    rows.push_back(result.columns);
    for (std::size_t row = 0; row < result.row_count(); ++row) {
      std::vector<std::string> cells;
      for (std::size_t column = 0; column < result.columns.size(); ++column) {
        cells.push_back(value_text(*result.snapshot, result.value(row, column)));
      }
      rows.push_back(std::move(cells));
    }
    return rows;
  }

  /// The same text, or a literal of the same value ("1e3" for 1000.0).
  static bool cell_matches(const std::string& expected, const std::string& actual_text, const Value& actual) {
    if (expected == actual_text) return true;
    const std::optional<Value> value = literal(expected);
    return value && identical(*value, actual);
  }

  static bool is_ordered(const std::string& statement) {
    const ast::Statement parsed = parse(statement);
    if (parsed.query.parts.size() != 1 || parsed.query.parts.front().clauses.empty()) return false;
    const auto* last = std::get_if<ast::Return>(&parsed.query.parts.front().clauses.back().node);
    return last != nullptr && !last->projection.order.empty();
  }

  void judge_rows(const Question& question, const StatementResult& result, std::vector<std::string>& difference) {
    const std::vector<std::vector<std::string>>& expected = question.expected.rows;
    const std::vector<std::vector<std::string>> actual = actual_rows(result);
    if (actual.empty() || expected.front() != actual.front()) {
      difference.push_back("- " + row_text(expected.front()));
      difference.push_back("+ " + (actual.empty() ? "(no columns)" : row_text(actual.front())));
      return;
    }
    const auto matches = [&](std::size_t wanted, std::size_t given) {
      for (std::size_t column = 0; column < result.columns.size(); ++column) {
        if (column >= expected[wanted].size() ||
            !cell_matches(expected[wanted][column], actual[given][column], result.value(given - 1, column))) {
          return false;
        }
      }
      return expected[wanted].size() == result.columns.size();
    };
    if (is_ordered(question.statement)) {
      for (std::size_t row = 1; row < std::max(expected.size(), actual.size()); ++row) {
        if (row < expected.size() && row < actual.size() && matches(row, row)) continue;
        if (row < expected.size()) difference.push_back("- " + row_text(expected[row]));
        if (row < actual.size()) difference.push_back("+ " + row_text(actual[row]));
      }
      return;
    }
    std::vector<bool> used(actual.size(), false);
    for (std::size_t wanted = 1; wanted < expected.size(); ++wanted) {
      bool found = false;
      for (std::size_t given = 1; given < actual.size() && !found; ++given) {
        if (!used[given] && matches(wanted, given)) used[given] = found = true;
      }
      if (!found) difference.push_back("- " + row_text(expected[wanted]));
    }
    for (std::size_t given = 1; given < actual.size(); ++given) {
      if (!used[given]) difference.push_back("+ " + row_text(actual[given]));
    }
  }

  static std::vector<std::string> actual_lines(const Question& question, const Outcome& outcome) {
    std::vector<std::string> lines;
    if (outcome.error) {
      lines.push_back("! " + error_text(*outcome.error));
      return lines;
    }
    for (const std::string& text : question.expected.plan_has) lines.push_back("~ " + text);
    for (const std::string& text : question.expected.plan_has_not) lines.push_back("!~ " + text);
    if (question.expected.plan_has.empty() && question.expected.plan_has_not.empty()) {
      for (const auto& row : actual_rows(*outcome.result)) lines.push_back(row_text(row));
    }
    for (const std::string& counter : counter_lines(outcome.result->counters)) lines.push_back("+ " + counter);
    return lines;
  }

  void rewrite() {
    std::ofstream out(file_, std::ios::binary | std::ios::trunc);
    for (std::size_t i = 0; i <= lines_.size();) {
      if (const auto answer = answers_.find(i); answer != answers_.end()) {
        for (const std::string& line : answer->second.second) out << line << '\n';
        i = answer->second.first;
        answers_.erase(answer);
        continue;
      }
      if (i < lines_.size()) out << lines_[i] << '\n';
      ++i;
    }
  }

  std::filesystem::path file_;
  const QuestionOptions& options_;
  std::ostream& report_;
  std::vector<std::string> lines_;
  std::unique_ptr<Graph> graph_;
  Map parameters_;
  QuestionCount count_;
  std::map<std::size_t, std::pair<std::size_t, std::vector<std::string>>> answers_;  // first line -> (end, new lines)
};

}  // namespace

QuestionCount run_question_file(const std::filesystem::path& file, const QuestionOptions& options,
                                std::ostream& report) {
  return Runner(file, options, report).run();
}

}  // namespace liaison
