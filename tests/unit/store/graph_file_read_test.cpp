#include <gmock/gmock.h>

#include "unit/store/graph_file_fixture.h"
#include "value/text.h"

namespace liaison {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class GraphFileRead : public GraphFileTest {
 protected:
  static std::string text(const Value& value) { return literal_text(value); }
};

TEST_F(GraphFileRead, MembersBecomeProperties) {
  const Snapshot graph = read_graph(R"({"id": "a", "labels": ["Company", "Giant"], "name": "A", "aliases": ["AA", "aa"],
      "country": "US", "founded": 1999, "share": 0.5, "whole": 2.0, "big": 1e3, "public": true, "gone": null,
      "list": [1, "x", [2.5]]})");
  EXPECT_EQ(graph->node_count(), 1u);
  EXPECT_EQ(text(property(*graph, "a", "id")), "'a'");
  EXPECT_EQ(text(property(*graph, "a", "name")), "'A'");
  EXPECT_EQ(text(property(*graph, "a", "aliases")), "['AA', 'aa']");
  EXPECT_EQ(text(property(*graph, "a", "founded")), "1999");
  EXPECT_EQ(text(property(*graph, "a", "share")), "0.5");
  EXPECT_EQ(text(property(*graph, "a", "whole")), "2.0");
  EXPECT_EQ(text(property(*graph, "a", "big")), "1000.0");
  EXPECT_EQ(text(property(*graph, "a", "public")), "true");
  EXPECT_EQ(text(property(*graph, "a", "gone")), "null");
  EXPECT_EQ(text(property(*graph, "a", "list")), "[1, 'x', [2.5]]");
  const Shape& shape = graph->catalog().shapes[graph->shape_of(0)];
  EXPECT_EQ(shape.written.size(), 2u);
}

TEST_F(GraphFileRead, PropertiesHoldsReservedNamesAsTheyAre) {
  const Snapshot graph = read_graph(R"({"id": "a", "properties": {"id": 7, "labels": "x", "since": "2023"}},
                                       {"id": "b", "type": "t", "from": "f", "to": "o"})",
                                    R"({"type": "T", "from": "a", "to": "b", "labels": 1, "properties": {"type": 2}})");
  const auto id = graph->catalog().property_keys.find("id");
  EXPECT_EQ(text(graph->property(NodeId{0}, *id)), "7");
  EXPECT_EQ(graph->info().hidden_ids.at(0), "a");
  EXPECT_EQ(text(graph->property(NodeId{0}, *graph->catalog().property_keys.find("since"))), "'2023'");
  EXPECT_EQ(text(property(*graph, "b", "type")), "'t'");
  EXPECT_EQ(text(property(*graph, "b", "from")), "'f'");
  EXPECT_EQ(text(property(*graph, only(*graph, "T"), "labels")), "1");
  EXPECT_EQ(text(property(*graph, only(*graph, "T"), "type")), "2");
}

TEST_F(GraphFileRead, DatesKeepTheirPrecision) {
  const Snapshot graph = read(R"({
    "vocabulary": {"nodes": {"Company": {"dates": ["founded"]}, "Startup": {"is": ["Company"]}},
                   "edges": {"T": {"dates": ["closed"]}}},
    "nodes": [{"id": "a", "labels": ["Startup"], "founded": "2015-03"}, {"id": "b", "founded": "2015-03"}],
    "edges": [{"type": "T", "from": "a", "to": "b", "since": "2023", "until": "2024-06-30",
               "closed": ["2023-01", "2024"], "other": {"$date": "2020-02"}}]})");
  EXPECT_EQ(property(*graph, "a", "founded").as_date().precision, DatePrecision::Month);
  EXPECT_EQ(text(property(*graph, "a", "founded")), "date('2015-03-01')");
  EXPECT_EQ(text(property(*graph, "b", "founded")), "'2015-03'");  // no Company
  const RelationshipId edge = only(*graph, "T");
  EXPECT_EQ(text(property(*graph, edge, "since")), "date('2023-01-01')");
  EXPECT_EQ(property(*graph, edge, "since").as_date().precision, DatePrecision::Year);
  EXPECT_EQ(text(property(*graph, edge, "until")), "date('2024-06-30')");
  EXPECT_EQ(text(property(*graph, edge, "closed")), "[date('2023-01-01'), date('2024-01-01')]");
  EXPECT_EQ(property(*graph, edge, "other").as_date().precision, DatePrecision::Month);
}

