#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>
#include <vector>

#include "liaison/liaison.h"

// The public door: databases, sessions and rows, alone and from several threads at once.
namespace liaison {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view endless =
    "UNWIND range(1, 1000000000) AS a UNWIND range(1, 1000000000) AS b WITH a, b WHERE a = b RETURN count(*)";

std::int64_t integer(const Result<Rows>& rows) { return rows->at(0, 0).as_integer(); }

TEST(Session, AnswersAndSaysWhatStoppedIt) {
  const Database database;
  Session session = database.session();
  const Result<Rows> rows = session.run("UNWIND [1, 2] AS x RETURN x, x * 10 AS ten");
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_THAT(rows->columns(), testing::ElementsAre("x", "ten"));
  EXPECT_EQ(rows->row_count(), 2u);
  EXPECT_EQ(rows->at(1, 1).as_integer(), 20);

  const Result<Rows> wrong = session.run("RETURN nope");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, ErrorCode::SyntaxError);
  EXPECT_EQ(wrong.error().detail, "UndefinedVariable");
  EXPECT_EQ(wrong.error().place.column, 8u);
}

TEST(Session, AStatementThatFailsLeavesNoTrace) {
  const Database database;
  Session session = database.session();
  ASSERT_TRUE(session.run("CREATE (:A {x: 0})"));
  const Result<Rows> failed = session.run("UNWIND [1, 0] AS x CREATE (:B {y: 1 / x}) SET x.z = 1");
  ASSERT_FALSE(failed);
  const Result<Rows> divided = session.run("MATCH (a:A) CREATE (:B) SET a.x = 1 / a.x");
  ASSERT_FALSE(divided);
  EXPECT_EQ(divided.error().code, ErrorCode::ArithmeticError);
  EXPECT_EQ(integer(session.run("MATCH (n) RETURN count(n)")), 1);
  EXPECT_EQ(integer(session.run("MATCH (a:A) RETURN a.x")), 0);
}

TEST(Session, RowsStayAsTheStatementLeftThem) {
  const Database database;
  Session session = database.session();
  const Result<Rows> rows = session.run("CREATE (n:A {x: 1})-[r:R {y: 2}]->(:B) RETURN n, r");
  ASSERT_TRUE(session.run("MATCH (n) DETACH DELETE n"));
  ASSERT_TRUE(rows);
  EXPECT_THAT(rows->labels(rows->at(0, 0).as_node()), testing::ElementsAre("A"));
  EXPECT_EQ(rows->properties(rows->at(0, 0).as_node()).find("x")->as_integer(), 1);
  EXPECT_EQ(rows->type(rows->at(0, 1).as_relationship()), "R");
  EXPECT_EQ(rows->properties(rows->at(0, 1).as_relationship()).find("y")->as_integer(), 2);
}

TEST(Session, ReadOnlyRefusesWrites) {
  const Database database;
  Session session = database.session({.read_only = true});
  const Result<Rows> refused = session.run("CREATE (:A)");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::ReadOnly);
  EXPECT_TRUE(session.run("EXPLAIN CREATE (:A)"));
}

TEST(Session, StopsAtItsTimeLimit) {
  const Database database;
  Session session = database.session({.timeout_seconds = 0.05});
  const Result<Rows> stopped = session.run(endless);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::LimitExceeded);
  EXPECT_TRUE(session.run("RETURN 1"));
}

TEST(Session, AnyChunkSizeAnswersTheSame) {
  const Database database;
  for (const std::uint32_t rows : {0u, 1u, 65'535u, 4'000'000'000u}) {
    Session session = database.session({.chunk_rows = rows});
    EXPECT_EQ(integer(session.run("UNWIND range(1, 100000) AS x WITH x ORDER BY x % 7 RETURN sum(x)")), 5'000'050'000)
        << rows;
  }
}

TEST(Session, IsInterruptedFromAnotherThread) {
  const Database database;
  Session session = database.session();
  std::atomic<bool> is_over = false;
  std::thread other([&] {
    while (!is_over) {
      session.interrupt();
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  const Result<Rows> stopped = session.run(endless);
  is_over = true;
  other.join();
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::Interrupted);
  EXPECT_TRUE(session.run("RETURN 1"));
}

TEST(Sessions, ReadersSeeWholeStatementsWhileAnotherWrites) {
  const Database database;
  ASSERT_TRUE(database.session().run("CREATE (:Count {a: 0, b: 0})"));
  std::atomic<bool> is_over = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&, session = database.session()]() mutable {
      while (!is_over) {
        const Result<Rows> rows = session.run("MATCH (c:Count) RETURN c.a, c.b, COUNT { (:Event)-[:OF]->() }");
        ASSERT_TRUE(rows) << rows.error().message;
        EXPECT_EQ(rows->at(0, 0).as_integer(), rows->at(0, 1).as_integer());
        EXPECT_EQ(rows->at(0, 0).as_integer(), rows->at(0, 2).as_integer());
      }
    });
  }
  Session writer = database.session();
  for (int i = 1; i <= 300; ++i) {
    const Result<Rows> wrote =
        writer.run("MATCH (c:Count) SET c.a = c.a + 1, c.b = c.b + 1 CREATE (:Event)-[:OF]->(c)");
    ASSERT_TRUE(wrote) << wrote.error().message;
  }
  is_over = true;
  for (std::thread& reader : readers) reader.join();
}

