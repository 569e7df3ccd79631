#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "cli/process.h"

namespace liaison {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ReadOnly, RefusesEveryWrite) {
  const TemporaryFolder folder;
  const std::string file = folder.file("g.json", small_graph);
  for (const char* text : {"CREATE (:X)", "MATCH (n) SET n.x = 1", "MATCH (n) DETACH DELETE n", "MERGE (:Y)",
                           "MATCH (n) REMOVE n:Company"}) {
    const Outcome outcome = run({"--read-only", file, "-c", text});
    EXPECT_EQ(outcome.code, 1) << text;
    EXPECT_THAT(outcome.err, HasSubstr("writ")) << text;
  }
  EXPECT_EQ(run({"--read-only", file, "-c", "MATCH (n) RETURN count(n) AS n"}).out, "n\n2\n");
}

TEST(ReadOnly, RefusesToSave) {
  const TemporaryFolder folder;
  const std::string file = folder.file("g.json", small_graph);
  EXPECT_EQ(run({"--read-only", file}, ":save " + folder.path("h.json") + "\n").code, 1);
  EXPECT_FALSE(folder.has("h.json"));
}

TEST(ReadOnly, MayExportResults) {
  const TemporaryFolder folder;
  EXPECT_EQ(run({"--read-only"}, "RETURN 1 AS a;\n:export " + folder.path("r.csv") + "\n").code, 0);
  EXPECT_EQ(folder.read("r.csv"), "a\n1\n");
}

TEST(Safe, RefusesWritesAndFiles) {
  const TemporaryFolder folder;
  const std::string file = folder.file("g.json", small_graph);
  EXPECT_EQ(run({"--safe", file, "-c", "CREATE (:X)"}).code, 1);
  for (const std::string& command : Arguments{":open " + file, ":run " + file, ":save " + folder.path("h.json"),
                                              ":export " + folder.path("h.csv")}) {
    const Outcome outcome = run({"--safe", file}, "RETURN 1 AS a;\n" + command + "\n");
    EXPECT_EQ(outcome.code, 1) << command;
    EXPECT_THAT(outcome.err, HasSubstr("with --safe no file is opened")) << command;
  }
  EXPECT_FALSE(folder.has("h.json"));
  EXPECT_FALSE(folder.has("h.csv"));
}

TEST(Safe, ReadsTheGraphAndTheScriptsNamed) {
  const TemporaryFolder folder;
  const std::string file = folder.file("g.json", small_graph);
  const std::string script = folder.file("q.cypher", "MATCH (n) RETURN count(n) AS n;");
  EXPECT_EQ(run({"--safe", file, "-f", script}).out, "n\n2\n");
}

TEST(Start, ABatchRunsANamedStartFileOnly) {
  const TemporaryFolder home;
  std::filesystem::create_directories(home.path("liaison"));
  home.file("liaison/init", "RETURN 'usual' AS init;");
  const std::string named = home.file("named", ":param x = 7\n");
  EXPECT_EQ(run({"-c", "RETURN 1 AS n"}, "", {{"XDG_CONFIG_HOME", home.path()}}).out, "n\n1\n");
  EXPECT_EQ(run({"--init", named, "-c", "RETURN $x AS x"}, "", {{"XDG_CONFIG_HOME", home.path()}}).out, "x\n7\n");
}

TEST(Limits, ATimeoutIsExitCode4) {
  const auto begin = std::chrono::steady_clock::now();
  const Outcome outcome = run({"--timeout", "200ms", "-c", endless, "-c", "RETURN 1"});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, HasSubstr("error:"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

TEST(Limits, AStatementOverItsTimeChangesNothingAndTheNextRuns) {
  const Outcome outcome = run({"--timeout", "300ms", "--keep-going", "-c",
                               "CREATE (:Kept); UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b CREATE (:Lost);"
                               "MATCH (n) RETURN count(n) AS n"});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_EQ(outcome.out, "n\n1\n");
}

TEST(Limits, TheGravestFailureIsTold) {
  EXPECT_EQ(run({"--timeout", "200ms", "--keep-going", "-c", "RETURN x", "-c", endless, "-c", "RETURN y"}).code, 4);
}

// ---- Pipes and signals ----------------------------------------------------------------------------------------------

TEST(Streams, EachStatementRunsAsItArrives) {
  Process program({"-f", "-", "--format", "jsonl"});
  for (const char* number : {"1", "2", "3"}) {
    program.write("RETURN " + std::string(number) + " AS n;\n");
    EXPECT_THAT(program.read_until("}\n"), HasSubstr("[[" + std::string(number) + "]]"));
  }
  EXPECT_EQ(program.finish().code, 0);
}

TEST(Streams, AStatementMayArriveInPieces) {
  Process program({"--format", "csv"});
  program.write("RETU");
  EXPECT_EQ(program.read_until("\n", 200), "");
  program.write("RN 'a;b' AS s");
  EXPECT_EQ(program.read_until("\n", 200), "");
  program.write(";");
  EXPECT_EQ(program.read_until("b\n"), "s\na;b\n");
  EXPECT_EQ(program.finish().code, 0);
}

TEST(Streams, AClosedPipeEndsQuietly) {
  Process program({"-c", "UNWIND range(1, 1000000) AS x RETURN x, 'some text to fill the pipe' AS t"});
  program.read_until("x", 300);
  program.close_output();
  const Outcome outcome = program.finish();
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.err, IsEmpty());
}

TEST(Streams, AFullDiskIsToldAndFails) {
  const Outcome outcome = run({"-o", "/dev/full", "--format", "csv", "-c", "RETURN 1 AS n"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("results cannot be written"));
}

TEST(Signals, CtrlCStopsABatchWith130) {
  Process program({"--format", "csv", "-c", "RETURN 1 AS n", "-c", endless, "-c", "RETURN 2 AS n"});
  program.read_until("n\n1\n");
  program.send(SIGINT);
  const Outcome outcome = program.finish();
  EXPECT_EQ(outcome.code, 130);
  EXPECT_EQ(outcome.out, "n\n1\n");
}

TEST(Signals, CtrlCStopsEvenWithKeepGoing) {
  Process program({"--keep-going", "-c", "RETURN 1 AS n", "-c", endless, "-c", "RETURN 2 AS n"});
  program.read_until("n\n1\n");
  program.send(SIGINT);
  EXPECT_EQ(program.finish().code, 130);
}

TEST(Signals, CtrlCEndsTheWaitForInput) {
  Process program({"--format", "csv"});
  program.write("RETURN 1 AS n;\n");
  program.read_until("n\n1\n");
  program.send(SIGINT);
  program.read_until("never", 1000);
  EXPECT_EQ(program.finish().code, 130);
}

}  // namespace
}  // namespace liaison
