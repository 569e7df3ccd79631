#include "store/mapping/mapped_import.h"

#include <gmock/gmock.h>

#include "graph_file_fixture.h"

namespace liaison {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class MappedImportTest : public GraphFileTest {
 protected:
  /// The graph that a mapping with these files makes of files in the folder: its nodes and edges, one a line.
  std::string import(const std::string& files, std::uint64_t bad_max = 0) {
    MappedImportOptions options;
    options.folder = folder_;
    options.bad_max = bad_max;
    options.on_left_out = [&](const LeftOutRecord& record) {
      left_out.push_back(std::to_string(record.record) + " line " + std::to_string(record.line) + ": " + record.reason);
    };
    left_out.clear();
    counts = {};
    const std::atomic<bool> never = false;
    const Mapping mapping = read_mapping(file(R"({"files": [)" + files + "]}", "mapping.json"));
    std::istringstream all(written(*import_mapped(mapping, options, never, counts)));
    std::string lines;
    for (std::string line; std::getline(all, line);) {
      if (!line.starts_with("    {")) continue;
      lines += line.substr(4, line.size() - 4 - (line.back() == ',' ? 1 : 0)) + "\n";
    }
    return lines;
  }

  /// "Detail line:column" of the file at fault, or "none".
  std::string error_of_import(const std::string& files) {
    try {
      import(files);
      return "none";
    } catch (const Error& error) {
      said = error.message + (error.hint.empty() ? "" : " (" + error.hint + ")");
      return error.detail + " " + std::to_string(error.place.line) + ":" + std::to_string(error.place.column);
    }
  }

  /// The property `p` of one node whose column `c` has the text, as the graph file has it; or the error's message.
  std::string value(const std::string& text, const std::string& rule) {
    file("i,c\n1,\"" + text + "\"\n", "v.csv");
    try {
      const std::string line =
          import(R"({"file": "v.csv", "nodes": [{"id": "i", "keep_id": false, "properties": {"p": )" + rule + "}}]}");
      const std::size_t begin = line.find("\"p");
      return begin == std::string::npos ? "nothing" : line.substr(begin, line.size() - begin - 2);
    } catch (const Error& error) {
      return error.message;
    }
  }
  std::string typed(const std::string& text, const std::string& type, const std::string& more = {}) {
    return value(text, R"({"column": "c", "type": ")" + type + "\"" + more + "}");
  }

  std::vector<std::string> left_out;
  MappedImportCounts counts;
};

TEST_F(MappedImportTest, SeveralKindsOfNodesAndRelationshipsComeFromOneFile) {
  file("id,kind,name,country\n1,country,NLD,\n2,company,ASML,NLD\n", "a.csv");
  EXPECT_EQ(import(R"({"file": "a.csv", "nodes": [
    {"when": {"column": "kind", "is": "country"}, "id": [{"column": "id"}, {"space": "code", "column": "name"}],
     "labels": ["Country"], "properties": {"name": "name"}},
    {"when": {"column": "kind", "is": "company"}, "id": "id", "labels": ["Company"], "properties": {"name": "name"}}],
    "relationships": [{"when": {"column": "country", "empty": false}, "type": "BASED_IN", "from": "id",
      "to": {"space": "code", "column": "country"}}]})"),
            R"({"id": "1", "labels": ["Country"], "name": "NLD"}
{"id": "2", "labels": ["Company"], "name": "ASML"}
{"type": "BASED_IN", "from": "2", "to": "1"}
)");
}

TEST_F(MappedImportTest, TheFirstValueStaysAndAbsentOnesAreFilledIn) {
  file("id,name,city,label\nx,One,,A\nx,Two,Paris,B\n", "a.csv");
  EXPECT_EQ(import(R"({"file": "a.csv", "nodes": [{"id": "id", "expect": "any", "labels": [{"column": "label"}],
    "properties": {"name": "name", "city": "city"}}]})"),
            "{\"id\": \"x\", \"labels\": [\"A\", \"B\"], \"name\": \"One\", \"city\": \"Paris\"}\n");
  EXPECT_EQ(counts.differing["name"], 1u);
}

