#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/process.h"

namespace liaison {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Batch, AnswersTheMissionsQuestion) {
  const Outcome outcome = run({first_graph(), "--format", "csv", "-c",
                               "MATCH ('Nvidia')-[:invests-in]->(s:Startup)-[:hosts-model-on]->('Azure') "
                               "RETURN DISTINCT s.name ORDER BY s.name"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out, "s.name\nCohere\nMistral AI\n");
  EXPECT_THAT(outcome.err, IsEmpty());
}

TEST(Batch, PlainOpenCypherAgrees) {
  EXPECT_EQ(run({first_graph(), "--format", "csv", "-c",
                 "MATCH (:Company {name: 'Nvidia'})-[:`invests-in`]->(s:Startup)-[:`hosts-model-on`]->"
                 "(:Platform {name: 'Azure'}) RETURN DISTINCT s.name ORDER BY s.name"})
                .out,
            "s.name\nCohere\nMistral AI\n");
}

TEST(Batch, ScriptsRunInTheOrderGiven) {
  const TemporaryFolder folder;
  const std::string two = folder.file("two.cypher", "RETURN 2 AS n");
  const std::string four = folder.file("four.cypher", "RETURN 4 AS n;");
  EXPECT_EQ(run({"-c", "RETURN 1 AS n", "-f", two, "-c", "RETURN 3 AS n", "-f", four}).out, "n\n1\nn\n2\nn\n3\nn\n4\n");
}

TEST(Batch, AFileNamedMinusIsStandardInput) {
  EXPECT_EQ(run({"-f", "-", "-c", "RETURN 2 AS n"}, "RETURN 1 AS n;").out, "n\n1\nn\n2\n");
}

TEST(Batch, WithoutScriptsStandardInputIsRun) {
  EXPECT_EQ(run({}, "RETURN 1 AS n;\nRETURN 2 AS n").out, "n\n1\nn\n2\n");
}

TEST(Batch, EmptyStatementsPrintNothing) {
  for (const char* text : {"", ";", " ;; \n", "// a comment", "/* nothing */;", "\n\n"}) {
    const Outcome outcome = run({}, text);
    EXPECT_EQ(outcome.code, 0) << text;
    EXPECT_THAT(outcome.out, IsEmpty()) << text;
    EXPECT_THAT(outcome.err, IsEmpty()) << text;
  }
  EXPECT_THAT(run({"-c", ""}).out, IsEmpty());
}

TEST(Batch, ValuesThatLookLikeOtherThingsAreStatements) {
  EXPECT_EQ(run({"-c", "// only a comment"}).code, 0);
  EXPECT_EQ(run({"-c", "{}"}).code, 1);
  EXPECT_EQ(run({"-c", "[1]"}).code, 1);
  EXPECT_EQ(run({"-c", "-1"}).code, 1);
}

TEST(Batch, SemicolonsInStringsNamesAndCommentsEndNothing) {
  EXPECT_EQ(run({"-c", "RETURN ';' AS a /* ; */ // ;\n; RETURN 'it\\'s;' AS `;`"}).out, "a\n;\n;\nit's;\n");
}

TEST(Batch, AStatementThatFailsStopsTheRest) {
  const Outcome outcome = run({"-c", "RETURN 1 AS n; RETURN x; RETURN 2 AS n"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, "n\n1\n");
}

TEST(Batch, KeepGoingGoesOnAndTellsAtTheEnd) {
  const Outcome outcome = run({"--keep-going", "-c", "RETURN 1 AS n; RETURN x; RETURN 2 AS n", "-c", "RETURN 3 AS n"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, "n\n1\nn\n2\nn\n3\n");
}

TEST(Batch, AFailingStatementChangesNothing) {
  const Outcome outcome = run({"--keep-going", "-c",
                               "CREATE (:A {x: 1}) WITH 1 AS one RETURN one / 0;"
                               "MATCH (n) RETURN count(n) AS n"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, "n\n0\n");
}

TEST(Batch, WritesCarryOnFromStatementToStatement) {
  EXPECT_EQ(run({"-c", "CREATE (:A {x: 1})", "-c", "MATCH (a:A) SET a.x = 2", "-c", "MATCH (a:A) RETURN a.x AS x"}).out,
            "x\n2\n");
}

TEST(Batch, ChunkSizesChangeNoAnswer) {
  const std::string query =
      "MATCH (c:Company)-[r]->(x) RETURN c.name, type(r), x.name ORDER BY c.name, type(r), x.name";
  const std::string expected = run({first_graph(), "-c", query}).out;
  EXPECT_THAT(expected, Not(IsEmpty()));
  for (const char* rows : {"1", "2", "3"}) {
    EXPECT_EQ(run({first_graph(), "--chunk-rows", rows, "-c", query}).out, expected);
  }
}

TEST(Batch, TimesGoToStandardError) {
  const Outcome outcome = run({"--time", "-c", "RETURN 1 AS n"});
  EXPECT_EQ(outcome.out, "n\n1\n");
  EXPECT_THAT(outcome.err, ::testing::MatchesRegex("time: .* ms to compile, .* ms to execute\n"));
}

TEST(Batch, ChangesThatAreNotSavedAreNoticed) {
  const TemporaryFolder folder;
  const std::string file = folder.file("g.json", small_graph);
  const Outcome outcome = run({file, "-c", "CREATE (:X)"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.err, HasSubstr("notice: the graph in memory was changed"));
  EXPECT_EQ(folder.read("g.json"), small_graph);
  EXPECT_THAT(run({file, "-c", "CREATE (:X); :save " + folder.path("h.json")}).err, IsEmpty());
  EXPECT_TRUE(folder.has("h.json"));
}

TEST(Batch, NamesThatAreMostLikelyMisspeltAreNoticed) {
  const TemporaryFolder folder;
  const std::string file = folder.file("g.json", small_graph);
  const auto notices = [&](const std::string& statement) { return run({file, "-c", statement}).err; };
  EXPECT_EQ(notices("MATCH (n:startup) RETURN n"), "notice: no node has the label 'startup': did you mean Startup?\n");
  EXPECT_EQ(notices("MATCH (n) WHERE n:Compani OR EXISTS { (n)-[:invest-in]->() } RETURN n.nmae AS x"),
            "notice: no node has the label 'Compani': did you mean Company?\n"
            "notice: no relationship has the type 'invest-in': did you mean invests-in?\n"
            "notice: nothing has the property 'nmae': did you mean name?\n");
  // What is known, far from all that is known, or given by the statement itself.
  EXPECT_THAT(notices("MATCH (n:Startup)--(m:Platform) RETURN n.name, {nmae: 1}.nmae AS x"), IsEmpty());
  EXPECT_THAT(notices("CREATE (:Startups {names: 1}) WITH 1 AS x MATCH (n:Startups) RETURN n.names"),
              ::testing::Not(HasSubstr("did you mean")));
  EXPECT_THAT(run({file, "--format", "jsonl", "-c", "MATCH (n:Startpu) RETURN n"}).out,
              HasSubstr(R"("notices":["no node has the label 'Startpu': did you mean Startup?"])"));
}

TEST(Batch, ACommentThatIsNeverClosedIsAnError) {
  const Outcome outcome = run({}, "RETURN 1 AS n;\n/* RETURN 2 AS n;\n");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, "n\n1\n");
  EXPECT_THAT(outcome.err, HasSubstr("stdin:2:1: error: this comment is never closed"));
}

TEST(Batch, ScriptsMayBeginWithAByteOrderMark) { EXPECT_EQ(run({}, "\xEF\xBB\xBFRETURN 1 AS n;").out, "n\n1\n"); }

TEST(Batch, LinesMayEndAsOnWindows) {
  EXPECT_EQ(run({}, "RETURN 1 AS n;\r\nRETURN\r\n2 AS n;\r\n").out, "n\n1\nn\n2\n");
}

TEST(Batch, AMegabyteInOneLineIsOneStatement) {
  const std::string text(1 << 20, 'x');
  EXPECT_EQ(run({}, "RETURN size('" + text + "') AS n;").out, "n\n1048576\n");
}

// ---- How errors read ------------------------------------------------------------------------------------------------

TEST(Errors, ShowFileLineColumnLineAndCaret) {
  const TemporaryFolder folder;
  const std::string file = folder.file("deals.cypher", "RETURN 1 AS n;\n\nMATCH (c)\nRETURN c.name, missing;\n");
  const Outcome outcome = run({"-f", file});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.err, file + ":4:16: error: variable 'missing' is not defined\n" +
                             "    RETURN c.name, missing\n"
                             "                   ^^^^^^^\n");
}

TEST(Errors, OfTheCommandLineAndOfStandardInputSaySo) {
  EXPECT_THAT(run({"-c", "RETURN 1; RETURN x"}).err, HasSubstr("-c:1:18: error:"));
  EXPECT_THAT(run({}, "\nRETURN x").err, HasSubstr("stdin:2:8: error:"));
}

TEST(Errors, CaretsCountWideCharacters) {
  EXPECT_THAT(run({"-c", "RETURN '東京é', x"}).err, HasSubstr("    RETURN '東京é', x\n                    ^\n"));
}

TEST(Errors, HaveHints) {
  EXPECT_THAT(run({"-c", "RETRUN 1"}).err, HasSubstr("did you mean RETURN?"));
  EXPECT_THAT(run({first_graph(), "-c", "MATCH ('Nvidea') RETURN 1"}).err, HasSubstr("did you mean Nvidia?"));
}

TEST(Errors, ShowAWindowOfALongLine) {
  const std::string filler(5000, '1');
  const Outcome outcome = run({"-c", "RETURN '" + filler + "', x, '" + filler + "'"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_LT(outcome.err.size(), 800U);
  EXPECT_THAT(outcome.err, HasSubstr("…"));
}

TEST(Errors, CannotMoveTheTerminalsCursor) {
  const Outcome outcome = run({"-c", "RETURN 1 + `a\x1b[2Jb`"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, Not(HasSubstr("\x1b")));
}

TEST(Errors, OfBytesThatAreNoUtf8AreErrors) {
  const Outcome outcome = run({"-c", "RETURN '\xff'"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, Not(HasSubstr("\xff")));
}

TEST(Errors, NeverSpeakThePasersJargon) {
  for (const char* text : {"MATCH (", "RETURN", "FOO", "MATCH (a)-[b RETURN 1", "RETURN 'open", "RETURN 1 +", ")"}) {
    const Outcome outcome = run({"-c", text});
    EXPECT_EQ(outcome.code, 1) << text;
    for (const char* jargon : {"mismatched", "extraneous", "expecting", "no viable", "token recognition", "<EOF>"}) {
      EXPECT_THAT(outcome.err, Not(HasSubstr(jargon))) << text;
    }
  }
}

TEST(Errors, OfDeepNestingComeQuickly) {
  for (const char* bracket : {"[", "("}) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += bracket;
    const Outcome outcome = run({}, "RETURN " + text);
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, HasSubstr("stdin:1:"));
  }
}

TEST(Errors, QuestionsInEnglishAreRefusedByName) {
  const Outcome outcome = run({first_graph(), "-c", "which startups does Nvidia fund?"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("questions in plain English are not supported"));
}

// ---- Commands in scripts --------------------------------------------------------------------------------------------

TEST(Commands, WorkInScripts) {
  const Outcome outcome =
      run({}, ":param who = 'Acme'\n:format jsonl\nRETURN $who AS who;\n:format csv\nRETURN 1 AS n;");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr(R"({"fields":["who"],"values":[["Acme"]])"));
  EXPECT_THAT(outcome.out, ::testing::EndsWith("\nn\n1\n"));
}

TEST(Commands, TakeParametersAsOtherShellsDo) {
  EXPECT_EQ(run({}, ":param a => 1\n:param {b: 2, c: 'x'}\nRETURN $a AS a, $b AS b, $c AS c;").out, "a,b,c\n1,2,x\n");
}

TEST(Commands, ListParameters) { EXPECT_EQ(run({"--param", "a=1"}, ":params\n").out, "parameter,value\na,1\n"); }

TEST(Commands, AnUnknownOneFailsLikeAStatement) {
  const Outcome outcome = run({}, "RETURN 1 AS n;\n:shcema\nRETURN 2 AS n;");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, "n\n1\n");
  EXPECT_THAT(outcome.err, HasSubstr("stdin:2:1: error: there is no command :shcema"));
  EXPECT_THAT(outcome.err, HasSubstr("did you mean :schema?"));
}

TEST(Commands, OfLaterVersionsAreRefusedByName) {
  EXPECT_THAT(run({}, ":draw\n").err, HasSubstr("the command :draw is not supported by this version"));
}

TEST(Commands, QuitEndsAScript) {
  const Outcome outcome = run({}, "RETURN 1 AS n;\n:quit\nRETURN 2 AS n;");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out, "n\n1\n");
}

TEST(Commands, RunRunsAFileAndItsFailureStopsAll) {
  const TemporaryFolder folder;
  const std::string good = folder.file("good.cypher", "RETURN 1 AS n;");
  const std::string bad = folder.file("bad.cypher", "RETURN 2 AS n;\nRETURN x;\nRETURN 3 AS n;");
  const Outcome outcome = run({}, ":run " + good + "\n:run " + bad + "\nRETURN 4 AS n;");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, "n\n1\nn\n2\n");
  EXPECT_THAT(outcome.err, HasSubstr(bad + ":2:8: error:"));
}

TEST(Commands, AFileThatRunsItselfIsStopped) {
  const TemporaryFolder folder;
  folder.file("loop.cypher", ":run " + folder.path("loop.cypher") + "\n");
  const Outcome outcome = run({"-f", folder.path("loop.cypher")});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("one may run itself"));
}

TEST(Commands, SchemaCountsLabelsTypesAndProperties) {
  const TemporaryFolder folder;
  const Outcome outcome = run({folder.file("g.json", small_graph), "--format", "csv"}, ":schema\n");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "label,nodes,properties\n"
            "Company,2,\"id, name\"\n"
            "Startup,1,\"id, name\"\n"
            "type,relationships,from,to,properties\n"
            "invests-in,1,Company 1,\"Company 1, Startup 1\",since\n");
}

