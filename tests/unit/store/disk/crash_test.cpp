#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "liaison/error.h"
#include "store/disk/checksum.h"
#include "store/disk/store.h"
#include "unit/store/disk/memory_file_system.h"
#include "unit/store/disk/workload.h"

namespace liaison {
namespace {

/// A graph that was acknowledged when so many operations had been done.
struct Acknowledged {
  std::size_t operations;
  std::string graph;
};

/// What was found when a store was opened after a crash, and what it was when one more commit had been made.
struct Recovery {
  std::string found;
  std::string committed;
  std::size_t operations_before_commit = 0;
  std::size_t operations_of_commit = 0;
  std::vector<DiskOperation> trace;
};

/// Of how many recoveries one is crashed too: each, but where no optimizer has been and that would take minutes.
#ifdef NDEBUG
constexpr std::size_t recoveries_per_second_crash = 1;
#else
constexpr std::size_t recoveries_per_second_crash = 10;
#endif

bool is_log(const std::filesystem::path& path) { return path.filename().string().starts_with("log-"); }
bool is_never(const std::filesystem::path&) { return false; }

/// LIAISON_CRASHES_EVERY: opens one of so many distinct disks, by chance of their content; 1 unless set.
std::uint64_t disks_per_one_opened() {
  static const std::uint64_t number = [] {
    const char* text = std::getenv("LIAISON_CRASHES_EVERY");
    return text != nullptr ? std::max<std::uint64_t>(1, std::strtoull(text, nullptr, 10)) : 1;
  }();
  return number;
}

std::uint64_t hash_of(const DiskImage& image) {
  std::uint64_t hash = 0;
  const auto add = [&](std::string_view text) { hash = checksum(std::as_bytes(std::span(text)), hash + text.size()); };
  for (const auto& folder : image.folders) add(folder.native());
  for (const auto& [path, content] : image.files) {
    add(path.native());
    add(content);
  }
  return hash;
}

/// Opens a store as a reader and as a writer, commits something and closes it. Throws Error where it is refused.
Recovery recover(const DiskImage& image) {
  MemoryFileSystem files(image);
  Recovery result;
  std::string read;
  const bool is_made = image.files.contains(std::filesystem::path(store_path) / "CURRENT");
  if (is_made) {
    read = description(*Store::open(store_path, {.read_only = true}, files).graph()->snapshot());
    EXPECT_TRUE(files.trace().empty()) << "a reader changed the disk";
  }
  Store store = Store::open(store_path, {}, files);
  result.found = description(*store.graph()->snapshot());
  if (is_made) {
    EXPECT_EQ(read, result.found);
  }
  result.operations_before_commit = files.trace().size();
  {
    const auto transaction = store.graph()->begin();
    const LabelId label = transaction->label("Recovered");
    transaction->create_node(std::span(&label, 1));
    transaction->commit();
  }
  result.operations_of_commit = files.trace().size();
  result.committed = description(*store.graph()->snapshot());
  store.close();
  result.trace = files.trace();
  return result;
}

/// The states of one workload after crashes, each opened once.
class Crashes {
 public:
  explicit Crashes(const Workload& workload) : workload_(workload) {
    MemoryFileSystem files;
    run(workload, files, [&](const GraphView& view) { graphs_.push_back({files.trace().size(), description(view)}); });
    trace_ = files.trace();
  }

  void check_all() {
    for (std::size_t count = 0; count <= trace_.size(); ++count) {
      const std::set<std::string> allowed = allowed_after(count);
      visit_crashes({}, trace_, count, is_log, [&](const DiskImage& image) {
        ++visited_;
        const Recovery* recovery = recovered(image);
        if (recovery == nullptr || allowed.contains(recovery->found)) return;
        ADD_FAILURE() << workload_.name << ": after " << count << " operations the store holds\n" << recovery->found;
      });
      if (testing::Test::HasFailure()) return;
    }
  }

  [[nodiscard]] std::size_t visited() const { return visited_; }
  [[nodiscard]] std::size_t opened() const { return recoveries_.size() + second_.size(); }

 private:
  /// What had been acknowledged, or that and the commit that was being made. Of commits without sync, any first part.
  [[nodiscard]] std::set<std::string> allowed_after(std::size_t count) const {
    std::size_t known = 0;
    while (known < graphs_.size() && graphs_[known].operations <= count) ++known;
    const std::size_t begin = workload_.options.sync && known > 0 ? known - 1 : 0;
    std::set<std::string> allowed;
    for (std::size_t i = begin; i <= known && i < graphs_.size(); ++i) allowed.insert(graphs_[i].graph);
    return allowed;
  }

  const Recovery* recovered(const DiskImage& image) {
    const std::uint64_t hash = hash_of(image);
    if (hash % disks_per_one_opened() != 0) return nullptr;
    const auto [place, is_new] = recoveries_.try_emplace(hash);
    if (!is_new) return &place->second;
    try {
      place->second = recover(image);
    } catch (const Error& error) {
      ADD_FAILURE() << workload_.name << ": refused: " << error.message;
      return nullptr;
    }
    if (recoveries_.size() % recoveries_per_second_crash == 0) crash_again(image, place->second);
    return &place->second;
  }

  /// Crashes in the midst of the recovery.
  void crash_again(const DiskImage& image, const Recovery& first) {
    for (std::size_t count = 1; count < first.trace.size(); ++count) {
      visit_crashes(image, first.trace, count, is_never, [&](const DiskImage& left) {
        ++visited_;
        const std::uint64_t hash = hash_of(left);
        if (hash % disks_per_one_opened() != 0 || !second_.insert(hash).second) return;
        try {
          const std::string found = recover(left).found;
          const bool may_lack = count < first.operations_of_commit;
          const bool may_have = count > first.operations_before_commit;
          if ((may_lack && found == first.found) || (may_have && found == first.committed)) return;
          ADD_FAILURE() << workload_.name << ": after a second crash, behind operation " << count << ", it holds\n"
                        << found;
        } catch (const Error& error) {
          ADD_FAILURE() << workload_.name << ": refused after a second crash: " << error.message;
        }
      });
    }
  }

  const Workload& workload_;
  std::vector<Acknowledged> graphs_;
  std::vector<DiskOperation> trace_;
  std::size_t visited_ = 0;
  // By hash: the images are large, and many.
  std::map<std::uint64_t, Recovery> recoveries_;
  std::set<std::uint64_t> second_;
};

TEST(StoreCrash, NothingAcknowledgedIsLostAndNothingIsHalfThere) {
  std::size_t visited = 0, opened = 0;
  for (const Workload& workload : workloads()) {
    Crashes crashes(workload);
    crashes.check_all();
    visited += crashes.visited();
    opened += crashes.opened();
    if (HasFailure()) return;
  }
  fmt::print("{} workloads, {} crashes, {} distinct disks opened\n", workloads().size(), visited, opened);
  EXPECT_GE(workloads().size(), 40u);
  EXPECT_GE(opened, 20'000u / disks_per_one_opened());
}

}  // namespace
}  // namespace liaison