TEST_F(MappedImportTest, NamesInOtherRecordsAreCollectedAsAliases) {
  file("id,name\nx,One\nx,Uno\nx,One\nx,Ein\n", "a.csv");
  EXPECT_EQ(import(R"({"file": "a.csv", "nodes": [{"id": "id", "expect": "any", "labels": ["A"], "properties":
    {"name": "name", "aliases": {"column": "name", "collect": true, "except": "name"}}}]})"),
            "{\"id\": \"x\", \"labels\": [\"A\"], \"name\": \"One\", \"aliases\": [\"Uno\", \"Ein\"]}\n");
}

TEST_F(MappedImportTest, ListsOfEndsGiveEveryPair) {
  file(R"({"k": "n", "id": "a"} {"k": "n", "id": "b"} {"k": "n", "id": "c"}
{"k": "r", "from": ["a"], "to": ["b", "c"], "what": {"sum": 5}})",
       "a.jsonl");
  EXPECT_EQ(import(R"({"file": "a.jsonl", "format": "jsonl",
    "nodes": [{"when": {"column": "k", "is": "n"}, "id": "id", "labels": ["N"]}],
    "relationships": [{"when": {"column": "k", "is": "r"}, "type": "R", "from": "from", "to": "to",
                       "properties": {"sum": "what.sum"}}]})"),
            R"({"id": "a", "labels": ["N"]}
{"id": "b", "labels": ["N"]}
{"id": "c", "labels": ["N"]}
{"type": "R", "from": "a", "to": "b", "sum": 5}
{"type": "R", "from": "a", "to": "c", "sum": 5}
)");
}

TEST_F(MappedImportTest, RecordsOfAJsonFileStandInTheMemberThatIsNamed) {
  file(R"({"about": {"x": [1]}, "items": [{"id": 7, "tags": ["a", "b"], "ok": true, "none": null}], "n": 1})",
       "a.json2");
  const std::string rule = R"({"file": "a.json2", "format": "json", "records": "items", "nodes":
    [{"id": "id", "labels": ["N"], "properties": {"tags": "tags", "ok": "ok", "none": "none"}}]})";
  EXPECT_EQ(import(rule), "{\"id\": \"7\", \"labels\": [\"N\"], \"ok\": true, \"tags\": [\"a\", \"b\"]}\n");
  file(R"({"about": 1})", "a.json2");
  EXPECT_EQ(error_of_import(rule), "MissingMember 0:0");
  file(R"([{"id": 1}, 5])", "a.json2");
  EXPECT_EQ(error_of_import(R"({"file": "a.json2", "format": "json", "nodes": [{"id": "id"}]})"), "InvalidRecord 1:13");
  EXPECT_EQ(said, "record 2: it is a number, it must be an object");
}

TEST_F(MappedImportTest, NumbersAreExact) {
  EXPECT_EQ(typed("1,234", "integer"), "\"p\": 1234");
  EXPECT_EQ(typed("1.5", "integer"), "record 2: 'c' is '1.5', which is no whole number");
  EXPECT_EQ(typed("5.0", "number"), "\"p\": 5.0");
  EXPECT_EQ(typed("1.234,5", "number", R"(, "decimal": ",")"), "\"p\": 1234.5");
  EXPECT_EQ(typed("61%", "percent"), "\"p\": 61");
  EXPECT_EQ(typed("0.5 %", "percent"), "\"p\": 0.5");
  EXPECT_EQ(typed("9223372036854775807", "integer"), "\"p\": 9223372036854775807");
  EXPECT_THAT(typed("9223372036854775808", "integer"), HasSubstr("more digits than are kept"));
  EXPECT_THAT(typed("1e999999999999", "float"), HasSubstr("no number"));
  EXPECT_THAT(typed("1e399", "float"), HasSubstr("more digits"));
  EXPECT_THAT(typed("12,34", "number"), HasSubstr("no number"));
  EXPECT_THAT(typed("5 apples", "number"), HasSubstr("no number"));
  EXPECT_EQ(typed("x", "number", R"(, "bad": "absent")"), "nothing");
}

