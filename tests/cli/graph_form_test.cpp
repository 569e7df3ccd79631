#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/process.h"

namespace liaison {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* who_knows_whom = "MATCH (a)-[r]->(b) RETURN a.name, type(r), b.name";
constexpr const char* ann_knows_bob = "a.name,type(r),b.name\nAnn,KNOWS,Bob\n";

TEST(GraphForms, EachEndingIsReadAndAsked) {
  const TemporaryFolder folder;
  const std::string lines = R"({"type":"node","id":"0","labels":["P"],"properties":{"name":"Ann"}}
{"type":"node","id":"1","labels":["P"],"properties":{"name":"Bob"}}
{"type":"relationship","id":"0","label":"KNOWS","start":{"id":"0"},"end":{"id":"1"}}
)";
  const std::string node_link = R"({"directed": true, "nodes": [{"id": 1, "name": "Ann"}, {"id": 2, "name": "Bob"}],
  "links": [{"source": 1, "target": 2, "type": "KNOWS"}]})";
  const std::string graphml = R"(<graphml><key id="name" for="node" attr.name="name" attr.type="string"/><graph>
<node id="a"><data key="name">Ann</data></node><node id="b"><data key="name">Bob</data></node>
<edge source="a" target="b" label="KNOWS"/></graph></graphml>)";
  const std::string cypher = R"(:begin
CREATE (:P {name: 'Ann'}); // a comment; with a semicolon
CREATE (:P {name: 'Bob'});
:commit
MATCH (a {name: 'Ann'}), (b {name: 'Bob'}) CREATE (a)-[:KNOWS]->(b)
)";
  for (const auto& [name, text] :
       {std::pair("a.jsonl", lines), std::pair("b.json", lines), std::pair("c.json", node_link),
        std::pair("d.graphml", graphml), std::pair("e.cypher", cypher)}) {
    const std::string file = folder.file(name, text);
    EXPECT_EQ(run({file, "-c", who_knows_whom}).out, ann_knows_bob) << name;
    EXPECT_THAT(run({"check", file}).out, StartsWith(file + ": whole, 2 nodes, 1 relationship")) << name;
    const std::string converted = folder.path(std::string(name) + ".converted.json");
    EXPECT_EQ(run({"convert", file, converted}).code, 0) << name;
    EXPECT_EQ(run({converted, "-c", who_knows_whom}).out, ann_knows_bob) << name;
  }
}

TEST(GraphForms, AFaultInACypherScriptIsToldWithItsPlaceAndExits3) {
  const TemporaryFolder folder;
  const std::string file = folder.file("a.cypher", "CREATE (:P);\n\nCREATE (:P {n: missing});\n");
  const Outcome outcome = run({file, "-c", "RETURN 1"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.err, StartsWith(file + ":3:16: error: "));
  EXPECT_THAT(run({folder.file("b.cypher", "RETURN 1;\n:open x.json\n")}).err, HasSubstr(":2:1: error: "));
  EXPECT_EQ(run({folder.file("c.cypher", "LOAD CSV FROM 'x.csv' AS row CREATE ();")}).code, 3);
  EXPECT_EQ(run({folder.file("d.cypher", "RETURN 1/0")}).code, 3);
}

TEST(GraphForms, OnlyGraphFilesAreReadTogether) {
  const TemporaryFolder folder;
  const std::string graph = folder.file("a.json", small_graph);
  const Outcome outcome = run({graph, folder.file("b.cypher", "CREATE ()"), "-c", "RETURN 1"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("it is no graph file"));
}

}  // namespace
}  // namespace liaison
