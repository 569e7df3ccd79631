#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "cli/process.h"

namespace liaison {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Stores : public testing::Test {
 protected:
  std::string asked(const std::string& query, const std::string& store) {
    const Outcome outcome = run({"--read-only", store, "-c", query});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return outcome.out;
  }
  std::string count(const std::string& store) { return asked("MATCH (n) RETURN count(*) AS n", store); }

  TemporaryFolder folder_;
  std::string store_ = folder_.path("x.liaison");
};

TEST_F(Stores, KeepWhatStatementsChange) {
  const Outcome made =
      run({store_, "-c", "CREATE (:Company {name: 'Nvidia'})-[:`invests-in`]->(:Company {name: 'X'})"});
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.err, IsEmpty());
  EXPECT_EQ(run({store_, "-c", "MATCH (n {name: 'X'}) SET n.name = 'Cohere'"}).code, 0);
  EXPECT_EQ(asked("MATCH ('Nvidia')-[:invests-in]->(c) RETURN c.name", store_), "c.name\nCohere\n");
}

TEST_F(Stores, AFailingStatementLeavesNothing) {
  EXPECT_EQ(run({store_, "-c", "CREATE (:A) WITH 1 AS x RETURN x / 0"}).code, 1);
  EXPECT_EQ(count(store_), "n\n0\n");
}

