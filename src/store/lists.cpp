#include "store/lists.h"

#include <algorithm>
#include <utility>

#include "common/assert.h"

namespace liaison {
namespace {

constexpr std::size_t most_touched = 512;

}  // namespace

void PackedLists::end_row(std::uint32_t row) {
  const auto end = static_cast<std::uint32_t>(nodes.size());
  if (offsets.empty()) offsets.push_back(0);
  if (end == offsets.back()) return;
  rows.push_back(static_cast<std::uint16_t>(row));
  offsets.push_back(end);
}

void PackedLists::finish() {
  nodes.shrink_to_fit();
  serials.shrink_to_fit();
  if (rows.empty()) {
    offsets.clear();
    return;
  }
  if (rows.size() < extent_rows / 8) {
    rows.shrink_to_fit();
    offsets.shrink_to_fit();
    return;
  }
  std::vector<std::uint32_t> dense;
  dense.reserve(extent_rows + 1);
  dense.push_back(0);
  std::size_t entry = 0;
  for (std::uint32_t row = 0; row < extent_rows; ++row) {
    if (entry < rows.size() && rows[entry] == row) ++entry;
    dense.push_back(offsets[entry]);
  }
  offsets = std::move(dense);
  rows = {};
}

Neighbours ListExtent::at(std::uint32_t row) const {
  if (!touched_.empty()) {
    const auto found = std::ranges::lower_bound(touched_, row, {}, [](const auto& entry) { return entry.first; });
    if (found != touched_.end() && found->first == row) return {found->second->nodes, found->second->serials};
  }
  if (!packed_ || packed_->offsets.empty()) return {};
  std::size_t entry = row;
  if (!packed_->rows.empty()) {
    const auto found = std::ranges::lower_bound(packed_->rows, row);
    if (found == packed_->rows.end() || *found != row) return {};
    entry = static_cast<std::size_t>(found - packed_->rows.begin());
  }
  const std::uint32_t begin = packed_->offsets[entry];
  const std::uint32_t count = packed_->offsets[entry + 1] - begin;
  return {std::span(packed_->nodes).subspan(begin, count), std::span(packed_->serials).subspan(begin, count)};
}

OwnList& ListExtent::own(std::uint32_t row, Owner owner) {
  auto found = std::ranges::lower_bound(touched_, row, {}, [](const auto& entry) { return entry.first; });
  if (found != touched_.end() && found->first == row) return found->second.change(owner);
  if (touched_.size() >= most_touched) {
    pack();
    found = touched_.begin();
  }
  const Neighbours present = at(row);
  OwnList list{{present.nodes.begin(), present.nodes.end()}, {present.serials.begin(), present.serials.end()}};
  found = touched_.insert(found, {static_cast<std::uint16_t>(row), Cow<OwnList>(owner, std::move(list))});
  return found->second.change(owner);
}

void ListExtent::insert(std::uint32_t row, NodeId neighbour, std::uint64_t serial, Owner owner) {
  OwnList& list = own(row, owner);
  // New serials are the largest, so behind the last entry of the same neighbour is the place.
  const auto place = std::ranges::upper_bound(list.nodes, neighbour);
  const auto index = place - list.nodes.begin();
  list.nodes.insert(place, neighbour);
  list.serials.insert(list.serials.begin() + index, serial);
}

bool ListExtent::erase(std::uint32_t row, NodeId neighbour, std::uint64_t serial, Owner owner) {
  OwnList& list = own(row, owner);
  auto index = std::ranges::lower_bound(list.nodes, neighbour) - list.nodes.begin();
  for (;
       static_cast<std::size_t>(index) < list.nodes.size() && list.nodes[static_cast<std::size_t>(index)] == neighbour;
       ++index) {
    if (list.serials[static_cast<std::size_t>(index)] != serial) continue;
    list.nodes.erase(list.nodes.begin() + index);
    list.serials.erase(list.serials.begin() + index);
    return true;
  }
  return false;
}

void ListExtent::pack() {
  PackedLists packed;
  for (std::uint32_t row = 0; row < extent_rows; ++row) {
    const Neighbours list = at(row);
    packed.nodes.insert(packed.nodes.end(), list.nodes.begin(), list.nodes.end());
    packed.serials.insert(packed.serials.end(), list.serials.begin(), list.serials.end());
    packed.end_row(row);
  }
  packed.finish();
  packed_ = std::make_shared<const PackedLists>(std::move(packed));
  touched_.clear();
}

Neighbours TypeStore::neighbours(NodeId node, Direction direction) const {
  LIAISON_ASSERT(direction != Direction::Both);
  const std::vector<Cow<ListExtent>>& extents = direction == Direction::Outgoing ? forward : backward;
  const std::size_t extent = node / extent_rows;
  if (extent >= extents.size() || !extents[extent]) return {};
  return extents[extent]->at(node % extent_rows);
}

}  // namespace liaison
