// Queries said in two ways that must answer the same. See README.md.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "fuzz/environment.h"
#include "fuzz/last_words.h"
#include "fuzz/sample_graphs.h"
#include "fuzz/statement_generator.h"
#include "liaison/session.h"
#include "optimize/optimize.h"
#include "session/session_core.h"
#include "value/text.h"

namespace liaison {
namespace {

using RowTexts = std::vector<std::string>;

/// Equal for equivalent values: 1 is 1.0.
std::string text_of(const Value& value) {
  if (value.is_number()) return fmt::format("{:.12g}", value.as_number() + 0.0);  // no -0
  const Kind kind = value.kind();
  if (kind == Kind::Node) return fmt::format("node {}", value.as_node());
  if (kind == Kind::Relationship) {
    return fmt::format("relationship {}-{}", value.as_relationship().type, value.as_relationship().serial);
  }
  std::string text;
  if (kind == Kind::Path) {
    for (NodeId node : value.path_nodes()) text += fmt::format(" {}", node);
    for (RelationshipId step : value.path_relationships()) text += " " + text_of(Value::relationship(step));
    return "path" + text;
  }
  if (kind == Kind::List) {
    for (const Value& item : value.as_list()) text += text_of(item) + ", ";
    return "[" + text + "]";
  }
  if (kind == Kind::Map) {
    for (const MapEntry& entry : value.as_map().entries()) text += entry.key + ": " + text_of(entry.value) + ", ";
    return "{" + text + "}";
  }
  return literal_text(value);
}

RowTexts sorted(RowTexts rows) {
  std::ranges::sort(rows);
  return rows;
}

/// What a statement came to. Of errors only their kind: which of several comes first is open.
struct Answer {
  std::optional<Error> error;
  RowTexts rows;
};

/// A query taken apart, so that it can be said in other ways.
struct Query {
  std::vector<std::string> clauses;  // before the MATCH
  std::vector<std::vector<PathPart>> paths;
  std::string condition;
  std::vector<std::string> columns;

  [[nodiscard]] std::string before() const {
    std::string text;
    for (const std::string& clause : clauses) text += clause + " ";
    return text;
  }
  [[nodiscard]] std::string pattern() const {
    std::string text;
    for (const std::vector<PathPart>& path : paths) {
      text += text.empty() ? "" : ", ";
      for (const PathPart& part : path) text += written(part);
    }
    return text;
  }
  [[nodiscard]] std::string match() const { return before() + "MATCH " + pattern(); }
  [[nodiscard]] std::string result() const { return fmt::format("RETURN {}", fmt::join(columns, ", ")); }
  [[nodiscard]] std::string text(const std::string& where = "") const {
    return match() + (where.empty() ? "" : " WHERE " + where) + " " + result();
  }
};

class Metamorphic {
 public:
  explicit Metamorphic(std::uint64_t seed)
      : random_(seed), generator_(random_, {.repeatable = true, .foreign_expression = {}}) {
    graph_->replace(sample_graphs()[chance(5) ? 0 : 1 + below(2)].snapshot);
    // Not always the same graphs: some statements that write, whatever they come to.
    StatementGenerator writer(random_, {});
    for (std::uint32_t i = below(3); i > 0; --i) static_cast<void>(ask(writer.query(1 + below(2), true), {}));
  }

  /// Checks one relation on one query.
  void check() {
    query_ = make_query();
    answers_.clear();
    const auto relation = relations[below(static_cast<std::uint32_t>(relations.size()))];
    (this->*relation)();
    const auto is_refused = [](const Answer& answer) { return answer.error.has_value(); };
    skipped_ = std::ranges::any_of(answers_, is_refused);
  }

  [[nodiscard]] bool skipped() const { return skipped_; }
  [[nodiscard]] bool had_rows() const {
    return std::ranges::any_of(answers_, [](const Answer& answer) { return !answer.rows.empty(); });
  }
  [[nodiscard]] const std::string& fault() const { return fault_; }
  [[nodiscard]] std::string first_error() const {
    for (std::size_t i = 0; i < answers_.size(); ++i) {
      const std::optional<Error>& error = answers_[i].error;
      if (error) return error->detail + ": " + error->message + "\n    " + statements_[i];
    }
    return {};
  }

 private:
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }
  bool chance(std::uint32_t percent) { return below(100) < percent; }

