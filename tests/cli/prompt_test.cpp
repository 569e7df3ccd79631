#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/terminal.h"

namespace liaison {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// A prompt on a small graph; types after the prompt is there.
class Prompt : public ::testing::Test {
 protected:
  TemporaryFolder home;
  std::string graph = home.file("g.json", small_graph);

  static void leave(Terminal& terminal) { EXPECT_EQ(terminal.leave(), 0); }
};

TEST_F(Prompt, GreetsInOneLineAndLeavesOnCtrlD) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  EXPECT_THAT(terminal.raw(), HasSubstr("g.json, 2 nodes, 1 relationship."));
  leave(terminal);
}

TEST_F(Prompt, AnswersStatements) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("MATCH (n:Startup) RETURN n.name;" + enter);
  EXPECT_TRUE(terminal.shows("│ Beta"));
  EXPECT_TRUE(terminal.shows("(1 row)"));
  EXPECT_TRUE(terminal.shows("liaison> "));
  leave(terminal);
}

TEST_F(Prompt, AsksForTheRestOfAStatement) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("MATCH (n)" + enter);
  EXPECT_TRUE(terminal.shows("    ...> "));
  terminal.type("RETURN count(n);" + enter);
  EXPECT_TRUE(terminal.shows("│        2 │"));
  EXPECT_TRUE(terminal.shows("liaison> "));
  leave(terminal);
}

TEST_F(Prompt, ShowsErrorsUnderTheTypedLine) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("RETURN 1;" + enter + "RETURN nope;" + enter);
  EXPECT_TRUE(terminal.shows("error: variable 'nope' is not defined (column 8)"));
  EXPECT_TRUE(terminal.shows("           ^^^^"));
  EXPECT_TRUE(terminal.shows("liaison> "));
  leave(terminal);
}

TEST_F(Prompt, EditsUtf8) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("RETURN 'Électricité 東京x\x7f' AS s;" + enter);
  EXPECT_TRUE(terminal.shows("│ Électricité 東京 │"));
  leave(terminal);
}

TEST_F(Prompt, CtrlCDropsTheLineAndTheStatement) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("MATCH (n)" + enter);
  ASSERT_TRUE(terminal.shows("    ...> "));
  terminal.type("RETURN oops" + ctrl_c);
  EXPECT_TRUE(terminal.shows("^C"));
  EXPECT_TRUE(terminal.shows("liaison> "));
  terminal.type("RETURN 'fine' AS s;" + enter);
  EXPECT_TRUE(terminal.shows("│ fine │"));
  leave(terminal);
}

TEST_F(Prompt, CtrlCStopsTheRunningQueryAndNotTheProgram) {
  Terminal terminal({graph}, home.path(), "xterm", {24, 120});
  ASSERT_TRUE(terminal.shows("liaison> "));
  for (int i = 0; i < 3; ++i) {
    terminal.type(endless + ";" + enter);
    ASSERT_TRUE(terminal.shows("count(b);"));
    ASSERT_FALSE(terminal.shows("liaison> ", 400));
    terminal.type(ctrl_c);
    EXPECT_TRUE(terminal.shows("error: "));
    EXPECT_TRUE(terminal.shows("liaison> "));
  }
  terminal.type("RETURN 'alive' AS s;" + enter);
  EXPECT_TRUE(terminal.shows("│ alive │"));
  leave(terminal);
}

TEST_F(Prompt, CtrlDWhileAStatementRunsIsLost) {
  Terminal terminal({graph}, home.path(), "xterm", {24, 120});
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("UNWIND range(1, 2000) AS x UNWIND range(1, 2000) AS y WITH x + y AS z WHERE z > 5 RETURN count(*);" +
                enter);
  ASSERT_TRUE(terminal.shows("count(*);"));
  ASSERT_FALSE(terminal.shows("liaison> ", 20));
  terminal.type(ctrl_d);
  EXPECT_TRUE(terminal.shows("│  3999990 │"));
  EXPECT_TRUE(terminal.shows("liaison> "));
  leave(terminal);
}

