#include <gmock/gmock.h>

#include <limits>
#include <map>
#include <random>
#include <tuple>

#include "store/builder.h"
#include "unit/store/graph_file_fixture.h"
#include "value/date.h"
#include "value/equality.h"

namespace liaison {
namespace {

using ::testing::HasSubstr;

class GraphFileWrite : public GraphFileTest {
 protected:
  /// Writing, reading and writing again gives the same bytes.
  std::string round_trip(const GraphView& view) {
    std::string first = written(view);
    EXPECT_EQ(written(*read(first)), first);
    return first;
  }
};

TEST_F(GraphFileWrite, LayoutAndOrder) {
  const Snapshot graph = read(R"({"edges": [
    {"to": "b", "from": "c", "type": "T"},
    {"sources": ["s#p2", "s", {"said_by": "J", "source": "s"}], "currency": "USD", "zeta": 1, "alpha": [true, null],
     "amount": 3, "until": "2024-02-03", "since": "2023-06", "to": "a", "from": "b", "type": "U", "id": "e1"},
    {"to": "a", "from": "b", "type": "T", "amount": {"max": 2.5, "min": 1}}],
    "nodes": [{"zip": {"$date": "2020"}, "id": "c", "aliases": ["x"], "name": "C"},
              {"labels": ["Z", "B", "A"], "id": "b", "founded": "1999", "properties": {"id": 1}}, {"id": "a", "amount": {"max": 7}, "b": 1}],
    "sources": [{"id": "s", "url": "u", "published": "2024-08"}],
    "graph": {"title": "t \"q\""},
    "vocabulary": {"edges": {"T": {"symmetric": true, "verbs": ["t"]}},
                   "nodes": {"B": {"dates": ["founded"], "is": ["Z"], "nouns": ["b"], "color": "#0072b2", "shape": "box"}}},
    "not_modelled": [{"a":1}]})");
  EXPECT_EQ(round_trip(*graph), R"({
  "graph": {
    "title": "t \"q\""
  },
  "vocabulary": {
    "nodes": {
      "B": {"nouns": ["b"], "is": ["Z"], "color": "#0072b2", "shape": "box", "dates": ["founded"]}
    },
    "edges": {
      "T": {"symmetric": true, "verbs": ["t"]}
    }
  },
  "sources": [
    {"id": "s", "url": "u", "published": "2024-08"}
  ],
  "nodes": [
    {"id": "c", "name": "C", "aliases": ["x"], "zip": {"$date": "2020"}},
    {"id": "b", "labels": ["B", "A", "Z"], "founded": "1999", "properties": {"id": 1}},
    {"id": "a", "amount": {"max": 7}, "b": 1}
  ],
  "edges": [
    {"type": "T", "from": "c", "to": "b"},
    {"type": "T", "from": "b", "to": "a", "amount": {"min": 1, "max": 2.5}},
    {"id": "e1", "type": "U", "from": "b", "to": "a", "since": "2023-06", "until": "2024-02-03", "amount": 3, "currency": "USD", "alpha": [true, null], "zeta": 1, "sources": ["s#p2", "s", {"source": "s", "said_by": "J"}]}
  ],
  "not_modelled": [
    {"a": 1}
  ]
}
)");
}

TEST_F(GraphFileWrite, EmptyGraph) {
  EXPECT_EQ(round_trip(*Graph().snapshot()), "{\n  \"nodes\": [],\n  \"edges\": []\n}\n");
}

TEST_F(GraphFileWrite, NodesWithoutIdsGetSome) {
  GraphBuilder builder;
  const PropertyKey name = builder.property_key("name"), id = builder.property_key("id");
  const auto add = [&](std::string_view called, const Value& own) {
    const NodeId node = builder.add_node({});
    if (!called.empty()) builder.set_property(node, name, Value::string(called));
    if (!own.is_null()) builder.set_property(node, id, own);
  };
  add("Société Générale", {});
  add("", {});
  add("Acme, Inc.", {});
  add("acme inc", {});
  add("", Value::string("acme-inc"));
  add("", Value::string("acme-inc"));
  add("日本", Value::integer(5));
  EXPECT_EQ(round_trip(*builder.finish()), R"({
  "nodes": [
    {"id": "societe-generale", "name": "Société Générale"},
    {"id": "n1"},
    {"id": "acme-inc-2", "name": "Acme, Inc."},
    {"id": "acme-inc-3", "name": "acme inc"},
    {"id": "acme-inc"},
    {"id": "n5", "properties": {"id": "acme-inc"}},
    {"id": "n6", "name": "日本", "properties": {"id": 5}}
  ],
  "edges": []
}
)");
}

