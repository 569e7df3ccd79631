#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "liaison/value.h"
#include "store/name_index.h"
#include "store/text_arena.h"

namespace liaison {

/// The names of a graph that is built at once: gathered, put in order, and then what a NameIndex has below it as if
/// they were those of a base file. Memory: 40 bytes a name beside its characters, written and folded, and 56 while they
/// are put in order.
class SortedNames final : public BaseNames {
 public:
  /// As NameIndex::add().
  void add(const Value& value, NodeId node);
  /// Folds the names and puts them in order, in n log n. REQUIRES: called once, behind the last add().
  void sort();

  [[nodiscard]] std::uint64_t size() const override { return names_.size(); }
  [[nodiscard]] Entry entry(std::uint64_t place) const override { return names_[place]; }
  [[nodiscard]] std::uint64_t lower_bound(std::string_view folded) const override;

 private:
  TextArena texts_;  // what names_ shows
  std::vector<Entry> names_;
};

}  // namespace liaison