TEST_F(MappedImportTest, MoneyIsReadWithWhatStandsBesideIt) {
  const std::string parts =
      R"(, "parts": {"currency": "p_currency", "year": "p_year", "about": "p_about", "note": "p_note"})";
  EXPECT_EQ(typed("$1.4 billion (2019)", "money", parts), R"("p": 1400000000, "p_currency": "USD", "p_year": 2019)");
  EXPECT_EQ(typed("about $1 billion", "money", parts), R"("p": 1000000000, "p_about": true, "p_currency": "USD")");
  EXPECT_EQ(typed("$56.2 billion (microprocessors) (2019)", "money", parts),
            R"("p": 56200000000, "p_currency": "USD", "p_note": "microprocessors", "p_year": 2019)");
  EXPECT_EQ(typed("Over $70 billion", "money"), R"("p_min": 70000000000)");
  EXPECT_EQ(typed("up to €5m", "money", parts), R"("p_currency": "EUR", "p_max": 5000000)");
  EXPECT_EQ(typed("$1-2 million", "money"), R"("p_max": 2000000, "p_min": 1000000)");
  EXPECT_EQ(typed("113969.15", "money"), "\"p\": 113969.15");
  EXPECT_EQ(typed("1,234 EUR", "money", parts), R"("p": 1234, "p_currency": "EUR")");
  for (const char* wrong : {"$", "billion", "$1 bilion", "EUR 5 USD", "over up to 5", "$2-1m", "between 5",
                            "1234567890.1234567", "5 (", "$1.4.5", "--5"}) {
    const std::string read = typed(wrong, "money");
    if (std::string_view(wrong) == "5 (") {
      EXPECT_EQ(read, "\"p\": 5");  // a bracket that is never closed ends with the text
    } else {
      EXPECT_THAT(read, HasSubstr("no amount of money")) << wrong;
    }
  }
}

TEST_F(MappedImportTest, DatesHaveTheFormsThatTheMappingNames) {
  EXPECT_EQ(typed("2023-06", "date"), R"("p": {"$date": "2023-06"})");
  EXPECT_EQ(typed("3.12.2009", "date", R"(, "format": "%d.%m.%Y")"), R"("p": {"$date": "2009-12-03"})");
  EXPECT_EQ(typed("3 Dec 2009", "date", R"(, "format": ["%Y", "%d %b %Y"])"), R"("p": {"$date": "2009-12-03"})");
  EXPECT_EQ(typed("1201-11-03 00:00:00", "date", R"(, "format": "%Y-%m-%d %H:%M:%S")"),
            R"("p": {"$date": "1201-11-03"})");
  EXPECT_THAT(typed("2023-02-30", "date"), HasSubstr("no Date"));
  EXPECT_THAT(typed("20230601", "date"), HasSubstr("no Date"));
  EXPECT_THAT(typed("3201-10-21", "date", R"(, "latest": "2016-12-31")"), HasSubstr("outside"));
  EXPECT_EQ(typed("3201-10-21", "date", R"(, "latest": "2016-12-31", "bad": "absent")"), "nothing");
  EXPECT_EQ(typed("PT5M", "duration"), R"("p": {"$duration": "PT5M"})");
}

TEST_F(MappedImportTest, TextsAreSplitTrimmedReplacedAndLeftOut) {
  EXPECT_EQ(value("a | b||c", R"({"column": "c", "split": "|"})"), R"("p": ["a", "b", "c"])");
  EXPECT_EQ(value("a|b", R"({"column": "c", "split": "|", "take": "first"})"), R"("p": "a")");
  EXPECT_THAT(value("a|b", R"({"column": "c", "split": "|", "take": "only"})"), HasSubstr("has 2 values"));
  EXPECT_EQ(value(" a ", R"({"column": "c", "trim": true})"), R"("p": "a")");
  EXPECT_EQ(value("n/a", R"({"column": "c", "absent": ["-", "n/a"], "default": 0})"), "\"p\": 0");
  EXPECT_EQ(value("MAL", R"({"column": "c", "values": {"MAL": "MYS"}})"), R"("p": "MYS")");
  EXPECT_EQ(value("x", R"({"record": true})"), "\"p\": 2");
  EXPECT_EQ(value("x", R"({"value": [1, 2]})"), "\"p\": [1, 2]");
}

