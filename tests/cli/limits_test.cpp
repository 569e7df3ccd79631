#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "cli/process.h"

// Every operator that keeps rows or searches, and every function that makes much, against --timeout, --memory and
// Ctrl-C: the statement ends in time with the right exit code, holds no more than it may, leaves the graph as it was,
// and the next statement runs.
namespace liaison {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_sanitized = true;  // neither computing time nor resident memory mean much
constexpr std::size_t statements_per_one_run = 5;
#else
constexpr bool is_sanitized = false;
constexpr std::size_t statements_per_one_run = 1;
#endif

constexpr std::uint64_t limit_bytes = 256'000'000;

struct LongStatement {
  bool takes_memory = false;
  std::string name, text;
};

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

std::vector<LongStatement> long_statements() {
  std::ifstream file(LIAISON_SOURCE_DIR "/tests/cli/long_statements.txt");
  std::vector<LongStatement> statements;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#' || number++ % statements_per_one_run != 0) continue;
    const std::size_t first = line.find('|'), second = line.find('|', first + 1);
    statements.push_back({.takes_memory = line.substr(0, first).find("memory") != std::string::npos,
                          .name = trimmed(line.substr(first + 1, second - first - 1)),
                          .text = trimmed(line.substr(second + 1))});
  }
  return statements;
}

constexpr const char* make_graph =
    "UNWIND range(1, 30) AS i CREATE (:K {i: i}); MATCH (a:K), (b:K) WHERE a.i < b.i CREATE (a)-[:E]->(b)";
constexpr const char* look_at_graph =
    "MATCH (n) OPTIONAL MATCH (n)-[r]->() "
    "RETURN count(DISTINCT n) AS nodes, count(r) AS relationships, sum(n.i) AS numbers, count(n.name) AS names";
constexpr const char* untouched_graph = "nodes,relationships,numbers,names\n30,435,4525,0\n";

/// Presses Ctrl-C in a batch and gives the computing time that the program takes to its end.
double seconds_to_stop(Process& program) {
  const double before = program.cpu_seconds();
  program.send(SIGINT);
  const Outcome outcome = program.finish();
  EXPECT_EQ(outcome.code, 130) << outcome.err;
  return is_sanitized ? 0 : outcome.cpu_seconds - before;
}

class LongStatements : public testing::Test {
 protected:
  Arguments arguments(Arguments limit, const std::string& statement) const {
    limit.insert(limit.end(), {"--load-folder", folder_.path(), "--keep-going", "-c", make_graph, "-c", statement, "-c",
                               look_at_graph});
    return limit;
  }

  const TemporaryFolder folder_;
  const std::string csv_ = folder_.file("three.csv", "a,b\n1,one\n2,two\n3,three\n");
  const std::vector<LongStatement> statements_ = long_statements();
};

TEST_F(LongStatements, EveryLongStatementEndsWithItsTime) {
  ASSERT_GE(statements_.size(), 20U / statements_per_one_run);
  for (const LongStatement& statement : statements_) {
    SCOPED_TRACE(statement.name);
    const Outcome outcome = run(arguments({"--timeout", "500ms"}, statement.text));
    EXPECT_EQ(outcome.code, 4);
    EXPECT_THAT(outcome.err, HasSubstr("the statement took longer than it may"));
    EXPECT_EQ(outcome.out, untouched_graph);
    if (!is_sanitized) {
      EXPECT_LT(outcome.cpu_seconds, 0.5 + 1);
    }
  }
}

TEST_F(LongStatements, EveryStatementThatKeepsMuchEndsWithItsMemory) {
  for (const LongStatement& statement : statements_) {
    if (!statement.takes_memory) continue;
    SCOPED_TRACE(statement.name);
    const Outcome outcome = run(arguments({"--memory", "256MB"}, statement.text));
    EXPECT_EQ(outcome.code, 4);
    EXPECT_THAT(outcome.err, HasSubstr("the statement would hold more than 256 MB of memory"));
    EXPECT_EQ(outcome.out, untouched_graph);
    if (is_sanitized) continue;
    EXPECT_LT(outcome.cpu_seconds, 3);
    EXPECT_LT(outcome.peak_bytes, limit_bytes * 3 / 2);
  }
}

