#include <limits>

#include "output/entity_text.h"
#include "unit/output/result_fixture.h"

namespace liaison {
namespace {

using TextFormats = ResultTest;

TEST_F(TextFormats, Csv) {
  const StatementResult rows =
      result({"s.name", "x,y"},
             {Value::string("Cohere"), Value::integer(1), Value::string("a\"b\nc"), Value(), Value::string(""),
              Value::date(*parse_date("2023")), Value::node(2), Value::list({Value::integer(1), Value::string("q")})});
  EXPECT_EQ(text(rows, OutputFormat::Csv),
            "s.name,\"x,y\"\nCohere,1\n\"a\"\"b\nc\",\n\"\",2023\n(:Platform {name: 'Azure'}),\"[1, 'q']\"\n");
  EXPECT_EQ(text(rows, OutputFormat::Tsv),
            "s.name\tx,y\nCohere\t1\n\"a\"\"b\nc\"\t\n\"\"\t2023\n(:Platform {name: 'Azure'})\t[1, 'q']\n");
  EXPECT_EQ(text(result({}, {}), OutputFormat::Csv), "");
}

TEST_F(TextFormats, CsvSafe) {
  const StatementResult rows = result({"=a"}, {Value::string("=1+1"), Value::integer(-1), Value::string("-x, y"),
                                               Value::string("@f"), Value::string("\tt"), Value::string("plain=")});
  OutputOptions options;
  options.format = OutputFormat::Csv;
  EXPECT_EQ(text(rows, options), "=a\n=1+1\n-1\n\"-x, y\"\n@f\n\tt\nplain=\n");
  options.csv_safe = true;
  EXPECT_EQ(text(rows, options), "'=a\n'=1+1\n-1\n\"'-x, y\"\n'@f\n'\tt\nplain=\n");
}

TEST_F(TextFormats, Json) {
  const StatementResult rows = result({"a", "b"}, {Value::string("x\"\n"), Value::floating(1), Value(),
                                                   Value::floating(std::numeric_limits<double>::infinity())});
  EXPECT_EQ(text(rows, OutputFormat::Json), "[{\"a\":\"x\\\"\\n\",\"b\":1.0},\n {\"a\":null,\"b\":\"Infinity\"}]\n");
  EXPECT_EQ(text(result({"a"}, {}), OutputFormat::Json), "[]\n");
  EXPECT_EQ(text(result({}, {}), OutputFormat::Json), "[]\n");
}

TEST_F(TextFormats, Jsonl) {
  StatementResult rows = result({"name"}, {Value::string("Cohere"), Value::string("Mistral AI")});
  EXPECT_EQ(
      text(rows, OutputFormat::Jsonl),
      R"({"fields":["name"],"values":[["Cohere"],["Mistral AI"]],"counters":{},"time":{"compile_ms":0.250,"execute_ms":1.500}})"
      "\n");
  rows = result({}, {});
  rows.counters.nodes_created = 1;
  rows.counters.labels_added = 2;
  rows.notices = {"3 edges have no date", "x"};
  EXPECT_EQ(
      text(rows, OutputFormat::Jsonl),
      R"({"fields":[],"values":[],"counters":{"nodesCreated":1,"labelsAdded":2},"notices":["3 edges have no date","x"],"time":{"compile_ms":0.250,"execute_ms":1.500}})"
      "\n");
}

TEST_F(TextFormats, JsonlEntities) {
  const StatementResult rows = result(
      {"n", "r", "p", "m"},
      {Value::node(0), Value::relationship(invests_), Value::path({2, 1}, {hosts_}),
       Value::map(Map({{"k", Value::list({Value::boolean(false), Value::list({})})}, {"l", Value::map(Map())}}))});
  EXPECT_EQ(
      text(rows, OutputFormat::Jsonl),
      R"({"fields":["n","r","p","m"],"values":[[{"id":"n:0","labels":["Company","Giant"],"properties":{"name":"Nvidia"}},)"
      R"({"id":"r:0:0","type":"invests-in","start":"n:0","end":"n:1","properties":{"amount":270000000,"currency":"USD","since":"2023-06"}},)"
      R"({"nodes":[{"id":"n:2","labels":["Platform"],"properties":{"name":"Azure"}},{"id":"n:1","labels":["Company"],"properties":{"name":"Cohere"}}],)"
      R"("relationships":[{"id":"r:1:0","type":"hosts-model-on","start":"n:1","end":"n:2","properties":{}}]},)"
      R"({"k":[false,[]],"l":{}}]],"counters":{},"time":{"compile_ms":0.250,"execute_ms":1.500}})"
      "\n");
}

TEST_F(TextFormats, Typed) {
  const StatementResult rows = result(
      {"x"}, {Value::integer(1), Value::floating(1), Value::string("s"), Value::boolean(true), Value(),
              Value::list({Value::integer(1)}), Value::map(Map({{"k", Value()}})), Value::date(*parse_date("2023-06")),
              Value::node(1), Value::relationship(invests_), Value::path({1, 2}, {hosts_})});
  EXPECT_EQ(
      text(rows, OutputFormat::Typed),
      R"({"fields":["x"],"values":[[{"$type":"Integer","_value":"1"}],[{"$type":"Float","_value":"1.0"}],[{"$type":"String","_value":"s"}],)"
      R"([{"$type":"Boolean","_value":true}],[{"$type":"Null","_value":null}],[{"$type":"List","_value":[{"$type":"Integer","_value":"1"}]}],)"
      R"([{"$type":"Map","_value":{"k":{"$type":"Null","_value":null}}}],[{"$type":"Date","_value":"2023-06-01"}],)"
      R"([{"$type":"Node","_value":{"_element_id":"n:1","_labels":["Company"],"_properties":{"name":{"$type":"String","_value":"Cohere"}}}}],)"
      R"([{"$type":"Relationship","_value":{"_element_id":"r:0:0","_start_node_element_id":"n:0","_end_node_element_id":"n:1","_type":"invests-in",)"
      R"("_properties":{"amount":{"$type":"Integer","_value":"270000000"},"currency":{"$type":"String","_value":"USD"},"since":{"$type":"Date","_value":"2023-06-01"}}}}],)"
      R"([{"$type":"Path","_value":[{"$type":"Node","_value":{"_element_id":"n:1","_labels":["Company"],"_properties":{"name":{"$type":"String","_value":"Cohere"}}}},)"
      R"({"$type":"Relationship","_value":{"_element_id":"r:1:0","_start_node_element_id":"n:1","_end_node_element_id":"n:2","_type":"hosts-model-on","_properties":{}}},)"
      R"({"$type":"Node","_value":{"_element_id":"n:2","_labels":["Platform"],"_properties":{"name":{"$type":"String","_value":"Azure"}}}}]}]],)"
      R"("counters":{},"time":{"compile_ms":0.250,"execute_ms":1.500}})"
      "\n");
}

TEST_F(TextFormats, Errors) {
  std::ostringstream out;
  write_error(compile_error(ErrorCode::SyntaxError, "UndefinedVariable", "x \"is\"\nnot defined",
                            {.line = 1, .column = 8}, "did you mean y?"),
              out);
  write_error(runtime_error(ErrorCode::ArithmeticError, "DivisionByZero", "m"), out);
  EXPECT_EQ(
      out.str(),
      R"({"errors":[{"code":"SyntaxError","detail":"UndefinedVariable","phase":"compile time","message":"x \"is\"\nnot defined","line":1,"column":8,"hint":"did you mean y?"}]})"
      "\n"
      R"({"errors":[{"code":"ArithmeticError","detail":"DivisionByZero","phase":"runtime","message":"m"}]})"
      "\n");
  EXPECT_TRUE(shows_errors(OutputFormat::Json));
  EXPECT_FALSE(shows_errors(OutputFormat::Csv));
}