  Query make_query() {
    Query query;
    generator_.forget_scope();
    for (std::uint32_t i = below(chance(50) ? 2 : 3); i > 0; --i) query.clauses.push_back(generator_.clause());
    query.paths.push_back(generator_.path_parts(below(3)));
    if (chance(35)) query.paths.push_back(generator_.path_parts(1 + below(2)));
    query.condition = generator_.condition(1 + below(2));
    std::vector<std::string> names = generator_.names_in_scope();
    std::ranges::shuffle(names, random_);
    names.resize(std::min<std::size_t>(names.size(), 3));
    for (std::size_t i = 0; i < names.size(); ++i) query.columns.push_back(names[i] + " AS c" + std::to_string(i));
    if (names.empty() || chance(40)) query.columns.push_back(generator_.expression(TypeSet::any(), 2) + " AS c9");
    return query;
  }

  Answer ask(const std::string& statement, const SessionOptions& given) {
    const LastWords last_words("while running: " + statement + "\n", 60);
    SessionOptions options = given;
    options.timeout_seconds = 1;
    Session session(std::make_unique<SessionCore>(graph_, options));
    const Result<Rows> rows = session.run(statement, sample_parameters());
    Answer answer;
    if (!rows) {
      answer.error = rows.error();
      return answer;
    }
    for (std::size_t row = 0; row < rows->row_count(); ++row) {
      std::string text;
      for (std::size_t column = 0; column < rows->columns().size(); ++column)
        text += text_of(rows->at(row, column)) + " | ";
      answer.rows.push_back(std::move(text));
    }
    return answer;
  }

  /// The rows in the order they came; none where it failed.
  const RowTexts& rows(const std::string& statement, const SessionOptions& options = {}) {
    statements_.push_back(statement);
    answers_.push_back(ask(statement, options));
    return answers_.back().rows;
  }

  void expect_same(const RowTexts& left, const RowTexts& right, const char* relation) {
    const auto failed = [](const Answer& answer) { return answer.error.has_value(); };
    if (left == right || std::ranges::any_of(answers_, failed)) return;
    fault_ = fmt::format("{}: {} and {} rows\n", relation, left.size(), right.size());
    for (const std::string& statement : statements_) fault_ += statement + "\n";
    for (const std::string& row : left) {
      if (std::ranges::count(left, row) != std::ranges::count(right, row)) fault_ += "- " + row + "\n";
    }
    for (const std::string& row : right) {
      if (std::ranges::count(left, row) != std::ranges::count(right, row)) fault_ += "+ " + row + "\n";
    }
  }
  void expect_same_bags(RowTexts left, RowTexts right, const char* relation) {
    expect_same(sorted(std::move(left)), sorted(std::move(right)), relation);
  }

  // ---- Relations ----------------------------------------------------------------------------------------------------

  void partition() {
    const bool in_with = chance(40);
    const auto where = [&](const std::string& condition) {
      return in_with ? query_.match() + " WITH * WHERE " + condition + " " + query_.result() : query_.text(condition);
    };
    const RowTexts all = rows(query_.text());
    RowTexts parts;
    for (const char* form : {"({})", "NOT ({})", "({}) IS NULL"}) {
      std::ranges::copy(rows(where(fmt::format(fmt::runtime(form), query_.condition))), std::back_inserter(parts));
    }
    expect_same_bags(all, parts, "p, NOT p and p IS NULL");
  }

  void reversal() {
    Query other = query_;
    std::string pattern;
    for (const std::vector<PathPart>& path : other.paths) {
      pattern += pattern.empty() ? "" : ", ";
      // A list of relationships comes in the order of the pattern.
      const auto is_list = [](const PathPart& part) { return part.is_long && !part.name.empty(); };
      if (std::ranges::any_of(path, is_list)) {
        for (const PathPart& part : path) pattern += written(part);
      } else {
        for (std::size_t i = path.size(); i-- > 0;) pattern += written(path[i], true);
      }
    }
    const std::string end = " WHERE " + query_.condition + " " + query_.result();
    const RowTexts expected = rows(query_.match() + end);
    expect_same_bags(expected, rows(query_.before() + "MATCH " + pattern + end), "a pattern reversed");
  }

  void comma_order() {
    Query other = query_;
    std::ranges::reverse(other.paths);
    const RowTexts expected = rows(query_.text(query_.condition));
    expect_same_bags(expected, rows(other.text(query_.condition)), "comma patterns in another order");
  }

