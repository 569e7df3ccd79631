#pragma once

#include <cstdint>
#include <future>
#include <string_view>
#include <vector>

#include "liaison/value.h"
#include "store/name_index.h"
#include "store/text_arena.h"

namespace liaison {

/// The names of a graph that is built at once: gathered, put in order, and then what a NameIndex has below it as if
/// they were those of a base file. Memory: 40 bytes a name beside its characters, written and folded, and 24 more
/// while they are put in order.
class SortedNames final : public BaseNames {
 public:
  /// As NameIndex::add().
  void add(const Value& value, NodeId node);
  /// Folds the names and puts them in order, in n log n; `in_thread`: in a thread of its own, and whoever asks for
  /// something meanwhile waits for it. REQUIRES: called once, behind the last add().
  void sort(bool in_thread);

  [[nodiscard]] std::uint64_t size() const override { return sorted().size(); }
  [[nodiscard]] Entry entry(std::uint64_t place) const override { return sorted()[place]; }
  [[nodiscard]] std::uint64_t lower_bound(std::string_view folded) const override;

 private:
  void fold_and_sort();
  [[nodiscard]] const std::vector<Entry>& sorted() const;

  TextArena texts_;  // what names_ shows
  std::vector<Entry> names_;
  bool nodes_ascend_ = true;          // in the order of add()
  std::shared_future<void> sorting_;  // the last member: its destructor waits
};

}  // namespace liaison
