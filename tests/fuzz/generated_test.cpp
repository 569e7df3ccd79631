// Random statements, by the grammar and by what the sample graphs hold, over those graphs. See README.md.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "fuzz/environment.h"
#include "fuzz/grammar.h"
#include "fuzz/parse_coverage.h"
#include "fuzz/sample_graphs.h"
#include "fuzz/sentence_generator.h"
#include "fuzz/statement_generator.h"
#include "fuzz/statement_runner.h"

namespace liaison {
namespace {

/// Both generators, each of which puts in a part of the other's now and then.
class MixedGenerator {
 public:
  MixedGenerator(const Grammar& grammar, std::mt19937_64& random)
      : random_(random),
        sentences_(
            grammar, random,
            [this](const std::string& token, const std::string& rule, const std::string& label) {
              return word(token, rule, label);
            },
            [this](const std::string& rule, const std::string& label) { return graft(rule, label); }),
        statements_(random, {.repeatable = false, .foreign_expression = [this] { return foreign_expression(); }}) {}

  std::string next() {
    by_grammar_ = random_() % 100 < 25;
    if (!by_grammar_) return statements_.statement();
    in_sentence_ = true;
    statements_.forget_scope();
    std::string text = random_() % 2 == 0
                           ? sentences_.sentence_with_seldom("statement")
                           : sentences_.sentence("statement", 8 + static_cast<std::uint32_t>(random_() % 24));
    in_sentence_ = false;
    return text;
  }

  [[nodiscard]] bool last_was_by_grammar() const { return by_grammar_; }

  /// What the parser took in the last statement.
  void parsed(const std::vector<std::size_t>& alternatives) { sentences_.count(alternatives); }

 private:
  std::string pick(std::initializer_list<const char*> texts) { return *(texts.begin() + random_() % texts.size()); }

  std::string word(const std::string& token, const std::string& rule, const std::string& label) {
    // Words that are names for the lexer, and that the builder asks for by rule.
    if (token == "NAME" && random_() % 100 < 90) {
      if (label == "word") return "FOR";
      if (label == "kind") return pick({"RANGE", "RANGE", "TEXT", "FULLTEXT"});
      if (label == "require") return pick({"REQUIRE", "ASSERT"});
      if (rule == "ifExists" || rule == "ifNotExists") return "IF";
      if (rule == "schemaCondition") return pick({"UNIQUE", "UNIQUE", "NODE", "KEY"});
      if (rule == "pathFunction") return pick({"shortestPath", "allShortestPaths"});
      if (rule == "pathSearch") return pick({"PATHS", "PATHS", "GROUPS", "PATH"});
      if (rule == "showWord") return pick({"FUNCTIONS", "PROCEDURES", "INDEXES", "CONSTRAINTS", "BUILT IN FUNCTIONS"});
    }
    if (token == "NAME")
      return pick(
          {"a", "a", "b", "n", "x", "name", "i", "KNOWS", "Person", "count", "size", "Zürich", "FUNCTIONS", "PATHS"});
    if (token == "QUOTED_NAME") return pick({"`a`", "`invests-in`", "`a``b`", "`x y`"});
    if (token == "INTEGER")
      return pick({"0", "1", "2", "3", "7", "0x1F", "0o17", "9223372036854775807", "99999999999999999999"});
    if (token == "FLOAT") return pick({"0.5", "1e3", ".25", "1.0E-7", "1e999"});
    if (token == "STRING") return pick({"'a'", "''", "'Nvidia'", "\"b\"", "'\\n\\u00e9'", "'2023-06-01'", "'it\\'s'"});
    ADD_FAILURE() << "the grammar has a token of many spellings that is new here: " << token;
    return token;
  }

  std::optional<std::string> graft(const std::string& rule, const std::string& label) {
    const std::uint64_t percent = random_() % 100;
    // Words that are none of the lexer's: the grammar's labels name them.
    if (rule == "anyName" && !label.empty() && percent < 90) return label == "terminator" ? "FIELDTERMINATOR" : label;
    if (rule == "expression" && percent < 30) return statements_.expression(TypeSet::any(), 1);
    if (rule == "patternPath" && percent < 20) return statements_.pattern();
    if (rule == "clause" && percent < 15) return statements_.clause();
    if (rule == "schemaEntity" && percent < 80) return pick({"(n:Person)", "(n:`cloud-platform`)", "()-[n:KNOWS]-()"});
    if (rule == "schemaKey" && percent < 80) return pick({"n.i", "n.name", "n.s", "n.missing"});
    if ((rule == "variable" || rule == "anyName") && percent < 30) return statements_.any_name();
    return std::nullopt;
  }

