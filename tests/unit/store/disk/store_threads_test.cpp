#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "liaison/error.h"
#include "store/disk/store.h"

namespace liaison {
namespace {

constexpr std::int64_t commits = 300;

/// Commit n makes the n-th node and says so in the first one, so that a graph with another count is half a commit.
void commit_one(Graph& graph, std::int64_t number) {
  const auto transaction = graph.begin();
  transaction->create_node({});
  transaction->set_property(NodeId{0}, transaction->property_key("count"), Value::integer(number));
  transaction->commit();
}

/// How many commits there are; -1: they are not whole.
std::int64_t commits_in(const GraphView& view) {
  if (view.node_count() == 0) return 0;
  const auto key = view.catalog().property_keys.find("count");
  if (!key || view.property(NodeId{0}, *key).kind() != Kind::Integer) return -1;
  const std::int64_t count = view.property(NodeId{0}, *key).as_integer();
  return count == static_cast<std::int64_t>(view.node_count()) ? count : -1;
}

TEST(StoreThreads, ReadersThatComeAndGoSeeWholeCommitsInOrder) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("liaison_threads_" + std::to_string(::getpid()) + ".liaison");
  std::filesystem::remove_all(path);
  Store writer = Store::open(path, {.sync = false, .checkpoint_bytes_min = 2000});
  std::atomic<bool> is_done = false;
  std::atomic<int> failures = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&, i] {
      std::int64_t last = 0;
      const auto look = [&](const Graph& graph) {
        const std::int64_t seen = commits_in(*graph.snapshot());
        if (seen < last) ++failures;
        last = seen;
      };
      try {
        while (!is_done) {
          last = 0;
          Store reader = Store::open(path, {.read_only = true});
          look(*reader.graph());
          for (int again = 0; again < i; ++again) {
            reader.refresh();
            look(*reader.graph());
          }
          // In the same process, without the disk: a commit is in the log a moment before it is seen here.
          last = 0;
          look(*writer.graph());
        }
      } catch (const Error& error) {
        ADD_FAILURE() << error.message;
      }
    });
  }
  for (std::int64_t number = 1; number <= commits; ++number) commit_one(*writer.graph(), number);
  is_done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(failures, 0);
  writer.close();
  EXPECT_EQ(commits_in(*Store::open(path, {.read_only = true}).graph()->snapshot()), commits);
  std::filesystem::remove_all(path);
}

}  // namespace
}  // namespace liaison