TEST_F(MappedImportTest, ABadRecordEndsTheImportWithItsPlace) {
  const std::string rule = R"({"file": "a.csv", "nodes": [{"id": "id", "labels": ["N"], "properties":
    {"n": {"column": "n", "type": "integer"}}}]})";
  file("id,n\na,1\n\"b\n\",x\nc,3\n", "a.csv");
  EXPECT_EQ(error_of_import(rule), "InvalidCsv 3:1");
  EXPECT_THAT(said, HasSubstr("record 3: 'n' is 'x', which is no number"));
  EXPECT_EQ(import(rule, 1),
            "{\"id\": \"a\", \"labels\": [\"N\"], \"n\": 1}\n{\"id\": \"c\", \"labels\": [\"N\"], \"n\": 3}\n");
  EXPECT_THAT(left_out, ElementsAre("3 line 3: 'n' is 'x', which is no number"));
  file("id,n\na,1\na,2\n", "a.csv");
  EXPECT_EQ(error_of_import(rule), "InvalidCsv 3:1");
  EXPECT_THAT(said, HasSubstr("there is a node with the id 'a' already"));
  file("id,n\na\n", "a.csv");
  EXPECT_EQ(error_of_import(rule), "InvalidCsv 2:1");
  EXPECT_THAT(said, HasSubstr("it has 1 fields where the header has 2"));
  file("id,n\n,1\n", "a.csv");
  EXPECT_EQ(error_of_import(rule), "InvalidCsv 2:1");
  file("id,m\na,1\n", "a.csv");
  EXPECT_EQ(error_of_import(rule), "UnknownColumn 1:1");
  file("id,id\na,1\n", "a.csv");
  EXPECT_EQ(error_of_import(rule), "InvalidCsv 1:1");
  file("", "a.csv");
  EXPECT_EQ(error_of_import(rule), "InvalidCsv 0:0");
  file("id,n\n\xff,1\n", "a.csv");
  EXPECT_EQ(error_of_import(rule), "InvalidCsv 2:1");
  std::filesystem::remove(folder_ / "a.csv");
  EXPECT_EQ(error_of_import(rule), "NotReadable 0:0");
}

TEST_F(MappedImportTest, AnUnknownEndIsAFaultUnlessTheMappingLeavesItOut) {
  file("a,b\n1,2\n1,1\n", "a.csv");
  const auto rule = [](const std::string& to) {
    return R"({"file": "a.csv", "nodes": [{"id": "a", "expect": "any", "labels": ["N"]}],
      "relationships": [{"type": "R", "from": "a", "to": )" +
           to + "}]}";
  };
  EXPECT_EQ(error_of_import(rule("\"b\"")), "InvalidCsv 2:1");
  EXPECT_THAT(said, HasSubstr("there is no node with the id '2'"));
  EXPECT_EQ(import(rule(R"({"column": "b", "unknown": "skip"})")),
            "{\"id\": \"1\", \"labels\": [\"N\"]}\n{\"type\": \"R\", \"from\": \"1\", \"to\": \"1\"}\n");
  EXPECT_EQ(counts.unknown_ends, 1u);
  import(rule("\"b\""), 1);
  EXPECT_THAT(left_out, ElementsAre("2 line 2: there is no node with the id '2'"));
}

TEST_F(MappedImportTest, KnownNodesMustBeThereAndTwoKeysMustAgree) {
  file("a,b\n1,x\n", "a.csv");
  EXPECT_EQ(error_of_import(R"({"file": "a.csv", "nodes": [{"id": "a", "expect": "known"}]})"), "InvalidCsv 2:1");
  EXPECT_THAT(said, HasSubstr("no node has the id '1' so far"));
  file("a,b\n1,x\n2,y\n1,y\n", "a.csv");
  EXPECT_EQ(error_of_import(R"({"file": "a.csv", "nodes": [{"id": [{"column": "a"}, {"column": "b", "space": "s"}],
    "expect": "any"}]})"),
            "InvalidCsv 4:1");
  EXPECT_THAT(said, HasSubstr("two different nodes"));
}

