#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/process.h"

namespace liaison {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

void expect_wrong_usage(const Arguments& arguments, const std::string& said) {
  const Outcome outcome = run(arguments);
  EXPECT_EQ(outcome.code, 2) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr(said));
  EXPECT_THAT(outcome.out, IsEmpty());
}

TEST(Usage, HelpGoesToStandardOutput) {
  const Outcome outcome = run({"--help"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("--keep-going"));
  EXPECT_THAT(outcome.err, IsEmpty());
}

TEST(Usage, SubcommandsHaveHelp) {
  for (const char* name : {"check", "convert", "backup", "test"}) {
    const Outcome outcome = run({name, "--help"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out, StartsWith("liaison " + std::string(name)));
  }
}

TEST(Usage, VersionIsOneLine) {
  const Outcome outcome = run({"--version"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, ::testing::MatchesRegex("liaison [0-9.]+\n"));
}

TEST(Usage, AnUnknownOptionIsAnErrorThatNamesTheNearest) {
  expect_wrong_usage({"--formt", "csv"}, "did you mean --format?");
  expect_wrong_usage({"--frobnicate"}, "there is no option --frobnicate");
  expect_wrong_usage({"-x"}, "there is no option -x");
}

TEST(Usage, OptionsOfLaterVersionsAreRefusedByName) {
  expect_wrong_usage({"--as-of", "2024"}, "--as-of is not supported");
}

TEST(Usage, SubcommandsOfLaterVersionsAreRefusedByName) {
  expect_wrong_usage({"diff", "a.json", "b.json"}, "liaison diff is not supported");
}

TEST(Usage, AMistypedSubcommandIsHinted) {
  expect_wrong_usage({"improt", "x.liaison", "--nodes=a.csv"}, "did you mean liaison import?");
  expect_wrong_usage({"chekc", "g.json"}, "did you mean liaison check?");
  expect_wrong_usage({"tset", "g.test"}, "did you mean liaison test?");
}

TEST(Usage, ASubcommandBehindOptionsIsHinted) {
  expect_wrong_usage({"--no-color", "check", first_graph()}, "stands first");
}

TEST(Usage, AnOptionWithoutItsValueIsNamed) {
  expect_wrong_usage({"-c"}, "-c needs a value");
  expect_wrong_usage({"--format"}, "--format needs a value");
}

TEST(Usage, UnknownFormatsNameTheNearest) {
  expect_wrong_usage({"--format", "cvs"}, "did you mean csv?");
  expect_wrong_usage({"--format", "svg"}, "the format svg is not supported by this version");
}

TEST(Usage, AnEndingThatNamesNoFormatIsRefused) {
  expect_wrong_usage({"-o", "x.foo", "-c", "RETURN 1"}, "names no format");
  expect_wrong_usage({"-o", "x.png", "-c", "RETURN 1"}, "the format png is not supported");
}

TEST(Usage, TimesAreChecked) {
  for (const char* text : {"soon", "-1s", "0", "1 day", "1e99h", "nan", "inf"}) {
    expect_wrong_usage({"--timeout", text, "-c", "RETURN 1"}, "--timeout takes a time");
  }
  for (const char* text : {"5s", "5000ms", "1.5m", "1h", "5"}) {
    EXPECT_EQ(run({"--timeout", text, "-c", "RETURN 1"}).code, 0) << text;
  }
}

TEST(Usage, SizesAreChecked) {
  for (const char* text : {"much", "-1MB", "0", "0.1B", "5 XB", "1e99GB", "nan", "MB", "256 M B"}) {
    expect_wrong_usage({"--memory", text, "-c", "RETURN 1"}, "--memory takes a size");
  }
  for (const char* text : {"256MB", "1.5GiB", "256 mb", "100000KB", "1e8"}) {
    EXPECT_EQ(run({"--memory", text, "-c", "RETURN 1"}).code, 0) << text;
  }
}

TEST(Usage, ThreadsAreALimit) {
  EXPECT_EQ(run({"--threads", "2", "-c", "RETURN 1"}).code, 0);
  expect_wrong_usage({"--threads", "0", "-c", "RETURN 1"}, "--threads takes a whole number");
  expect_wrong_usage({"--threads", "two", "-c", "RETURN 1"}, "--threads takes a whole number");
}

TEST(Usage, ContradictionsAreRefused) {
  expect_wrong_usage({"--safe", "-o", "x.csv", "-c", "RETURN 1"}, "--safe writes no file");
  expect_wrong_usage({"--safe", "--history", "h", "-c", "RETURN 1"}, "--safe uses no start file");
  expect_wrong_usage({"--init", "i", "--no-init", "-c", "RETURN 1"}, "contradict");
}

TEST(Usage, SubcommandsWantTheirFiles) {
  expect_wrong_usage({"check"}, "no graph is named");
  expect_wrong_usage({"convert", "a.json"}, "usage: liaison convert GRAPH OUT");
  expect_wrong_usage({"convert", "a.json", "b.json", "c.json"}, "usage: liaison convert GRAPH OUT");
  expect_wrong_usage({"test"}, "no question file is named");
}

TEST(Usage, AScriptThatCannotBeReadStopsAllBeforeAnythingRuns) {
  const Outcome outcome = run({"-c", "RETURN 1", "-f", "/nonexistent.cypher"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, HasSubstr("cannot read /nonexistent.cypher"));
  EXPECT_THAT(run({"-f", "/"}).err, HasSubstr("it is a folder"));
}

TEST(Usage, AnOutputThatCannotBeWrittenIsWrongUsage) {
  expect_wrong_usage({"-o", "/nonexistent/x.csv", "-c", "RETURN 1"}, "cannot write /nonexistent/x.csv");
}

TEST(Usage, MessagesAreInColorOnATerminalOnly) { EXPECT_THAT(run({"-c", "RETURN x"}).err, Not(HasSubstr("\x1b"))); }

TEST(Graphs, AFileThatIsNotThereIsExitCode3) {
  const Outcome outcome = run({"nowhere.json", "-c", "RETURN 1"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, HasSubstr("cannot read nowhere.json"));
}

TEST(Graphs, OtherEndingsAreRefusedByName) {
  const TemporaryFolder folder;
  EXPECT_THAT(run({folder.file("g.gexf", "<gexf/>"), "-c", "RETURN 1"}).err, HasSubstr(".gexf files"));
  const Outcome outcome = run({folder.file("g.txt", "{}"), "-c", "RETURN 1"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("names no kind of graph file"));
}

TEST(Graphs, SeveralAreReadTogether) {
  const TemporaryFolder folder;
  const std::string a = folder.file("a.json", R"({"nodes": [{"id": "x", "labels": ["A"]}]})");
  const std::string b = folder.file("b.json", R"({"nodes": [{"id": "y", "labels": ["B"]}]})");
  EXPECT_EQ(run({a, b, "-c", "MATCH (n) RETURN count(n) AS n"}).out, "n\n2\n");
}

TEST(Graphs, AFaultInAFileIsShownWithItsPlace) {
  const TemporaryFolder folder;
  const std::string file = folder.file("bad.json", "{\n  \"nodes\": [\n    {\"id\": 7}\n  ]\n}\n");
  const Outcome outcome = run({file, "-c", "RETURN 1"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, StartsWith(file + ":3:"));
  EXPECT_THAT(outcome.err, HasSubstr("    {\"id\": 7}\n"));
  EXPECT_THAT(outcome.err, HasSubstr("^"));
}

TEST(Parameters, AreConstantExpressionsAndDoNotSwallowTheGraph) {
  const Outcome outcome = run({"--param", "a=1", "--param", "d=date('2023-01-01')", first_graph(), "-c",
                               "MATCH ('Nvidia') RETURN $a + 1 AS a, $d.year AS y"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "a,y\n2,2023\n");
}

TEST(Parameters, HoldEqualsSignsListsAndMaps) {
  EXPECT_EQ(run({"--param", "t='a=b'", "--param", "l=[1, 2]", "--param", "m={k: 1}", "-c",
                 "RETURN $t AS t, size($l) AS l, $m.k AS m"})
                .out,
            "t,l,m\na=b,2,1\n");
}

TEST(Parameters, AreChecked) {
  expect_wrong_usage({"--param", "x", "-c", "RETURN 1"}, "NAME=LITERAL");
  expect_wrong_usage({"--param", "x=1 +", "-c", "RETURN 1"}, "--param x:");
  expect_wrong_usage({"--param", "x=1, 2", "-c", "RETURN 1"}, "--param x:");
  expect_wrong_usage({"--param", "name=Nvidia", "-c", "RETURN 1"}, "a string stands in quotes");
}

TEST(Parameters, AMissingOneStopsTheStatement) {
  const Outcome outcome = run({"-c", "RETURN $nope"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("nope"));
}

}  // namespace
}  // namespace liaison
