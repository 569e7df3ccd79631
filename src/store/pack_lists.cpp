#include "store/pack_lists.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>
#include <utility>
#include <vector>

namespace liaison {
/// A stable radix sort by near and then far, which leaves serials in order within equal pairs. Digits of 11 bits: as
/// many places are written to at once as the first cache holds.
void ListPacker::sort(NodeId node_limit) {
  constexpr unsigned digit_bits = 11;
  constexpr NodeId digit_mask = (NodeId{1} << digit_bits) - 1;
  constexpr std::size_t few = 256;
  if (entries_.size() < few) {
    std::ranges::sort(entries_, {}, [](const Entry& entry) { return std::tuple(entry.near, entry.far, entry.serial); });
    return;
  }
  room_.resize(entries_.size());
  for (const auto node : {&Entry::far, &Entry::near}) {
    for (unsigned shift = 0; shift < static_cast<unsigned>(std::bit_width(node_limit)); shift += digit_bits) {
      std::array<std::size_t, digit_mask + 2> next{};
      for (const Entry& entry : entries_) ++next[((entry.*node >> shift) & digit_mask) + 1];
      for (std::size_t digit = 0; digit <= digit_mask; ++digit) next[digit + 1] += next[digit];
      for (const Entry& entry : entries_) room_[next[(entry.*node >> shift) & digit_mask]++] = entry;
      entries_.swap(room_);
    }
  }
}

void ListPacker::gather(const TypeStore& store, Direction direction) {
  entries_.clear();
  entries_.reserve(store.serial_limit);
  for (std::size_t extent = 0; extent < store.ends.size(); ++extent) {
    for (const auto [start, end] : store.ends[extent].all()) {
      const auto serial = static_cast<Serial>(entries_.size());
      entries_.push_back(direction == Direction::Outgoing ? Entry{start, end, serial} : Entry{end, start, serial});
    }
  }
}

void ListPacker::pack(const GraphState& state, Direction direction, TypeStore& store, Owner owner) {
  const bool forward = direction == Direction::Outgoing;
  Pieces<ListExtent>& extents = forward ? store.forward : store.backward;
  std::uint32_t& longest = forward ? store.longest_forward : store.longest_backward;
  ShapeCounts& by_shape = forward ? store.starts_by_shape : store.ends_by_shape;
  gather(store, direction);
  sort(state.node_limit);
  const auto end = entries_.cend();
  for (auto entry = entries_.cbegin(); entry != end;) {
    const NodeId extent = entry->near / extent_rows;
    const auto extent_end = std::find_if(entry, end, [&](const Entry& e) { return e.near / extent_rows != extent; });
    PackedLists packed;
    packed.nodes.reserve(static_cast<std::size_t>(extent_end - entry));
    packed.serials.reserve(static_cast<std::size_t>(extent_end - entry));
    while (entry != extent_end) {
      const NodeId node = entry->near;
      const std::size_t list_begin = packed.nodes.size();
      for (; entry != extent_end && entry->near == node; ++entry) {
        const bool is_parallel = packed.nodes.size() > list_begin && packed.nodes.back() == entry->far;
        if (forward && is_parallel) store.may_have_parallel = true;
        packed.nodes.push_back(entry->far);
        packed.serials.push_back(entry->serial);
      }
      packed.end_row(node % extent_rows);
      const std::size_t length = packed.nodes.size() - list_begin;
      longest = std::max(longest, static_cast<std::uint32_t>(length));
      by_shape.add(state.shape_of(node), length, owner);
    }
    packed.finish();
    extents.change(owner, extent) = ListExtent(std::move(packed));
  }
}

}  // namespace liaison
