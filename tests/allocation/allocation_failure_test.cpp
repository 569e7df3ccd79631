#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include "allocation/failing_new.h"
#include "common/memory_limit.h"
#include "liaison/liaison.h"

// Every allocation that a statement makes fails once, one run after another: each run is an error that leaves the graph
// as it was and nothing behind, until one gets by without.
namespace liaison {
namespace {

constexpr std::uint64_t no_real_limit = std::uint64_t{1} << 60;

constexpr const char* make_graph =
    "UNWIND range(1, 6) AS i CREATE (:K {i: i, name: 'name ' + i}) "
    "WITH count(*) AS n MATCH (a:K), (b:K) WHERE a.i < b.i CREATE (a)-[:E {weight: a.i * b.i}]->(b)";
constexpr const char* tell_graph =
    "CALL { MATCH (n) RETURN [labels(n), n {.*}] AS one UNION ALL MATCH (a)-[r]->(b) RETURN [a.i, type(r), r {.*}, "
    "b.i] AS one } "
    "RETURN one ORDER BY one";

std::string told(const Database& database) {
  const Result<Rows> rows = database.session().run(tell_graph);
  if (!rows) return "error: " + rows.error().message;
  std::string text;
  for (std::size_t row = 0; row < rows->row_count(); ++row) {
    std::string line;
    for (const Value& part : rows->at(row, 0).as_list()) {
      if (part.kind() == Kind::String) line += part.as_string();
      if (part.kind() == Kind::Integer) line += std::to_string(part.as_integer());
      if (part.kind() == Kind::List) line += std::to_string(part.as_list().size());
      if (part.kind() == Kind::Map) {
        for (const MapEntry& entry : part.as_map().entries()) line += entry.key;
      }
      line += ' ';
    }
    text += line + '\n';
  }
  return text;
}

constexpr std::array statements{
    "MATCH (n) RETURN n.i, n.name ORDER BY n.name DESC, n.i",
    "MATCH (n) RETURN n.i ORDER BY -n.i SKIP 1 LIMIT 2",
    "MATCH (n)-[r]->(m) RETURN n.i % 3 AS k, count(*) AS c, collect(m.name) AS names, sum(r.weight) AS w",
    "MATCH (n)-->(m) RETURN count(DISTINCT m.name), avg(m.i), stDev(m.i), percentileCont(m.i, 0.4), max(m.name)",
    "MATCH (n)-->(m) RETURN DISTINCT m.name",
    "MATCH (n) RETURN n.i AS x UNION MATCH (n) RETURN n.i + 3 AS x",
    "MATCH (a), (b) WHERE a.i + b.i = 7 RETURN a, b",
    "MATCH p = (a:K {i: 1})-[:E*1..3]->(b) RETURN p, nodes(p), [r IN relationships(p) | r.weight]",
    "MATCH ((a:K)-[r:E]->(b)){1,2} RETURN a, size(r)",
    "MATCH p = SHORTEST 3 (a:K {i: 1})-[:E]-+(b:K {i: 6}) RETURN length(p)",
    "MATCH p = allShortestPaths((a:K {i: 1})-[:E*]-(b:K {i: 6})) RETURN p",
    "MATCH (n) OPTIONAL MATCH (n)-->(m) WHERE m.i > 4 RETURN n.i, m.i",
    "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN count(m) AS c } RETURN n.i, c",
    "MATCH (n) RETURN COUNT { (n)-->() } AS c, COLLECT { MATCH (n)-->(m) RETURN m.i } AS l, EXISTS { (n)<--() } AS e",
    "MATCH (n) RETURN [(n)-[r]->(m) WHERE m.i > 3 | m.name + r.weight] AS l",
    "UNWIND [1, 'two', [3], {four: 4}, null, date('2024-01-01'), duration('P1D')] AS x RETURN x, toString(x IS NULL)",
    "RETURN split('a,b,c', ','), replace('abcabc', 'b', 'xx'), toUpper('straße'), 'abc' =~ '[a-c]+', substring('abc', "
    "1)",
    "RETURN [x IN range(1, 50) WHERE x % 2 = 0 | toString(x)], reduce(s = '', x IN range(1, 9) | s + x), range(1, "
    "40)[3..9]",
    "RETURN all(x IN range(1, 9) WHERE x > 0), CASE 1 WHEN 1 THEN 'one' ELSE 'more' END, 3 IN range(1, 20), {a: {b: "
    "[1]}}",
    "CREATE (a:New:Newer {x: 1, list: [1, 2], text: 'some text that is long'})-[:NEW {since: date()}]->(:Other) RETURN "
    "a",
    "MATCH (a:K {i: 1}), (b:K {i: 6}) CREATE (a)-[r:FRESH {w: 1}]->(b)-[:FRESH]->(:Fresh {name: 'f'}) RETURN r",
    "MATCH (n:K) SET n.i = n.i + 1, n.fresh = 'text ' + n.i, n:Seen",
    "MATCH (n:K) SET n += {a: 1, b: [n.i]} REMOVE n.name RETURN n",
    "UNWIND range(4, 9) AS i MERGE (n:K {i: i}) ON CREATE SET n.made = true ON MATCH SET n.met = true RETURN n",
    "MATCH (a:K {i: 2}) MERGE (a)-[r:E]->(b:K {i: 77}) RETURN b",
    "FOREACH (i IN range(1, 3) | CREATE (:Each {i: i}))",
    "MATCH (n:K {i: 3}) DETACH DELETE n",
    "MATCH ()-[r:E]->() WHERE r.weight > 10 DELETE r",
    "CREATE INDEX FOR (n:K) ON (n.i)",
    "CREATE CONSTRAINT FOR (n:K) REQUIRE n.name IS UNIQUE",
    "EXPLAIN MATCH (a)-->(b)-->(c) WHERE a.i < c.i RETURN a, count(*)",
    "PROFILE MATCH (a)-->(b)-->(c) WHERE a.i < c.i RETURN a, count(*)",
};

/// Which of a statement's allocations fail: each, or one in LIAISON_FAILURES_EVERY.
std::uint64_t failures_every() {
  const char* text = std::getenv("LIAISON_FAILURES_EVERY");
  return text != nullptr ? std::strtoull(text, nullptr, 10) : 1;
}

class AllocationFailure : public testing::Test {
 protected:
  AllocationFailure() { memory_is_counted = true; }
};

TEST_F(AllocationFailure, OfAStatementIsAnErrorThatLeavesNothingBehind) {
  static_assert(statements.size() >= 30);
  std::uint64_t failures = 0;
  for (const char* statement : statements) {
    SCOPED_TRACE(statement);
    const Database database;
    ASSERT_TRUE(database.session().run(make_graph));
    std::string before = told(database);
    Session session = database.session({.memory_bytes = no_real_limit});
    {
      // What the parser learns of a statement it keeps, and what is made when it is first needed.
      const Database other;
      ASSERT_TRUE(other.session().run(make_graph));
      ASSERT_TRUE(other.session().run(statement));
    }
    std::int64_t held = 0;
    for (std::uint64_t n = 1, runs = 1;; n += failures_every(), ++runs) {
      allocation_faults.until_failure = n;
      const Result<Rows> rows = session.run(statement);
      const bool was_reached = std::exchange(allocation_faults.until_failure, 0) == 0;
      if (!was_reached) {
        EXPECT_TRUE(rows) << rows.error().message;
        break;
      }
      ++failures;
      if (rows) {  // what failed had another way, such as sorting without room beside
        before = told(database);
        continue;
      }
      ASSERT_EQ(rows.error().code, ErrorCode::LimitExceeded) << n << ": " << rows.error().message;
      ASSERT_EQ(told(database), before) << n;
      if (runs == 20) held = allocation_faults.blocks_held;
      // Caches grow now and then (that of the parser by some fifty blocks at once); what each failure leaves would add
      // up. A single block that is lost for good is for LeakSanitizer to tell.
      if (runs > 20) {
        ASSERT_LT(allocation_faults.blocks_held, held + 200) << n;
      }
    }
  }
  RecordProperty("failures", std::to_string(failures));
}

TEST_F(AllocationFailure, OfALoadIsAnErrorThatLeavesNothingBehind) {
  const std::array files{std::filesystem::path(LIAISON_SOURCE_DIR "/graphs/genai-2024.json")};
  for (std::uint64_t n = 1;; n += 1 + n / 100) {
    const std::int64_t held = allocation_faults.blocks_held;
    allocation_faults.until_failure = n;
    {
      const Result<Database> opened = Database::open(files);
      const bool was_reached = std::exchange(allocation_faults.until_failure, 0) == 0;
      if (!was_reached) {
        EXPECT_TRUE(opened);
        break;
      }
      if (!opened) {
        ASSERT_EQ(opened.error().code, ErrorCode::GraphFileError) << n << ": " << opened.error().message;
      }
    }
    if (n > 20) {
      ASSERT_LE(allocation_faults.blocks_held, held) << n;
    }
  }
}

}  // namespace
}  // namespace liaison