TEST(Commands, SchemaForPeopleFitsALine) {
  const Outcome outcome = run({first_graph(), "--format", "table"}, ":schema\n");
  EXPECT_THAT(outcome.out, HasSubstr("Labels, their nodes and properties\n"));
  EXPECT_THAT(outcome.out, HasSubstr("  invests-in "));
  EXPECT_EQ(run({"--format", "table"}, ":schema\n").out, "The graph is empty.\n");
}

TEST(Commands, SchemaListsIndexesAndConstraints) {
  const std::string made =
      "CREATE INDEX i FOR (c:Company) ON (c.name, c.country); CREATE CONSTRAINT u FOR (c:`My Co`) REQUIRE c.x IS "
      "UNIQUE;"
      "CREATE CONSTRAINT e FOR ()-[r:R]-() REQUIRE r.since IS NOT NULL;\n:schema\n";
  EXPECT_THAT(run({"--format", "table"}, made).out, HasSubstr("Indexes\n"
                                                              "  i :Company(name, country)\n"
                                                              "Constraints\n"
                                                              "  u :`My Co`(x) IS UNIQUE\n"
                                                              "  e :R(since) IS NOT NULL\n"));
  EXPECT_THAT(run({"--format", "csv"}, made).out, HasSubstr("constraint,on,wants\nu,:`My Co`(x),IS UNIQUE\n"));
}