TEST_F(GraphFileRead, AmountsAreExact) {
  const Snapshot graph = read_graph(R"({"id": "a"})", R"(
    {"type": "A", "from": "a", "to": "a", "amount": 1000000.0, "currency": "USD"},
    {"type": "B", "from": "a", "to": "a", "amount": 40589689.15},
    {"type": "C", "from": "a", "to": "a", "amount": {"min": 25000000000}},
    {"type": "D", "from": "a", "to": "a", "amount": {"min": 1, "max": 2e3}},
    {"type": "E", "from": "a", "to": "a", "amount": 2.5e9})");
  EXPECT_EQ(text(property(*graph, only(*graph, "A"), "amount")), "1000000");
  EXPECT_EQ(text(property(*graph, only(*graph, "B"), "amount")), "40589689.15");
  EXPECT_TRUE(property(*graph, only(*graph, "C"), "amount").is_null());
  EXPECT_EQ(text(property(*graph, only(*graph, "C"), "amount_min")), "25000000000");
  EXPECT_EQ(text(property(*graph, only(*graph, "D"), "amount_max")), "2000");
  EXPECT_EQ(text(property(*graph, only(*graph, "E"), "amount")), "2500000000");
}

TEST_F(GraphFileRead, WrappedFloats) {
  const Snapshot graph =
      read_graph(R"({"id": "a", "n": {"$float": "NaN"}, "i": {"$float": "Infinity"}, "m": [{"$float": "-Infinity"}]})");
  EXPECT_EQ(text(property(*graph, "a", "n")), "NaN");
  EXPECT_EQ(text(property(*graph, "a", "i")), "Infinity");
  EXPECT_EQ(text(property(*graph, "a", "m")), "[-Infinity]");
}

TEST_F(GraphFileRead, SourcesAndCitations) {
  const Snapshot graph = read(R"({
    "sources": [{"id": "s", "title": "T", "published": "2024-08", "rank": "preferred"}, {"id": "with#mark"}],
    "nodes": [{"id": "a", "sources": ["s", "s#p1#x"]}],
    "edges": [{"type": "T", "from": "a", "to": "a",
               "sources": [{"source": "with#mark", "at": "p2", "said_by": "Jane"}]}]})");
  const Sources& sources = graph->sources();
  ASSERT_EQ(sources.all().size(), 2u);
  EXPECT_EQ(sources.all()[0].member("published")->as_date().precision, DatePrecision::Month);
  const auto of_node = sources.citations(NodeId{0});
  ASSERT_EQ(of_node.size(), 2u);
  EXPECT_EQ(of_node[0].at, "");
  EXPECT_EQ(of_node[1].at, "p1#x");
  const auto of_edge = sources.citations(only(*graph, "T"));
  ASSERT_EQ(of_edge.size(), 1u);
  EXPECT_EQ(of_edge[0].source, 1u);
  EXPECT_EQ(of_edge[0].said_by, "Jane");
}

TEST_F(GraphFileRead, SectionsInAnyOrder) {
  constexpr std::string_view edges = R"("edges": [{"type": "T", "from": "a", "to": "b", "sources": ["s"]}])";
  constexpr std::string_view nodes =
      R"("nodes": [{"id": "a", "labels": ["B"]}, {"id": "b", "founded": "2020", "labels": ["C"]}])";
  constexpr std::string_view vocabulary =
      R"("vocabulary": {"nodes": {"C": {"dates": ["founded"]}}, "edges": {"T": {"from": ["B"]}}})";
  constexpr std::string_view sources = R"("sources": [{"id": "s"}])";
  std::vector<std::string_view> parts{vocabulary, sources, nodes, edges};
  std::ranges::sort(parts);
  std::string first;
  do {
    std::string file = "{";
    for (const std::string_view part : parts) file += (file.size() > 1 ? ", " : "") + std::string(part);
    const Snapshot graph = read(file + "}");
    EXPECT_EQ(property(*graph, "b", "founded").kind(), Kind::Date) << file;
    const std::string text = written(*graph);
    if (first.empty()) first = text;
    EXPECT_EQ(text, first) << file;
  } while (std::ranges::next_permutation(parts).found);
}

