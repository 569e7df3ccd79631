#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/process.h"

namespace liaison {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

TEST(Check, AWholeGraphIsCountedAndExits0) {
  const Outcome outcome = run({"check", first_graph()});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, StartsWith(first_graph() + ": whole, "));
}

TEST(Check, ABrokenGraphIsToldWithItsPlaceAndExits1) {
  const TemporaryFolder folder;
  const std::string file = folder.file("bad.json", R"({"nodes": [{"id": "a", "labels": ["A"]}],
  "edges": [{"type": "t", "from": "a", "to": "nowhere"}]})");
  const Outcome outcome = run({"check", file});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, file + ": not whole\n");
  EXPECT_THAT(outcome.err, StartsWith(file + ":2:"));
  EXPECT_THAT(outcome.err, HasSubstr("nowhere"));
}

TEST(Check, EachGraphIsLookedAt) {
  const TemporaryFolder folder;
  const std::string bad = folder.file("bad.json", "{");
  const std::string good = folder.file("good.json", small_graph);
  const Outcome outcome = run({"check", bad, good});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, HasSubstr(good + ": whole, 2 nodes, 1 relationship, 0 sources\n"));
}

TEST(Check, WhatIsOddIsListed) {
  const TemporaryFolder folder;
  const std::string file = folder.file("odd.json", R"({"nodes": [{"id": "a", "labels": ["A"], "name": "Alone"}]})");
  const Outcome outcome = run({"check", file});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, HasSubstr(": odd: "));
}

TEST(Check, AMissingFileExits3) {
  const Outcome outcome = run({"check", "nowhere.json"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.out, IsEmpty());
}

TEST(Convert, WritesTheSameGraph) {
  const TemporaryFolder folder;
  const std::string file = folder.file("g.json", small_graph);
  EXPECT_EQ(run({"convert", file, folder.path("h.json")}).code, 0);
  EXPECT_EQ(folder.read("h.json"), small_graph);
}

TEST(Convert, WritesWhatItWroteTheSame) {
  const TemporaryFolder folder;
  EXPECT_EQ(run({"convert", first_graph(), folder.path("a.json")}).code, 0);
  EXPECT_EQ(run({"convert", folder.path("a.json"), folder.path("b.json")}).code, 0);
  EXPECT_THAT(folder.read("a.json"), Not(IsEmpty()));
  EXPECT_EQ(folder.read("a.json"), folder.read("b.json"));
}

TEST(Convert, DrawsTheWholeGraph) {
  const TemporaryFolder folder;
  EXPECT_EQ(run({"convert", folder.file("g.json", small_graph), folder.path("g.dot")}).code, 0);
  EXPECT_THAT(folder.read("g.dot"), StartsWith("digraph"));
  EXPECT_THAT(folder.read("g.dot"), HasSubstr("Acme"));
  EXPECT_THAT(folder.read("g.dot"), HasSubstr("Beta"));
}

TEST(Convert, OtherEndingsAreRefusedByName) {
  const TemporaryFolder folder;
  const Outcome outcome = run({"convert", folder.file("g.json", small_graph), folder.path("g.graphml")});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("graphs are not written as .graphml files"));
}

TEST(Convert, ATargetThatCannotBeWrittenExits3) {
  const TemporaryFolder folder;
  EXPECT_EQ(run({"convert", folder.file("g.json", small_graph), "/nonexistent/g.json"}).code, 3);
}

TEST(Questions, OfTheFirstGraphAreAnswered) {
  const Outcome outcome = run({"test", LIAISON_SOURCE_DIR "/graphs/questions/genai-2024.test"});
  EXPECT_EQ(outcome.code, 0) << outcome.out;
  EXPECT_THAT(outcome.out, ::testing::MatchesRegex("[0-9]+ passed, 0 failed\n"));
}

TEST(Questions, AWrongAnswerIsShownAsADifference) {
  const TemporaryFolder folder;
  folder.file("g.json", small_graph);
  const std::string file = folder.file("q.test",
                                       "# Whom does Acme fund?\ngraph: g.json\n"
                                       "> MATCH ('Acme')-[:invests-in]->(s) RETURN s.name\n| s.name |\n| 'Gamma' |\n");
  const Outcome outcome = run({"test", file});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, HasSubstr(file + ":3"));
  EXPECT_THAT(outcome.out, HasSubstr("- | 'Gamma' |"));
  EXPECT_THAT(outcome.out, HasSubstr("+ | 'Beta' |"));
  EXPECT_THAT(outcome.out, EndsWith("0 passed, 1 failed\n"));
}

TEST(Questions, RewritePutsTheAnswersInPlace) {
  const TemporaryFolder folder;
  folder.file("g.json", small_graph);
  const std::string file = folder.file("q.test", "graph: g.json\n\n> MATCH (n) RETURN count(n) AS n\n| n |\n| 7 |\n");
  run({"test", "--rewrite", file});
  EXPECT_EQ(folder.read("q.test"), "graph: g.json\n\n> MATCH (n) RETURN count(n) AS n\n| n |\n| 2 |\n");
  EXPECT_EQ(run({"test", file}).code, 0);
}

TEST(Questions, SeveralFilesAreCountedTogether) {
  const TemporaryFolder folder;
  const std::string a = folder.file("a.test", "> RETURN 1 AS n\n| n |\n| 1 |\n");
  const std::string b = folder.file("b.test", "> RETURN 2 AS n\n| n |\n| 3 |\n\n> RETURN 2 AS n\n| n |\n| 2 |\n");
  const Outcome outcome = run({"test", a, b});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, EndsWith("2 passed, 1 failed\n"));
}

TEST(Questions, AFileThatIsNoneIsWrongUsage) {
  const TemporaryFolder folder;
  EXPECT_EQ(run({"test", folder.file("x.test", "what is this\n")}).code, 2);
  EXPECT_EQ(run({"test", "nowhere.test"}).code, 2);
  // Nothing is run, and nothing rewritten, where a line is out of place further down.
  const std::string slip = "> RETURN 1 AS n\n| n |\n| 2 |\n\n| n |\n";
  const std::string file = folder.file("z.test", slip);
  EXPECT_THAT(run({"test", "--rewrite", file}).err, HasSubstr("z.test:5:1: error: this line belongs to no statement"));
  EXPECT_EQ(folder.read("z.test"), slip);
  EXPECT_EQ(run({"test", folder.file("y.test", "graph: nowhere.json\n> RETURN 1\n")}).code, 3);
}

}  // namespace
}  // namespace liaison