TEST(Commands, OpenReplacesTheGraph) {
  const TemporaryFolder folder;
  const std::string file = folder.file("a b.json", small_graph);
  EXPECT_EQ(run({}, "CREATE (:X);\n:open \"" + file + "\"\nMATCH (n) RETURN count(n) AS n;").out, "n\n2\n");
}

TEST(Commands, OpenOfABadFileKeepsTheGraphAndExits3) {
  const Outcome outcome = run({"--keep-going"}, "CREATE (:X);\n:open nowhere.json\nMATCH (n) RETURN count(n) AS n;");
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.out, "n\n1\n");
}

TEST(Commands, ExportWritesTheLastResultByEnding) {
  const TemporaryFolder folder;
  const Outcome outcome = run({}, "RETURN 1 AS a, 'x' AS b;\n:export " + folder.path("r.csv") + "\n:export " +
                                      folder.path("r.json") + "\n:export " + folder.path("r.md") + "\n");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(folder.read("r.csv"), "a,b\n1,x\n");
  EXPECT_EQ(folder.read("r.json"), "[{\"a\":1,\"b\":\"x\"}]\n");
  EXPECT_THAT(folder.read("r.md"), HasSubstr("| a"));
}

TEST(Commands, ExportWritesTheGraphWhereThereIsNoResult) {
  const TemporaryFolder folder;
  const std::string file = folder.file("g.json", small_graph);
  EXPECT_EQ(run({file}, ":export " + folder.path("g.dot") + "\n:export " + folder.path("copy.json") + "\n").code, 0);
  EXPECT_THAT(folder.read("g.dot"), HasSubstr("Acme"));
  EXPECT_EQ(folder.read("copy.json"), small_graph);
  EXPECT_THAT(run({file}, ":export " + folder.path("r.csv") + "\n").err, HasSubstr("there is no result to export"));
}