TEST_F(LongStatements, EveryLongStatementEndsWithCtrlC) {
  for (const LongStatement& statement : statements_) {
    SCOPED_TRACE(statement.name);
    Process program(arguments({}, statement.text));
    program.wait_until_it_catches(SIGINT);
    std::this_thread::sleep_for(std::chrono::milliseconds(150));  // what it holds by then is freed in the 0.1 s as well
    EXPECT_LT(seconds_to_stop(program), 0.1);
  }
}

TEST_F(LongStatements, WhatFillsTheMemoryIsNamed) {
  const auto message = [&](const std::string& statement) {
    return run(arguments({"--memory", "20MB"}, statement)).err;
  };
  EXPECT_THAT(message("UNWIND range(1, 10000000) AS x RETURN x ORDER BY -x"),
              HasSubstr("more than 20 MB of memory, in Sort -x"));
  EXPECT_THAT(message("UNWIND range(1, 10000000) AS x RETURN count(DISTINCT x)"), HasSubstr("in Aggregate: count("));
  EXPECT_THAT(message("UNWIND range(1, 10000000) AS x RETURN x"), HasSubstr("--memory"));
}

TEST_F(LongStatements, MemoryIsThereForTheNextStatementAgain) {
  const std::string half = "UNWIND range(1, 2000000) AS x WITH collect(x) AS xs RETURN size(xs) AS n";
  const std::string all = "UNWIND range(1, 1000000000) AS x RETURN collect(x)";
  const Outcome outcome =
      run({"--memory", "256MB", "--keep-going", "-c", half, "-c", all, "-c", half, "-c", all, "-c", half});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_EQ(outcome.out, "n\n2000000\nn\n2000000\nn\n2000000\n");
  if (!is_sanitized) {
    EXPECT_LT(outcome.peak_bytes, limit_bytes * 3 / 2);
  }
}

TEST_F(LongStatements, ALargeStatementEndsWithItsMemory) {
  std::string statement = "RETURN [0";
  for (int i = 0; i < 100'000; ++i) statement += ", {a: 1, b: [1, 2, 'x']}";
  const std::string file = folder_.file("large.cypher", statement + "];\nRETURN 1 AS one;");
  const Outcome outcome = run({"--memory", "50MB", "--keep-going", "-f", file});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("more than 50 MB of memory"));
  EXPECT_EQ(outcome.out, "one\n1\n");
}

TEST_F(LongStatements, ALargeStatementEndsWithCtrlC) {
  std::string statement = "RETURN [0";
  for (int i = 0; i < 40'000; ++i) statement += ", {a: 1, b: [1, 2, 'x']}";
  const std::string file = folder_.file("large.cypher", statement + "]");
  for (const int milliseconds : {50, 100, 150}) {
    Process program({"-f", file});
    program.wait_until_it_catches(SIGINT);
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    EXPECT_LT(seconds_to_stop(program), 0.5);  // what is done with the text as a whole is not stopped midway
  }
}

TEST_F(LongStatements, TheOutputOfALargeResultEndsWithCtrlC) {
  for (const char* format : {"csv", "table", "json", "jsonl", "markdown"}) {
    SCOPED_TRACE(format);
    Process program({"--format", format, "-c", "UNWIND range(1, 3000000) AS x RETURN x, 'n' + x AS name"});
    program.wait_until_it_catches(SIGINT);
    std::this_thread::sleep_for(std::chrono::milliseconds(2500));
    // To free the six million values takes some 50 to 100 ms of it.
    EXPECT_LT(seconds_to_stop(program), 0.25);
  }
}

TEST_F(LongStatements, TheOutputOfAValueThatHoldsOthersManyTimesEndsWithCtrlC) {
  for (const char* format : {"csv", "table", "json", "typed", "markdown"}) {
    SCOPED_TRACE(format);
    Process program({"--format", format, "-c", "RETURN reduce(l = [1], x IN range(1, 60) | [l, {a: l}]) AS l"});
    program.wait_until_it_catches(SIGINT);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_LT(seconds_to_stop(program), 0.25);
  }
}

TEST_F(LongStatements, AResultThatCannotBeWrittenWithinTheMemoryIsAnError) {
  // The text takes a third of what there is, its cell and line in a table more than the rest.
  const std::string text = "RETURN reduce(s = 'abcdefgh', x IN range(1, 21) | s + s) AS s";
  const Outcome outcome = run({"--memory", "50MB", "--format", "table", "--keep-going", "-c", text, "-c", "RETURN 1"});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("the result cannot be written within the memory"));
  EXPECT_THAT(outcome.out, EndsWith("(1 row)\n"));
}

}  // namespace
}  // namespace liaison
