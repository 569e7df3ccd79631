#include "cli/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/shell.h"
#include "parse/split.h"
#include "session/run.h"

namespace liaison {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class Completions : public ::testing::Test {
 protected:
  Completions() {
    const std::atomic<bool> never = false;
    static_cast<void>(run_statement(
        "CREATE (a:Company {name: 'Acme', country: 'FR'})-[:`invests-in` {since: 1}]->(:Startup {name: 'Été'}),"
        "(:Startup {name: 'Étoile', aliases: ['Star']}), (a)-[:acquires]->(:`odd name` {name: 'It\\'s'})",
        {}, *shell.graph, builtin_procedures(), {}, never));
    shell.parameters.set("since", Value::integer(1));
    shell.parameters.set("until", Value::integer(2));
  }

  std::vector<std::string> texts(std::string_view before_cursor, const std::vector<std::string>& lines = {}) {
    std::vector<std::string> found;
    last = complete(shell, lines, before_cursor);
    for (const Candidate& candidate : last.candidates) found.push_back(candidate.text);
    return found;
  }

  Shell shell;
  Completion last;
};

TEST_F(Completions, OfLabels) {
  EXPECT_THAT(texts("MATCH (n:Sta"), ElementsAre("Startup"));
  EXPECT_EQ(last.replaced, 3U);
  EXPECT_THAT(texts("MATCH (n:"), ElementsAre("Company", "Startup", "`odd name`"));
  EXPECT_THAT(texts("MATCH (n:Company:st"), ElementsAre("Startup"));
  EXPECT_THAT(texts("MATCH (n:Company|st"), ElementsAre("Startup"));
  EXPECT_THAT(texts("MATCH (n) WHERE n:st"), ElementsAre("Startup"));
  EXPECT_THAT(texts("MATCH (n:`odd"), ElementsAre("odd name"));
}

TEST_F(Completions, OfTypesWithTheirHyphens) {
  EXPECT_THAT(texts("MATCH (a)-[:in"), ElementsAre("invests-in"));
  EXPECT_THAT(texts("MATCH (a)-[r:invests-"), ElementsAre("invests-in"));
  EXPECT_EQ(last.replaced, 8U);
  EXPECT_THAT(texts("MATCH (a)-[:acquires|"), ElementsAre("acquires", "invests-in"));
}

TEST_F(Completions, OfEntitiesIgnoreCaseAndAccents) {
  EXPECT_THAT(texts("MATCH ('ac"), ElementsAre("Acme"));
  EXPECT_EQ(last.candidates.front().suffix, "'");
  EXPECT_THAT(texts("MATCH ('et"), UnorderedElementsAre("Été", "Étoile"));
  EXPECT_THAT(texts("MATCH (\"st"), ElementsAre("Star"));
}

TEST_F(Completions, OfEntitiesEscapeQuotes) {
  EXPECT_THAT(texts("MATCH ('it"), ElementsAre("It\\'s"));
  EXPECT_THAT(texts("MATCH (\"it"), ElementsAre("It's"));
}

TEST_F(Completions, OfProperties) {
  EXPECT_THAT(texts("RETURN n.na"), ElementsAre("name"));
  EXPECT_THAT(texts("MATCH (n {c"), ElementsAre("country"));
  EXPECT_EQ(last.candidates.front().suffix, ": ");
  EXPECT_THAT(texts("MATCH (n {country: 'FR', na"), ElementsAre("name"));
}

TEST_F(Completions, OfParameters) { EXPECT_THAT(texts("RETURN $"), ElementsAre("since", "until")); }

TEST_F(Completions, OfProcedures) { EXPECT_THAT(texts("CALL graph.comp"), ElementsAre("graph.components")); }

TEST_F(Completions, OfKeywordsInTheCaseTyped) {
  EXPECT_THAT(texts("MAT"), ElementsAre("MATCH"));
  EXPECT_THAT(texts("mat"), ElementsAre("match"));
  EXPECT_THAT(texts("MATCH (n) opt"), ElementsAre("optional match"));
}

TEST_F(Completions, OfFunctions) {
  EXPECT_THAT(texts("RETURN substr"), ElementsAre("substring"));
  EXPECT_EQ(last.candidates.front().suffix, "(");
  EXPECT_THAT(texts("RETURN coll"), ElementsAre("collect", "collect_list"));
}

TEST_F(Completions, OfCommandsAndWhatTheyTake) {
  EXPECT_THAT(texts(":sc"), ElementsAre(":schema"));
  EXPECT_THAT(texts(":format js"), ElementsAre("json", "jsonl"));
  EXPECT_THAT(texts(":help subs"), ElementsAre("substring"));
  EXPECT_THAT(texts(":timer o"), ElementsAre("off", "on"));
}

TEST_F(Completions, AListsBarIsNoType) { EXPECT_THAT(texts("RETURN [x IN xs | si"), Not(Contains("invests-in"))); }

TEST_F(Completions, SeeTheLinesBefore) {
  EXPECT_THAT(texts("st", {"MATCH (n:"}), ElementsAre("Startup"));
  EXPECT_THAT(texts("'ac", {"MATCH (a)", "WHERE a.name ="}), ElementsAre("Acme"));
}

TEST_F(Completions, AreNotOfferedInCommentsAndOpenStrings) {
  EXPECT_THAT(texts("// mat"), IsEmpty());
  EXPECT_THAT(texts("/* mat"), IsEmpty());
  EXPECT_THAT(texts("mat", {"RETURN 'begun"}), IsEmpty());
}

TEST_F(Completions, SafeShowsNoFiles) {
  EXPECT_THAT(texts(":open /"), Not(IsEmpty()));
  shell.is_safe = true;
  EXPECT_THAT(texts(":open /"), IsEmpty());
}

}  // namespace
}  // namespace liaison
