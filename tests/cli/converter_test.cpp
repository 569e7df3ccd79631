#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "cli/process.h"

// tools/neo4j-csv-to-graph: what the CSV files say is what the program answers, and what is wrong in them is named.
namespace liaison {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class Converter : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::system("python3 -c '' 2>/dev/null") != 0) GTEST_SKIP() << "python3 is not there";
  }

  /// Runs the tool in the folder of CSV files.
  Outcome convert(const std::string& arguments) const {
    const std::string command = "cd '" + folder_.path() + "' && '" LIAISON_SOURCE_DIR "/tools/neo4j-csv-to-graph' " +
                                arguments + " >out.txt 2>err.txt";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, folder_.read("out.txt"), folder_.read("err.txt")};
  }

  void csv(const std::string& name, const std::string& content) const { folder_.file(name, content); }

  /// The rows that a query finds in a graph file of the folder, without the line of columns.
  [[nodiscard]] std::string rows(const std::string& graph, const std::string& query) const {
    const Outcome outcome = run({"--format", "csv", "-c", query, folder_.path(graph)});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return outcome.out.substr(outcome.out.find('\n') + 1);
  }

  /// What the tool says of its input; it must refuse it and write nothing.
  [[nodiscard]] std::string refusal(const std::string& arguments) const {
    const Outcome outcome = convert("refused.json " + arguments);
    EXPECT_EQ(outcome.code, 1) << arguments;
    EXPECT_THAT(outcome.out, IsEmpty());
    EXPECT_FALSE(folder_.has("refused.json")) << arguments;
    EXPECT_THAT(outcome.err, Not(HasSubstr("Traceback")));
    return outcome.err;
  }

  [[nodiscard]] std::string refusal_of_nodes(const std::string& content) const {
    csv("bad.csv", content);
    return refusal("--nodes=C=bad.csv");
  }

  const TemporaryFolder folder_;
};

/// Two companies and the one's investment in the other.
const std::string companies =
    "id:ID,name,founded:date,employees:int,rate:float,tags:string[],:LABEL\n"
    "a,Acme,2019-04,120,1.5,x;y,Startup\n"
    "b,\"Beta, \"\"Inc\"\"\",,,,,\n";
const std::string investments = ":START_ID,:END_ID,amount:double,currency,since:date\na,b,2.5,USD,2023\n";

TEST_F(Converter, WhatTheFilesSayIsWhatAQueryFinds) {
  csv("c.csv", companies);
  csv("r.csv", investments);
  const Outcome outcome = convert("g.json --nodes=Company=c.csv --relationships=invests-in=r.csv");
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, StartsWith("2 nodes, 1 relationship\n"));
  const Outcome check = run({"check", folder_.path("g.json")});
  EXPECT_EQ(check.code, 0) << check.err;
  EXPECT_THAT(check.out, HasSubstr("whole, 2 nodes, 1 relationship, 0 sources"));
  EXPECT_EQ(rows("g.json", "MATCH (n:Company) RETURN n.name AS name ORDER BY name"), "Acme\n\"Beta, \"\"Inc\"\"\"\n");
  EXPECT_EQ(rows("g.json", "MATCH (n:Startup) RETURN n.employees + 1, n.rate * 2, size(n.tags), n.tags[1]"),
            "121,3.0,2,y\n");
  EXPECT_EQ(rows("g.json", "MATCH (n:Startup) RETURN n.founded = date('2019-04'), n.founded < date('2019-05-01')"),
            "true,true\n");
  EXPECT_EQ(rows("g.json", "MATCH (a)-[r:`invests-in`]->(b) RETURN a.name, b.id, r.amount, r.currency, r.since"),
            "Acme,b,2.5,USD,2023\n");
}

TEST_F(Converter, AnEmptyFieldIsNoPropertyAndAQuotedOneIsEmptyText) {
  csv("c.csv", "id:ID,x,y\na,,\"\"\n");
  ASSERT_EQ(convert("g.json --nodes=C=c.csv").code, 0);
  EXPECT_EQ(rows("g.json", "MATCH (n:C) RETURN n.x IS NULL, n.y = '', keys(n)"), "true,true,\"['id', 'y']\"\n");
}

TEST_F(Converter, TextMayHoldAnything) {
  csv("c.csv", "\xEF\xBB\xBFid:ID,text\r\na,\"two\nlines, \"\"quoted\"\" \\ and \t tab\"\r\nb,Zürich 東京\r\n");
  ASSERT_EQ(convert("g.json --nodes=C=c.csv").code, 0);
  EXPECT_EQ(rows("g.json", R"(MATCH (n {id: 'a'}) RETURN n.text = 'two\nlines, "quoted" \\ and \t tab')"), "true\n");
  EXPECT_EQ(rows("g.json", "MATCH (n {id: 'b'}) RETURN n.text"), "Zürich 東京\n");
}

