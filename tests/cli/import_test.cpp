#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/process.h"
#include "cli/terminal.h"

namespace liaison {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

/// Imports tables of a folder of the test's own into g.json there.
class Import : public ::testing::Test {
 protected:
  Outcome import(const Arguments& more) {
    Arguments arguments{"import", graph()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
  std::string nodes(const std::string& content, const std::string& labels = "Company") {
    return "--nodes=" + labels + (labels.empty() ? "" : "=") + folder_.file("nodes.csv", content);
  }
  std::string relationships(const std::string& content, const std::string& type = "OWNS") {
    return "--relationships=" + type + (type.empty() ? "" : "=") + folder_.file("relationships.csv", content);
  }
  /// The rows of a query's answer on the imported graph, as csv without the header.
  std::string ask(const std::string& query) {
    const Outcome outcome = run({graph(), "--format", "csv", "-c", query});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return outcome.out.substr(outcome.out.find('\n') + 1);
  }
  /// The message of an import that fails, and leaves nothing behind.
  std::string fault(const Arguments& arguments) {
    const Outcome outcome = import(arguments);
    EXPECT_EQ(outcome.code, 3) << outcome.err;
    EXPECT_THAT(outcome.out, IsEmpty());
    EXPECT_FALSE(folder_.has("g.json"));
    std::string message = outcome.err.substr(0, outcome.err.find('\n'));
    for (const std::string& name : {folder_.path("") + "/", folder_.path("")}) {
      if (message.starts_with(name)) message.erase(0, name.size());
    }
    return message;
  }
  [[nodiscard]] std::string graph() const { return folder_.path("g.json"); }

  TemporaryFolder folder_;
  const std::string two_nodes = "id:ID,name:string\na,Acme\nb,Beta\n";
};

TEST_F(Import, MakesAGraphOfTables) {
  const Outcome outcome = import({nodes("id:ID,name:string,founded:date\na,Acme,1990-05-17\nb,Beta,\n"),
                                  relationships(":START_ID,:END_ID,share:int\na,b,51\n")});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, graph() + ": 2 nodes, 1 relationship\n");
  EXPECT_THAT(outcome.err, IsEmpty());
  EXPECT_EQ(ask("MATCH (c:Company)-[r:OWNS]->(d) RETURN c.id, c.name, c.founded, r.share, d.name, d.founded"),
            "a,Acme,1990-05-17,51,Beta,\n");
}

TEST_F(Import, OptionsTakeTheirValueInTheNextWordToo) {
  const std::string file = folder_.file("n.csv", two_nodes);
  EXPECT_EQ(
      run({"import", "--nodes", file, graph(), "--relationships", "T=" + folder_.file("r.csv", ":START_ID,:END_ID\n")})
          .code,
      0);
  EXPECT_EQ(ask("MATCH (n) RETURN labels(n), n.name"), "[],Acme\n[],Beta\n");
}

TEST_F(Import, LabelsAndTypesComeFromColumnsToo) {
  EXPECT_EQ(import({nodes(":ID,:LABEL,name\n1,Startup;Company,Acme\n2,,Beta\n3,Fund,Gamma\n"),
                    relationships(":START_ID,:TYPE,:END_ID\n1,,2\n2,FUNDS,3\n")})
                .code,
            0);
  EXPECT_EQ(ask("MATCH (n) RETURN n.name, labels(n)"),
            "Acme,\"['Company', 'Startup']\"\nBeta,['Company']\n"
            "Gamma,\"['Company', 'Fund']\"\n");
  EXPECT_EQ(ask("MATCH (a)-[r]->(b) RETURN a.name, type(r), b.name"), "Acme,OWNS,Beta\nBeta,FUNDS,Gamma\n");
}

TEST_F(Import, SpacesTellIdsApart) {
  const std::string people = "--nodes=Person=" + folder_.file("p.csv", "id:ID(Person){id-type:long},name\n1,Ann\n");
  EXPECT_EQ(import({people, nodes("id:ID(Company){id-type:long},name\n1,Acme\n2,Beta\n"),
                    relationships(":START_ID(Person),:END_ID(Company)\n1,2\n001, 1\n", "WORKS_AT")})
                .code,
            0);
  EXPECT_EQ(ask("MATCH (p:Person)-->(c:Company) RETURN p.name, p.id + 1, c.name ORDER BY c.name"),
            "Ann,2,Acme\nAnn,2,Beta\n");
}

TEST_F(Import, TheHeaderMayStandInAFileOfItsOwn) {
  const std::string header = folder_.file("h.csv", "id:ID,name\n");
  const std::string files = header + "," + folder_.file("1.csv", "a,Acme\n") + "," + folder_.file("2.csv", "b,Beta");
  EXPECT_EQ(import({"--nodes=Company=" + files}).code, 0);
  EXPECT_EQ(ask("MATCH (n:Company) RETURN n.name"), "Acme\nBeta\n");
  std::filesystem::remove(graph());
  EXPECT_EQ(fault({"--nodes=" + header + "," + folder_.file("1.csv", "a,Acme\nb\n")}),
            "1.csv:2:1: error: record 2: it has 1 fields, but there are 2 columns");
}

TEST_F(Import, SeparatorsCanBeOthers) {
  EXPECT_EQ(import({nodes(":ID\tname\taka:string[]\n1\tA,B\tx|y\n"), "--delimiter", "TAB", "--array-delimiter=|"}).code,
            0);
  EXPECT_EQ(ask("MATCH (n) RETURN n.name, n.aka"), "\"A,B\",\"['x', 'y']\"\n");
}

TEST_F(Import, QuotesMarksAndLineEndsOfAllKindsAreRead) {
  EXPECT_EQ(
      import({nodes("\xef\xbb\xbfid:ID,text:string\r\n1,\"a\r\nb\"\r\n2,\"say \"\"x\"\"\"\r\n\r\n3,\"\"\r\n4,")}).code,
      0);
  EXPECT_EQ(ask("MATCH (n) RETURN size(n.text), n.text = 'say \"x\"', n.text = ''"),
            "4,false,false\n7,true,false\n"
            "0,false,true\n,,\n");
}

TEST_F(Import, FaultsNameFileRecordAndLine) {
  // A field over two lines: from there on records and lines are counted apart.
  const std::string front = "id:ID,text,n:int\n1,\"a\nb\",1\n";
  EXPECT_EQ(fault({nodes(front + "2,c,x\n")}), "nodes.csv:4:5: error: record 3: 'x' is no int (column 'n')");
  EXPECT_EQ(fault({nodes(front + "1,c,1\n")}), "nodes.csv:4:1: error: record 3: a node before it has the same id '1'");
  EXPECT_EQ(fault({nodes(front + ",c,1\n")}), "nodes.csv:4:1: error: record 3: the id is missing");
  EXPECT_EQ(fault({nodes(front + "2,c\n")}),
            "nodes.csv:4:1: error: record 3: it has 2 fields, but there are 3 columns");
  EXPECT_EQ(fault({nodes(front + "2,\"c,1\n")}),
            "nodes.csv:4:3: error: record 3: the quote that opens here is never closed");
  EXPECT_EQ(fault({nodes(front + "2,c\"d,1\n")}),
            "nodes.csv:4:4: error: record 3: a quote stands inside a field that does not begin with one");
  EXPECT_EQ(fault({nodes(front + "2,\xff,1\n")}), "nodes.csv:4:3: error: record 3: field 2 is not valid UTF-8");
}

TEST_F(Import, AnEndThatNoNodeHasIsAFault) {
  EXPECT_EQ(fault({nodes(two_nodes), relationships(":START_ID,:END_ID\na,b\na,c\n")}),
            "relationships.csv:3:3: error: record 3: no node has the id 'c'");
  EXPECT_EQ(fault({nodes("id:ID(Company)\na\n"), relationships(":START_ID(Company),:END_ID(Company)\nb,a\n")}),
            "relationships.csv:2:1: error: record 2: no node has the id 'b' of the ID space 'Company'");
}

TEST_F(Import, HeadersAreCheckedFirst) {
  EXPECT_EQ(fault({nodes("id:ID,founded:dat\nx\n")}),
            "nodes.csv:1:7: error: record 1: column 'founded:dat' is of type dat, which there is not");
  EXPECT_EQ(fault({nodes("id,name\n1,Acme\n")}), "nodes.csv:1:1: error: record 1: there is no column :ID");
  EXPECT_EQ(fault({nodes("id:ID,name,name\n")}), "nodes.csv:1:12: error: record 1: there is a second column 'name'");
  EXPECT_EQ(fault({nodes("")}), "error: " + folder_.path("nodes.csv") + " is empty: there is no header");
  EXPECT_EQ(fault({nodes(two_nodes), relationships(":START_ID,:END_ID\n", "")}),
            "relationships.csv:1:1: error: record 1: the relationships have no type");
  EXPECT_EQ(fault({nodes(two_nodes), relationships(":START_ID(Company),:END_ID\n")}),
            "error: " + folder_.path("relationships.csv") +
                ": the column :START_ID is of the ID space 'Company', and no table of nodes has ids of it");
  EXPECT_EQ(fault({nodes(two_nodes), "--nodes=" + folder_.file("m.csv", "id:ID{id-type:long}\n1\n")}),
            "error: " + folder_.path("m.csv") + ": ids are texts here and numbers elsewhere");
}

TEST_F(Import, BadRecordsAreLeftOutOnlyWhenTold) {
  const Arguments tables{nodes("id:ID,n:int\na,1\nb,x\na,2\n\"c\nd\",3\ne,4,5\nf\"g,6\nh,7\n"),
                         relationships(":START_ID,:END_ID\na,h\nb,h\nh,a\n")};
  (void)fault(tables);
  Arguments told = tables;
  told.insert(told.end(), {"--skip-bad", "5", "--rejects", folder_.path("rejects.csv")});
  const Outcome outcome = import(told);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, graph() + ": 3 nodes, 2 relationships; 5 records left out, listed in " +
                             folder_.path("rejects.csv") + "\n");
  const std::string n = folder_.path("nodes.csv"), r = folder_.path("relationships.csv");
  EXPECT_EQ(folder_.read("rejects.csv"), "file,record,line,reason\n" + n + ",3,3,'x' is no int (column 'n')\n" + n +
                                             ",4,4,a node before it has the same id 'a'\n" + n +
                                             ",6,7,\"it has 3 fields, but there are 2 columns\"\n" + n +
                                             ",7,8,a quote stands inside a field that does not begin with one\n" + r +
                                             ",3,3,no node has the id 'b'\n");
  EXPECT_EQ(ask("MATCH (n) RETURN n.id ORDER BY n.n"), "a\n\"c\nd\"\nh\n");
}

TEST_F(Import, OneBadRecordMoreEndsIt) {
  EXPECT_EQ(fault({nodes("id:ID,n:int\na,x\nb,y\nc,z\n"), "--skip-bad=2", "--rejects=" + folder_.path("rejects.csv")}),
            "nodes.csv:4:3: error: record 4: 'z' is no int (column 'n')");
  EXPECT_THAT(folder_.read("rejects.csv"), HasSubstr("nodes.csv,3,3,'y' is no int (column 'n')\n"));
}

TEST_F(Import, AQuoteLeftOpenIsNeverLeftOut) {
  // Else one quote would swallow the rest of the file as a single record.
  EXPECT_THAT(fault({nodes("id:ID\na\n\"b\nc\nd\n"), "--skip-bad=9", "--rejects=" + folder_.path("rejects.csv")}),
              HasSubstr("never closed"));
}

TEST_F(Import, NothingIsWrittenOver) {
  folder_.file("g.json", small_graph);
  const Outcome outcome = import({nodes(two_nodes)});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.err, HasSubstr("exists already"));
  EXPECT_EQ(folder_.read("g.json"), small_graph);
  const std::string tables = nodes(two_nodes);
  EXPECT_EQ(
      run({"import", folder_.path("h.json"), tables, "--skip-bad=1", "--rejects=" + folder_.path("nodes.csv")}).code,
      2);
  EXPECT_EQ(folder_.read("nodes.csv"), two_nodes);
}

