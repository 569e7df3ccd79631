#include "store/sorted_names.h"

#include <algorithm>
#include <utility>

#include "value/text.h"

namespace liaison {
namespace {

/// The first bytes of a text as a number of the same order, so that most comparisons need not look at the text.
std::uint64_t beginning_of(std::string_view text) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) {
    number = number << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  }
  return number;
}

}  // namespace

void SortedNames::add(const Value& value, NodeId node) {
  for_each_name(value, [&](const Value& name) { names_.push_back({name, name, node}); });
}

void SortedNames::sort() {
  struct Place {
    std::uint64_t beginning;
    std::uint32_t name;
  };
  std::vector<Place> order;
  order.reserve(names_.size());
  for (NameIndex::Entry& name : names_) {
    const std::string folded_name = folded(name.name.as_string());
    if (folded_name != name.name.as_string()) name.folded = Value::string(folded_name);
    order.push_back({beginning_of(folded_name), static_cast<std::uint32_t>(order.size())});
  }
  std::ranges::sort(order, [&](const Place& left, const Place& right) {
    if (left.beginning != right.beginning) return left.beginning < right.beginning;
    const NameIndex::Entry& one = names_[left.name];
    const NameIndex::Entry& other = names_[right.name];
    const auto compared = one.folded.as_string() <=> other.folded.as_string();
    return compared != 0 ? compared < 0 : one.node < other.node;
  });
  std::vector<NameIndex::Entry> sorted;
  sorted.reserve(names_.size());
  for (const Place& place : order) sorted.push_back(std::move(names_[place.name]));
  names_ = std::move(sorted);
}

BaseNames::Entry SortedNames::entry(std::uint64_t place) const {
  const NameIndex::Entry& name = names_[place];
  return {name.name.as_string(), name.folded.as_string(), name.node};
}

std::uint64_t SortedNames::lower_bound(std::string_view folded) const {
  const auto found = std::ranges::lower_bound(names_, folded, {},
                                              [](const NameIndex::Entry& name) { return name.folded.as_string(); });
  return static_cast<std::uint64_t>(found - names_.begin());
}

}  // namespace liaison