  void split() {
    Query other = query_;
    other.paths.clear();
    for (std::vector<PathPart> path : query_.paths) {
      std::vector<PathPart> current{path[0]};
      for (std::size_t i = 1; i < path.size(); i += 2) {
        current.push_back(path[i]);
        current.push_back(path[i + 1]);
        PathPart& node = current.back();
        if (i + 2 == path.size()) break;
        if (node.name.empty()) {
          const std::size_t entity = node.text.find('\'') == 1 ? 1 : 0;
          node.name = "split" + std::to_string(i) + "_" + std::to_string(other.paths.size());
          node.text.insert(1, node.name + (entity == 1 ? " " : ""));
        }
        PathPart again = node;
        again.text = "(" + node.name + ")";
        other.paths.push_back(std::exchange(current, {again}));
      }
      other.paths.push_back(current);
    }
    const RowTexts expected = rows(query_.text(query_.condition));
    expect_same_bags(expected, rows(other.text(query_.condition)), "a pattern split at its nodes");
  }

  void with_star() {
    const RowTexts expected = rows(query_.text(query_.condition));
    std::string text;
    for (const std::string& clause : query_.clauses) text += clause + (chance(70) ? " WITH * " : " ");
    text += "MATCH " + query_.pattern() + " WHERE " + query_.condition + " WITH * " + query_.result();
    expect_same_bags(expected, rows(text), "WITH * between clauses");
  }

  void distinct() {
    std::vector<std::string> names;
    for (const std::string& column : query_.columns) names.push_back(column.substr(column.rfind(' ') + 1));
    const std::string match = query_.match() + " WHERE " + query_.condition;
    const std::string columns = fmt::format("{}", fmt::join(query_.columns, ", "));
    RowTexts once = sorted(rows(match + " RETURN " + columns));
    const auto repeated = std::ranges::unique(once);
    once.erase(repeated.begin(), repeated.end());
    expect_same_bags(once, rows(match + " RETURN DISTINCT " + columns), "DISTINCT");
    expect_same_bags(
        once, rows(fmt::format("{} WITH DISTINCT {} RETURN DISTINCT {}", match, columns, fmt::join(names, ", "))),
        "DISTINCT twice");
    expect_same_bags(
        once, rows(fmt::format("{} WITH {}, count(*) AS times RETURN {}", match, columns, fmt::join(names, ", "))),
        "groups are what is DISTINCT");
    expect_same_bags(once, rows(match + " RETURN " + columns + " UNION " + match + " RETURN " + columns),
                     "UNION with itself");
  }

  void order_and_limit() {
    std::vector<std::string> names;
    for (const std::string& column : query_.columns) names.push_back(column.substr(column.rfind(' ') + 1));
    const std::string ordered = fmt::format("{} ORDER BY {}{}", query_.text(query_.condition), fmt::join(names, ", "),
                                            chance(40) ? " DESC" : "");
    const RowTexts all = rows(ordered);
    const std::size_t skip = below(4), limit = below(12);
    const RowTexts some = rows(fmt::format("{} SKIP {} LIMIT {}", ordered, skip, limit));
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(std::min(skip, all.size()));
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(skip + limit, all.size()));
    expect_same(RowTexts(begin, end), some, "SKIP and LIMIT of what is ordered");
    expect_same_bags(all, rows(query_.text(query_.condition)), "ORDER BY");
  }

  void rules_off() {
    const std::string whole = chance(50) ? query_.text(query_.condition) : generator_query();
    const RowTexts expected = rows(whole);
    for (std::size_t rule = 0; rule < rule_count; ++rule) {
      SessionOptions options;
      options.rules_off = 1u << rule;
      expect_same_bags(expected, rows(whole, options),
                       ("without the rule " + std::string(to_string(static_cast<Rule>(rule)))).c_str());
    }
    SessionOptions none;
    none.rules_off = (1u << rule_count) - 1;
    expect_same_bags(expected, rows(whole, none), "without any rule");
  }

  void chunk_sizes() {
    const std::string whole = chance(50) ? query_.text(query_.condition) : generator_query();
    const RowTexts expected = rows(whole);
    for (const std::uint32_t chunk_rows : {1u, 2u, 3u}) {
      SessionOptions options;
      options.chunk_rows = chunk_rows;
      expect_same_bags(expected, rows(whole, options), "smaller chunks");
    }
  }

