#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "liaison/value.h"
#include "store/cow.h"

namespace liaison {

/// Entities by a value: a B+ tree over (value in the order of ORDER BY, id), whose nodes are copied one by one when
/// another transaction changes them. Time of a change: O(log n) comparisons and the copy of one path of nodes.
class ValueIndex {
 public:
  struct Entry {
    Value value;
    std::uint64_t id;
  };

  /// REQUIRES: the entry is not there yet.
  void insert(Value value, std::uint64_t id, Owner owner);
  /// REQUIRES: the entry is there.
  void erase(const Value& value, std::uint64_t id, Owner owner);

  /// Calls visit(entry) in order, from the first entry of which is_before(entry) does not hold, until it gives false.
  /// REQUIRES: is_before holds for a first part of the order and for nothing behind it.
  void visit_from(const std::function<bool(const Entry&)>& is_before,
                  const std::function<bool(const Entry&)>& visit) const;
  /// Ids of equivalent values, ascending.
  [[nodiscard]] std::vector<std::uint64_t> equal_to(const Value& value) const;
  /// Up to `limit` of these.
  [[nodiscard]] std::vector<std::uint64_t> equal_to(const Value& value, std::size_t limit) const;
  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  /// A leaf has entries alone. Above, entries[i] is not behind any entry of children[i], and is behind all of
  /// children[i - 1]'s; entries[0] says nothing.
  struct Node {
    std::vector<Entry> entries;
    std::vector<Cow<Node>> children;
  };

  static void insert(Cow<Node>& place, Entry entry, Owner owner, std::optional<std::pair<Entry, Cow<Node>>>& split);
  static bool erase(Cow<Node>& place, const Entry& entry, Owner owner);
  static bool visit_from(const Node& node, const std::function<bool(const Entry&)>& is_before,
                         const std::function<bool(const Entry&)>& visit);

  Cow<Node> root_;  // none while there was never an entry
  std::uint64_t size_ = 0;
};

}  // namespace liaison
