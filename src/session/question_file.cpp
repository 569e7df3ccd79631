#include "session/question_file.h"

#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "liaison/error.h"
#include "session/graph_reader.h"
#include "session/question_judge.h"
#include "session/question_reader.h"
#include "session/run.h"
#include "store/disk/store.h"
#include "store/graph.h"
#include "store/load/replace_file.h"

namespace liaison {
namespace {

/// Questions are not interrupted: their process is ended.
const std::atomic<bool> never = false;

class Runner {
 public:
  Runner(const std::filesystem::path& file, const QuestionOptions& options, std::ostream& report)
      : file_(file),
        options_(options),
        session_(options.session),
        report_(report),
        questions_(read_question_file(file)) {
    if (!session_.load_folder) session_.load_folder = file.has_parent_path() ? file.parent_path().string() : ".";
  }

  QuestionCount run() {
    for (const auto& step : questions_.steps) {
      std::visit([&](const auto& what) { take(what); }, step);
    }
    if (options_.rewrite && !answers_.empty()) rewrite();
    return count_;
  }

 private:
  void take(const GraphChange& change) {
    parameters_ = {};
    graph_ = std::make_shared<Graph>();
    if (change.name == "empty") return;
    const std::array files{file_.parent_path() / std::filesystem::path(change.name)};
    // What questions write to a store stays in memory, as with a graph file.
    graph_->replace(names_store(files.front()) ? Store::open(files.front(), {.read_only = true}).graph()->snapshot()
                                               : read_graphs(files, never));
  }

  void take(const ParameterChange& change) {
    const std::optional<Value> value = literal_value(change.literal);
    if (!value) throw bad_question_line(file_, change.line, "the parameter's value is no constant expression");
    parameters_.set(change.name, *value);
  }

  void take(Question question) {
    if (options_.session.rules_off != 0) {
      // The plans that are expected are those of all rules; answers are the same without.
      question.expected.plan_has.clear();
      question.expected.plan_has_not.clear();
    }
    const QuestionOutcome outcome = execute(question.statement);
    const std::vector<std::string> difference = judge(question, outcome);
    if (difference.empty()) {
      ++count_.passed;
      return;
    }
    ++count_.failed;
    const std::string& statement = question.statement;
    report_ << file_.string() << ':' << question.line << ": "
            << (question.title.empty() ? statement.substr(0, statement.find('\n')) : question.title) << '\n';
    for (const std::string& row : difference) report_ << "  " << row << '\n';
    if (options_.rewrite) answers_[question.answer_begin] = {question.answer_end, expectation_lines(question, outcome)};
  }

  QuestionOutcome execute(std::string_view statement) {
    QuestionOutcome outcome;
    if (options_.before_statement) graph_ = options_.before_statement(graph_);
    try {
      const Procedures& procedures = options_.procedures != nullptr ? *options_.procedures : builtin_procedures();
      outcome.result = run_statement(statement, parameters_, *graph_, procedures, session_, never);
    } catch (const Error& error) {
      outcome.error = error;
    }
    return outcome;
  }

  void rewrite() const {
    const std::optional<std::string> failure = replace_file(file_, [&](std::ostream& out) {
      const std::vector<std::string>& lines = questions_.lines;
      for (std::size_t i = 0; i <= lines.size();) {
        if (const auto answer = answers_.find(i); answer != answers_.end()) {
          for (const std::string& line : answer->second.lines) out << line << '\n';
          i = answer->second.end;
          if (i > answer->first) continue;
        }
        if (i < lines.size()) out << lines[i] << '\n';
        ++i;
      }
    });
    if (failure) throw question_file_error(file_, "NotWritten", "the file cannot be written: " + *failure);
  }

  struct Answer {
    std::size_t end = 0;  // of the lines it takes the place of
    std::vector<std::string> lines;
  };

  std::filesystem::path file_;
  const QuestionOptions& options_;
  SessionOptions session_;
  std::ostream& report_;
  QuestionFile questions_;
  std::shared_ptr<Graph> graph_ = std::make_shared<Graph>();
  Map parameters_;
  QuestionCount count_;
  std::map<std::size_t, Answer> answers_;  // by the first of those lines
};

}  // namespace

QuestionCount run_question_file(const std::filesystem::path& file, const QuestionOptions& options,
                                std::ostream& report) {
  return Runner(file, options, report).run();
}

}  // namespace liaison