TEST(Commands, ExportNeverReplacesTheGraphsOwnFile) {
  const TemporaryFolder folder;
  const std::string file = folder.file("g.json", small_graph);
  const Outcome outcome = run({file}, "RETURN 1;\n:export " + file + "\n");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(folder.read("g.json"), small_graph);
}

TEST(Commands, SaveWritesTheGraphBack) {
  const TemporaryFolder folder;
  const std::string file = folder.file("g.json", small_graph);
  const Outcome outcome = run({file}, "MATCH (n {name: 'Beta'}) SET n.country = 'FR';\n:save\n");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(folder.read("g.json"), HasSubstr(R"("country": "FR")"));
  EXPECT_EQ(run({file, "-c", "MATCH (n {country: 'FR'}) RETURN n.name AS name"}).out, "name\nBeta\n");
}

TEST(Commands, SaveThatCannotBeExits3) {
  const Outcome outcome = run({}, "CREATE (:X);\n:save /nonexistent/g.json\n");
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("/nonexistent/g.json"));
}

TEST(Commands, HelpKnowsCommandsClausesFunctionsAndProcedures) {
  EXPECT_THAT(run({}, ":help\n").out, HasSubstr(":export FILE"));
  for (const char* topic : {"match", "MATCH", "order by", "detach delete", "formats", "keys", "substring", "count",
                            "graph.components", "functions", "procedures", ":open", "quit", "limit", "remove"}) {
    const Outcome outcome = run({}, ":help " + std::string(topic) + "\n");
    EXPECT_EQ(outcome.code, 0) << topic;
    EXPECT_THAT(outcome.out, Not(IsEmpty())) << topic;
  }
  EXPECT_THAT(run({}, ":help substrng\n").err, HasSubstr("did you mean :help substring?"));
}

TEST(Commands, HelpsExamplesRunOnTheFirstGraph) {
  for (const char* topic : {"match", "patterns", "entities", "return", "with", "where", "order", "unwind", "union",
                            "create", "merge", "set", "delete", "call", "explain", "dates"}) {
    const std::string help = run({}, ":help " + std::string(topic) + "\n").out;
    std::istringstream lines(help);
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("    ") || !line.ends_with(';')) continue;
      EXPECT_EQ(run({first_graph(), "-c", line}).code, 0) << topic << ": " << line;
    }
  }
}

}  // namespace
}  // namespace liaison
