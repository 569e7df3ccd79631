#include "store/sorted_names.h"

#include <algorithm>
#include <utility>

#include "value/text.h"

namespace liaison {
namespace {

/// The first bytes of a text as a number of the same order.
template <class Number>
Number beginning_of(std::string_view text) {
  Number number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) {
    number = static_cast<Number>(number << 8) | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  }
  return number;
}

/// A name and the beginning of its folded form, so that most comparisons need not look at the text.
struct Place {
  Place(std::string_view folded, std::uint32_t number)
      : first_bytes(beginning_of<std::uint64_t>(folded)),
        next_bytes(beginning_of<std::uint32_t>(folded.substr(std::min(folded.size(), sizeof first_bytes)))),
        name(number) {}

  std::uint64_t first_bytes;
  std::uint32_t next_bytes;
  std::uint32_t name;
};

}  // namespace

void SortedNames::add(const Value& value, NodeId node) {
  for_each_name(value, [&](const Value& name) {
    const std::string_view text = texts_.keep(name.as_string());
    names_.push_back({text, text, node});
  });
}

void SortedNames::sort() {
  std::vector<Place> order;
  order.reserve(names_.size());
  for (Entry& name : names_) {
    const std::string folded_name = folded(name.name);
    if (folded_name != name.name) name.folded = texts_.keep(folded_name);
    order.emplace_back(folded_name, static_cast<std::uint32_t>(order.size()));
  }
  std::ranges::sort(order, [&](const Place& left, const Place& right) {
    if (left.first_bytes != right.first_bytes) return left.first_bytes < right.first_bytes;
    if (left.next_bytes != right.next_bytes) return left.next_bytes < right.next_bytes;
    const Entry& one = names_[left.name];
    const Entry& other = names_[right.name];
    const auto compared = one.folded <=> other.folded;
    return compared != 0 ? compared < 0 : one.node < other.node;
  });
  std::vector<Entry> sorted;
  sorted.reserve(names_.size());
  for (const Place& place : order) sorted.push_back(names_[place.name]);
  names_ = std::move(sorted);
}

std::uint64_t SortedNames::lower_bound(std::string_view folded) const {
  const auto found = std::ranges::lower_bound(names_, folded, {}, &Entry::folded);
  return static_cast<std::uint64_t>(found - names_.begin());
}

}  // namespace liaison
