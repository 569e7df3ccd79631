#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/value.h"
#include "store/cow.h"

namespace liaison {

/// Names and aliases of nodes, hashed by their folded form (value/text.h), in buckets that are copied one page at a
/// time. find: constant time. nearest, starting_with: linear in the names.
class NameIndex {
 public:
  struct Entry {
    Value name;    // as written; the text is shared with the column's
    Value folded;  // the same Value where folding changes nothing
    NodeId node;
  };

  /// `value`: a node's `name` (a string) or `aliases` (a list of strings); anything else is no name.
  void add(const Value& value, NodeId node, Owner owner);
  void remove(const Value& value, NodeId node, Owner owner);

  [[nodiscard]] std::vector<NodeId> find(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> nearest(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> starting_with(std::string_view prefix, std::size_t limit) const;

 private:
  using Bucket = std::vector<Entry>;
  void add_name(const Value& name, NodeId node, Owner owner);
  void remove_name(std::string_view name, NodeId node, Owner owner);
  void grow(Owner owner);
  [[nodiscard]] std::size_t bucket_of(std::string_view folded) const;

  CowArray<Bucket, 64> buckets_;  // a power of two of them
  std::uint64_t size_ = 0;
};

}  // namespace liaison
