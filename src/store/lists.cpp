#include "store/lists.h"

#include <algorithm>
#include <utility>

#include "common/assert.h"
#include "liaison/error.h"

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

Neighbours ListSpans::at(std::uint32_t row) const {
  if (offsets.empty()) return {};
  std::size_t entry = row;
  if (!rows.empty()) {
    const auto found = std::ranges::lower_bound(rows, row);
    if (found == rows.end() || *found != row) return {};
    entry = static_cast<std::size_t>(found - rows.begin());
  }
  const std::uint32_t begin = offsets[entry];
  const std::uint32_t count = offsets[entry + 1] - begin;
  return {nodes.subspan(begin, count), serials.subspan(begin, count)};
}

Neighbours ListExtent::at(std::uint32_t row) const {
  if (!touched_.empty()) {
    const auto found = std::ranges::lower_bound(touched_, row, {}, [](const auto& entry) { return entry.first; });
    if (found != touched_.end() && found->first == row) return {found->second->nodes, found->second->serials};
  }
  return spans_.at(row);
}

OwnList& ListExtent::own(std::uint32_t row, Owner owner) {
  auto found = std::ranges::lower_bound(touched_, row, {}, [](const auto& entry) { return entry.first; });
  if (found != touched_.end() && found->first == row) return found->second.change(owner);
  if (touched_.size() >= most_touched) {
    PackedLists room;
    static_cast<void>(packed(room));
    *this = ListExtent(std::move(room));
    found = touched_.begin();
  }
  const Neighbours present = at(row);
  OwnList list{{present.nodes.begin(), present.nodes.end()}, {present.serials.begin(), present.serials.end()}};
  found = touched_.insert(found, {static_cast<std::uint16_t>(row), Cow<OwnList>(owner, std::move(list))});
  return found->second.change(owner);
}

void ListExtent::insert(std::uint32_t row, NodeId neighbour, Serial serial, Owner owner) {
  OwnList& list = own(row, owner);
  // New serials are the largest, so behind the last entry of the same neighbour is the place.
  const auto place = std::ranges::upper_bound(list.nodes, neighbour);
  const auto index = place - list.nodes.begin();
  list.nodes.insert(place, neighbour);
  list.serials.insert(list.serials.begin() + index, serial);
}

bool ListExtent::erase(std::uint32_t row, NodeId neighbour, Serial serial, Owner owner) {
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

ListSpans ListExtent::packed(PackedLists& room) const {
  if (touched_.empty()) return spans_;
  for (std::uint32_t row = 0; row < extent_rows; ++row) {
    const Neighbours list = at(row);
    room.nodes.insert(room.nodes.end(), list.nodes.begin(), list.nodes.end());
    room.serials.insert(room.serials.end(), list.serials.begin(), list.serials.end());
    room.end_row(row);
  }
  room.finish();
  return room.spans();
}

Neighbours TypeStore::neighbours(NodeId node, Direction direction) const {
  LIAISON_ASSERT(direction != Direction::Both);
  const Pieces<ListExtent>& extents = direction == Direction::Outgoing ? forward : backward;
  const ListExtent* extent = extents.find(node / extent_rows);
  return extent != nullptr ? extent->at(node % extent_rows) : Neighbours{};
}

Serial TypeStore::add_ends(EndPoints ends_of_new, Owner owner) {
  if (serial_limit > serial_max) {
    throw runtime_error(ErrorCode::LimitExceeded, "TooManyRelationships",
                        "a graph has room for 4,294,967,295 relationships of a type, deleted ones included");
  }
  ends.change(owner, serial_limit / extent_rows).change().push_back(ends_of_new);
  return static_cast<Serial>(serial_limit++);
}

}  // namespace liaison