TEST_F(Prompt, AnInterruptFromOutsideDropsTheLineToo) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  for (int i = 0; i < 3; ++i) {
    terminal.type("RETURN oops");
    ASSERT_TRUE(terminal.shows("oops"));
    terminal.send(SIGINT);
    EXPECT_TRUE(terminal.shows("liaison> "));
  }
  leave(terminal);
}

TEST_F(Prompt, TabCompletesNamesLabelsTypesPropertiesAndKeywords) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("mat" + tab + "('ac" + tab + ")-[:inv" + tab + "]->(s:St" + tab + ") ret" + tab + "s.na" + tab + ";" +
                enter);
  EXPECT_TRUE(terminal.shows("│ Beta"));
  EXPECT_TRUE(terminal.shows("liaison> "));
  terminal.type(up);
  EXPECT_TRUE(terminal.shows("match ('Acme')-[:invests-in]->(s:Startup) return s.name;"));
  terminal.type(ctrl_c);
  leave(terminal);
}

TEST_F(Prompt, TabListsWhatThereIs) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("MATCH (n:" + tab);
  EXPECT_TRUE(terminal.shows("Company"));
  EXPECT_TRUE(terminal.shows("Startup"));
  EXPECT_TRUE(terminal.shows("liaison> MATCH (n:"));
  terminal.type(ctrl_c + ":sc" + tab + enter);
  EXPECT_TRUE(terminal.shows("Relationship types"));
  leave(terminal);
}

TEST_F(Prompt, KeepsItsHistoryAcrossRuns) {
  {
    Terminal terminal({graph}, home.path());
    ASSERT_TRUE(terminal.shows("liaison> "));
    terminal.type("RETURN" + enter + "  'first' AS s;" + enter);
    ASSERT_TRUE(terminal.shows("│ first │"));
    leave(terminal);
  }
  EXPECT_EQ(home.read(".local/state/liaison/history"), "RETURN 'first' AS s;\n");
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type(up);
  EXPECT_TRUE(terminal.shows("RETURN 'first' AS s;"));
  terminal.type(enter);
  EXPECT_TRUE(terminal.shows("│ first │"));
  leave(terminal);
}

TEST_F(Prompt, SearchesItsHistory) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("RETURN 'needle' AS s;" + enter);
  ASSERT_TRUE(terminal.shows("│ needle │"));
  terminal.type("RETURN 'hay' AS s;" + enter);
  ASSERT_TRUE(terminal.shows("│ hay │"));
  ASSERT_TRUE(terminal.shows("liaison> "));  // until then the terminal itself takes a Ctrl-R
  terminal.type(ctrl_r + "need" + enter);
  EXPECT_TRUE(terminal.shows("│ needle │"));
  leave(terminal);
}

