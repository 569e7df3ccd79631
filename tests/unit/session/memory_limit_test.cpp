#include "common/memory_limit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "liaison/liaison.h"

namespace liaison {
namespace {

using ::testing::HasSubstr;

constexpr const char* keeps_all = "UNWIND range(1, 100000000) AS x RETURN collect('n' + x)";

TEST(MemoryLimit, RefusesWhatWouldGoBeyondIt) {
  const MemoryLimit limit(1'000'000);
  EXPECT_THROW(std::vector<char>(2'000'000), std::bad_alloc);
  EXPECT_TRUE(limit.was_reached());
  EXPECT_EQ(std::vector<char>(500'000).size(), 500'000U);
}

TEST(MemoryLimit, CountsWhatIsHeldAndNotWhatWasGivenBack) {
  const MemoryLimit limit(1'000'000);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(std::vector<char>(500'000).size(), 500'000U);
  EXPECT_FALSE(limit.was_reached());
}

TEST(MemoryLimit, AnInnerOneNeverAllowsMoreThanThatAroundIt) {
  const MemoryLimit outer(1'000'000);
  {
    const MemoryLimit inner(10'000'000);
    EXPECT_THROW(std::vector<char>(2'000'000), std::bad_alloc);
  }
  EXPECT_THROW(std::vector<char>(2'000'000), std::bad_alloc);
}

TEST(MemoryLimit, EndsWithItsScope) {
  { const MemoryLimit limit(1000); }
  EXPECT_EQ(std::vector<char>(2'000'000).size(), 2'000'000U);
}

TEST(MemoryLimit, APauseRefusesNothingUntilItIsAskedTo) {
  const MemoryLimit limit(1'000'000);
  const MemoryLimitPause pause;
  EXPECT_NO_THROW(check_paused_memory_limit());
  const std::vector<char> much(2'000'000);
  EXPECT_THROW(check_paused_memory_limit(), std::bad_alloc);
  EXPECT_TRUE(limit.was_reached());
}

TEST(SessionMemory, AStatementThatWouldHoldMoreIsStoppedAndTheNextRuns) {
  const Database database;
  Session session = database.session({.memory_bytes = 20'000'000});
  for (int i = 0; i < 3; ++i) {
    const Result<Rows> stopped = session.run(keeps_all);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::LimitExceeded);
    EXPECT_EQ(stopped.error().detail, "MemoryLimit");
    EXPECT_THAT(stopped.error().message, HasSubstr("more than 20 MB of memory, in Aggregate: collect("));
    EXPECT_THAT(stopped.error().hint, HasSubstr("--memory"));
    EXPECT_TRUE(session.run("UNWIND range(1, 1000) AS x RETURN collect('n' + x)"));
  }
}

TEST(SessionMemory, AWriteThatIsStoppedLeavesNoTrace) {
  const Database database;
  Session session = database.session({.memory_bytes = 20'000'000});
  ASSERT_TRUE(session.run("CREATE (:Kept {x: 1})"));
  EXPECT_FALSE(session.run("MATCH (n:Kept) SET n.x = 2 WITH n UNWIND range(1, 10000000) AS x CREATE (:Lost {x: x})"));
  const Result<Rows> rows = session.run("MATCH (n) RETURN count(n), sum(n.x)");
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->at(0, 0).as_integer(), 1);
  EXPECT_EQ(rows->at(0, 1).as_integer(), 1);
}

TEST(SessionMemory, WhatTheGraphAndEarlierResultsTakeDoesNotCount) {
  const Database database;
  ASSERT_TRUE(database.session().run("UNWIND range(1, 200000) AS x CREATE (:N {x: x, name: 'n' + x})"));
  Session session = database.session({.memory_bytes = 20'000'000});
  std::vector<Result<Rows>> kept;
  for (int i = 0; i < 10; ++i) {
    kept.push_back(session.run("MATCH (n:N) WHERE n.x <= 100000 RETURN n.x"));
    EXPECT_TRUE(kept.back());
  }
}

TEST(SessionMemory, AnyLimitIsAnAnswerOrAClearErrorAndLeavesTheGraphWhole) {
  const Database database;
  ASSERT_TRUE(database.session().run("UNWIND range(1, 5) AS x CREATE (:N {x: x})-[:R]->(:M)"));
  const std::string statement =
      "MATCH (n:N)-[r:R]->(m) WITH n, collect(m) AS ms, count(DISTINCT n.x) AS k ORDER BY n.x "
      "UNWIND ms AS m MERGE (:Seen {x: n.x}) SET m.text = 'some text ' + k "
      "RETURN n.x, [x IN range(1, 20) WHERE x > 3 | toString(x)] AS xs, EXISTS { (n)-->(m) } AS is_there";
  int answers = 0;
  for (std::uint64_t bytes = 0; bytes < 400'000; bytes += 97) {
    Session session = database.session({.memory_bytes = bytes});
    const Result<Rows> rows = session.run(statement);
    if (rows) {
      if (++answers == 3) break;
    } else {
      ASSERT_EQ(rows.error().detail, "MemoryLimit") << bytes;
      const Result<Rows> count = database.session().run("MATCH (s:Seen) RETURN count(s)");
      ASSERT_EQ(count->at(0, 0).as_integer(), answers == 0 ? 0 : 5) << bytes;
    }
  }
  EXPECT_EQ(answers, 3);
}

TEST(SessionMemory, AProgramThatDoesNotCountIsToldSo) {
  memory_is_counted = false;
  const Result<Rows> rows = Database().session({.memory_bytes = 20'000'000}).run("RETURN 1");
  memory_is_counted = true;
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code, ErrorCode::UsageError);
  EXPECT_EQ(rows.error().detail, "MemoryNotCounted");
}

}  // namespace
}  // namespace liaison