TEST_F(Stores, ReadOnlyMakesNone) {
  for (const char* option : {"--read-only", "--safe"}) {
    const Outcome outcome = run({option, store_, "-c", "RETURN 1"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_THAT(outcome.err, HasSubstr("there is no store"));
    EXPECT_FALSE(folder_.has("x.liaison"));
  }
}

TEST_F(Stores, ReadOnlyRefusesWrites) {
  EXPECT_EQ(run({store_, "-c", "CREATE (:A)"}).code, 0);
  EXPECT_EQ(run({"--read-only", store_, "-c", "CREATE (:A)"}).code, 1);
  EXPECT_EQ(count(store_), "n\n1\n");
}

TEST_F(Stores, ASecondWriterIsRefusedAndReadersAreNot) {
  Process writer({store_});
  writer.write("CREATE (:A);\nRETURN 'made';\n");
  writer.read_until("made\n");
  const Outcome second = run({store_, "-c", "CREATE (:B)"});
  EXPECT_EQ(second.code, 3);
  EXPECT_THAT(second.err, HasSubstr("is being written to by process "));
  EXPECT_THAT(second.err, HasSubstr("--busy-timeout"));
  EXPECT_EQ(count(store_), "n\n1\n");

  Process reader({"--read-only", store_});
  reader.write("MATCH (n) RETURN count(*) AS n;\n");
  EXPECT_EQ(reader.read_until("1\n"), "n\n1\n");
  writer.write("CREATE (:A);\n:checkpoint\nCREATE (:A);\nRETURN 'more';\n");
  writer.read_until("more\n");
  reader.write("MATCH (n) RETURN count(*) AS n;\n");
  EXPECT_EQ(reader.read_until("3\n"), "n\n3\n");
  EXPECT_EQ(writer.finish().code, 0);
  EXPECT_EQ(run({store_, "-c", "CREATE (:B)"}).code, 0);
}

TEST_F(Stores, AWriterWaitsForAnotherWhenTold) {
  Process writer({store_});
  writer.write("CREATE (:A);\nRETURN 'made';\n");
  writer.read_until("made\n");
  Process waiting({"--busy-timeout", "1m", store_, "-c", "CREATE (:B)"});
  EXPECT_EQ(writer.finish().code, 0);
  EXPECT_EQ(waiting.finish().code, 0);
  EXPECT_EQ(count(store_), "n\n2\n");
}

TEST_F(Stores, NothingAcknowledgedIsLostByKilling) {
  std::size_t acknowledged = 0;
  for (int round = 0; round < 10; ++round) {
    Process writer({store_});
    for (int i = 0; i < 5; ++i) {
      writer.write("CREATE (:A);\nRETURN 'made';\n");
      writer.read_until("made\n");
      ++acknowledged;
    }
    if (round % 3 == 0) writer.write(":checkpoint\n");
    writer.write("CREATE (:A);\n");
    writer.send(SIGKILL);
    EXPECT_EQ(writer.finish().code, -SIGKILL);
    const std::size_t found = std::stoul(count(store_).substr(2));
    EXPECT_GE(found, acknowledged);
    EXPECT_LE(found, acknowledged + 1);
    acknowledged = found;
  }
}

TEST_F(Stores, AreCopiedWhileTheyAreWritten) {
  Process writer({store_});
  writer.write("CREATE (:A);\nRETURN 'made';\n");
  writer.read_until("made\n");
  const Outcome outside = run({"backup", store_, folder_.path("y.liaison")});
  EXPECT_EQ(outside.code, 0) << outside.err;
  writer.write(":backup " + folder_.path("z.liaison") + "\nCREATE (:A);\nRETURN 'more';\n");
  writer.read_until("more\n");
  EXPECT_EQ(count(folder_.path("y.liaison")), "n\n1\n");
  EXPECT_EQ(count(folder_.path("z.liaison")), "n\n1\n");
  EXPECT_EQ(count(store_), "n\n2\n");
  EXPECT_EQ(run({"backup", store_, folder_.path("y.liaison")}).code, 3);
  EXPECT_EQ(run({"backup", store_, folder_.path("y.json")}).code, 2);
}

TEST_F(Stores, AreNotCopiedInTheMiddleOfATransaction) {
  const Outcome refused = run({store_, "-f", "-"}, ":begin\nCREATE (:A);\n:backup " + folder_.path("y.liaison") + "\n");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("a transaction is open"));
  EXPECT_FALSE(folder_.has("y.liaison"));
}

TEST_F(Stores, AreConvertedFromGraphFilesAndBack) {
  const std::string file = folder_.file("g.json", small_graph);
  EXPECT_EQ(run({"convert", file, store_}).code, 0);
  const Outcome back = run({"convert", store_, folder_.path("h.json")});
  EXPECT_EQ(back.code, 0) << back.err;
  EXPECT_EQ(folder_.read("h.json"), small_graph);
}

TEST_F(Stores, StatementsBetweenBeginAndCommitAreOneCommit) {
  Process writer({store_, "--keep-going"});
  writer.write(":begin\nCREATE (:A);\nRETURN 1 / 0;\nCREATE (:A);\nMATCH (n) RETURN count(*) AS n;\n");
  EXPECT_EQ(writer.read_until("2\n"), "n\n2\n");
  EXPECT_EQ(count(store_), "n\n0\n");
  writer.write(":commit\nRETURN 'made';\n");
  writer.read_until("made\n");
  EXPECT_EQ(count(store_), "n\n2\n");
  writer.write(":begin\nMATCH (n) DELETE n;\n:rollback\nMATCH (n) RETURN count(*) AS m;\n");
  EXPECT_EQ(writer.read_until("2\n"), "m\n2\n");
  writer.write(":begin\nCREATE (:A);\n");
  EXPECT_THAT(writer.finish().err, HasSubstr("the transaction was not committed"));
  EXPECT_EQ(count(store_), "n\n2\n");
}

TEST_F(Stores, TransactionsAreOpenedAndEndedInTurn) {
  EXPECT_THAT(run({"-c", ":commit"}).err, HasSubstr("no transaction is open"));
  EXPECT_THAT(run({"-c", ":begin\n:begin"}).err, HasSubstr("a transaction is open already"));
  EXPECT_EQ(run({"--read-only", "-c", ":begin"}).code, 1);
  EXPECT_EQ(run({"-c", ":begin\nCREATE (:A);\n:rollback\nMATCH (n) RETURN count(*) AS n"}).out, "n\n0\n");
  EXPECT_EQ(run({"-c", ":begin\nCREATE (:A);\n:commit\nMATCH (n) RETURN count(*) AS n"}).out, "n\n1\n");
}

TEST_F(Stores, HaveNothingToSave) {
  const Outcome outcome = run({store_, "-c", "CREATE (:A); :save"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("there is nothing to save"));
  const Outcome memory = run({"-c", ":checkpoint"});
  EXPECT_EQ(memory.code, 1);
  EXPECT_THAT(memory.err, HasSubstr("only a store has checkpoints"));
}

TEST_F(Stores, StandAlone) {
  const std::string file = folder_.file("g.json", small_graph);
  EXPECT_EQ(run({store_, file, "-c", "RETURN 1"}).code, 2);
}

}  // namespace
}  // namespace liaison
