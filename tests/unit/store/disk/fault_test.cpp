#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "liaison/error.h"
#include "store/disk/store.h"
#include "unit/store/disk/memory_file_system.h"
#include "unit/store/disk/workload.h"

namespace liaison {
namespace {

/// Lets the n-th operation of a workload fail; then the system is well again, and the store is opened.
class Failing {
 public:
  explicit Failing(const Workload& workload) : workload_(workload) {
    MemoryFileSystem files;
    run(workload, files, [&](const GraphView& view) { graphs_.push_back(description(view)); });
    operations_ = files.operations();
  }

  [[nodiscard]] std::size_t operations() const { return operations_; }

  void check(const PlannedFault& fault) const {
    SCOPED_TRACE(fmt::format("{}, operation {}, fault {}, {}", workload_.name, fault.operation,
                             static_cast<int>(fault.fault), fault.is_lasting ? "lasting" : "once"));
    MemoryFileSystem files;
    files.plan(fault);
    std::size_t acknowledged = 0;
    try {
      run(workload_, files, [&](const GraphView& view) {
        EXPECT_EQ(description(view), graphs_[acknowledged]);
        ++acknowledged;
      });
    } catch (const Error& error) {
      EXPECT_TRUE(error.code == ErrorCode::GraphFileError || error.code == ErrorCode::ReadOnly) << error.message;
    }
    files.heal();
    // Opened again while the system runs, and after a power cut: then with what was committed in between.
    files.kill_process();
    std::string committed;
    try {
      Store store = Store::open(store_path, {}, files);
      EXPECT_TRUE(is_allowed(description(*store.graph()->snapshot()), acknowledged));
      const auto transaction = store.graph()->begin();
      transaction->create_node({});
      transaction->commit();
      committed = description(*store.graph()->snapshot());
      files.kill_process();
      MemoryFileSystem after_power_cut(synced_image({}, files.trace()));
      const Store again = Store::open(store_path, {}, after_power_cut);
      EXPECT_EQ(description(*again.graph()->snapshot()), committed);
    } catch (const Error& error) {
      ADD_FAILURE() << "refused: " << error.message;
    }
  }

 private:
  /// What was acknowledged, or that and the commit whose fate was not known.
  [[nodiscard]] bool is_allowed(const std::string& found, std::size_t acknowledged) const {
    const std::size_t begin = workload_.options.sync && acknowledged > 0 ? acknowledged - 1 : 0;
    for (std::size_t i = begin; i <= acknowledged && i < graphs_.size(); ++i) {
      if (found == graphs_[i]) return true;
    }
    return false;
  }

  const Workload& workload_;
  std::vector<std::string> graphs_;
  std::size_t operations_ = 0;
};

TEST(StoreFault, AFailedOperationLosesNothingThatWasAcknowledged) {
  std::size_t runs = 0;
  for (const Workload& workload : workloads()) {
    const Failing failing(workload);
    for (std::size_t operation = 0; operation < failing.operations(); ++operation) {
      for (const Fault fault : {Fault::InputOutputError, Fault::DiskFull, Fault::ShortWrite}) {
        for (const bool is_lasting : {false, true}) {
          failing.check({operation, fault, is_lasting});
          ++runs;
        }
      }
    }
    if (HasFailure()) return;
  }
  fmt::print("{} runs with a failing operation\n", runs);
  EXPECT_GE(runs, 5'000u);
}

TEST(StoreFault, AfterAFailedSyncTheStoreTakesNoMoreWrites) {
  MemoryFileSystem files;
  const Store store = Store::open(store_path, {}, files);
  const std::string before = description(*store.graph()->snapshot());
  // The commit's write is the next operation but one (the log's tail is looked at first), its sync the one behind it.
  const std::size_t first = files.operations();
  for (std::size_t operation = first;; ++operation) {
    files.plan({.operation = operation, .fault = Fault::InputOutputError, .is_lasting = false});
    const auto transaction = store.graph()->begin();
    transaction->create_node({});
    try {
      transaction->commit();
    } catch (const Error& error) {
      EXPECT_EQ(error.code, ErrorCode::GraphFileError);
      break;
    }
    ASSERT_LT(operation, first + 10);
  }
  EXPECT_EQ(description(*store.graph()->snapshot()).substr(0, 10), before.substr(0, 10));
  try {
    (void)store.graph()->begin();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code, ErrorCode::ReadOnly);
    EXPECT_EQ(error.detail, "StoreFailed");
    EXPECT_NE(error.hint.find("open it again"), std::string::npos);
  }
}

}  // namespace
}  // namespace liaison
