#include "store/value_index.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "common/assert.h"
#include "value/order.h"

namespace liaison {
namespace {

constexpr std::size_t node_size_max = 64;

bool comes_before(const ValueIndex::Entry& left, const ValueIndex::Entry& right) {
  const std::weak_ordering result = order(left.value, right.value);
  return result < 0 || (result == 0 && left.id < right.id);
}

/// The child that an entry belongs to: the last whose separator is not behind it, or the first.
template <class IsBehind>
std::size_t child_of(const std::vector<ValueIndex::Entry>& separators, IsBehind&& is_behind) {
  const auto behind = std::partition_point(separators.begin() + 1, separators.end(),
                                           [&](const ValueIndex::Entry& separator) { return !is_behind(separator); });
  return static_cast<std::size_t>(behind - separators.begin()) - 1;
}

}  // namespace

void ValueIndex::insert(Value value, std::uint64_t id, Owner owner) {
  std::optional<std::pair<Entry, Cow<Node>>> split;
  insert(root_, {std::move(value), id}, owner, split);
  if (split) {
    Node above;
    above.entries = {split->first, split->first};
    above.children = {std::move(root_), std::move(split->second)};
    root_ = Cow<Node>(owner, std::move(above));
  }
  ++size_;
}

/// `split`: where the node at `place` became too large, its upper half and that half's separator.
void ValueIndex::insert(Cow<Node>& place, Entry entry, Owner owner, std::optional<std::pair<Entry, Cow<Node>>>& split) {
  Node& node = place.change(owner);
  if (node.children.empty()) {
    const auto at = std::ranges::lower_bound(node.entries, entry, comes_before);
    LIAISON_ASSERT(at == node.entries.end() || comes_before(entry, *at));
    node.entries.insert(at, std::move(entry));
  } else {
    const std::size_t child =
        child_of(node.entries, [&](const Entry& separator) { return comes_before(entry, separator); });
    std::optional<std::pair<Entry, Cow<Node>>> below;
    insert(node.children[child], std::move(entry), owner, below);
    if (!below) return;
    const auto next = static_cast<std::ptrdiff_t>(child + 1);
    node.entries.insert(node.entries.begin() + next, std::move(below->first));
    node.children.insert(node.children.begin() + next, std::move(below->second));
  }
  if (node.entries.size() <= node_size_max) return;
  // Values often come in ascending order: then the lower part stays nearly full.
  const auto middle = static_cast<std::ptrdiff_t>(node_size_max * 3 / 4);
  const auto upper_part = [&](auto& items) {
    std::remove_reference_t<decltype(items)> upper;
    if (items.empty()) return upper;
    upper.assign(std::make_move_iterator(items.begin() + middle), std::make_move_iterator(items.end()));
    items.resize(static_cast<std::size_t>(middle));
    return upper;
  };
  Node upper;
  upper.entries = upper_part(node.entries);
  upper.children = upper_part(node.children);
  Entry separator = upper.entries.front();
  split.emplace(std::move(separator), Cow<Node>(owner, std::move(upper)));
}

void ValueIndex::erase(const Value& value, std::uint64_t id, Owner owner) {
  const Erased erased = root_ ? erase(root_, {value, id}, owner) : Erased::Nothing;
  if (erased == Erased::LastEntry) root_ = {};
  if (erased == Erased::Nothing) {
    LIAISON_ASSERT(base_ != nullptr && !gone_.has(id));
    gone_.add(id, owner);
  }
  --size_;
}

/// LastEntry: the node at `place` is empty now. Nodes that are merely small stay so.
ValueIndex::Erased ValueIndex::erase(Cow<Node>& place, const Entry& entry, Owner owner) {
  Node& node = place.change(owner);
  if (node.children.empty()) {
    const auto at = std::ranges::lower_bound(node.entries, entry, comes_before);
    if (at == node.entries.end() || comes_before(entry, *at)) return Erased::Nothing;
    node.entries.erase(at);
  } else {
    const std::size_t child =
        child_of(node.entries, [&](const Entry& separator) { return comes_before(entry, separator); });
    const Erased below = erase(node.children[child], entry, owner);
    if (below != Erased::LastEntry) return below;
    node.entries.erase(node.entries.begin() + static_cast<std::ptrdiff_t>(child));
    node.children.erase(node.children.begin() + static_cast<std::ptrdiff_t>(child));
  }
  return node.entries.empty() ? Erased::LastEntry : Erased::Entry;
}

bool ValueIndex::visit_from(const Node& node, const std::function<bool(const Entry&)>& is_before,
                            const std::function<bool(const Entry&)>& visit) {
  if (node.children.empty()) {
    const auto first = std::partition_point(node.entries.begin(), node.entries.end(), is_before);
    return std::all_of(first, node.entries.end(), visit);
  }
  const std::size_t first = child_of(node.entries, [&](const Entry& separator) { return !is_before(separator); });
  return std::all_of(node.children.begin() + static_cast<std::ptrdiff_t>(first), node.children.end(),
                     [&](const Cow<Node>& child) { return visit_from(*child, is_before, visit); });
}

void ValueIndex::visit_from(const std::function<bool(const Entry&)>& is_before,
                            const std::function<bool(const Entry&)>& visit) const {
  if (base_ == nullptr) {
    if (root_) visit_from(*root_, is_before, visit);
    return;
  }
  // The tree's entries in order, and before each those of the base that come before it.
  std::uint64_t place = base_->partition_point(is_before);
  bool goes_on = true;
  const auto visit_base_before = [&](const Entry* bound) {
    for (; goes_on && place < base_->size(); ++place) {
      const Entry entry = base_->entry(place);
      if (bound != nullptr && comes_before(*bound, entry)) return;
      if (!gone_.has(entry.id)) goes_on = visit(entry);
    }
  };
  if (root_) {
    visit_from(*root_, is_before, [&](const Entry& entry) {
      visit_base_before(&entry);
      if (goes_on) goes_on = visit(entry);
      return goes_on;
    });
  }
  visit_base_before(nullptr);
}

std::vector<std::uint64_t> ValueIndex::equal_to(const Value& value) const {
  return equal_to(value, std::numeric_limits<std::size_t>::max());
}

std::vector<std::uint64_t> ValueIndex::equal_to(const Value& value, std::size_t limit) const {
  std::vector<std::uint64_t> ids;
  visit_from([&](const Entry& entry) { return order(entry.value, value) < 0; },
             [&](const Entry& entry) {
               if (ids.size() == limit || order(entry.value, value) != 0) return false;
               ids.push_back(entry.id);
               return true;
             });
  return ids;
}

}  // namespace liaison
