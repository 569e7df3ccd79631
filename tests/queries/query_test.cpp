// Runs every question file (tests/queries/**/*.test and graphs/questions/*.test): at the usual chunk size, at 1, 2 and
// 3 rows a chunk, with each optimizer rule left out, and on a store that is closed and opened between statements. The
// answers must be the same every time. LIAISON_REWRITE=1 puts the actual answers in place, for review as a difference.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <vector>

#include "liaison/error.h"
#include "optimize/optimize.h"
#include "session/question_file.h"
#include "stored_graph.h"

namespace liaison {
namespace {

std::vector<std::filesystem::path> question_files() {
  const std::filesystem::path source(LIAISON_SOURCE_DIR);
  std::vector<std::filesystem::path> files;
  for (const auto& folder : {source / "tests" / "queries", source / "graphs" / "questions"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() == ".test") files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

QuestionOptions with(const SessionOptions& session, bool rewrite = false) {
  return {.rewrite = rewrite, .session = session, .procedures = nullptr, .before_statement = nullptr};
}

void run_all(const QuestionOptions& options) {
  std::size_t passed = 0;
  for (const std::filesystem::path& file : question_files()) {
    std::ostringstream report;
    try {
      const QuestionCount count = run_question_file(file, options, report);
      passed += count.passed;
      EXPECT_EQ(count.failed, 0u) << report.str();
    } catch (const Error& error) {
      ADD_FAILURE() << file << ": " << error.message;
    }
  }
  EXPECT_GT(passed, 0u);
}

SessionOptions chunks_of(std::uint32_t rows) {
  SessionOptions options;
  options.chunk_rows = rows;
  return options;
}

SessionOptions without(Rule rule) {
  SessionOptions options;
  options.rules_off = RuleSet{}.without(rule).off;
  return options;
}

/// Expected plans are those of all rules and are judged only here and at other chunk sizes.
TEST(Queries, AnswerAsTheFilesSay) { run_all(with({}, std::getenv("LIAISON_REWRITE") != nullptr)); }

TEST(Queries, AnswerTheSameAtOneRowAChunk) { run_all(with(chunks_of(1))); }
TEST(Queries, AnswerTheSameAtTwoRowsAChunk) { run_all(with(chunks_of(2))); }
TEST(Queries, AnswerTheSameAtThreeRowsAChunk) { run_all(with(chunks_of(3))); }

TEST(Queries, AnswerTheSameOnAStoreThatIsOpenedAgain) {
  StoredGraph stored;
  QuestionOptions options = with({});
  options.before_statement = [&](const std::shared_ptr<Graph>& graph) { return stored.go_on(graph); };
  run_all(options);
}

TEST(Queries, AnswerTheSameWithoutImpliedLabels) { run_all(with(without(Rule::ImpliedLabels))); }
TEST(Queries, AnswerTheSameWithoutOptionalExpand) { run_all(with(without(Rule::OptionalExpand))); }
TEST(Queries, AnswerTheSameWithoutReachableEnds) { run_all(with(without(Rule::ReachableEnds))); }
TEST(Queries, AnswerTheSameWithoutTop) { run_all(with(without(Rule::Top))); }

}  // namespace
}  // namespace liaison
