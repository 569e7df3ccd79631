#include "session/question_judge.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <utility>
#include <variant>

#include "algorithm/procedure.h"
#include "output/entity_text.h"
#include "parse/parse.h"
#include "session/run.h"
#include "store/graph.h"
#include "value/equality.h"

namespace liaison {
namespace {

std::string error_text(const Error& error) {
  return std::string(to_string(error.code)) + " " + error.detail + " " + std::string(to_string(error.phase));
}

/// "Code Detail", "Code Detail phase" or "Code Detail (phase)".
bool error_matches(std::string expected, const Error& error) {
  std::erase_if(expected, [](char c) { return c == '(' || c == ')'; });
  const std::string actual = error_text(error);
  return expected == actual || expected == std::string(to_string(error.code)) + " " + error.detail;
}

void judge_plan(const Expectation& expected, const StatementResult& result, std::vector<std::string>& difference) {
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

std::vector<std::string> counter_lines(const Counters& counters) {
  const std::array<std::pair<std::string_view, std::uint64_t>, 11> named{
      {{"nodesCreated", counters.nodes_created},
       {"nodesDeleted", counters.nodes_deleted},
       {"relationshipsCreated", counters.relationships_created},
       {"relationshipsDeleted", counters.relationships_deleted},
       {"propertiesSet", counters.properties_set},
       {"labelsAdded", counters.labels_added},
       {"labelsRemoved", counters.labels_removed},
       {"indexesAdded", counters.indexes_added},
       {"indexesRemoved", counters.indexes_removed},
       {"constraintsAdded", counters.constraints_added},
       {"constraintsRemoved", counters.constraints_removed}}};
  std::vector<std::string> lines;
  for (const auto& [name, count] : named) {
    if (count != 0) lines.push_back(std::string(name) + " " + std::to_string(count));
  }
  return lines;
}

void judge_counters(const Expectation& expected, const StatementResult& result, std::vector<std::string>& difference) {
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

std::vector<std::vector<std::string>> actual_rows(const StatementResult& result) {
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
bool cell_matches(const std::string& expected, const std::string& actual_text, const Value& actual) {
  if (expected == actual_text) return true;
  const std::optional<Value> value = literal_value(expected);
  return value && identical(*value, actual);
}

bool is_ordered(const std::string& statement) {
  const ast::Statement parsed = parse(statement);
  if (parsed.query.parts.size() != 1 || parsed.query.parts.front().clauses.empty()) return false;
  const auto& last = parsed.query.parts.front().clauses.back().node;
  if (const auto* show = std::get_if<ast::Show>(&last)) return !show->rest.order.empty();
  const auto* returned = std::get_if<ast::Return>(&last);
  return returned != nullptr && !returned->projection.order.empty();
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

}  // namespace

std::vector<std::string> judge(const Question& question, const QuestionOutcome& outcome) {
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

std::vector<std::string> expectation_lines(const Question& question, const QuestionOutcome& outcome) {
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

std::optional<Value> literal_value(std::string_view text) {
  static const std::atomic<bool> never = false;
  Graph empty;
  try {
    const StatementResult result =
        run_statement("RETURN (" + std::string(text) + ") AS value", {}, empty, builtin_procedures(), {}, never);
    return result.values.front();
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace liaison
