#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/process.h"

namespace liaison {
namespace {

using ::testing::HasSubstr;

constexpr const char* people = R"({"files": [{"file": "people.csv", "nodes": [{"id": "id", "labels": ["Person"],
  "properties": {"name": "name", "born": {"column": "born", "type": "integer"}}}]}]})";

TEST(ImportByMapping, MakesAGraphThatQuestionsCanBeAskedOf) {
  const TemporaryFolder folder;
  const std::string mapping = folder.file("people.json", people);
  folder.file("people.csv", "id,name,born\n1,Ann,1990\n2,Bob,\n");
  const std::string target = folder.path("graph.json");
  const Outcome outcome = run({"import", target, "--mapping", mapping});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, target + ": 2 nodes, 0 relationships from 2 records\n");
  EXPECT_EQ(run({"-c", "MATCH (p:Person 'ann') RETURN p.born", target}).out, "p.born\n1990\n");
}

TEST(ImportByMapping, WritesOverNoGraph) {
  const TemporaryFolder folder;
  const std::string mapping = folder.file("people.json", people);
  folder.file("people.csv", "id,name,born\n");
  const std::string target = folder.file("graph.json", small_graph);
  const Outcome outcome = run({"import", target, "--mapping", mapping});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("exists already"));
  EXPECT_EQ(folder.read("graph.json"), small_graph);
}

TEST(ImportByMapping, ABadRecordExits3AndLeavesNoGraphUnlessItMayBeSkipped) {
  const TemporaryFolder folder;
  const std::string mapping = folder.file("people.json", people);
  const std::string table = folder.file("people.csv", "id,name,born\n1,Ann,1990\n2,Bob,then\n");
  const std::string target = folder.path("graph.json"), rejects = folder.path("rejects.csv");
  const Outcome refused = run({"import", target, "--mapping", mapping});
  EXPECT_EQ(refused.code, 3);
  EXPECT_THAT(refused.err, HasSubstr(table + ":3:1: error: record 3: 'born' is 'then', which is no number"));
  EXPECT_EQ(run({"check", target}).code, 3);

  const Outcome outcome = run({"import", target, "--mapping", mapping, "--skip-bad", "1", "--rejects", rejects});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("1 bad record left out"));
  EXPECT_EQ(folder.read("rejects.csv"),
            "file,record,line,reason\npeople.csv,3,3,\"'born' is 'then', which is no number\"\n");
}

TEST(ImportByMapping, FilesAreSoughtInTheFolderThatIsNamed) {
  const TemporaryFolder folder, data;
  const std::string mapping = folder.file("people.json", people);
  data.file("people.csv", "id,name,born\n1,Ann,1990\n");
  const std::string target = folder.path("graph.json");
  EXPECT_EQ(run({"import", target, "--mapping", mapping}).code, 3);
  EXPECT_EQ(run({"import", target, "--mapping", mapping, "--folder", data.path()}).code, 0);
}

}  // namespace
}  // namespace liaison