TEST(Sessions, ASecondWriterIsRefusedAndMayTryAgain) {
  const Database database;
  ASSERT_TRUE(database.session().run("CREATE (:Count {n: 0})"));
  std::vector<std::thread> writers;
  for (int i = 0; i < 2; ++i) {
    writers.emplace_back([session = database.session()]() mutable {
      for (int done = 0; done < 100;) {
        const Result<Rows> wrote = session.run("MATCH (c:Count) SET c.n = c.n + 1");
        if (wrote) {
          ++done;
        } else {
          EXPECT_EQ(wrote.error().detail, "WriterActive");
        }
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(integer(database.session().run("MATCH (c:Count) RETURN c.n")), 200);
}

TEST(Sessions, EachSeesTheSchemaThatTheOtherLeft) {
  const Database database;
  Session one = database.session();
  Session other = database.session();
  ASSERT_TRUE(one.run("CREATE CONSTRAINT c FOR (a:A) REQUIRE a.x IS UNIQUE"));
  ASSERT_TRUE(other.run("CREATE (:A {x: 1})"));
  EXPECT_EQ(one.run("CREATE (:A {x: 1})").error().detail, "UniqueConstraintViolated");
  EXPECT_EQ(other.run("CREATE INDEX c FOR (a:A) ON (a.y)").error().detail, "IndexAlreadyExists");
  ASSERT_TRUE(other.run("DROP CONSTRAINT c"));
  ASSERT_TRUE(one.run("CREATE (:A {x: 1})"));
  EXPECT_EQ(one.run("DROP CONSTRAINT c").error().detail, "ConstraintNotFound");
  EXPECT_EQ(one.run("CREATE CONSTRAINT c FOR (a:A) REQUIRE a.x IS UNIQUE").error().detail, "UniqueConstraintViolated");
  ASSERT_TRUE(one.run("CREATE INDEX c FOR (a:A) ON (a.x)"));
  ASSERT_TRUE(other.run("MATCH (a:A) SET a.x = 2"));
  ASSERT_TRUE(other.run("DROP INDEX c"));
  EXPECT_EQ(integer(one.run("MATCH (a:A) RETURN sum(a.x)")), 4);
}

TEST(Sessions, AConstraintThatComesAndGoesHoldsWhileItIsThere) {
  const Database database;
  std::atomic<bool> is_over = false;
  std::thread other([&, session = database.session()]() mutable {
    while (!is_over) {
      static_cast<void>(session.run("CREATE (:A {x: 1})"));
      static_cast<void>(session.run("MATCH (a:A) WITH a SKIP 1 DELETE a"));
    }
  });
  Session session = database.session();
  int made = 0;
  for (int tries = 0; made < 200 && tries < 100'000; ++tries) {
    const Result<Rows> created = session.run("CREATE CONSTRAINT c FOR (a:A) REQUIRE a.x IS UNIQUE");
    if (!created) {
      ASSERT_THAT(created.error().detail, testing::AnyOf("WriterActive", "UniqueConstraintViolated"));
      continue;
    }
    ++made;
    EXPECT_LE(integer(session.run("MATCH (a:A) RETURN count(*)")), 1);
    while (!session.run("DROP CONSTRAINT c")) continue;
  }
  is_over = true;
  other.join();
  EXPECT_GT(made, 0);
}

TEST(Session, TimeoutStopsWhatGivesOneRowManyTimes) {
  SessionOptions options;
  options.timeout_seconds = 0.05;
  const Database database;
  Session session = database.session(options);
  ASSERT_TRUE(session.run("UNWIND range(1, 100) AS x CREATE ({x: x})"));
  // The nodes that are not asked for are counted, not told apart: ten thousand million copies of each row.
  const Result<Rows> rows = session.run("MATCH (a), (b), (c), (d), (e), (f) RETURN a.x");
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().detail, "Timeout");
}

TEST(Session, TimeoutStopsAnUpdateWhoseRowsDoubleWhatTheyWrite) {
  const Database database;
  ASSERT_TRUE(database.session().run("CREATE (:A {s: 'x'})"));
  SessionOptions options;
  options.timeout_seconds = 0.2;
  const auto begin = std::chrono::steady_clock::now();
  const Result<Rows> rows = database.session(options).run(
      "MATCH (n:A) UNWIND range(1, 1000) AS x SET n.s = CASE WHEN x < 25 THEN n.s + n.s ELSE n.s + 'x' END");
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().detail, "Timeout");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
}

TEST(Database, SaysWhatIsWrongWithAFile) {
  const std::array files{std::filesystem::path("no such file.json")};
  const Result<Database> opened = Database::open(files);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::GraphFileError);
  EXPECT_THAT(opened.error().file, HasSubstr("no such file.json"));
  EXPECT_TRUE(Database().save("/no such folder/g.json"));
}

TEST(Database, CopiesShareTheGraph) {
  const Database one;
  const Database& same = one;
  const Database copy = same;
  ASSERT_TRUE(one.session().run("CREATE (:A)"));
  EXPECT_EQ(integer(copy.session().run("MATCH (n) RETURN count(n)")), 1);
}

}  // namespace
}  // namespace liaison
