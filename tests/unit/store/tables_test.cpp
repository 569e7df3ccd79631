#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <limits>
#include <map>
#include <random>
#include <sstream>

#include "liaison/error.h"
#include "store/builder.h"
#include "store/load/property_json.h"
#include "store/tables/export.h"
#include "store/tables/import.h"
#include "value/parse_temporal.h"

namespace liaison {
namespace {

class TablesTest : public testing::Test {
 protected:
  TablesTest() : folder_(std::filesystem::temp_directory_path() / ("liaison-tables-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~TablesTest() override { std::filesystem::remove_all(folder_); }

  /// Exports the graph and imports what came of it.
  Snapshot through_tables(const GraphView& view, const ExportOptions& separators) {
    const std::filesystem::path folder = folder_ / "tables";
    std::filesystem::remove_all(folder);
    ImportOptions options;
    options.delimiter = separators.delimiter;
    options.array_delimiter = separators.array_delimiter;
    for (const ExportedFile& file : export_tables(view, folder, separators)) {
      (file.kind == Table::Kind::Nodes ? options.nodes : options.relationships).push_back({{}, {file.path}});
    }
    return import_tables(options);
  }

  std::filesystem::path file(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return folder_ / name;
  }

  std::filesystem::path folder_;
};

template <class Entity>
std::string properties_text(const GraphView& view, Entity entity) {
  std::string text;
  view.for_each_property(entity, [&](PropertyKey key, const Value& value) {
    text += " " + view.catalog().property_keys.name(key) + "=";
    append_property_json(text, value, JsonDates::Wrapped);
  });
  return text;
}

/// What a graph holds, in lines, whatever the numbers of its nodes. REQUIRES: each node has an `n` of its own.
std::string contents(const GraphView& view) {
  const auto n = view.catalog().property_keys.find("n");
  std::map<std::string, std::string> lines;
  for (NodeId node = 0; node < view.node_limit(); ++node) {
    if (!view.has_node(node)) continue;
    std::map<std::string, int> labels;
    for (const LabelId label : view.catalog().shapes[view.shape_of(node)].labels) {
      labels[view.catalog().labels.name(label)] = 1;
    }
    std::string line;
    for (const auto& [label, one] : labels) line += ":" + label;
    lines["node " + std::to_string(view.property(node, *n).as_integer())] = line + properties_text(view, node);
  }
  std::multimap<std::string, std::string> edges;
  for (TypeId type = 0; type < view.catalog().types.size(); ++type) {
    view.for_each_relationship(type, [&](RelationshipId id, EndPoints ends) {
      edges.emplace(view.catalog().types.name(type) + " " + std::to_string(view.property(ends.start, *n).as_integer()) +
                        "->" + std::to_string(view.property(ends.end, *n).as_integer()) + properties_text(view, id),
                    "");
    });
  }
  std::string out;
  for (const auto& [name, line] : lines) out += name + line + "\n";
  for (const auto& [line, nothing] : edges) out += line + "\n";
  return out;
}

class RandomGraph {
 public:
  explicit RandomGraph(std::uint32_t seed) : random_(seed) {}

  Snapshot make() {
    GraphBuilder builder;
    const PropertyKey n = builder.property_key("n");
    std::vector<PropertyKey> keys;
    for (const std::string name : {"name", "aliases", "id", "a:b", "a:b:string", "x{y}", " lead ", "k\"q",
                                   "line\nbreak", "é", "n;m", "[]", "a,b"}) {
      keys.push_back(builder.property_key(name));
      kinds_.push_back(below(4) == 0 ? kinds : below(kinds));
    }
    const std::uint32_t nodes = 1 + below(60);
    for (std::uint32_t i = 0; i < nodes; ++i) {
      std::vector<LabelId> labels;
      for (const std::string label : {"A", "a", "C:D", "E=F", "x y"}) {
        if (below(4) == 0) labels.push_back(builder.label(label));
      }
      const NodeId node = builder.add_node(labels);
      builder.set_property(node, n, Value::integer(i));
      set_some(builder, node, keys);
    }
    static constexpr std::array<std::string_view, 5> types{"t", "T", "a-b", "x;y", "with \"quote\""};
    for (std::uint32_t i = below(120); i > 0; --i) {
      const RelationshipId made =
          builder.add_relationship(below(nodes), builder.type(types[below(types.size())]), below(nodes));
      set_some(builder, made, keys);
    }
    return builder.finish();
  }

 private:
  static constexpr std::uint32_t kinds = 12;

  std::uint32_t below(std::size_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  template <class Entity>
  void set_some(GraphBuilder& builder, Entity entity, const std::vector<PropertyKey>& keys) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      // Most keys hold one kind of values, some hold any.
      const std::uint32_t kind = kinds_[i] == kinds ? below(kinds) : kinds_[i];
      if (below(3) == 0) builder.set_property(entity, keys[i], value(kind));
    }
  }

  Value temporal(Kind kind, std::initializer_list<std::string_view> texts) {
    std::string fault;
    return *parse_temporal(kind, *(texts.begin() + below(texts.size())), fault);
  }

  Value value(std::uint32_t kind) {
    switch (kind) {
      case 0:
        return Value::boolean(below(2) == 0);
      case 1: {
        static constexpr std::array<std::int64_t, 5> numbers{0, -1, 42, std::numeric_limits<std::int64_t>::max(),
                                                             std::numeric_limits<std::int64_t>::min()};
        return Value::integer(numbers[below(numbers.size())]);
      }
      case 2: {
        using Limits = std::numeric_limits<double>;
        static constexpr std::array<double, 9> numbers{
            0.5, -0.0, 1, 1e300, Limits::denorm_min(), Limits::quiet_NaN(), Limits::infinity(), -Limits::infinity(),
            0.1};
        return Value::floating(numbers[below(numbers.size())]);
      }
      case 3: {
        static constexpr std::array<std::string_view, 16> strings{
            "",      " ",    "a;b", "\"",  "two\nlines", "\r\n", ",",           "\xef\xbb\xbf",
            "é日本", "null", "42",  "a\\", "x\ty",       "'",    "\"a\",\"b\"", " blank "};
        return Value::string(strings[below(strings.size())]);
      }
      case 4:
        return temporal(Kind::Date, {"2023-06-01", "2023-06", "2023", "-0044-03-15", "+12345-01-01"});
      case 5:
        return temporal(Kind::Time, {"12:31:14.5+01:00", "00:00Z", "23:59:59.999999999-18:00"});
      case 6:
        return temporal(Kind::LocalTime, {"12:31", "00:00:00.000000001"});
      case 7:
        return temporal(Kind::LocalDateTime, {"2023-06-01T12:31", "-0001-01-01T00:00:01"});
      case 8:
        return temporal(Kind::DateTime, {"2023-06-01T12:31+02:00", "2023-10-29T02:30+01:00[Europe/Stockholm]",
                                         "1970-01-01T00:00Z", "2023-06-01T12:31[Asia/Tokyo]"});
      case 9:
        return temporal(Kind::Duration, {"P1Y2M10DT2H30M5.5S", "PT-0.5S", "-P1D", "PT0S", "P2W"});
      case 10: {
        const std::uint32_t item_kind = below(10);
        std::vector<Value> items(below(4));
        for (Value& item : items) item = value(item_kind);
        return Value::list(std::move(items));
      }
      default: {
        std::vector<Value> items(below(3));
        for (Value& item : items) item = value(below(kinds));
        return Value::list(std::move(items));
      }
    }
  }

  std::mt19937 random_;
  std::vector<std::uint32_t> kinds_;  // by key: the kind of its values; `kinds`: any
};

TEST_F(TablesTest, WhatIsExportedComesBack) {
  for (std::uint32_t seed = 1; seed <= 30; ++seed) {
    const Snapshot graph = RandomGraph(seed).make();
    for (const ExportOptions& separators : {ExportOptions{}, ExportOptions{'\t', '|'}, ExportOptions{'.', 'T'}}) {
      ASSERT_EQ(contents(*through_tables(*graph, separators)), contents(*graph)) << "seed " << seed;
    }
  }
}

TEST_F(TablesTest, AnEmptyGraphHasNoTables) {
  const Snapshot graph = GraphBuilder().finish();
  EXPECT_TRUE(export_tables(*graph, folder_ / "none", {}).empty());
  EXPECT_TRUE(std::filesystem::is_empty(folder_ / "none"));
}

TEST_F(TablesTest, TheFormIsNeo4jsWhereItCanBe) {
  GraphBuilder builder;
  const NodeId a = builder.add_node(std::array{builder.label("Company")});
  builder.set_property(a, builder.property_key("name"), Value::string("Acme"));
  builder.set_property(a, builder.property_key("aliases"), Value::list({Value::string("A"), Value::string("B")}));
  builder.set_property(a, builder.property_key("odd"), Value::list({Value::string("A"), Value::integer(1)}));
  (void)builder.add_relationship(a, builder.type("OWNS"), a);
  const std::vector<ExportedFile> files = export_tables(*builder.finish(), folder_ / "out", {});
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].path, folder_ / "out" / "nodes.Company.csv");
  EXPECT_EQ(files[1].path, folder_ / "out" / "relationships.OWNS.csv");
  std::ostringstream nodes, relationships;
  nodes << std::ifstream(files[0].path).rdbuf();
  relationships << std::ifstream(files[1].path).rdbuf();
  EXPECT_EQ(nodes.str(),
            ":ID{id-type:long},:LABEL,aliases:string[],name:string,odd:json\n"
            "0,Company,A;B,Acme,\"[\"\"A\"\", 1]\"\n");
  EXPECT_EQ(relationships.str(), ":START_ID,:END_ID,:TYPE\n0,0,OWNS\n");
}

TEST_F(TablesTest, ALabelWithTheDelimiterOfListsIsRefused) {
  GraphBuilder builder;
  (void)builder.add_node(std::array{builder.label("a;b")});
  const Snapshot graph = builder.finish();
  EXPECT_THROW((void)export_tables(*graph, folder_ / "out", {}), Error);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
  EXPECT_EQ(export_tables(*graph, folder_ / "out", {',', '|'}).size(), 1U);
}

TEST_F(TablesTest, AFolderThatHoldsSomethingIsLeftAlone) {
  file("kept", "x");
  EXPECT_THROW((void)export_tables(*GraphBuilder().finish(), folder_, {}), Error);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "kept"));
}

