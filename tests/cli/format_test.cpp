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

const std::string mixed = "RETURN 1 AS i, 1.5 AS f, 'a,\"b\"\\n' AS s, null AS n, true AS b, date('2024-05-17') AS d";

TEST(Formats, CsvIsExact) {
  EXPECT_EQ(run({"--format", "csv", "-c", mixed}).out, "i,f,s,n,b,d\n1,1.5,\"a,\"\"b\"\"\n\",,true,2024-05-17\n");
}

TEST(Formats, CsvIsTheDefaultOffATerminal) { EXPECT_EQ(run({"-c", "RETURN 1 AS a, 2 AS b"}).out, "a,b\n1,2\n"); }

TEST(Formats, CsvLeavesFormulasUnlessAskedNotTo) {
  EXPECT_EQ(run({"--format", "csv", "-c", "RETURN '=1+1' AS x"}).out, "x\n=1+1\n");
  EXPECT_EQ(run({"--format", "csv", "--csv-safe", "-c", "RETURN '=1+1' AS x"}).out, "x\n'=1+1\n");
}

TEST(Formats, Tsv) { EXPECT_EQ(run({"--format", "tsv", "-c", "RETURN 1 AS a, 'b c' AS b"}).out, "a\tb\n1\tb c\n"); }

TEST(Formats, JsonIsAnArrayAStatement) {
  EXPECT_EQ(run({"--format", "json", "-c", "RETURN 1 AS a; UNWIND [1, 2] AS x RETURN x; CREATE (:A)"}).out,
            "[{\"a\":1}]\n[{\"x\":1},\n {\"x\":2}]\n[]\n");
}

TEST(Formats, JsonlIsALineAStatement) {
  EXPECT_THAT(
      run({"--format", "jsonl", "-c", "CREATE (:A {x: 1}) RETURN 1 AS one"}).out,
      ::testing::MatchesRegex(
          "\\{\"fields\":\\[\"one\"\\],\"values\":\\[\\[1\\]\\],\"counters\":\\{\"nodesCreated\":1,\"propertiesSet\":1,"
          "\"labelsAdded\":1\\},\"time\":\\{\"compile_ms\":[0-9.]+,\"execute_ms\":[0-9.]+\\}\\}\n"));
}

TEST(Formats, TypedNamesEachValuesType) {
  EXPECT_THAT(run({"--format", "typed", "-c", "RETURN 1 AS a, 'x' AS b"}).out,
              HasSubstr(R"("values":[[{"$type":"Integer","_value":"1"},{"$type":"String","_value":"x"}]])"));
}

TEST(Formats, ErrorsAreResultLinesInJson) {
  for (const char* format : {"json", "jsonl", "typed"}) {
    const Outcome outcome = run({"--format", format, "-c", "RETURN x"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_EQ(outcome.out,
              "{\"errors\":[{\"code\":\"SyntaxError\",\"detail\":\"UndefinedVariable\",\"phase\":\"compile time\","
              "\"message\":\"variable 'x' is not defined\",\"line\":1,\"column\":8}]}\n");
    EXPECT_THAT(outcome.err, IsEmpty());
  }
}

TEST(Formats, ErrorLinesKeepTheirPlaceAmongResults) {
  const Outcome outcome = run({"--format", "jsonl", "--keep-going"}, "RETURN 1 AS a;\nRETURN x;\nRETURN 2 AS a;\n");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, ::testing::MatchesRegex("\\{\"fields[^\n]*\n\\{\"errors[^\n]*\n\\{\"fields[^\n]*\n"));
  EXPECT_THAT(outcome.out, HasSubstr("\"line\":2,\"column\":8"));
}

TEST(Formats, MarkdownTablesStandApart) {
  const Outcome outcome = run({"--format", "markdown", "-c", "RETURN 1 AS a; RETURN 2 AS b"});
  EXPECT_THAT(outcome.out, StartsWith("| a"));
  EXPECT_THAT(outcome.out, HasSubstr(" |\n\n| b"));
}

TEST(Formats, DotIsAGraph) {
  const Outcome outcome = run({first_graph(), "--format", "dot", "-c", "MATCH p = ('Nvidia')--()--('Azure') RETURN p"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, StartsWith("digraph"));
  EXPECT_THAT(outcome.out, HasSubstr("Cohere"));
}

TEST(Formats, TableHasNoLimitInABatch) {
  const Outcome outcome = run({"--format", "table", "-c", "UNWIND range(1, 500) AS x RETURN x"});
  EXPECT_THAT(outcome.out, HasSubstr("│ 500 │"));
  EXPECT_THAT(outcome.out, EndsWith("(500 rows)\n"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("\x1b")));
}

TEST(Formats, TableSaysWhatChanged) {
  EXPECT_EQ(run({"--format", "table", "-c", "CREATE (:A)-[:R]->(:B)"}).out,
            "created 2 nodes and 1 relationship, added 2 labels\n");
  EXPECT_THAT(run({"--format", "csv", "-c", "CREATE (:A)"}).out, IsEmpty());
}

TEST(Formats, TheOutputFilesEndingChooses) {
  const TemporaryFolder folder;
  const Outcome outcome = run({"-o", folder.path("r.json"), "-c", "RETURN 1 AS a"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_EQ(folder.read("r.json"), "[{\"a\":1}]\n");
}

TEST(Formats, TheOptionStandsAboveTheEnding) {
  const TemporaryFolder folder;
  EXPECT_EQ(run({"-o", folder.path("r.txt"), "--format", "csv", "-c", "RETURN 1 AS a"}).code, 0);
  EXPECT_EQ(folder.read("r.txt"), "a\n1\n");
}

TEST(Formats, AnOutputFileIsReplacedAndTakesAllResults) {
  const TemporaryFolder folder;
  const std::string file = folder.file("r.csv", "something long that was here before");
  EXPECT_EQ(run({"-o", file, "-c", "RETURN 1 AS a; RETURN 2 AS a"}).code, 0);
  EXPECT_EQ(folder.read("r.csv"), "a\n1\na\n2\n");
}

TEST(Formats, TheOutputIsNotTouchedWhereTheGraphCannotBeOpened) {
  const TemporaryFolder folder;
  const std::string file = folder.file("r.csv", "kept");
  EXPECT_EQ(run({"nowhere.json", "-o", file, "-c", "RETURN 1"}).code, 3);
  EXPECT_EQ(folder.read("r.csv"), "kept");
}

TEST(Formats, TheOutputIsNeverTheGraph) {
  const TemporaryFolder folder;
  const std::string file = folder.file("g.json", small_graph);
  const Outcome outcome = run({file, "-o", file, "-c", "RETURN 1"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(folder.read("g.json"), small_graph);
}

TEST(Formats, HostileNamesCannotReachTheTerminal) {
  const Outcome outcome = run({"--format", "table", "-c", "RETURN 'a\\u001b[31mb\\u202ec\\nd' AS `x\\u0007`"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  for (const char* evil : {"\x1b", "\u202e", "\x07"}) EXPECT_THAT(outcome.out, Not(HasSubstr(evil)));
}

}  // namespace
}  // namespace liaison