TEST_F(TextFormats, BytesThatAreNoUtf8DoNotSpoilJson) {
  EXPECT_EQ(text(result({"a"}, {Value::string("x\xff")}), OutputFormat::Json), "[{\"a\":\"x\uFFFD\"}]\n");
}

TEST_F(TextFormats, Names) {
  EXPECT_EQ(output_format("csv"), OutputFormat::Csv);
  EXPECT_EQ(output_format("cvs"), std::nullopt);
  EXPECT_EQ(nearest_output_format("cvs"), "csv");
  EXPECT_EQ(output_format_of_file("a/b.md"), OutputFormat::Markdown);
  EXPECT_EQ(output_format_of_file("a.b/c"), std::nullopt);
  EXPECT_EQ(to_string(OutputFormat::Jsonl), "jsonl");
}

TEST_F(TextFormats, ExactTextOfValues) {
  EXPECT_EQ(
      value_text(*snapshot_, path()),
      "<(:Platform {name: 'Azure'})<-[:hosts-model-on]-(:Company {name: 'Cohere'})<-[:invests-in {amount: 270000000, "
      "currency: 'USD', since: date('2023-06-01')}]-(:Company:Giant {name: 'Nvidia'})>");
  EXPECT_EQ(value_text(*snapshot_, Value::string("it's")), "'it\\'s'");
  EXPECT_EQ(type_name_text("invests-in"), "invests-in");
  EXPECT_EQ(type_name_text("gpt-4"), "gpt-4");
  EXPECT_EQ(type_name_text("4x"), "`4x`");
  EXPECT_EQ(type_name_text("a b"), "`a b`");
  EXPECT_EQ(type_name_text("a--b"), "`a--b`");
  EXPECT_EQ(type_name_text("-a"), "`-a`");
  EXPECT_EQ(type_name_text("a-"), "`a-`");
}

}  // namespace
}  // namespace liaison
