#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "liaison/database.h"

namespace liaison {
namespace {

class StoreSession : public testing::Test {
 protected:
  StoreSession() { std::filesystem::remove_all(path_); }
  ~StoreSession() override { std::filesystem::remove_all(path_); }

  static std::int64_t count(Session& session) {
    const auto rows = session.run("MATCH (n) RETURN count(*)");
    EXPECT_TRUE(rows);
    return rows ? rows->at(0, 0).as_integer() : -1;
  }

  const std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("liaison_session_" + std::to_string(::getpid()) + ".liaison");
};

TEST_F(StoreSession, KeepsWhatStatementsChange) {
  {
    Session session = Database::open_store(path_)->session();
    EXPECT_TRUE(session.run("CREATE (:A {name: 'a'})"));
    EXPECT_FALSE(session.run("CREATE (:B) WITH 1 AS one RETURN one / 0"));
  }
  const auto database = Database::open_store(path_, {.read_only = true});
  ASSERT_TRUE(database);
  Session session = database->session();
  EXPECT_EQ(count(session), 1);
  EXPECT_FALSE(session.run("CREATE (:A)"));
}

TEST_F(StoreSession, SeesNewCommitsWhenTheDatabaseLooks) {
  const auto writer = Database::open_store(path_);
  const auto reader = Database::open_store(path_, {.read_only = true});
  ASSERT_TRUE(writer && reader);
  Session writing = writer->session(), reading = reader->session();
  EXPECT_TRUE(writing.run("CREATE (:A)"));
  EXPECT_EQ(count(reading), 0);
  EXPECT_FALSE(reader->refresh());
  EXPECT_EQ(count(reading), 1);
  EXPECT_FALSE(writer->checkpoint());
  EXPECT_TRUE(writing.run("CREATE (:A)"));
  EXPECT_FALSE(reader->refresh());
  EXPECT_EQ(count(reading), 2);
}

TEST_F(StoreSession, TellsWhoHoldsTheStore) {
  const auto first = Database::open_store(path_);
  const auto second = Database::open_store(path_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().detail, "StoreLocked");
  EXPECT_FALSE(first->close());
  EXPECT_TRUE(Database::open_store(path_));
}

TEST_F(StoreSession, HoldsStatementsTogether) {
  const auto database = Database::open_store(path_);
  ASSERT_TRUE(database);
  Session session = database->session(), other = database->session();
  EXPECT_EQ(session.commit()->detail, "NoTransaction");
  EXPECT_FALSE(session.begin());
  EXPECT_EQ(session.begin()->detail, "TransactionOpen");
  EXPECT_TRUE(session.run("CREATE (:A)"));
  EXPECT_FALSE(session.run("CREATE (:A) WITH 1 AS one RETURN one / 0"));
  EXPECT_TRUE(session.run("CREATE (:A)"));
  EXPECT_EQ(count(session), 2);
  EXPECT_EQ(count(other), 0);
  EXPECT_FALSE(other.run("CREATE (:A)"));
  EXPECT_FALSE(session.commit());
  EXPECT_EQ(count(other), 2);

  EXPECT_FALSE(session.begin());
  EXPECT_TRUE(session.run("MATCH (n) DELETE n"));
  EXPECT_FALSE(session.rollback());
  EXPECT_EQ(count(session), 2);
  EXPECT_TRUE(other.run("CREATE (:A)"));
}

TEST_F(StoreSession, IsCopiedAsItIs) {
  const std::filesystem::path copy = path_.string() + ".copy.liaison";
  std::filesystem::remove_all(copy);
  const auto database = Database::open_store(path_);
  ASSERT_TRUE(database);
  Session session = database->session();
  EXPECT_TRUE(session.run("CREATE (:A)-[:t]->(:B)"));
  EXPECT_FALSE(database->backup(copy));
  EXPECT_TRUE(database->backup(copy));
  EXPECT_TRUE(session.run("CREATE (:A)"));
  Session copied = Database::open_store(copy)->session();
  EXPECT_EQ(count(copied), 2);
  std::filesystem::remove_all(copy);
}

}  // namespace
}  // namespace liaison