TEST_F(GraphFileWrite, WhatPlainMembersCannotHoldStandsInProperties) {
  GraphBuilder builder;
  const NodeId node = builder.add_node({});
  const auto set = [&](std::string_view name, const Value& value) {
    builder.set_property(node, builder.property_key(name), value);
  };
  set("name", Value::integer(1));
  set("since", Value::string("spring"));
  set("amount", Value::floating(1000.0));
  set("amount_min", Value::integer(1));
  set("currency", Value::string("dollars"));
  set("labels", Value::string("x"));
  set("nan", Value::floating(std::numeric_limits<double>::quiet_NaN()));
  set("minus_zero", Value::floating(-0.0));
  set("\"\n", Value::string(std::string_view("\0\x1f\x7f\\\"é😀", 11)));
  const std::string text = round_trip(*builder.finish());
  EXPECT_THAT(
      text,
      HasSubstr(
          R"({"id": "n0", "\"\n": "\u0000\u001f\u007f\\\"é😀", "minus_zero": -0.0, "nan": {"$float": "NaN"}, "properties": {"amount": 1000.0, "amount_min": 1, "currency": "dollars", "labels": "x", "name": 1, "since": "spring"}})"));
}

TEST_F(GraphFileWrite, SavesWholeOrNotAtAll) {
  const std::filesystem::path path = file("old");
  const Snapshot graph = read_files({file(R"({"nodes": [{"id": "a"}]})", "b.json")});
  save_graph_file(*graph, path);
  EXPECT_EQ(read_files({path})->node_count(), 1u);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_)) ++files;
  EXPECT_EQ(files, 2u);
  EXPECT_THROW(save_graph_file(*graph, folder_ / "absent" / "x.json"), Error);
  EXPECT_THROW(save_graph_file(*graph, folder_), Error);
}

TEST_F(GraphFileWrite, RefusesWhatCouldNotBeRead) {
  Vocabulary vocabulary;
  RelationshipKind kind;
  kind.type = "T";
  kind.to = {"A", "B"};
  vocabulary.relationships.push_back(kind);
  GraphBuilder builder;
  builder.set_vocabulary(vocabulary);
  const std::vector<LabelId> labels{builder.label("A")};
  const NodeId a = builder.add_node(labels), b = builder.add_node({});
  builder.add_relationship(b, builder.type("T"), a);
  builder.add_relationship(a, builder.type("T"), b);
  const Snapshot graph = builder.finish();
  const std::filesystem::path path = file("old");
  try {
    save_graph_file(*graph, path);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.detail, "AgainstVocabulary");
    EXPECT_EQ(error.message, "edge T from 'n0' to 'n1' cannot be written: by the vocabulary T ends at A or B");
  }
  std::ifstream kept(path);
  std::string text;
  kept >> text;
  EXPECT_EQ(text, "old");
}

using Properties = std::vector<std::pair<std::string, Value>>;

template <class Entity>
Properties properties_of(const GraphView& view, Entity entity) {
  Properties all;
  view.for_each_property(entity, [&](PropertyKey key, const Value& value) {
    all.emplace_back(view.catalog().property_keys.name(key), value);
  });
  return all;
}

/// Same names and values; `read` may have an id where `wrote` has none.
void expect_same(const Properties& wrote, Properties read) {
  const auto is_id = [](const auto& property) { return property.first == "id"; };
  if (std::ranges::none_of(wrote, is_id)) std::erase_if(read, is_id);
  ASSERT_EQ(wrote.size(), read.size());
  for (std::size_t i = 0; i < wrote.size(); ++i) {
    EXPECT_EQ(wrote[i].first, read[i].first);
    EXPECT_TRUE(identical(wrote[i].second, read[i].second)) << wrote[i].first;
  }
}

/// Start, type name, end, properties: relationships in a form that does not hang on numbers.
std::multimap<std::tuple<NodeId, std::string, NodeId>, Properties> relationships_of(const GraphView& view) {
  std::multimap<std::tuple<NodeId, std::string, NodeId>, Properties> all;
  for (TypeId type = 0; type < view.catalog().types.size(); ++type) {
    view.for_each_relationship(type, [&](RelationshipId one, EndPoints ends) {
      all.emplace(std::tuple(ends.start, view.catalog().types.name(type), ends.end), properties_of(view, one));
    });
  }
  return all;
}

void expect_same_graph(const GraphView& wrote, const GraphView& read) {
  ASSERT_EQ(wrote.node_count(), read.node_count());
  const auto labels = [](const GraphView& view, NodeId node) {
    std::vector<std::string> names;
    for (const LabelId label : view.catalog().shapes[view.shape_of(node)].written) {
      names.push_back(view.catalog().labels.name(label));
    }
    std::ranges::sort(names);
    return names;
  };
  for (NodeId node = 0; node < wrote.node_limit(); ++node) {
    EXPECT_EQ(labels(wrote, node), labels(read, node));
    expect_same(properties_of(wrote, node), properties_of(read, node));
    EXPECT_EQ(wrote.sources().citations(node).size(), read.sources().citations(node).size());
  }
  const auto before = relationships_of(wrote), after = relationships_of(read);
  ASSERT_EQ(before.size(), after.size());
  for (auto left = before.begin(), right = after.begin(); left != before.end(); ++left, ++right) {
    EXPECT_EQ(left->first, right->first);
    expect_same(left->second, right->second);
  }
}