  std::string foreign_expression() {
    return in_sentence_ ? "1" : sentences_.sentence("expression", 2 + static_cast<std::uint32_t>(random_() % 5));
  }

  std::mt19937_64& random_;
  SentenceGenerator sentences_;
  StatementGenerator statements_;
  bool by_grammar_ = false;
  bool in_sentence_ = false;
};

std::string share(std::uint64_t part, std::uint64_t whole) {
  return fmt::format("{} ({:.1f} %)", part,
                     whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

TEST(Generated, NoStatementDoesWorseThanAnError) {
  if (const char* statement = std::getenv("LIAISON_FUZZ_STATEMENT")) {
    const Verdict verdict = run_on(sample_graphs(), statement);
    EXPECT_EQ(verdict.fault, "");
    return;
  }
  const std::uint64_t statements = number_from("LIAISON_FUZZ_STATEMENTS", 3'000);
  const std::uint64_t seed = number_from("LIAISON_SEED", 20251101);
  const std::uint64_t most_reports = number_from("LIAISON_REPORTS", 5);
  const Grammar grammar = own_grammar();
  std::mt19937_64 random(seed);
  MixedGenerator generator(grammar, random);
  ParseCoverage coverage(grammar);
  std::map<std::string, std::pair<std::uint64_t, std::string>> refusals;  // of statements not from the grammar
  std::uint64_t parsed = 0, compiled = 0, gave_rows = 0, failed = 0, timed_out = 0, faults = 0;
  for (std::uint64_t i = 0; i < statements && faults < most_reports; ++i) {
    const std::string statement = generator.next();
    const Verdict verdict = run_on(sample_graphs(), statement);
    parsed += verdict.parsed ? 1 : 0;
    compiled += verdict.compiled ? 1 : 0;
    gave_rows += verdict.gave_rows ? 1 : 0;
    failed += verdict.failed ? 1 : 0;
    if (verdict.timed_out && std::getenv("LIAISON_COVERAGE") != nullptr) std::cout << "slow: " << statement << "\n";
    timed_out += verdict.timed_out ? 1 : 0;
    generator.parsed(coverage.add(statement));
    if (!generator.last_was_by_grammar() && !verdict.refused.empty()) {
      auto& [count, example] = refusals[verdict.refused.substr(0, verdict.refused.find(':'))];
      if (count++ == 0) example = verdict.refused + "\n    " + statement;
    }
    if (verdict.fault.empty()) continue;
    ++faults;
    ADD_FAILURE() << "LIAISON_SEED=" << seed << " statement " << i << ": " << verdict.fault
                  << "\nLIAISON_FUZZ_STATEMENT=" << statement;
  }
  std::cout << fmt::format(
      "seed {}: {} statements, {} parsed, {} compiled; of these {} gave rows, {} failed, {} ran out of time; the "
      "parser took each of its {} alternatives in {} or more\n",
      seed, statements, share(parsed, statements), share(compiled, statements), share(gave_rows, compiled),
      share(failed, compiled), share(timed_out, compiled), grammar.alternatives.size(),
      *std::ranges::min_element(coverage.counts()));
  if (std::getenv("LIAISON_COVERAGE") != nullptr) {
    for (std::size_t i = 0; i < grammar.alternatives.size(); ++i) {
      std::cout << fmt::format("{:8}  {}\n", coverage.counts()[i], grammar.alternatives[i]);
    }
    for (const auto& [why, refusal] : refusals) std::cout << fmt::format("{:8} {}\n", refusal.first, refusal.second);
  }
  if (faults > 0 || statements < 3'000) return;
  EXPECT_GE(compiled * 2, statements);
  EXPECT_GE(gave_rows * 10, compiled * 3);
  EXPECT_LE(timed_out * 20, statements);
  const std::uint64_t times = std::max<std::uint64_t>(1, statements / 10'000);  // 100 in a million
  for (std::size_t i = 0; i < grammar.alternatives.size(); ++i) {
    EXPECT_GE(coverage.counts()[i], times) << grammar.alternatives[i];
  }
}

}  // namespace
}  // namespace liaison
