#include "output/dot.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

#include "output/edge_label.h"
#include "store/catalog.h"
#include "store/vocabulary.h"
#include "unit/output/result_fixture.h"

namespace liaison {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

using Dot = ResultTest;

TEST_F(Dot, CollectsWhatRowsHold) {
  const StatementResult rows = result({"a", "b"}, {Value::list({Value::map(Map({{"k", Value::relationship(hosts_)}}))}),
                                                   Value::node(0), Value::node(0), Value::integer(1), path(), Value()});
  const Subgraph subgraph = subgraph_of(rows);
  EXPECT_THAT(subgraph.nodes, ElementsAre(1, 2, 0));
  EXPECT_THAT(subgraph.relationships, ElementsAre(hosts_, invests_));
  EXPECT_TRUE(subgraph_of(result({"a"}, {Value::node(99), Value::relationship({0, 99})})).nodes.empty());
  EXPECT_EQ(subgraph_of(*snapshot_).nodes.size(), 3u);
  EXPECT_EQ(subgraph_of(*snapshot_).relationships.size(), 2u);
}

TEST_F(Dot, DrawsNamesTypesDatesAmounts) {
  const std::string dot = text(result({"p"}, {path()}), OutputFormat::Dot);
  EXPECT_THAT(dot, HasSubstr("label=\"Nvidia\""));
  EXPECT_THAT(dot, HasSubstr("n0 -> n1 [label=\"invests-in 2023-06 $270M\""));
  EXPECT_THAT(dot, HasSubstr("n1 -> n2 [label=\"hosts-model-on\""));
  EXPECT_THAT(dot, HasSubstr("label=\"Legend\""));
  EXPECT_THAT(dot, HasSubstr("label=\"Platform\""));
  EXPECT_EQ(text(result({}, {}), OutputFormat::Dot), "");
  EXPECT_THAT(text(result({"x"}, {Value::integer(1)}), OutputFormat::Dot), HasSubstr("no nodes or relationships"));
}

TEST_F(Dot, EveryTextIsQuotedAndEscaped) {
  EXPECT_EQ(dot_quoted("node"), "\"node\"");
  EXPECT_EQ(dot_quoted("a\"b\\N&lt;\n\x1b"), "\"a\\\"b\\\\N&amp;lt;␊␛\"");
  EXPECT_EQ(dot_quoted(std::string_view("\0", 1)), "\"␀\"");
  EXPECT_EQ(dot_quoted("\u202e<b>"), "\"\uFFFD<b>\"");
  EXPECT_EQ(dot_quoted(""), "\"\"");
}

/// Lays the text out by Graphviz's own program; nullopt where it is not installed.
std::optional<std::string> drawn(const std::string& dot) {
  if (std::system("command -v dot >/dev/null") != 0) return std::nullopt;
  std::string pattern = (std::filesystem::temp_directory_path() / "liaison-dot-XXXXXX").string();
  const std::filesystem::path folder = ::mkdtemp(pattern.data());
  std::ofstream(folder / "a.dot", std::ios::binary) << dot;
  const std::string place = folder.string();
  const int status = std::system(("dot -Tsvg " + place + "/a.dot -o " + place + "/a.svg 2>" + place + "/said").c_str());
  std::stringstream svg;
  if (status == 0) svg << std::ifstream(folder / "a.svg").rdbuf();
  std::filesystem::remove_all(folder);
  return svg.str();
}

TEST_F(Dot, GraphvizTakesEveryName) {
  const std::vector<std::string> names{"node",
                                       "strict",
                                       "a\"b",
                                       "back\\",
                                       "\\N",
                                       "&lt;",
                                       "<b>x</b>",
                                       "\"]; evil [",
                                       "",
                                       "-->",
                                       "new\nline",
                                       std::string("\0nul\x1b", 5),
                                       "\u202eturned",
                                       "日本",
                                       "👨\u200d👩",
                                       "{a|b}",
                                       std::string(10000, 'x')};
  GraphBuilder builder;
  for (const std::string& name : names) {
    const std::vector<LabelId> labels{builder.label("L" + name)};
    const NodeId node = builder.add_node(labels);
    builder.set_property(node, builder.property_key("name"), Value::string(name));
    builder.add_relationship(node, builder.type("T" + name), 0);
  }
  const Snapshot graph = builder.finish();
  std::ostringstream out;
  write_dot(subgraph_of(*graph), *graph, out);
  const auto svg = drawn(out.str());
  if (!svg) GTEST_SKIP() << "Graphviz is not installed";
  for (const std::string_view shown :
       {">node<", ">a&quot;b<", ">\\N<", ">&amp;lt;<", ">&lt;b&gt;x&lt;/b&gt;<", "␛", "日本"}) {
    EXPECT_NE(svg->find(shown), std::string::npos) << shown;
  }
}

TEST_F(Dot, LinesLoseNothing) {
  EXPECT_EQ(dot_quoted_lines("Vertical and horizontal alliances", 12), "\"Vertical and\\nhorizontal\\nalliances\"");
  EXPECT_EQ(dot_quoted_lines("competes-with 2024-08-01 $2.5B", 10), "\"competes-\\nwith\\n2024-08-01\\n$2.5B\"");
  EXPECT_EQ(dot_quoted_lines("GPT-4 x", 5), "\"GPT-4\\nx\"");
  EXPECT_EQ(dot_quoted_lines("short", 12), "\"short\"");
  EXPECT_EQ(dot_quoted_lines("", 12), "\"\"");
  std::string name;
  for (int i = 0; i < 10000; ++i) name += i % 3 == 0 ? "é" : "x";
  std::string lines = dot_quoted_lines(name, 12);
  for (std::size_t place = 0; (place = lines.find("\\n", place)) != std::string::npos;) lines.erase(place, 2);
  EXPECT_EQ(lines, "\"" + name + "\"");
}

TEST_F(Dot, AmountsInFewCharacters) {
  EXPECT_EQ(short_amount(Value::integer(270000000), "USD"), "$270M");
  EXPECT_EQ(short_amount(Value::integer(2500000000), "EUR"), "€2.5B");
  EXPECT_EQ(short_amount(Value::floating(40589689.15), "CHF"), "~CHF 40.59M");
  EXPECT_EQ(short_amount(Value::integer(999), ""), "999");
  EXPECT_EQ(short_amount(Value::integer(-1500), "USD"), "-$1.5K");
  EXPECT_EQ(short_amount(Value::integer(0), "USD"), "$0");
  EXPECT_EQ(short_amount(Value::integer(999999999), "USD"), "~$1B");
}

TEST_F(Dot, BoundsAndPeriods) {
  const auto label = [&](std::initializer_list<std::pair<std::string_view, Value>> properties) {
    GraphBuilder one;
    one.add_node({});
    const RelationshipId edge = one.add_relationship(0, one.type("T"), 0);
    for (const auto& [name, value] : properties) one.set_property(edge, one.property_key(name), value);
    return edge_details(*one.finish(), edge);
  };
  const Value since = Value::date(*parse_date("2019")), until = Value::date(*parse_date("2023-06-30"));
  EXPECT_EQ(label({}), "");
  EXPECT_EQ(label({{"since", since}, {"until", until}}), "2019–2023-06-30");
  EXPECT_EQ(label({{"until", until}}), "until 2023-06-30");
  EXPECT_EQ(label({{"amount_min", Value::integer(25000000000)}, {"currency", Value::string("USD")}}), "≥ $25B");
  EXPECT_EQ(label({{"amount_min", Value::integer(1000)}, {"amount_max", Value::integer(2000)}}), "1K–2K");
  EXPECT_EQ(label({{"since", since}, {"amount_max", Value::integer(5)}}), "2019 ≤ 5");
  EXPECT_EQ(label({{"since", Value::string("spring")}, {"amount", Value::string("much")}}), "");
}

TEST_F(Dot, VocabularyColoursAndSymmetry) {
  Vocabulary vocabulary;
  NodeKind company, giant;
  company.label = "Company";
  company.color = "#112233";
  company.shape = "hexagon";
  giant.label = "Giant";
  giant.implies = {"Company"};
  giant.color = "#ffeedd";
  vocabulary.nodes = {company, giant};
  RelationshipKind competes;
  competes.type = "competes-with";
  competes.symmetric = true;
  competes.color = "#aa3377";
  vocabulary.relationships = {competes};
  GraphBuilder builder;
  builder.set_vocabulary(vocabulary);
  const std::vector<LabelId> both{builder.label("Company"), builder.label("Giant")}, one{builder.label("Company")};
  builder.add_node(both);
  builder.add_node(one);
  builder.add_node({});
  builder.add_relationship(0, builder.type("competes-with"), 1);
  builder.add_relationship(0, builder.type("else"), 1);
  const Snapshot graph = builder.finish();
  std::ostringstream out;
  write_dot(subgraph_of(*graph), *graph, out);
  EXPECT_THAT(out.str(), HasSubstr("n0 [label=\"(Giant)\", shape=ellipse, style=\"filled\", fillcolor=\"#ffeedd\""));
  EXPECT_THAT(
      out.str(),
      HasSubstr(
          "n1 [label=\"(Company)\", shape=hexagon, style=\"filled\", fillcolor=\"#112233\", fontcolor=\"#ffffff\""));
  EXPECT_THAT(out.str(), HasSubstr("label=\"competes-with\", color=\"#aa3377\", fontcolor=\"#aa3377\", dir=none"));
  EXPECT_THAT(out.str(), HasSubstr("label=\"else\", color=\"#595959\""));
  EXPECT_THAT(out.str(), Not(HasSubstr("sfdp")));
}

}  // namespace
}  // namespace liaison
