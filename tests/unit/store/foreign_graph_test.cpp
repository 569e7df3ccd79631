#include "store/load/foreign_graph.h"

#include <gmock/gmock.h>

#include "graph_file_fixture.h"

namespace liaison {
namespace {

using ::testing::HasSubstr;

class ForeignGraphTest : public GraphFileTest {
 protected:
  using Read = Snapshot (*)(const std::filesystem::path&);

  /// The graph's nodes and edges as a graph file has them, one a line; or the error as "Detail line:column".
  std::string read_by(Read read, std::string_view text) {
    try {
      std::istringstream all(written(*read(file(text, "graph"))));
      std::string lines;
      for (std::string line; std::getline(all, line);) {
        if (!line.starts_with("    {")) continue;
        lines += line.substr(4, line.size() - 4 - (line.back() == ',' ? 1 : 0)) + "\n";
      }
      return lines;
    } catch (const Error& error) {
      EXPECT_EQ(error.code, ErrorCode::GraphFileError);
      said = error.message;
      return error.detail + " " + std::to_string(error.place.line) + ":" + std::to_string(error.place.column);
    }
  }
  std::string apoc(std::string_view text) { return read_by(read_apoc_json, text); }
  std::string node_link(std::string_view text) { return read_by(read_node_link, text); }
  std::string graphml(std::string_view text) { return read_by(read_graphml, text); }
  /// GraphML with these keys and what stands in its graph.
  std::string graphml_of(const std::string& keys, const std::string& content) {
    return graphml("<graphml>" + keys + "<graph>" + content + "</graph></graphml>");
  }
};

TEST_F(ForeignGraphTest, ApocLinesMayStandInAnyOrder) {
  EXPECT_EQ(
      apoc(
          R"({"id":"5","type":"relationship","label":"KNOWS","properties":{"since":1993},"start":{"id":"0","labels":["User"]},"end":{"id":"1","labels":["User"]}}
{"type":"node","id":"0","labels":["User","Admin"],"properties":{"age":42,"name":"Adam","kids":["Sam","Anna"],"x":null}}

{"type":"node","id":"1","properties":{"id":"own"}}
)"),
      R"({"id": "0", "labels": ["Admin", "User"], "name": "Adam", "age": 42, "kids": ["Sam", "Anna"]}
{"id": "own"}
{"type": "KNOWS", "from": "0", "to": "own", "properties": {"since": 1993}}
)");
}

TEST_F(ForeignGraphTest, WrongApocLinesSayWhere) {
  const std::string node = R"({"type":"node","id":"0"})"
                           "\n";
  EXPECT_EQ(apoc(node + node), "DoubledId 2:1");
  EXPECT_EQ(apoc(node + R"({"type":"relationship","label":"R","start":{"id":"0"},"end":{"id":"9"}})"),
            "UnknownNode 2:61");
  EXPECT_THAT(said, HasSubstr("the end is the node '9'"));
  EXPECT_EQ(apoc(node + R"({"type":"relationship","label":"R","start":{"id":"0"}})"), "MissingMember 2:1");
  EXPECT_EQ(apoc(node + R"({"type":"edge"})"), "WrongType 2:9");
  EXPECT_EQ(apoc(node + R"({"id":"1"})"), "MissingMember 2:1");
  EXPECT_EQ(apoc(node + "[]"), "WrongType 2:1");
  EXPECT_EQ(apoc(R"({"type":"node","id":"0","labels":"User"})"), "WrongType 1:34");
  EXPECT_EQ(apoc(R"({"type":"node","id":"0","label":[],"extra":1})"), "UnknownMember 1:36");
  EXPECT_EQ(apoc(R"({"type":"node","id":"0","properties":{"p":{"crs":"wgs-84"}}})"), "WrongType 1:43");
  EXPECT_EQ(apoc(R"({"type":"node","id":"0","properties":{"p":1e999}})"), "NotJson 1:43");
  EXPECT_EQ(apoc(R"({"type":"node","id":"0","properties":{"p":99999999999999999999}})"), "BadNumber 1:43");
  EXPECT_EQ(apoc(R"({"type":"node","type":"node"})"), "DoubledMember 1:16");
  EXPECT_EQ(apoc(R"({"type":"node","id":"0")"), "NotJson 1:24");
  EXPECT_EQ(apoc("{\"type\":\"\xc3\x28\"}"), "InvalidUtf8 1:10");
  EXPECT_EQ(apoc(node + "x"), "NotJson 2:1");
  EXPECT_EQ(apoc(std::string("{}\0{}", 5)), "MissingMember 1:1");
  EXPECT_EQ(apoc(std::string(300'000, '[')), "TooDeep 1:201");
  EXPECT_EQ(apoc(""), "");
}

TEST_F(ForeignGraphTest, NodeLinkJsonHasTypesWhereItsEdgesNameThem) {
  EXPECT_EQ(node_link(R"({"directed": true, "multigraph": true, "graph": {"name": "g"},
  "links": [{"source": 1, "target": "1", "key": 0, "type": "OWNS"}, {"source": 1, "target": 1, "weight": 0.5}],
  "nodes": [{"id": 1, "name": "One", "labels": ["A"]}, {"id": "1", "group": 3}]})"),
            R"({"id": "one", "labels": ["A"], "name": "One", "properties": {"id": 1}}
{"id": "1", "group": 3}
{"type": "OWNS", "from": "one", "to": "1", "key": 0}
{"type": "link", "from": "one", "to": "one", "weight": 0.5}
)");
}

TEST_F(ForeignGraphTest, WrongNodeLinkJsonSaysWhere) {
  EXPECT_EQ(node_link(R"({"nodes": [{"id": 1}, {"id": 1}]})"), "DoubledId 1:23");
  EXPECT_EQ(node_link(R"({"nodes": [{"id": 1}], "links": [{"source": 1, "target": 2}]})"), "UnknownNode 1:58");
  EXPECT_EQ(node_link(R"({"nodes": [{"id": 1}], "links": [{"source": 1}]})"), "MissingMember 1:34");
  EXPECT_EQ(node_link(R"({"nodes": [{}]})"), "MissingMember 1:12");
  EXPECT_EQ(node_link(R"({"nodes": [{"id": [1]}]})"), "WrongType 1:19");
  EXPECT_EQ(node_link(R"({"nodes": [5]})"), "WrongType 1:12");
  EXPECT_EQ(node_link(R"({"nodes": {"id": 1}})"), "WrongType 1:11");
  EXPECT_EQ(node_link(R"({"nodes": [{"id": 1, "x": {"y": 1}}]})"), "WrongType 1:27");
  EXPECT_EQ(node_link(R"({"nodes": [], "vertices": []})"), "");
  EXPECT_EQ(node_link(R"({"nodes": [], "vertices": [1]})"), "UnknownMember 1:28");
  EXPECT_EQ(node_link("5"), "WrongType 1:1");
  EXPECT_EQ(node_link(R"({"nodes": [{"id": 1})"), "NotJson 1:21");
  EXPECT_EQ(node_link(R"({"nodes": []} x)"), "NotJson 1:15");
  EXPECT_EQ(node_link(R"({"graph": )" + std::string(300'000, '[')), "TooDeep 1:210");
}

TEST_F(ForeignGraphTest, JsonFormsAreToldApartByTheirMembers) {
  const auto form = [&](std::string_view text) { return json_graph_form(file(text)); };
  EXPECT_EQ(form(R"({"type": "node", "id": "0"})"), JsonGraphForm::ApocLines);
  EXPECT_EQ(form(R"({"id": "0", "type": "relationship"})"), JsonGraphForm::ApocLines);
  EXPECT_EQ(form(R"({"directed": false, "nodes": []})"), JsonGraphForm::NodeLink);
  EXPECT_EQ(form(R"({"nodes": [{"id": 1}], "links": []})"), JsonGraphForm::NodeLink);
  EXPECT_EQ(form(R"({"nodes": [], "edges": [{"source": 1, "target": 2}]})"), JsonGraphForm::NodeLink);
  EXPECT_EQ(form(R"({"nodes": [{"source": "x"}], "edges": [{"type": "t", "from": 1, "to": 2}]})"),
            JsonGraphForm::GraphFile);
  EXPECT_EQ(form(R"({"graph": {"links": 1}, "nodes": [], "edges": []})"), JsonGraphForm::GraphFile);
  for (const char* text : {"", "{", "[]", "[{\"links\": 1}]", "{\"nodes\": [1,", "\xff", "5"}) {
    EXPECT_EQ(form(text), JsonGraphForm::GraphFile) << text;
  }
}

TEST_F(ForeignGraphTest, GraphmlOfNeo4jHasLabelsAndTypes) {
  EXPECT_EQ(graphml(R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="name" for="node" attr.name="name" attr.type="string"/>
<key id="labels" for="node" attr.name="labels" attr.type="string"/>
<key id="kids" for="node" attr.name="kids" attr.type="string" attr.list="string"/>
<key id="name" for="edge" attr.name="name" attr.type="long"/>
<key id="label" for="edge" attr.name="label" attr.type="string"/>
<graph id="G" edgedefault="directed">
<edge id="e0" source="n0" target="n1" label="KNOWS"><data key="label">KNOWS</data><data key="name">5</data></edge>
<node id="n0" labels=":User:Admin"><data key="labels">:User:Admin</data><data key="name">A&amp;B</data><data key="kids">["x","y"]</data></node>
<node id="n1"><data key="labels">:User</data></node>
</graph></graphml>)"),
            R"({"id": "n0", "labels": ["Admin", "User"], "name": "A&B", "kids": ["x", "y"]}
{"id": "n1", "labels": ["User"]}
{"type": "KNOWS", "from": "n0", "to": "n1", "properties": {"name": 5}}
)");
}

TEST_F(ForeignGraphTest, GraphmlOfYedNamesNodesAndTypesByWhatIsDrawn) {
  EXPECT_EQ(
      graphml_of(
          R"(<key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d9" yfiles.type="edgegraphics"/>)",
          R"(<node id="n0"><data key="d6"><y:ShapeNode><y:Fill/><y:NodeLabel a="b">Acme<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node>
<node id="n1"><graph><node id="n1::n0"/></graph></node>
<edge source="n0" target="n1::n0"><data key="d9"><y:PolyLineEdge><y:EdgeLabel>owns</y:EdgeLabel></y:PolyLineEdge></data></edge>
<edge source="n0" target="n1"/>)"),
      R"({"id": "n0", "name": "Acme"}
{"id": "n1::n0"}
{"id": "n1"}
{"type": "link", "from": "n0", "to": "n1"}
{"type": "owns", "from": "n0", "to": "n1::n0"}
)");
}

TEST_F(ForeignGraphTest, GraphmlKeysGiveTypesAndDefaults) {
  EXPECT_EQ(
      graphml_of(
          R"(<key id="d0" for="node" attr.name="color" attr.type="string"><default>yellow</default></key>
<key id="d1" for="all" attr.name="n" attr.type="int"/><key id="d2" for="node" attr.name="w" attr.type="double"/>
<key id="d3" for="node" attr.name="b" attr.type="boolean"/>)",
          R"(<node id="a"><data key="d0">red</data><data key="d1"> 7 </data><data key="d2">2</data><data key="d3">TRUE</data></node><node id="b"><data key="d1"/></node>)"),
      R"({"id": "a", "b": true, "color": "red", "n": 7, "w": 2.0}
{"id": "b", "color": "yellow"}
)");
}

TEST_F(ForeignGraphTest, WrongGraphmlSaysWhere) {
  EXPECT_EQ(graphml_of("", "<node id='a'/><node id='a'/>"), "DoubledId 1:45");
  EXPECT_EQ(graphml_of("", "<node id='a'/><edge source='a' target='b'/>"), "UnknownNode 1:60");
  EXPECT_EQ(graphml_of("", "<node/>"), "MissingMember 1:17");
  EXPECT_EQ(graphml_of("", "<node id='a'><data key='k'>1</data></node>"), "UnknownKey 1:30");
  EXPECT_EQ(graphml_of("", "<hyperedge/>"), "NotSupported 1:17");
  EXPECT_EQ(graphml_of("<key id='k' attr.type='int'/>", "<node id='a'><data key='k'>1.5</data></node>"),
            "WrongType 1:76");
  EXPECT_THAT(
      graphml_of("<key id='k' attr.type='int'/>", "<node id='a'><data key='k'>99999999999999999999</data></node>"),
      HasSubstr("WrongType"));
  EXPECT_THAT(graphml_of("<key id='k' attr.type='text'/>", ""), HasSubstr("WrongType"));
  EXPECT_THAT(graphml_of("<key id='k'/><key id='k'/>", ""), HasSubstr("DoubledId"));
  EXPECT_THAT(graphml_of("<key id='k' attr.list='string'/>", "<node id='a'><data key='k'>[</data></node>"),
              HasSubstr("WrongType"));
  EXPECT_EQ(graphml("<svg/>"), "NotGraphml 1:1");
  EXPECT_EQ(graphml(""), "NotXml 1:1");
  EXPECT_EQ(graphml("<graphml><graph>"), "NotXml 1:17");
  EXPECT_EQ(graphml("<graphml>\xff</graphml>"), "NotXml 1:10");
  EXPECT_EQ(graphml(std::string("<graphml>\0</graphml>", 20)), "NotXml 1:10");
  std::string deep = "<graphml>";
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_EQ(graphml(deep), "TooDeep 1:607");
}

TEST_F(ForeignGraphTest, XmlEntitiesAreRefused) {
  EXPECT_THAT(graphml(R"(<!DOCTYPE graphml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<graphml><graph><node id="&b;"/></graph></graphml>)"),
              HasSubstr("NotSupported 1:"));
  EXPECT_THAT(graphml(R"(<!DOCTYPE graphml [<!ENTITY x SYSTEM "file:///etc/passwd">]><graphml>&x;</graphml>)"),
              HasSubstr("NotSupported 1:"));
  EXPECT_THAT(graphml(R"(<!DOCTYPE graphml SYSTEM "http://example.org/graphml.dtd"><graphml/>)"), "");
}

TEST_F(ForeignGraphTest, AFileThatIsNotThereIsSaid) {
  for (const Read read : {read_apoc_json, read_node_link, read_graphml}) {
    try {
      static_cast<void>(read(folder_ / "nowhere"));
      ADD_FAILURE();
    } catch (const Error& error) {
      EXPECT_EQ(error.detail, "NotReadable");
    }
  }
}

}  // namespace
}  // namespace liaison