TEST_F(Prompt, HistoryGoesWhereTheOptionSays) {
  Terminal terminal({"--history", home.path("my history"), graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("RETURN 1;" + enter);
  ASSERT_TRUE(terminal.shows("(1 row)"));
  leave(terminal);
  EXPECT_EQ(home.read("my history"), "RETURN 1;\n");
  EXPECT_FALSE(home.has(".local"));
}

TEST_F(Prompt, SafeKeepsNoHistory) {
  Terminal terminal({"--safe", graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("RETURN 1;" + enter);
  ASSERT_TRUE(terminal.shows("(1 row)"));
  terminal.type(":open " + graph + enter);
  EXPECT_TRUE(terminal.shows("with --safe no file is opened"));
  leave(terminal);
  EXPECT_FALSE(home.has(".local"));
}

TEST_F(Prompt, RunsTheStartFileFirst) {
  std::filesystem::create_directories(home.path(".config/liaison"));
  home.file(".config/liaison/init", ":param who = 'Acme'\n");
  {
    Terminal terminal({graph}, home.path());
    ASSERT_TRUE(terminal.shows("liaison> "));
    terminal.type("RETURN $who AS w;" + enter);
    EXPECT_TRUE(terminal.shows("│ Acme │"));
    leave(terminal);
  }
  Terminal terminal({"--no-init", graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("RETURN $who AS w;" + enter);
  EXPECT_TRUE(terminal.shows("error: "));
  leave(terminal);
}

TEST_F(Prompt, LongResultsAreCutWithTheTrueCount) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("UNWIND range(1, 1234) AS x RETURN x;" + enter);
  EXPECT_TRUE(terminal.shows("(1234 rows, the first 50 shown)"));
  terminal.type(":export " + home.path("all.csv") + enter);
  EXPECT_TRUE(terminal.shows("wrote 1234 rows"));
  leave(terminal);
}

TEST_F(Prompt, TablesFitTheTerminal) {
  Terminal terminal({graph}, home.path(), "xterm", {24, 40});
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("UNWIND range(1, 20) AS x" + enter);
  ASSERT_TRUE(terminal.shows("...> "));
  terminal.type("RETURN 'a rather long text, longer than 40 columns' AS t;" + enter);
  EXPECT_TRUE(terminal.shows("…"));
  EXPECT_TRUE(terminal.shows("(20 rows)"));
  leave(terminal);
}

TEST_F(Prompt, WarnsOnceOfChangesThatAreNotSaved) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("CREATE (:X);" + enter);
  ASSERT_TRUE(terminal.shows("created 1 node"));
  terminal.type(":quit" + enter);
  EXPECT_TRUE(terminal.shows("changes that are not saved"));
  EXPECT_TRUE(terminal.shows("liaison> "));
  leave(terminal);
  EXPECT_EQ(home.read("g.json"), small_graph);
}

TEST_F(Prompt, SavesAndQuitsWithoutAWarning) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("CREATE (:X);" + enter + ":save" + enter + ":quit" + enter);
  EXPECT_EQ(terminal.wait(), 0);
  EXPECT_THAT(terminal.raw(), Not(HasSubstr("not saved")));
  EXPECT_THAT(home.read("g.json"), HasSubstr("\"X\""));
}

TEST_F(Prompt, UnknownCommandsNameTheNearest) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type(":shcema" + enter);
  EXPECT_TRUE(terminal.shows("did you mean :schema?"));
  leave(terminal);
}

TEST_F(Prompt, PastedTabsAndLinesAreText) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("\x1b[200~MATCH (n)\n\tRETURN\tcount(n) AS pasted;\n\x1b[201~");
  EXPECT_TRUE(terminal.shows("│ pasted │"));
  EXPECT_TRUE(terminal.shows("liaison> "));
  leave(terminal);
}

TEST_F(Prompt, SurvivesAChangeOfTheTerminalsSize) {
  Terminal terminal({graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("RETURN 'si");
  ASSERT_TRUE(terminal.shows("RETURN 'si"));
  terminal.resize({30, 60});
  ASSERT_TRUE(terminal.shows("RETURN 'si"));
  terminal.type("ze' AS s;" + enter);
  EXPECT_TRUE(terminal.shows("│ size │"));
  leave(terminal);
}

TEST_F(Prompt, WorksOnADumbTerminal) {
  Terminal terminal({graph}, home.path(), "dumb");
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("RETURN 1 AS\n");
  ASSERT_TRUE(terminal.shows("    ...> "));
  terminal.type("n;\n");
  EXPECT_TRUE(terminal.shows("(1 row)"));
  EXPECT_TRUE(terminal.shows("liaison> "));
  terminal.type("RETURN oops" + ctrl_c);
  EXPECT_TRUE(terminal.shows("liaison> "));
  EXPECT_THAT(terminal.raw(), Not(HasSubstr("\x1b[")));
  leave(terminal);
}

TEST_F(Prompt, ShowsColorsUnlessToldNotTo) {
  Terminal terminal({"--no-color", graph}, home.path());
  ASSERT_TRUE(terminal.shows("liaison> "));
  terminal.type("RETURN 1;" + enter);
  ASSERT_TRUE(terminal.shows("(1 row)"));
  EXPECT_THAT(terminal.raw(), Not(HasSubstr("\x1b[2m")));
  leave(terminal);
}

}  // namespace
}  // namespace liaison
