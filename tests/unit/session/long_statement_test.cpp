#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>

#include "liaison/liaison.h"

// Statements of any length and depth work or are refused with a clear error, the whole way from text to rows: nothing
// recurses to death on a stack of 8 MiB, nothing takes longer than a few seconds.
namespace liaison {
namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  result.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

/// "text0text1text2…", each # being the number.
std::string numbered(std::string_view text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) {
    for (const char c : text) {
      if (c == '#') {
        result += std::to_string(i);
      } else {
        result += c;
      }
    }
  }
  return result;
}

/// "": it works, else the error's detail. Fails where an error has no place to point at or takes too long to come.
std::string outcome(const std::string& statement) {
  const Database database;
  Session session = database.session();
  const auto begin = std::chrono::steady_clock::now();
  const Result<Rows> rows = session.run(statement);
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
  // Much more than is needed, for builds with sanitizers on busy machines; what is quadratic takes minutes.
  EXPECT_LT(time.count(), 60) << statement.substr(0, 60);
  if (rows) return "";
  EXPECT_FALSE(rows.error().message.empty());
  return rows.error().detail;
}

#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t many = 10'000;  // each step takes ten times as long there
#else
constexpr std::size_t many = 100'000;
#endif

struct Chain {
  const char* name;
  std::string text;
  std::string expected = "";
};

void check(std::initializer_list<Chain> chains) {
  for (const Chain& chain : chains) EXPECT_EQ(outcome(chain.text), chain.expected) << chain.name;
}

TEST(LongStatement, ChainsOfOperatorsWork) {
  check({{"sum", "RETURN 1" + repeated("+1", many)},
         {"mixed signs", "RETURN 1" + repeated("+2-1*1", many / 4)},
         {"power", "RETURN 1" + repeated("^1", many)},
         {"joined text", "RETURN 'a'" + repeated("||'b'", many / 10)},
         {"AND", "RETURN true" + repeated(" AND true", many)},
         {"OR", "RETURN false" + repeated(" OR false", many)},
         {"XOR", "RETURN false" + repeated(" XOR true", many)},
         {"comparisons", "RETURN 1" + repeated("<2", many)},
         {"conditions", "MATCH (n) WHERE n.x = 1" + repeated(" AND n.x = 2", many / 4) + " RETURN n"},
         {"alternatives", "MATCH (n) WHERE n.x = 1" + repeated(" OR n.x = 2", many / 4) + " RETURN n"},
         {"labels", "MATCH (n" + repeated(":A", many) + ") RETURN n"},
         {"label test", "MATCH (n) WHERE n" + repeated(":A", many) + " RETURN n"},
         {"types", "MATCH ()-[:A" + repeated("|B", many) + "]->() RETURN 1"}});
}

TEST(LongStatement, ChainsThatNestAreRefused) {
  check({{"properties", "WITH {} AS a RETURN a" + repeated(".b", many), "NestingTooDeep"},
         {"indexes", "WITH [] AS a RETURN a" + repeated("[0]", many), "NestingTooDeep"},
         {"IS NULL", "RETURN 1" + repeated(" IS NULL", many), "NestingTooDeep"},
         {"IN", "RETURN 1" + repeated(" IN []", many), "NestingTooDeep"},
         {"= NOT", "RETURN true" + repeated(" = NOT true", many), "NestingTooDeep"}});
}

TEST(LongStatement, LongListsWork) {
  check({{"list", "RETURN [0" + repeated(",1", many) + "]"},
         {"computed list", "WITH 1 AS x RETURN [x" + repeated(",x", many) + "]"},
         {"IN", "RETURN 1 IN [0" + repeated(",2", many) + "]"},
         {"map", "RETURN {" + numbered("k#: #, ", many) + "k: 0}"},
         {"arguments", "RETURN coalesce(null" + repeated(",null", many) + ")"},
         {"CASE", "RETURN CASE" + numbered(" WHEN false THEN #", many / 4) + " END"},
         {"simple CASE", "WITH -1 AS x RETURN CASE x" + numbered(" WHEN # THEN #", many / 4) + " END"},
         {"sort keys", "WITH 1 AS x RETURN x ORDER BY x" + repeated(",x", many / 4)},
         {"SET", "MATCH (n) SET n.x = 1" + repeated(", n.x = 1", many / 4)},
         {"DELETE", "MATCH (n) DELETE n" + repeated(",n", many)}});
}

TEST(LongStatement, LongSequencesOfClausesWorkOrAreRefused) {
  check({{"CREATE", repeated("CREATE () ", many / 2)},
         {"CREATE with names", numbered("CREATE (a#) ", many / 2)},
         {"paths of CREATE", "CREATE (a)" + numbered(", (a#)", many / 2)},
         {"hops of CREATE", "CREATE ()" + repeated("-[:R]->()", many / 4)},
         {"UNION", "RETURN 1 AS x" + repeated(" UNION RETURN 1 AS x", many / 10)},
         {"UNION ALL", "RETURN 1 AS x" + repeated(" UNION ALL RETURN 1 AS x", many / 10)},
         {"UNWIND", numbered("UNWIND [1] AS x# ", many / 2) + "RETURN 1", "StatementTooLong"},
         {"WITH", "WITH 1 AS x" + repeated(" WITH x", many / 2) + " RETURN x", "StatementTooLong"},
         {"MATCH", repeated("MATCH (n) ", many / 2) + "RETURN 1", "StatementTooLong"},
         {"MERGE", repeated("MERGE (:A) ", many / 2), "StatementTooLong"},
         {"hops", "MATCH ()" + repeated("-->()", many) + " RETURN 1", "StatementTooLong"},
         {"hops of a predicate", "MATCH (n) WHERE (n)" + repeated("-->()", many) + " RETURN n", "StatementTooLong"},
         {"hops of MERGE", "MERGE ()" + repeated("-[:R]->()", many / 4), "StatementTooLong"}});
}

