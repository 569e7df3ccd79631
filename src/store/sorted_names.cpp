#include "store/sorted_names.h"

#include <algorithm>
#include <string>
#include <tuple>
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
        next_bytes(beginning_of<std::uint64_t>(folded.substr(std::min<std::size_t>(folded.size(), 8)))),
        last_bytes(beginning_of<std::uint32_t>(folded.substr(std::min<std::size_t>(folded.size(), 16)))),
        name(number) {}

  [[nodiscard]] auto shown() const { return std::tie(first_bytes, next_bytes, last_bytes); }

  std::uint64_t first_bytes, next_bytes;
  std::uint32_t last_bytes;
  std::uint32_t name;  // the place of its entry
};

/// Each name to where its place is in `order`, along the cycles of the permutation, so that no second array is needed.
void put_in_order(std::vector<BaseNames::Entry>& names, std::vector<Place>& order) {
  for (std::uint32_t first = 0; first < order.size(); ++first) {
    const BaseNames::Entry displaced = names[first];
    std::uint32_t to = first;
    while (order[to].name != first) {
      const std::uint32_t from = std::exchange(order[to].name, to);
      names[to] = names[from];
      to = from;
    }
    names[to] = displaced;
    order[to].name = to;
  }
}

}  // namespace

void SortedNames::add(const Value& value, NodeId node) {
  for_each_name(value, [&](const Value& name) {
    const std::string_view text = texts_.keep(name.as_string());
    nodes_ascend_ = nodes_ascend_ && (names_.empty() || names_.back().node <= node);
    names_.push_back({text, text, node});
  });
}

void SortedNames::sort(bool in_thread) {
  const auto policy = in_thread ? std::launch::async | std::launch::deferred : std::launch::deferred;
  sorting_ = std::async(policy, [this] { fold_and_sort(); }).share();
  if (!in_thread) sorting_.get();
}

const std::vector<SortedNames::Entry>& SortedNames::sorted() const {
  if (sorting_.valid()) sorting_.get();
  return names_;
}

/// By what the places show, and then, among those that show the same, by all of the text. Names that come twice are
/// as many as names that differ late, and comparing their texts is what takes the time: it is done once a name.
void SortedNames::fold_and_sort() {
  std::vector<Place> order;
  order.reserve(names_.size());
  for (Entry& name : names_) {
    const std::string folded_name = folded(name.name);
    if (folded_name != name.name) name.folded = texts_.keep(folded_name);
    order.emplace_back(folded_name, static_cast<std::uint32_t>(order.size()));
  }
  std::ranges::sort(order, [](const Place& left, const Place& right) {
    return left.shown() != right.shown() ? left.shown() < right.shown() : left.name < right.name;
  });
  const auto folded_of = [this](const Place& place) { return names_[place.name].folded; };
  for (auto begin = order.begin(); begin != order.end();) {
    const auto end =
        std::find_if(begin, order.end(), [&](const Place& each) { return each.shown() != begin->shown(); });
    const auto is_same = [&, text = folded_of(*begin)](const Place& each) { return folded_of(each) == text; };
    if (!nodes_ascend_ || !std::all_of(begin + 1, end, is_same)) {
      std::sort(begin, end, [this](const Place& left, const Place& right) {
        const Entry& one = names_[left.name];
        const Entry& other = names_[right.name];
        const auto compared = one.folded <=> other.folded;
        return compared != 0 ? compared < 0 : one.node < other.node;
      });
    }
    begin = end;
  }
  put_in_order(names_, order);
}

std::uint64_t SortedNames::lower_bound(std::string_view folded) const {
  const auto found = std::ranges::lower_bound(sorted(), folded, {}, &Entry::folded);
  return static_cast<std::uint64_t>(found - names_.begin());
}

}  // namespace liaison