/// A graph of everything that properties can hold.
Snapshot random_graph(std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  static const std::vector<std::string> texts{"",
                                              "a",
                                              "Ab c",
                                              "\"",
                                              "\\",
                                              "\n\t\r",
                                              "é",
                                              "日本語",
                                              "😀",
                                              "$date",
                                              "2023-06",
                                              "USD",
                                              std::string(1, '\0'),
                                              "\u202e",
                                              std::string(300, 'x')};
  static const std::vector<std::string> keys{
      "id",   "name", "aliases", "since",      "until",   "amount",  "amount_min", "amount_max", "currency", "labels",
      "type", "from", "to",      "properties", "sources", "country", "founded",    "$date",      "",         "é\""};
  const auto value = [&](auto&& self, int depth) -> Value {
    switch (below(depth > 2 ? 6 : 8)) {
      case 0:
        return Value::boolean(below(2) == 0);
      case 1:
        return Value::integer(below(2) == 0 ? static_cast<std::int64_t>((std::uint64_t{random()} << 32) | random())
                                            : below(5));
      case 2: {
        static const std::vector<double> floats{0.0,
                                                -0.0,
                                                1.0,
                                                0.1,
                                                1e21,
                                                1e-7,
                                                5e-324,
                                                1.7976931348623157e308,
                                                40589689.15,
                                                std::numeric_limits<double>::quiet_NaN(),
                                                std::numeric_limits<double>::infinity(),
                                                -std::numeric_limits<double>::infinity(),
                                                123456789.123456789};
        return Value::floating(floats[below(static_cast<std::uint32_t>(floats.size()))]);
      }
      case 3:
      case 4:
        return Value::string(texts[below(static_cast<std::uint32_t>(texts.size()))]);
      case 5: {
        const DatePrecision precision = static_cast<DatePrecision>(below(3));
        const std::uint32_t month = precision == DatePrecision::Year ? 1 : 1 + below(12);
        Date date = date_from_calendar({1990 + below(50), month, precision == DatePrecision::Day ? 1 + below(28) : 1});
        date.precision = precision;
        return Value::date(date);
      }
      default: {
        std::vector<Value> items;
        for (std::uint32_t i = below(4); i > 0; --i) items.push_back(self(self, depth + 1));
        return Value::list(std::move(items));
      }
    }
  };
  GraphBuilder builder;
  Vocabulary vocabulary;
  NodeKind node_kind;
  node_kind.label = "B";
  node_kind.implies = {"A"};
  node_kind.dates = {"founded", "é\""};
  vocabulary.nodes.push_back(node_kind);
  RelationshipKind relationship_kind;
  relationship_kind.type = "T";
  relationship_kind.dates = {"founded"};
  vocabulary.relationships.push_back(relationship_kind);
  builder.set_vocabulary(vocabulary);
  for (const char* id : {"s", "s#1"}) {
    Source source;
    source.id = id;
    builder.sources().add(source);
  }
  const auto citations = [&] {
    std::vector<Citation> list;
    for (std::uint32_t i = below(3); i > 0; --i)
      list.push_back({below(2), below(2) == 0 ? "" : "p#1", below(2) == 0 ? "" : "J"});
    return list;
  };
  const auto fill = [&](auto entity) {
    for (std::uint32_t i = below(6); i > 0; --i) {
      builder.set_property(entity, builder.property_key(keys[below(static_cast<std::uint32_t>(keys.size()))]),
                           value(value, 0));
    }
    if (auto list = citations(); !list.empty()) builder.sources().cite(entity, std::move(list));
  };
  const std::vector<LabelId> labels{builder.label("C"), builder.label("B"), builder.label("A")};
  const std::uint32_t nodes = 1 + below(8);
  for (std::uint32_t i = 0; i < nodes; ++i) {
    std::vector<LabelId> own;
    for (const LabelId label : labels) {
      if (below(3) == 0) own.push_back(label);
    }
    fill(builder.add_node(own));
  }
  for (std::uint32_t i = below(10); i > 0; --i) {
    fill(builder.add_relationship(below(nodes), builder.type(below(2) == 0 ? "T" : "a-b"), below(nodes)));
  }
  return builder.finish();
}

TEST_F(GraphFileWrite, RandomGraphsComeBack) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    const Snapshot graph = random_graph(seed);
    expect_same_graph(*graph, *read(round_trip(*graph)));
    if (HasFailure()) break;
  }
}

TEST_F(GraphFileWrite, TheFirstGraphComesBackByteForByte) {
  const std::filesystem::path path = std::filesystem::path(LIAISON_SOURCE_DIR) / "graphs" / "genai-2024.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP();
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(written(*read_files({path})), text);
}

}  // namespace
}  // namespace liaison
