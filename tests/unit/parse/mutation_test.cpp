#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "liaison/error.h"
#include "parse/parse.h"
#include "parse/split.h"
#include "query/ast_text.h"

namespace liaison {
namespace {

constexpr std::array<std::string_view, 15> seeds{
    "MATCH (n:Person {name: 'x'})-[r:KNOWS*1..3]->(m) WHERE n.age > 3 AND NOT m.x = 1 RETURN DISTINCT n.name AS name",
    "MATCH ('Nvidia')-[:invests-in]->(s:Startup)-[:hosts-model-on]->('Azure') RETURN s.name, count(*) ORDER BY s.name",
    "MATCH p = shortestPath((a)-[*]->(b)), ALL SHORTEST (c)-->+(d), SHORTEST 2 PATHS (e)--{1,3}(f) RETURN p",
    "MATCH (a) ((x)-->(y) WHERE x.n < y.n){1,3} (b) AS OF date('2023-12-31') INCLUDING UNDATED KNOWN BY $d RETURN a",
    "RETURN [x IN xs WHERE x > 1 | x + 1], all(x IN xs WHERE x = 1), reduce(a = 0, x IN xs | a + x), {a: 1, b: [2]}",
    "RETURN [p = (a)-[:T]-(b) WHERE b.x | p], EXISTS { (a)-->(b) WHERE a.x }, COUNT { MATCH (a) RETURN a }",
    "WITH 1 + 2 * 3 - 4 ^ 5 % 6 / 7 AS x, a < b <= c <> d AS y, -9223372036854775808 AS z, 0x1F AS h RETURN x, y, *",
    "RETURN CASE n WHEN 1 THEN 2 ELSE 3 END, CASE WHEN a THEN b END, n {.a, .*, k: 1, m}, $p.x[1..2], s[0]",
    "MATCH (n) SET n.x = 1, n += {a: 1}, n = m, n:A:b-c, (n).y = 2, n['z'] = 3 REMOVE n.x, n:A DETACH DELETE n, m",
    "MERGE (a)-[:T]->(b) ON CREATE SET a.x = 1 ON MATCH SET b.y = 2 WITH * WHERE a:!A&(B|C) SKIP 1 LIMIT 2 RETURN a",
    "CALL graph.x(1, 2) YIELD a, b AS c WHERE c > 1 RETURN * UNION ALL CALL { RETURN 1 } RETURN \"a\\u00e9\\n\"",
    "UNWIND [1, 2.5e3, .5, null, true] AS x OPTIONAL MATCH (a)<-[:A|:B {x: 1}]-(:C) RETURN x STARTS WITH 'a' XOR y =~ "
    "'b'",
    "LOAD CSV WITH HEADERS FROM 'x' AS line FIELDTERMINATOR ';' FOREACH (x IN [1] | CREATE (n)) RETURN line",
    "MATCH (a) WHERE ('x')<--(n) AND ('Nvidia')-[:T]-(n) AND exists((a)--()) OR n.x IS NOT NULL IN [1] RETURN a",
    "which startups does Nvidia's fund back? // comment\n :help; /* a */ CREATE INDEX FOR (n:Person) ON (n.name); "
    "`a``b`"};

/// What mutations put in: tokens of every kind, and bytes that begin something.
constexpr std::array<std::string_view, 48> pieces{
    "(",  ")",  "[", "]",    "{",    "}",       "'",     "\"",    "`",    "-",        "--",   "->",
    "<-", "<",  ">", "=",    ",",    ":",       ";",     ".",     "..",   "|",        "&",    "!",
    "$",  "*",  "+", "%",    "?",    "\\",      "/*",    "//",    "1",    "1.",       "0x",   "'a'",
    " ",  "\n", "n", "NOT ", " IN ", " MATCH ", " END ", "CASE ", " AS ", "\xC3\xA9", "\xE2", "\u2014"};

TEST(Mutation, NoTextDoesWorseThanAnError) {
  const unsigned seed = 20241123;
  std::mt19937 random(seed);
  const auto below = [&](std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
  };
  std::size_t parsed = 0;
  for (int i = 0; i < 6'000; ++i) {
    std::string text(seeds[below(seeds.size())]);
    for (std::size_t changes = 1 + below(2); changes > 0 && !text.empty(); --changes) {
      const std::size_t at = below(text.size());
      switch (below(4)) {
        case 0:
          text.erase(at, 1 + below(6));
          break;
        case 1:
          text.insert(at, pieces[below(pieces.size())]);
          break;
        case 2: {
          const std::string_view other = seeds[below(seeds.size())];
          const std::size_t from = below(other.size());
          text.insert(at, other.substr(from, 1 + below(20)));
          break;
        }
        default:
          text.replace(at, 1, pieces[below(pieces.size())]);
          break;
      }
    }
    SCOPED_TRACE(text);
    std::size_t characters = 0;
    for (const ScriptPart& part : split(text)) characters += part.text.size();
    EXPECT_LE(characters, text.size());
    std::string once;
    try {
      const ast::Statement statement = parse(text);
      once = ast::to_text(statement);
      ++parsed;
    } catch (const Error& error) {
      EXPECT_EQ(error.code, ErrorCode::SyntaxError);
      EXPECT_GT(error.place.line, 0u);
      EXPECT_GT(error.place.length, 0u);
      EXPECT_EQ(error.message.find("mismatched"), std::string::npos);
      continue;
    }
    // What has no text form of its own, or a name in backticks that is a word of the language, does not read back.
    if (once.find('<') != std::string::npos) continue;
    try {
      EXPECT_EQ(ast::to_text(parse(once)), once);
    } catch (const Error& error) {
      ADD_FAILURE() << once << ": " << error.message;
    }
  }
  EXPECT_GT(parsed, 300u);
}

}  // namespace
}  // namespace liaison
