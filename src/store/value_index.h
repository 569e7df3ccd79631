#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "liaison/value.h"
#include "store/cow.h"
#include "store/pieces.h"

namespace liaison {

struct IndexEntry {
  Value value;
  std::uint64_t id;
};

/// The entries of an index as they lie in a base file: in the order of their values, then of their ids; each id once.
/// Thread-safety: all calls from any thread.
class BaseEntries {
 public:
  virtual ~BaseEntries() = default;
  [[nodiscard]] virtual std::uint64_t size() const = 0;
  [[nodiscard]] virtual IndexEntry entry(std::uint64_t place) const = 0;  // REQUIRES: place < size()
  /// The first of which is_before does not hold.
  [[nodiscard]] virtual std::uint64_t partition_point(
      const std::function<bool(const IndexEntry&)>& is_before) const = 0;
};

/// Entities by a value, in the order of ORDER BY, then by id: the entries of a base file, and beside them, in a B+ tree
/// whose nodes are copied one by one when another transaction changes them, those that came later. Time of a change:
/// O(log n) comparisons and the copy of one path of nodes.
class ValueIndex {
 public:
  using Entry = IndexEntry;

  ValueIndex() = default;
  /// The state keeps the base alive.
  explicit ValueIndex(const BaseEntries* base) : base_(base), size_(base->size()) {}

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
  enum class Erased : std::uint8_t { Nothing, Entry, LastEntry };
  static Erased erase(Cow<Node>& place, const Entry& entry, Owner owner);
  static bool visit_from(const Node& node, const std::function<bool(const Entry&)>& is_before,
                         const std::function<bool(const Entry&)>& visit);

  const BaseEntries* base_ = nullptr;
  CowBits gone_;    // ids whose entries in the base count no more
  Cow<Node> root_;  // none while there was never an entry
  std::uint64_t size_ = 0;
};

}  // namespace liaison