TEST_F(MappedImportTest, SkippedRecordsAreCountedAndListed) {
  file("id,t\n1,\"a\nb\"\n2,c\n3,n/a\n", "a.csv");
  EXPECT_EQ(import(R"({"file": "a.csv", "skip": [{"when": {"column": "*", "contains": "\n"}, "reason": "broken"},
    {"when": {"any": [{"column": "t", "is": ["n/a", "-"]}, {"not": {"column": "id", "begins_with": ["1", "2", "3"]}}]},
     "reason": "unknown"}], "nodes": [{"id": "id", "labels": ["N"]}]})"),
            "{\"id\": \"2\", \"labels\": [\"N\"]}\n");
  EXPECT_THAT(left_out, ElementsAre("2 line 2: broken", "4 line 5: unknown"));
}

TEST_F(MappedImportTest, AMappingThatIsWrongSaysWhere) {
  EXPECT_EQ(error_of_import(R"({"file": "a.csv", "node": []})"), "UnknownMember 1:30");
  EXPECT_EQ(said, "'node' is no member of a file (did you mean 'nodes'?)");
  EXPECT_EQ(error_of_import(R"({"nodes": []})"), "MissingMember 1:12");
  EXPECT_EQ(error_of_import(R"({"file": "a", "nodes": [{"labels": ["A"]}]})"), "MissingMember 1:36");
  EXPECT_EQ(error_of_import(R"({"file": "a", "format": "cvs"})"), "UnknownWord 1:36");
  EXPECT_THAT(said, HasSubstr("did you mean 'csv'?"));
  EXPECT_EQ(
      error_of_import(R"({"file": "a", "nodes": [{"id": "x", "properties": {"p": {"column": "c", "value": 1}}}]})"),
      "MissingMember 1:68");
  EXPECT_EQ(error_of_import(R"({"file": "a", "nodes": [{"id": "x", "properties": {"p": {"column": "c", "type": "date",
    "format": "%q"}}}]})"),
            "BadFormat 2:15");
  EXPECT_EQ(error_of_import(R"({"file": "a", "skip": [{"when": {"column": "c"}, "reason": "r"}]})"),
            "MissingMember 1:44");
  EXPECT_EQ(error_of_import(R"({"file": "a", "separator": "ab"})"), "WrongType 1:39");
  EXPECT_EQ(error_of_import(R"({"file": "a", "file": "b"})"), "DoubledMember 1:26");
  EXPECT_EQ(error_of_import(R"({"file": "a", "format": "followthemoney", "nodes": []})"), "WrongType 1:12");
  std::string deep = R"({"file": "a", "skip": [{"reason": "r", "when": )";
  for (int i = 0; i < 5000; ++i) deep += R"({"not": )";
  EXPECT_THAT(error_of_import(deep), HasSubstr("TooDeep"));
}

TEST_F(MappedImportTest, EntitiesOfFollowTheMoneyAreNodesAndTheirConnectionsRelationships) {
  file(
      R"({"id": "p", "schema": "Person", "properties": {"name": ["Ann", "Anna"], "alias": ["A."], "country": ["de", "fr"]}}
{"id": "c", "schema": "Company", "properties": {"name": ["Acme"], "incorporationDate": ["1999-05"]}}
{"id": "o", "schema": "Ownership", "properties": {"owner": ["p"], "asset": ["c"], "startDate": ["2010"], "percentage": ["50"]}}
)",
      "e.json");
  EXPECT_EQ(import(R"({"file": "e.json", "format": "followthemoney"})"),
            R"({"id": "p", "labels": ["Person"], "name": "Ann", "aliases": ["Anna", "A."], "country": ["de", "fr"]}
{"id": "c", "labels": ["Company"], "name": "Acme", "incorporationDate": {"$date": "1999-05"}}
{"type": "Ownership", "from": "p", "to": "c", "since": "2010", "entity": "o", "percentage": "50"}
)");
}