// Columns beyond the 65,536th were once taken for others.
TEST(LongStatement, WideRowsKeepEachValueInItsColumn) {
  const Database database;
  Session session = database.session();
  const Result<Rows> columns = session.run("RETURN " + numbered("# AS c#, ", 70'000) + "70000 AS last");
  ASSERT_TRUE(columns) << columns.error().message;
  EXPECT_EQ(columns->at(0, 69'999).as_integer(), 69'999);
  EXPECT_EQ(columns->at(0, 1).as_integer(), 1);

  const Result<Rows> made =
      session.run("CREATE " + numbered("(a# {i: #}), ", 70'000) + "(last) WITH a1, a69999 RETURN a1.i, a69999.i");
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->at(0, 0).as_integer(), 1);
  EXPECT_EQ(made->at(0, 1).as_integer(), 69'999);
}

struct Nesting {
  const char* name;
  std::string before, opening, inside, closing, behind;
  [[nodiscard]] std::string text(std::size_t depth) const {
    return before + repeated(opening, depth) + inside + repeated(closing, depth) + behind;
  }
};

const Nesting nestings[] = {
    {"parentheses", "RETURN ", "(", "1", ")", ""},
    {"list", "RETURN ", "[", "1", "]", ""},
    {"map", "RETURN ", "{a: ", "1", "}", ""},
    {"NOT", "RETURN ", "NOT ", "true", "", ""},
    {"minus", "RETURN ", "-", "1", "", ""},
    {"minuses apart", "RETURN ", "- ", "1", "", ""},
    {"plus", "RETURN ", "+", "1", "", ""},
    {"THEN", "RETURN ", "CASE WHEN true THEN ", "1", " END", ""},
    {"CASE subject", "RETURN ", "CASE ", "1", " WHEN 1 THEN 1 END", ""},
    {"WHEN", "RETURN ", "CASE WHEN ", "true", " THEN true END", ""},
    {"ELSE", "RETURN ", "CASE WHEN false THEN 1 ELSE ", "1", " END", ""},
    {"function", "RETURN ", "abs(", "1", ")", ""},
    {"comprehended list", "RETURN ", "[x IN ", "[1]", " | x]", ""},
    {"comprehension", "RETURN ", "[x IN [1] | ", "1", "]", ""},
    {"quantifier", "RETURN ", "all(x IN [1] WHERE ", "true", ")", ""},
    {"reduce", "RETURN ", "reduce(s = 0, x IN [1] | ", "1", ")", ""},
    {"EXISTS", "RETURN ", "EXISTS { MATCH (n) WHERE ", "true", " }", ""},
    {"COUNT", "RETURN ", "COUNT { MATCH (n) WHERE n.x = ", "1", " }", ""},
    {"COLLECT", "RETURN ", "COLLECT { RETURN ", "1", " }", ""},
    {"pattern comprehension", "MATCH (n) RETURN ", "[(n)-->(m) | ", "1", "]", ""},
    {"label parentheses", "MATCH (n:", "(", "A", ")", ") RETURN n"},
    {"label !", "MATCH (n:", "!", "A", "", ") RETURN n"},
    {"label test parentheses", "MATCH (n) WHERE n:", "(", "A", ")", " RETURN n"},
    {"label test !", "MATCH (n) WHERE n:", "!", "A", "", " RETURN n"},
    {"computed label", "MATCH (n) WHERE ", "n:$(CASE WHEN ", "true", " THEN 'A' END)", " RETURN n"},
    {"path parentheses", "MATCH ", "(", "(a)-->(b)", ")", " RETURN a"},
    {"WHERE of a node", "MATCH ", "(n WHERE EXISTS {", "(n)", "})", " RETURN 1"},
    {"map projection", "WITH {} AS n RETURN ", "n {a: ", "1", "}", ""},
    {"index", "WITH [0] AS a RETURN ", "a[", "0", "]", ""},
};

TEST(LongStatement, NestingIsRefusedBeyondALimitAndWorksBelow) {
  for (const Nesting& nesting : nestings) {
    EXPECT_EQ(outcome(nesting.text(many)), "NestingTooDeep") << nesting.name;
    EXPECT_EQ(outcome(nesting.text(100)), "") << nesting.name;
    // Near the limit each stage goes as deep as it ever does: whatever the answer, there is one.
    static_cast<void>(outcome(nesting.text(230)));
    static_cast<void>(outcome(nesting.text(450)));
  }
}

}  // namespace
}  // namespace liaison