TEST_F(GraphFileRead, ByteOrderMarkAndWhiteSpace) {
  EXPECT_EQ(read("\xef\xbb\xbf{\r\n\t\"nodes\" : [ ] }\n\n")->node_count(), 0u);
  EXPECT_EQ(error_of("\xef\xbb\xbf{\"nodez\": []}"), "UnknownMember 1:2");
}

TEST_F(GraphFileRead, SeveralFilesAreOneGraph) {
  const auto a = file(R"({"sources": [{"id": "s"}],
      "nodes": [{"id": "x", "labels": ["A"], "country": "US", "sources": ["s#1"]}, {"id": "y"}]})",
                      "a.json");
  const auto b =
      file(R"({"vocabulary": {"nodes": {"B": {"dates": ["founded"]}}}, "sources": [{"id": "s", "title": "T"}],
      "nodes": [{"id": "z"}, {"id": "x", "labels": ["B"], "founded": "2020", "country": "US", "sources": ["s#1", "s#2"]}],
      "edges": [{"type": "T", "from": "z", "to": "y"}]})",
           "b.json");
  const Snapshot graph = read_files({a, b});
  EXPECT_EQ(graph->node_count(), 3u);
  EXPECT_EQ(node_of(*graph, "x"), 0u);
  EXPECT_EQ(node_of(*graph, "y"), 1u);
  EXPECT_EQ(node_of(*graph, "z"), 2u);
  EXPECT_EQ(property(*graph, "x", "founded").kind(), Kind::Date);
  EXPECT_EQ(graph->catalog().shapes[graph->shape_of(0)].written.size(), 2u);
  EXPECT_EQ(graph->sources().citations(NodeId{0}).size(), 2u);
  EXPECT_EQ(graph->relationship_count(), 1u);
}

TEST_F(GraphFileRead, FilesThatDisagreeAreRefused) {
  const auto a = file("{\"nodes\": [\n{\"id\": \"x\", \"country\": \"US\"}]}", "a.json");
  const auto b = file(R"({"nodes": [{"id": "x", "country": "FR"}]})", "b.json");
  EXPECT_EQ(error_of_files({a, b}), "Contradiction 1:24");
  EXPECT_THAT(said, HasSubstr("node 'x': country is 'FR' here and 'US' in another file"));
  EXPECT_THAT(said, HasSubstr("a.json:2:13"));
  const auto c = file(R"({"nodes": [{"id": "y"}, {"id": "y"}]})", "c.json");
  EXPECT_EQ(error_of_files({a, c}), "DoubledId 1:25");
}

TEST_F(GraphFileRead, WhatGraphAndNotModelledSayIsKept) {
  const Snapshot graph = read(R"({"graph": {"title": "T", "name": "n"}, "nodes": [],
      "not_modelled": [{"fact":  3, "why": ["a",1.50]}, "text"]})");
  EXPECT_THAT(graph->info().members, ElementsAre(std::pair("title", "T"), std::pair("name", "n")));
  EXPECT_EQ(graph->info().not_modelled_json, "[\n    {\"fact\": 3, \"why\": [\"a\", 1.50]},\n    \"text\"\n  ]");
}

TEST_F(GraphFileRead, OddThingsAreSaid) {
  const Snapshot graph = read(R"({
    "vocabulary": {"nodes": {"A": {}}, "edges": {"T": {}}}, "sources": [{"id": "s"}, {"id": "u"}],
    "nodes": [{"id": "a", "labels": ["A"], "name": "Same"}, {"id": "b", "labels": ["B"], "name": "same"}, {"id": "c"}],
    "edges": [{"type": "T", "from": "a", "to": "b", "sources": ["s"], "since": "2024", "until": "2023-12"},
              {"type": "U", "from": "a", "to": "b"}]})");
  EXPECT_THAT(odd_things(*graph),
              ElementsAre("1 label is not in the vocabulary: 'B'", "1 edge type is not in the vocabulary: 'U'",
                          "1 node has no edges: 'c'", "1 node has no label: 'c'", "1 node has no name: 'c'",
                          "1 name is that of several nodes: 'Same'", "1 edge ends before it begins: T 'Same' -> 'same'",
                          "1 edge has no source: U 'Same' -> 'same'", "1 source is cited by nothing: 'u'"));
}

}  // namespace
}  // namespace liaison