TEST_F(Import, ALimitOfTimeEndsIt) {
  std::string content = "id:ID\n";
  for (int i = 0; i < 300'000; ++i) content += std::to_string(i) + "\n";
  const Outcome outcome = import({nodes(content), "--timeout", "1ms"});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_FALSE(folder_.has("g.json"));
}

TEST_F(Import, OneThreadMakesTheSameGraph) {
  const Arguments tables{nodes(two_nodes), relationships(":START_ID,:END_ID\na,b\nb,a\n")};
  EXPECT_EQ(import(tables).code, 0);
  const std::string made = folder_.read("g.json");
  std::filesystem::remove(graph());
  EXPECT_EQ(import({tables[0], tables[1], "--threads=1"}).code, 0);
  EXPECT_EQ(folder_.read("g.json"), made);
}

TEST_F(Import, ATerminalIsToldHowItGoes) {
  Terminal terminal({"import", graph(), nodes(two_nodes)}, folder_.path());
  EXPECT_TRUE(terminal.shows("writing"));
  EXPECT_TRUE(terminal.shows("2 nodes, 0 relationships"));
  EXPECT_EQ(terminal.wait(), 0);
}

TEST_F(Import, WrongUsageExits2) {
  const std::string tables = nodes(two_nodes);
  for (const Arguments& arguments :
       {Arguments{"import"}, Arguments{"import", graph()}, Arguments{"import", graph(), "--nodes="},
        Arguments{"import", graph(), "--nodes=A:=x"}, Arguments{"import", graph(), tables, "--delimiter=ab"},
        Arguments{"import", graph(), tables, "--delimiter=;"}, Arguments{"import", graph(), tables, "--skip-bad=1"},
        Arguments{"import", graph(), tables, "--skip-bad=x", "--rejects=r"},
        Arguments{"import", graph(), tables, "--skip-duplicate-nodes"},
        Arguments{"import", folder_.path("g.xyz"), tables}}) {
    EXPECT_EQ(run(arguments).code, 2) << arguments.back();
  }
  EXPECT_THAT(run({"import", "--help"}).out, HasSubstr("--skip-bad N"));
}

TEST_F(Import, AMissingTableExits3) {
  EXPECT_THAT(fault({"--nodes=" + folder_.path("none.csv")}), HasSubstr("cannot read"));
  EXPECT_THAT(fault({"--nodes=" + folder_.path()}), HasSubstr("it is a folder"));
  EXPECT_THAT(fault({nodes(two_nodes).append("," + folder_.path("none.csv"))}), HasSubstr("cannot read"));
}

/// Exports x.json of the folder into `tables` there, and imports that into y.json by the command that it tells.
class Export : public ::testing::Test {
 protected:
  Arguments told(const Outcome& outcome) const {
    Arguments words;
    std::istringstream line(outcome.out);
    for (std::string word; line >> word;) words.push_back(word);
    EXPECT_THAT(outcome.out, StartsWith("liaison import STORE "));
    words.erase(words.begin());
    words[1] = folder_.path("y.json");
    return words;
  }

  TemporaryFolder folder_;
};

TEST_F(Export, TellsTheCommandThatImportsTheSameGraph) {
  folder_.file("x.json", R"({"nodes": [
    {"id": "a", "labels": ["Company", "Giant"], "name": "Ac,me", "aliases": ["A \"1\"", "B\nC"], "founded": {"$date": "1990-05"}},
    {"id": "b", "labels": ["Company"], "name": "", "n": 1}, {"id": "c", "labels": [], "n": "one"}],
    "edges": [{"type": "invests-in", "from": "a", "to": "b", "since": "2023-06", "amount": 1.5},
              {"type": "invests-in", "from": "b", "to": "b"}]})");
  const Outcome outcome = run({"export", folder_.path("x.json"), folder_.path("tables")});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, IsEmpty());
  EXPECT_EQ(run(told(outcome)).code, 0);
  for (const std::string query : {"MATCH (n) RETURN labels(n) AS l, n{.*} AS p ORDER BY n.id",
                                  "MATCH (a)-[r]->(b) RETURN a.id, type(r), r{.*}, b.id ORDER BY a.id"}) {
    const Arguments ask{"--format", "jsonl", "-c", query};
    Arguments before{folder_.path("x.json")}, after{folder_.path("y.json")};
    before.insert(before.end(), ask.begin(), ask.end());
    after.insert(after.end(), ask.begin(), ask.end());
    const std::string answer = run(before).out;
    EXPECT_EQ(run(after).out.substr(0, answer.find("\"time\"")), answer.substr(0, answer.find("\"time\"")));
  }
}