TEST_F(Converter, TypesOfValuesAreKept) {
  csv("c.csv",
      "id:ID,i:long,f:double,b:boolean,d:date,l:int[],s\na,9223372036854775807,1e3,TRUE,2024-08-03,1;2;3,12\n");
  ASSERT_EQ(convert("g.json --nodes=C=c.csv").code, 0);
  EXPECT_EQ(rows("g.json",
                 "MATCH (n:C) RETURN n.i = 9223372036854775807, n.f, n.b, n.d = date('2024-08-03'), "
                 "n.l = [1, 2, 3], n.s = '12'"),
            "true,1000.0,true,true,true,true\n");
}

TEST_F(Converter, FilesOfOneListShareTheHeader) {
  csv("h.csv", "id:ID,x:int\n");
  csv("1.csv", "a,1\nb,2\n");
  csv("2.csv", "c,3\n");
  ASSERT_EQ(convert("g.json --nodes=A:B=h.csv,1.csv,2.csv").code, 0);
  EXPECT_EQ(rows("g.json", "MATCH (n:A:B) RETURN count(n), sum(n.x)"), "3,6\n");
}

TEST_F(Converter, TypesAndLabelsMayStandInColumns) {
  csv("c.csv", "id:ID,:LABEL\na,A;B\nb,\n");
  csv("r.csv", ":START_ID,:END_ID,:TYPE\na,b,likes\na,b,\n");
  ASSERT_EQ(convert("g.json --nodes=c.csv --relationships=knows=r.csv").code, 0);
  EXPECT_EQ(rows("g.json", "MATCH (n) RETURN n.id, labels(n) ORDER BY n.id"), "a,\"['A', 'B']\"\nb,[]\n");
  EXPECT_EQ(rows("g.json", "MATCH ()-[r]->() RETURN type(r) AS t ORDER BY t"), "knows\nlikes\n");
}

TEST_F(Converter, EqualIdsOfTwoSpacesAreTwoNodes) {
  csv("c.csv", "id:ID(Company){id-type:long}\n1\n");
  csv("p.csv", "id:ID(Person){id-type:long}\n1\n");
  csv("r.csv", ":START_ID(Person),:END_ID(Company)\n1,1\n");
  ASSERT_EQ(convert("g.json --nodes=C=c.csv --nodes=P=p.csv --relationships=WORKS_AT=r.csv").code, 0);
  EXPECT_EQ(rows("g.json", "MATCH (p)-[:WORKS_AT]->(c) RETURN labels(p)[0], p.id = 1, labels(c)[0]"), "P,true,C\n");
}

TEST_F(Converter, DelimitersAreOptions) {
  csv("c.csv", "id:ID|l:int[]|s\na|1/2|'x|y'\n");
  ASSERT_EQ(convert("g.json --nodes=C=c.csv --delimiter='|' --array-delimiter=/ --quote=\"'\"").code, 0);
  EXPECT_EQ(rows("g.json", "MATCH (n) RETURN n.l = [1, 2], n.s"), "true,x|y\n");
}

TEST_F(Converter, WritesToStandardOutput) {
  csv("c.csv", "id:ID\na\n");
  const Outcome outcome = convert("- --name=small --nodes=C=c.csv");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, AllOf(StartsWith("{"), HasSubstr("\"small\""), EndsWith("}\n")));
}

TEST_F(Converter, ARefusalLeavesTheFileThatStoodThere) {
  csv("good.csv", "id:ID\na\n");
  ASSERT_EQ(convert("g.json --nodes=C=good.csv").code, 0);
  const std::string before = folder_.read("g.json");
  csv("bad.csv", "id:ID,n:int\na,1\nb,x\n");
  EXPECT_EQ(convert("g.json --nodes=C=bad.csv").code, 1);
  EXPECT_EQ(folder_.read("g.json"), before);
}

TEST_F(Converter, AMissingColumnIsNamedWithFileAndLine) {
  EXPECT_THAT(refusal_of_nodes("id,n:int\na,1\n"),
              HasSubstr("bad.csv: record 1 (line 1): a node file needs one column :ID"));
  csv("c.csv", "id:ID\na\n");
  csv("bad.csv", ":START_ID,x\na,1\n");
  EXPECT_THAT(refusal("--nodes=C=c.csv --relationships=t=bad.csv"),
              HasSubstr("bad.csv: record 1 (line 1): a relationship file needs one column :END_ID"));
  csv("bad.csv", ":START_ID,:END_ID\na,a\n");
  EXPECT_THAT(refusal("--nodes=C=c.csv --relationships=bad.csv"), HasSubstr("bad.csv: record 1 (line 1): no type"));
}

TEST_F(Converter, AFieldTooManyOrTooFewIsNamedWithFileAndLine) {
  EXPECT_THAT(refusal_of_nodes("id:ID,n:int\na,1\nb,2,3\n"), HasSubstr("bad.csv: record 3 (line 3): 3 fields"));
  EXPECT_THAT(refusal_of_nodes("id:ID,n:int\na,1\nb\n"), HasSubstr("bad.csv: record 3 (line 3): 1 fields"));
}