  std::string generator_query() {
    generator_.forget_scope();
    return generator_.query(1 + below(3), false);
  }

  void union_with_nothing() {
    std::string nothing = "UNWIND [] AS none RETURN ";
    for (const std::string& column : query_.columns) {
      nothing += (nothing.ends_with("RETURN ") ? "none AS " : ", none AS ") + column.substr(column.rfind(' ') + 1);
    }
    const std::string text = query_.text(query_.condition);
    const RowTexts expected = rows(text);
    const std::string both = chance(50) ? text + " UNION ALL " + nothing : nothing + " UNION ALL " + text;
    expect_same_bags(expected, rows(both), "UNION ALL with nothing");
  }

  void count() {
    const std::string where = " WHERE " + query_.condition;
    const RowTexts number{std::to_string(rows(query_.text(query_.condition)).size()) + " | "};
    expect_same(number, rows(query_.match() + where + " RETURN count(*)"), "count(*)");
    if (!query_.clauses.empty()) {
      const std::string counted =
          fmt::format("{}WITH COUNT {{ MATCH {}{} }} AS n RETURN sum(n)", query_.before(), query_.pattern(), where);
      expect_same(number, rows(counted), "COUNT { }");
    }
  }

  void optional_match() {
    const std::string where = " WHERE " + query_.condition + " ";
    Query alone = query_;
    alone.clauses.clear();
    const RowTexts found = rows(alone.match() + where + "RETURN count(*) > 0");
    if (found != RowTexts{"true | "}) return;
    const RowTexts expected = rows(alone.match() + where + alone.result());
    expect_same_bags(expected, rows("OPTIONAL MATCH " + alone.pattern() + where + alone.result()), "OPTIONAL MATCH");
  }

  static constexpr std::array relations{
      &Metamorphic::partition, &Metamorphic::partition,     &Metamorphic::reversal,    &Metamorphic::comma_order,
      &Metamorphic::split,     &Metamorphic::with_star,     &Metamorphic::distinct,    &Metamorphic::order_and_limit,
      &Metamorphic::rules_off, &Metamorphic::rules_off,     &Metamorphic::chunk_sizes, &Metamorphic::union_with_nothing,
      &Metamorphic::count,     &Metamorphic::optional_match};

  std::mt19937_64 random_;
  StatementGenerator generator_;
  std::shared_ptr<Graph> graph_ = std::make_shared<Graph>();
  Query query_;
  std::vector<Answer> answers_;
  std::vector<std::string> statements_;
  std::string fault_;
  bool skipped_ = false;
};

TEST(Metamorphic, WhatIsTheSameAnswersTheSame) {
  const std::uint64_t wanted = number_from("LIAISON_METAMORPHIC_QUERIES", 800);
  const std::uint64_t first_seed = number_from("LIAISON_SEED", 20251101);
  const std::uint64_t most_reports = number_from("LIAISON_REPORTS", 5);
  std::uint64_t compared = 0, had_rows = 0, skipped = 0, faults = 0;
  std::map<std::string, std::pair<std::uint64_t, std::string>> errors;
  for (std::uint64_t seed = first_seed; compared < wanted && faults < most_reports; ++seed) {
    Metamorphic metamorphic(seed);
    metamorphic.check();
    if (!metamorphic.fault().empty()) {
      ++faults;
      ADD_FAILURE() << "LIAISON_SEED=" << seed << ": " << metamorphic.fault();
    }
    ++(metamorphic.skipped() ? skipped : compared);
    if (!metamorphic.skipped() && metamorphic.had_rows()) ++had_rows;
    if (metamorphic.skipped()) {
      const std::string error = metamorphic.first_error();
      auto& [count, example] = errors[error.substr(0, error.find(':'))];
      if (count++ == 0) example = error;
    }
  }
  std::cout << fmt::format("seed {}: {} queries compared, {} with rows; {} failed or were refused\n", first_seed,
                           compared, had_rows, skipped);
  if (std::getenv("LIAISON_COVERAGE") != nullptr) {
    for (const auto& [detail, error] : errors) std::cout << fmt::format("{:8} {}\n", error.first, error.second);
  }
  EXPECT_GE(had_rows * 10, compared * 2);
  EXPECT_LE(skipped, compared);
}

}  // namespace
}  // namespace liaison