TEST_F(Export, SaysWhatTablesHaveNoPlaceFor) {
  const Outcome outcome = run({"export", first_graph(), folder_.path("tables")});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.err, StartsWith("notice: tables have no place for these: sources and citations, the vocabulary"));
  EXPECT_EQ(run(told(outcome)).code, 0);
  EXPECT_EQ(run({"--format", "csv", first_graph(), "-c", "MATCH (n) RETURN count(n)"}).out,
            run({"--format", "csv", folder_.path("y.json"), "-c", "MATCH (n) RETURN count(n)"}).out);
}

TEST_F(Export, WritesIntoANewFolderOnly) {
  folder_.file("kept.txt", "x");
  EXPECT_EQ(run({"export", first_graph(), folder_.path()}).code, 3);
  EXPECT_EQ(folder_.read("kept.txt"), "x");
  EXPECT_EQ(run({"export", first_graph()}).code, 2);
  EXPECT_EQ(run({"export", folder_.path("none.json"), folder_.path("tables")}).code, 3);
  EXPECT_FALSE(folder_.has("tables"));
}

/// The folders of data that people have, with tables in `import/`: LIAISON_DATA in the environment, else ../shared/data
/// beside the checkout.
class ImportOfData : public Import {
 protected:
  void import_data(const std::string& set, const std::vector<std::pair<std::string, std::string>>& nodes,
                   const std::vector<std::pair<std::string, std::string>>& relationships) {
    const char* named = std::getenv("LIAISON_DATA");
    const std::filesystem::path all = named != nullptr
                                          ? std::filesystem::path(named)
                                          : std::filesystem::path(LIAISON_SOURCE_DIR).parent_path() / "shared" / "data";
    const std::filesystem::path folder = all / set / "import";
    if (!std::filesystem::is_directory(folder)) {
      GTEST_SKIP() << "there is no " << folder << "; name the folder of data in LIAISON_DATA";
    }
    Arguments arguments;
    for (const auto& [label, file] : nodes) arguments.push_back("--nodes=" + label + "=" + (folder / file).string());
    for (const auto& [type, file] : relationships) {
      arguments.push_back("--relationships=" + type + "=" + (folder / file).string());
    }
    outcome_ = import(arguments);
    EXPECT_EQ(outcome_.code, 0) << outcome_.err;
  }