TEST_F(MappedImportTest, APaymentToTwoPartiesIsOneNodeSoThatItsAmountIsThereOnce) {
  const std::string entities = R"({"id": "a", "schema": "Person", "properties": {}}
{"id": "b", "schema": "Person", "properties": {}}
{"id": "c", "schema": "Person", "properties": {}}
{"id": "p", "schema": "Payment", "properties": {"payer": ["a"], "beneficiary": ["b", "c"], "amountEur": ["10.50"]}}
)";
  file(entities, "e.json");
  EXPECT_THAT(import(R"({"file": "e.json", "format": "followthemoney"})"),
              HasSubstr(R"({"id": "p", "labels": ["Payment"], "amountEur": 10.5}
{"type": "beneficiary", "from": "p", "to": "b"}
{"type": "beneficiary", "from": "p", "to": "c"}
{"type": "payer", "from": "p", "to": "a"}
)"));
  EXPECT_THAT(import(R"({"file": "e.json", "format": "followthemoney",
    "entities": {"as": {"Payment": "relationship"}, "rename": {"Payment": "PAID", "amountEur": "amount"}}})"),
              HasSubstr(R"({"type": "PAID", "from": "a", "to": "b", "amount": 10.5, "entity": "p"}
{"type": "PAID", "from": "a", "to": "c", "amount": 10.5, "entity": "p"}
)"));
}

TEST_F(MappedImportTest, BadEntitiesSayWhere) {
  const std::string rule = R"({"file": "e.json", "format": "followthemoney"})";
  const auto error = [&](const std::string& lines) {
    file(R"({"id": "a", "schema": "Person", "properties": {}})"
         "\n" +
             lines,
         "e.json");
    return error_of_import(rule);
  };
  EXPECT_EQ(error(R"({"id": "b", "properties": {}})"), "InvalidRecord 2:1");
  EXPECT_EQ(error(R"({"id": 5, "schema": "Person"})"), "InvalidRecord 2:1");
  EXPECT_EQ(error(R"({"id": "a", "schema": "Person"})"), "InvalidRecord 2:1");
  EXPECT_EQ(error(R"({"id": "b", "schema": "Person", "properties": {"addressEntity": ["x"]}})"), "InvalidRecord 2:1");
  EXPECT_EQ(said, "record 2: there is no node with the id 'x' (\"unknown\": \"skip\" leaves such relationships out)");
  EXPECT_EQ(error(R"({"id": "b", "schema": "Payment", "properties": {"amount": ["1", "2"]}})"), "InvalidRecord 2:1");
  EXPECT_EQ(error(R"({"id": "b", "schema": "Person", "properties": {"name": [{"x": 1}]}})"), "InvalidRecord 2:1");
  EXPECT_EQ(error(R"({"id": "b", "schema": "Person", "properties": {"name": ["x")"), "NotJson 2:60");
  EXPECT_EQ(error("[1, 2]"), "InvalidRecord 2:1");
  EXPECT_THAT(error("{\"id\": \"\xff\"}"), HasSubstr("InvalidUtf8"));
  EXPECT_THAT(error(R"({"id": "\ud800"})"), HasSubstr("NotJson"));
  EXPECT_THAT(error(std::string(100'000, '[')), HasSubstr("TooDeep"));
  EXPECT_EQ(error(R"({"id": "b", "schema": "Ownership", "properties": {"owner": ["a"]}})"), "none");
}

}  // namespace
}  // namespace liaison
