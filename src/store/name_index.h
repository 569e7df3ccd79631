#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "liaison/value.h"
#include "store/cow.h"
#include "store/pieces.h"

namespace liaison {

/// Calls visit(name) for each name in `value`, a node's `name` (a string) or `aliases` (a list of strings); anything
/// else is no name.
template <class Visit>
void for_each_name(const Value& value, Visit&& visit) {
  if (value.kind() == Kind::String) visit(value);
  if (value.kind() != Kind::List) return;
  for (const Value& item : value.as_list()) {
    if (item.kind() == Kind::String) visit(item);
  }
}

/// Names and aliases of nodes that nobody changes, as they lie in a base file: in order of their folded form, then of
/// the node. Thread-safety: all calls from any thread.
class BaseNames {
 public:
  struct Entry {
    std::string_view name;  // as written
    std::string_view folded;
    NodeId node;
  };
  virtual ~BaseNames() = default;
  [[nodiscard]] virtual std::uint64_t size() const = 0;
  /// REQUIRES: place < size(). The texts live as long as this object.
  [[nodiscard]] virtual Entry entry(std::uint64_t place) const = 0;
  /// The first whose folded form is not before `folded`.
  [[nodiscard]] virtual std::uint64_t lower_bound(std::string_view folded) const = 0;
};

/// Names and aliases of nodes by their folded form (value/text.h): those in order, and beside them those that came
/// later, hashed in buckets that are copied one page at a time. find: constant time for these, logarithmic for those.
/// nearest, starting_with: linear in the names.
class NameIndex {
 public:
  NameIndex() = default;
  explicit NameIndex(std::shared_ptr<const BaseNames> base) : base_(std::move(base)) {}

  struct Entry {
    Value name;    // as written; the text is shared with the column's
    Value folded;  // the same Value where folding changes nothing
    NodeId node;
  };

  void add(const Value& value, NodeId node, Owner owner);
  void remove(const Value& value, NodeId node, Owner owner);

  [[nodiscard]] std::vector<NodeId> find(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> nearest(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> starting_with(std::string_view prefix, std::size_t limit) const;
  /// Calls visit(name as written, folded form, node) for each, in the order of BaseNames if is_in_order().
  void for_each(const std::function<void(std::string_view, std::string_view, NodeId)>& visit) const;
  [[nodiscard]] bool is_in_order() const { return size_ == 0; }
  [[nodiscard]] std::uint64_t size_max() const { return size_ + (base_ == nullptr ? 0 : base_->size()); }

 private:
  using Bucket = std::vector<Entry>;
  void add_name(const Value& name, NodeId node, Owner owner);
  void remove_name(std::string_view name, NodeId node, Owner owner);
  void grow(Owner owner);
  [[nodiscard]] std::size_t bucket_of(std::string_view folded) const;

  std::shared_ptr<const BaseNames> base_;
  CowBits gone_;                  // places in the base whose entries count no more
  CowArray<Bucket, 64> buckets_;  // a power of two of them
  std::uint64_t size_ = 0;        // in buckets
};

}  // namespace liaison