  Outcome outcome_;
};

TEST_F(ImportOfData, ChipSupplyChain) {
  import_data(
      "chip-supply-chain",
      {{"Country", "countries.csv"}, {"Company", "companies.csv"}, {"Input", "inputs.csv"}, {"Stage", "stages.csv"}},
      {{"PROVIDES", "provides.csv"},
       {"BASED_IN", "based_in.csv"},
       {"GOES_INTO", "goes_into.csv"},
       {"IS_TYPE_OF", "is_type_of.csv"},
       {"IN_STAGE", "in_stage.csv"}});
  if (IsSkipped()) return;
  EXPECT_THAT(outcome_.out, HasSubstr(": 377 nodes, 1039 relationships\n"));
  EXPECT_EQ(ask("MATCH (c:Company)-[r:PROVIDES]->(i:Input {name: 'EUV scanners'}) RETURN c.name, r.share"),
            "ASML,100\n");
  EXPECT_EQ(
      ask("MATCH (c:Company)-[:PROVIDES]->(i:Input) RETURN c.name, count(DISTINCT i) AS n ORDER BY n DESC LIMIT 2"),
      "Applied Materials,13\nASM Pacific,9\n");
  EXPECT_EQ(ask("MATCH (n:Input) WHERE n.description CONTAINS '\r\n' RETURN count(n)"), "7\n");
}