TEST_F(TablesTest, ManyRowsOfManyBlocksAreImported) {
  std::string nodes = "id:ID{id-type:long},name:string,:LABEL\n", edges = ":START_ID,:END_ID,:TYPE,at:long\n";
  constexpr std::uint32_t count = 60'000;
  for (std::uint32_t i = 0; i < count; ++i) {
    nodes += std::to_string(i) + ",\"name " + std::to_string(i) + "\"," + (i % 3 == 0 ? "A" : "B;C") + "\n";
    edges += std::to_string(i) + "," + std::to_string((i * 7919ULL) % count) + (i % 2 == 0 ? ",even," : ",odd,") +
             std::to_string(i) + "\n";
  }
  ImportOptions options;
  options.nodes = {{{}, {file("n.csv", nodes)}}};
  options.relationships = {{{}, {file("r.csv", edges)}}};
  std::vector<ImportProgress> progress;
  options.on_progress = [&](const ImportProgress& so_far) { progress.push_back(so_far); };
  const Snapshot graph = import_tables(options);
  EXPECT_EQ(graph->node_count(), count);
  EXPECT_EQ(graph->relationship_count(), count);
  EXPECT_GT(progress.size(), 3U);
  EXPECT_EQ(progress.back().bytes, progress.back().bytes_total);
  EXPECT_EQ(progress.back().relationships, count);
  const PropertyKey name = *graph->catalog().property_keys.find("name"),
                    at = *graph->catalog().property_keys.find("at");
  for (const NodeId node : {0U, 1U, 44'444U, count - 1}) {
    EXPECT_EQ(graph->property(node, name).as_string(), "name " + std::to_string(node));
    EXPECT_EQ(graph->catalog().shapes[graph->shape_of(node)].labels.size(), node % 3 == 0 ? 1U : 2U);
  }
  for (const std::string type : {"even", "odd"}) {
    graph->for_each_relationship(*graph->catalog().types.find(type), [&](RelationshipId id, EndPoints ends) {
      const std::int64_t i = graph->property(id, at).as_integer();
      ASSERT_EQ(ends.start, i);
      ASSERT_EQ(ends.end, (static_cast<std::uint64_t>(i) * 7919) % count);
      ASSERT_EQ(i % 2 == 0, type == "even");
    });
  }
}

TEST_F(TablesTest, AFaultInTheMiddleEndsTheImport) {
  std::string nodes = "id:ID,n:long\n";
  for (std::uint32_t i = 0; i < 80'000; ++i) nodes += std::to_string(i) + (i == 60'000 ? ",x\n" : ",1\n");
  ImportOptions options;
  options.nodes = {{{}, {file("n.csv", nodes)}}};
  try {
    (void)import_tables(options);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.place.line, 60'002U);
    EXPECT_EQ(error.file, (folder_ / "n.csv").string());
  }
}

TEST_F(TablesTest, WhoeverListensMayEndTheImport) {
  ImportOptions options;
  options.nodes = {{{}, {file("n.csv", "id:ID,n:long\n1,1\n2,2\n")}}};
  options.on_progress = [](const ImportProgress&) { throw std::runtime_error("enough"); };
  EXPECT_THROW((void)import_tables(options), std::runtime_error);
}

}  // namespace
}  // namespace liaison