TEST_F(Converter, ABrokenValueIsNamedWithFileLineAndColumn) {
  EXPECT_THAT(refusal_of_nodes("id:ID,n:int\na,12\nb,1x2\n"),
              HasSubstr("bad.csv: record 3 (line 3): '1x2' is no int (column 'n')"));
  EXPECT_THAT(refusal_of_nodes("id:ID,n:float\na,1_0\n"), HasSubstr("(line 2): '1_0' is no float (column 'n')"));
  EXPECT_THAT(refusal_of_nodes("id:ID,n:byte\na,200\n"), HasSubstr("(line 2): '200' is no byte (column 'n')"));
  EXPECT_THAT(refusal_of_nodes("id:ID,n:long\na,9223372036854775808\n"), HasSubstr("is no long (column 'n')"));
  EXPECT_THAT(refusal_of_nodes("id:ID,n:int[]\na,1;x\n"), HasSubstr("(line 2): '1;x' is no int list (column 'n')"));
  EXPECT_THAT(refusal_of_nodes("id:ID,n:date\na,2023-13\n"), HasSubstr("(line 2): '2023-13' is no date (column 'n')"));
  EXPECT_THAT(refusal_of_nodes("id:ID,n:boolean\na,yes\n"), HasSubstr("(line 2): 'yes' is no boolean (column 'n')"));
  EXPECT_THAT(refusal_of_nodes("id:ID,n:point\na,1\n"), HasSubstr("(line 1): column 'n:point' is of type point"));
}

TEST_F(Converter, TheLineIsCountedThroughQuotedLines) {
  EXPECT_THAT(refusal_of_nodes("id:ID,n:int,s\na,1,\"x\ny\nz\"\n\nb,oops,\n"), HasSubstr("record 3 (line 6): 'oops'"));
}

TEST_F(Converter, BrokenTextIsNamedWithFileAndLine) {
  EXPECT_THAT(refusal_of_nodes("id:ID,n\na,\"x\n"), HasSubstr("(line 2): the file ends inside a quoted field"));
  EXPECT_THAT(refusal_of_nodes("id:ID,n\na,\"x\"y\n"), HasSubstr("(line 2): 'y' follows the end of a quoted field"));
  EXPECT_THAT(refusal_of_nodes("id:ID,n\na,\xFF\n"), HasSubstr("(line 2): this is no UTF-8"));
  EXPECT_THAT(refusal_of_nodes(""), HasSubstr("bad.csv: there is no header"));
}

TEST_F(Converter, AnEmptyIdIsNamedWithFileAndLine) {
  EXPECT_THAT(refusal_of_nodes("id:ID,n\n,1\n"), HasSubstr("bad.csv: record 2 (line 2): the column :ID is empty"));
  csv("c.csv", "id:ID\na\n");
  csv("r.csv", ":START_ID,:END_ID\na,a\na,\n");
  EXPECT_THAT(refusal("--nodes=C=c.csv --relationships=t=r.csv"),
              HasSubstr("r.csv: record 3 (line 3): the column :END_ID is empty"));
}

TEST_F(Converter, AnUnknownIdIsFoundByTheCheckOfTheGraph) {
  csv("c.csv", "id:ID\na\n");
  csv("r.csv", ":START_ID,:END_ID\na,zz\n");
  ASSERT_EQ(convert("g.json --nodes=C=c.csv --relationships=t=r.csv").code, 0);
  const Outcome check = run({"check", folder_.path("g.json")});
  EXPECT_EQ(check.code, 1);
  EXPECT_THAT(check.err, AllOf(StartsWith(folder_.path("g.json") + ":7:"), HasSubstr("there is no node 'zz'")));
}

TEST_F(Converter, ADoubledIdIsFoundByTheCheckOfTheGraph) {
  csv("c.csv", "id:ID,n:int\na,1\na,2\n");
  ASSERT_EQ(convert("g.json --nodes=C=c.csv").code, 0);
  const Outcome check = run({"check", folder_.path("g.json")});
  EXPECT_EQ(check.code, 1);
  EXPECT_THAT(check.err, HasSubstr("node 'a': the id stands twice"));
}

TEST_F(Converter, AnIdSpaceThatNoNodeFileHasIsRefused) {
  csv("c.csv", "id:ID(C)\na\n");
  csv("r.csv", ":START_ID(C),:END_ID(D)\na,a\n");
  EXPECT_THAT(refusal("--nodes=C=c.csv --relationships=t=r.csv"), HasSubstr(":END_ID is of the ID space 'D'"));
}

TEST_F(Converter, AFileThatIsNotThereIsNamed) {
  EXPECT_THAT(refusal("--nodes=C=nowhere.csv"), HasSubstr("nowhere.csv: No such file or directory"));
}

TEST_F(Converter, WrongUsageExits2) {
  EXPECT_EQ(convert("g.json").code, 2);
  EXPECT_EQ(convert("g.json --nodes=C=c.csv --delimiter=ab").code, 2);
}

}  // namespace
}  // namespace liaison