TEST_F(ImportOfData, CrunchbaseAcquisitions) {
  import_data("crunchbase-acquisitions", {{"Company", "companies.csv"}}, {{"ACQUIRED", "acquired.csv"}});
  if (IsSkipped()) return;
  EXPECT_THAT(outcome_.out, HasSubstr(": 26661 nodes, 18966 relationships\n"));
  EXPECT_EQ(ask("MATCH (c:Company)-[r:ACQUIRED]->() RETURN c.name, count(r) AS n ORDER BY n DESC LIMIT 3"),
            "Cisco,193\nGoogle,176\nMicrosoft,161\n");
  EXPECT_EQ(
      ask("MATCH ('Google')-[r:ACQUIRED {currency: 'USD'}]->() WHERE r.amount > 0 RETURN count(r), sum(r.amount)"),
      "42,25523400000.0\n");
}

TEST_F(ImportOfData, PartyDonations) {
  import_data("party-donations",
              {{"Company", "companies.csv"},
               {"Person", "persons.csv"},
               {"Organization", "organizations.csv"},
               {"Address", "addresses.csv"}},
              {{"DONATED_TO", "donated_to.csv"}, {"HAS_ADDRESS", "has_address.csv"}});
  if (IsSkipped()) return;
  EXPECT_THAT(outcome_.out, HasSubstr(": 185 nodes, 394 relationships\n"));
  EXPECT_EQ(ask("MATCH ()-[r:DONATED_TO]->(p) RETURN p.name, count(r), sum(r.amount) AS eur ORDER BY eur DESC LIMIT 1"),
            "CDU,126,17231420.0\n");
  EXPECT_EQ(ask("MATCH ()-[r:DONATED_TO]->() WITH DISTINCT r.payment AS p, r.amount AS a RETURN count(p), sum(a)"),
            "290,40589689.15\n");
}

}  // namespace
}  // namespace liaison
