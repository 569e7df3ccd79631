#include "output/entity_text.h"
#include "output/screen_text.h"
#include "unit/output/result_fixture.h"

namespace liaison {
namespace {

using Table = ResultTest;

TEST_F(Table, FitsColumnsToTheirCells) {
  const StatementResult rows = result({"s.name", "amount", "d"},
                                      {Value::string("Cohere"), Value::integer(5), Value::date(*parse_date("2023-06")),
                                       Value(), Value::floating(1.5), Value::boolean(true)});
  EXPECT_EQ(text(rows, OutputFormat::Table),
            "┌────────┬────────┬─────────┐\n"
            "│ s.name │ amount │ d       │\n"
            "├────────┼────────┼─────────┤\n"
            "│ Cohere │      5 │ 2023-06 │\n"
            "│ null   │    1.5 │ true    │\n"
            "└────────┴────────┴─────────┘\n"
            "(2 rows)\n");
}

TEST_F(Table, ShowsEntities) {
  const auto shown = [&](const Value& value) { return shown_text(*snapshot_, value); };
  EXPECT_EQ(shown(Value::node(0)), "(:Company:Giant {name: 'Nvidia'})");
  EXPECT_EQ(shown(Value::relationship(invests_)), "[:invests-in {amount: 270000000, currency: 'USD', since: 2023-06}]");
  EXPECT_EQ(
      shown(path()),
      "('Azure')<-[:hosts-model-on]-('Cohere')<-[:invests-in {amount: 270000000, currency: 'USD', since: 2023-06}]-"
      "('Nvidia')");
  EXPECT_EQ(shown(Value::node(77)), "()");
  EXPECT_EQ(shown(Value::list({Value::string("a"), Value::node(1)})), "['a', (:Company {name: 'Cohere'})]");
  EXPECT_EQ(shown(Value::string("it's")), "it's");
}

TEST_F(Table, CutsCellsToTheTerminal) {
  OutputOptions options;
  options.width = 24;
  const StatementResult rows =
      result({"a", "text"}, {Value::integer(12), Value::string("a long text that cannot fit")});
  EXPECT_EQ(text(rows, options),
            "┌─────┬────────────────┐\n"
            "│   a │ text           │\n"
            "├─────┼────────────────┤\n"
            "│  12 │ a long text t… │\n"
            "└─────┴────────────────┘\n"
            "(1 row)\n");
}

TEST_F(Table, NeverWiderThanTheTerminal) {
  for (std::uint32_t width = 40; width < 100; ++width) {
    OutputOptions options;
    options.width = width;
    const StatementResult rows = result({"one", "two", "three", "four"},
                                        {Value::string(std::string(30, 'x')), Value::string("日本語日本語日本語日本語"),
                                         Value::string("e\u0301e\u0301e\u0301"), Value::string(std::string(7, 'y'))});
    std::istringstream lines(text(rows, options));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(screen_width(line), width) << line;
  }
}

TEST_F(Table, ControlCharactersAreShown) {
  EXPECT_EQ(visible("a\nb\x1b[31m\t"), "a␊b␛[31m␉");
  EXPECT_EQ(visible(std::string_view("\0", 1)), "␀");
  EXPECT_EQ(visible("\u202eabc\u200b\u0085\u2066"), "\uFFFDabc\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(visible("\xff"), "\uFFFD");
  EXPECT_EQ(visible("é 日本 👨\u200d👩\u200d👧"), "é 日本 👨\u200d👩\u200d👧");
}

TEST_F(Table, WidthsOfClusters) {
  EXPECT_EQ(screen_width("abc"), 3u);
  EXPECT_EQ(screen_width("日本"), 4u);
  EXPECT_EQ(screen_width("e\u0301"), 1u);
  EXPECT_EQ(screen_width("❤\ufe0f"), 2u);
  EXPECT_EQ(screen_width("👨\u200d👩\u200d👧"), 2u);
  EXPECT_EQ(cut_to_width("日本語", 5), "日本…");
  EXPECT_EQ(cut_to_width("日本語", 6), "日本語");
  EXPECT_EQ(cut_to_width("日本語", 4), "日…");
  EXPECT_EQ(cut_to_width("abc", 1), "…");
}

TEST_F(Table, ChangesAndPlans) {
  StatementResult changes = result({}, {});
  EXPECT_EQ(text(changes, OutputFormat::Table), "(no changes)\n");
  changes.counters = {.nodes_created = 2, .relationships_created = 1, .properties_set = 3, .labels_removed = 1};
  EXPECT_EQ(text(changes, OutputFormat::Table),
            "created 2 nodes and 1 relationship, set 3 properties, removed 1 label\n");
  StatementResult plan = result({"plan"}, {Value::string("Project"), Value::string("  NodeScan")});
  plan.is_plan = true;
  EXPECT_EQ(text(plan, OutputFormat::Table), "Project\n  NodeScan\n");
  EXPECT_EQ(text(plan, OutputFormat::Csv), "plan\nProject\n  NodeScan\n");
}

TEST_F(Table, Markdown) {
  const StatementResult rows =
      result({"a|b", "n"}, {Value::string("x|y *z* <b>\n&"), Value::integer(1), Value(), Value::integer(2)});
  EXPECT_EQ(text(rows, OutputFormat::Markdown),
            "| a\\|b | n |\n| --- | ---: |\n| x\\|y \\*z\\* &lt;b><br>&amp; | 1 |\n|  | 2 |\n\n");
}

}  // namespace
}  // namespace liaison
