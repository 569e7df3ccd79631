#include "store/disk/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "liaison/error.h"
#include "unit/store/disk/memory_file_system.h"
#include "unit/store/disk/workload.h"

namespace liaison {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::filesystem::path folder(store_path);

std::string described(const Store& store) { return description(*store.graph()->snapshot()); }

void commit(const Store& store, const std::function<void(Edit&)>& make) {
  const auto transaction = store.graph()->begin();
  Edit edit(*transaction);
  make(edit);
  transaction->commit();
}

void add_row(const Store& store, std::int64_t value) {
  commit(store, [&](Edit& edit) { edit.set(edit.node({"Row"}), "value", Value::integer(value)); });
}

std::optional<Error> error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

class StoreTest : public testing::Test {
 protected:
  Store open(const StoreOptions& options = {}) { return Store::open(folder, options, files_); }

  MemoryFileSystem files_;
};

TEST_F(StoreTest, ASecondWriterIsRefusedWithWhoHoldsTheStoreAndWhatToDo) {
  const Store first = open();
  const auto error = error_of([&] { (void)open(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->detail, "StoreLocked");
  EXPECT_THAT(error->message, HasSubstr("graph.liaison is being written to by process 1 since"));
  EXPECT_THAT(error->hint, HasSubstr("--busy-timeout"));
}

TEST_F(StoreTest, ASecondWriterWaitsNoLongerThanItsTimeout) {
  const Store first = open();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(error_of([&] { (void)open({.busy_timeout_seconds = 0.05}); }));
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(50));
}

TEST_F(StoreTest, TheNextWriterComesInWhenTheStoreIsClosed) {
  Store first = open();
  add_row(first, 1);
  first.close();
  const Store second = open();
  EXPECT_EQ(described(second), described(first));
  const auto error = error_of([&] { add_row(first, 2); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ErrorCode::ReadOnly);
  EXPECT_EQ(error->detail, "StoreClosed");
}

TEST_F(StoreTest, AStoreIsOpenForAsLongAsItsGraphIsThere) {
  std::shared_ptr<Graph> graph = open().graph();
  EXPECT_TRUE(error_of([&] { (void)open(); }));
  graph.reset();
  EXPECT_FALSE(error_of([&] { (void)open(); }));
}

TEST_F(StoreTest, AReaderSeesNewCommitsWhenItLooks) {
  Store writer = open();
  Store reader = open({.read_only = true});
  EXPECT_FALSE(reader.refresh());
  const Snapshot before = reader.graph()->snapshot();
  add_row(writer, 1);
  EXPECT_EQ(before->node_count(), 0u);
  EXPECT_TRUE(reader.refresh());
  EXPECT_EQ(described(reader), described(writer));
  EXPECT_EQ(before->node_count(), 0u);
  add_row(writer, 2);
  writer.checkpoint();
  add_row(writer, 3);
  EXPECT_TRUE(reader.refresh());
  EXPECT_EQ(described(reader), described(writer));
  add_row(writer, 4);
  EXPECT_TRUE(reader.refresh());
  EXPECT_EQ(described(reader), described(writer));
  writer.close();
  EXPECT_FALSE(reader.refresh());
}

TEST_F(StoreTest, AReaderReadsOnFromFilesThatACheckpointRemoved) {
  const Store writer = open();
  add_row(writer, 1);
  const Store reader = open({.read_only = true});
  const std::string before = described(reader);
  add_row(writer, 2);
  Store(writer).checkpoint();
  EXPECT_EQ(described(reader), before);
}

TEST_F(StoreTest, AReaderSeesThatAnotherStoreHasTakenThePlace) {
  {
    const Store writer = open();
    add_row(writer, 1);
  }
  Store reader = open({.read_only = true});
  for (const std::string& name : files_.list(folder)) files_.remove(folder / name);
  const Store other = open();
  add_row(other, 2);
  add_row(other, 3);
  EXPECT_TRUE(reader.refresh());
  EXPECT_EQ(described(reader), described(other));
}

TEST_F(StoreTest, AReaderRefusesWrites) {
  (void)open();
  const Store reader = open({.read_only = true});
  const auto error = error_of([&] { add_row(reader, 1); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ErrorCode::ReadOnly);
  EXPECT_EQ(error->detail, "WritesRefused");
}

TEST_F(StoreTest, AReaderMakesNoStore) {
  const auto error = error_of([&] { (void)open({.read_only = true}); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->detail, "NotReadable");
  EXPECT_TRUE(files_.trace().empty());
}

TEST_F(StoreTest, AnOpenTransactionRefusesACheckpoint) {
  Store store = open();
  add_row(store, 1);
  const auto transaction = store.graph()->begin();
  const auto error = error_of([&] { store.checkpoint(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->detail, "WriterActive");
}

TEST_F(StoreTest, CheckpointsLeaveTwoFilesAndTakeNoMoreRoomThanOne) {
  Store store = open();
  const auto bytes = [&] {
    std::size_t sum = 0;
    for (const auto& [path, content] : files_.image().files) sum += content.size();
    return sum;
  };
  add_row(store, 1);
  store.checkpoint();
  const std::size_t first = bytes();
  for (int i = 0; i < 100; ++i) store.checkpoint();
  EXPECT_EQ(bytes(), first);
  EXPECT_THAT(files_.list(folder), ElementsAre("CURRENT", "base-2", "lock", "log-2"));
}

TEST_F(StoreTest, TheLogStartsAnewWhenItHasGrown) {
  const Store store = open({.checkpoint_bytes_min = 1000});
  for (int i = 0; i < 100; ++i) add_row(store, i);
  EXPECT_FALSE(files_.image().files.contains(folder / "log-1"));
  EXPECT_EQ(store.graph()->snapshot()->node_count(), 100u);
  const std::string before = described(store);
  EXPECT_EQ(described(open({.read_only = true})), before);
}

TEST_F(StoreTest, ABackupIsAStoreOfItsOwn) {
  const Store store = open();
  add_row(store, 1);
  add_row(store, 2);
  create_store("copy.liaison", store.graph()->snapshot(), files_);
  add_row(store, 3);
  const Store copy = Store::open("copy.liaison", {}, files_);
  EXPECT_EQ(copy.graph()->snapshot()->node_count(), 2u);
  add_row(copy, 4);
  EXPECT_EQ(store.graph()->snapshot()->node_count(), 3u);
  const auto error = error_of([&] { create_store("copy.liaison", store.graph()->snapshot(), files_); });
  ASSERT_TRUE(error);
  EXPECT_THAT(error->message, HasSubstr("copy.liaison"));
}

TEST_F(StoreTest, EachAcknowledgedCommitHasBeenSynced) {
  const Store store = open();
  std::size_t syncs = 0;
  for (int i = 0; i < 20; ++i) {
    const std::size_t before = files_.trace().size();
    add_row(store, i);
    const auto& trace = files_.trace();
    ASSERT_GT(trace.size(), before);
    EXPECT_EQ(trace.back().action, DiskAction::Sync);
    for (std::size_t each = before; each < trace.size(); ++each)
      syncs += trace[each].action == DiskAction::Sync ? 1 : 0;
  }
  EXPECT_GE(syncs, 20u);
}

TEST_F(StoreTest, SeveralTransactionsAreOneCommit) {
  const Store store = open();
  add_row(store, 1);
  Store reader = open({.read_only = true});
  const std::string before = described(store);
  {
    GraphTransaction several(*store.graph());
    for (int i = 2; i < 5; ++i) {
      const auto transaction = several.graph()->begin();
      Edit edit(*transaction);
      edit.set(edit.node({"Row", "Later"}), "value", Value::integer(i));
      // The third fails, and leaves the others as they are.
      if (i != 4) transaction->commit();
    }
    EXPECT_EQ(several.graph()->snapshot()->node_count(), 3u);
    EXPECT_EQ(described(store), before);
    EXPECT_TRUE(error_of([&] { (void)store.graph()->begin(); }));
    const std::size_t operations = files_.trace().size();
    several.commit();
    EXPECT_EQ(files_.trace().size(), operations + 2);  // a write and a sync
    EXPECT_EQ(description(*several.graph()->snapshot()), described(store));
  }
  EXPECT_TRUE(reader.refresh());
  EXPECT_EQ(described(reader), described(store));
  EXPECT_NE(described(store), before);
  add_row(store, 5);
}

TEST_F(StoreTest, SeveralTransactionsThatAreNotCommittedLeaveNoTrace) {
  const Store store = open();
  add_row(store, 1);
  const std::string before = described(store);
  const std::size_t operations = files_.trace().size();
  {
    const GraphTransaction several(*store.graph());
    const auto transaction = several.graph()->begin();
    transaction->create_node({});
    transaction->commit();
  }
  EXPECT_EQ(described(store), before);
  EXPECT_EQ(files_.trace().size(), operations);
  add_row(store, 2);
}

TEST_F(StoreTest, ASlashBehindItsNameChangesNothing) {
  const Store store = Store::open("graph.liaison/", {}, files_);
  add_row(store, 1);
  EXPECT_TRUE(files_.image().files.contains(folder / "CURRENT"));
}

TEST_F(StoreTest, AHundredThousandSmallCommitsAreReadInASecond) {
  std::string expected;
  {
    const Store store = open({.sync = false, .checkpoint_bytes_min = 1ull << 40});
    for (int i = 0; i < 100'000; ++i) add_row(store, i);
    expected = std::to_string(store.graph()->snapshot()->node_count());
  }
  const auto start = std::chrono::steady_clock::now();
  const Store store = open();
  const auto took = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(std::to_string(store.graph()->snapshot()->node_count()), expected);
  // A second is what it may take in a release build on a machine at rest; here it may be neither.
  EXPECT_LT(took, std::chrono::seconds(20));
  RecordProperty("milliseconds", static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
}

}  // namespace
}  // namespace liaison
