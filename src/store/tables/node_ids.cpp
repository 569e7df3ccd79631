#include "store/tables/node_ids.h"

#include <optional>

#include "store/tables/cell.h"

namespace liaison {

namespace {

/// Of a number in the one form that writing it gives: no text stands for the same number.
bool read_canonical_number(std::string_view text, std::int64_t& number) {
  constexpr std::size_t digits_max = 18;
  if (text.empty() || text.size() > digits_max || (text.front() == '0' && text.size() > 1)) return false;
  std::int64_t read = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    read = read * 10 + (c - '0');
  }
  number = read;
  return true;
}

/// The finalizer of splitmix64: numbers in a row, or all of them even, are spread as well as any.
std::uint64_t hash_of(std::int64_t number) {
  auto bits = static_cast<std::uint64_t>(number);
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
  return bits ^ (bits >> 31);
}

}  // namespace

bool NodeIds::read(std::string_view text, Id& id) const {
  id.is_number = read_canonical_number(text, id.number);
  if (id.is_number) return true;
  if (kind_ == Kind::Text) {
    id.text = text;
    return true;
  }
  const std::optional<std::int64_t> number = read_integer(text);
  if (!number) return false;
  id.number = *number;
  id.is_number = true;
  return true;
}

std::size_t NodeIds::slot_of(std::int64_t number) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash_of(number) & mask;
  while (slots_[at].node != absent && slots_[at].number != number) at = (at + 1) & mask;
  return at;
}

NodeId NodeIds::find(const Id& id) const {
  if (id.is_number) {
    const auto place = static_cast<std::uint64_t>(id.number);
    if (place < dense_.size() && dense_[place] != absent) return dense_[place];
    return numbers_ == 0 ? absent : slots_[slot_of(id.number)].node;
  }
  const std::uint32_t text = texts_.find(id.text);
  return text == IdTable::absent ? absent : text_nodes_[text];
}

void NodeIds::add(const Id& id, NodeId node) {
  if (!id.is_number) {
    texts_.add(id.text);
    text_nodes_.push_back(node);
    return;
  }
  const auto place = static_cast<std::uint64_t>(id.number);
  if (place < dense_reach(dense_count_)) {
    if (place >= dense_.size()) dense_.resize(place + 1, absent);
    dense_[place] = node;
    ++dense_count_;
    return;
  }
  if ((numbers_ + 1) * 4 > slots_.size() * 3) grow();
  slots_[slot_of(id.number)] = {id.number, node};
  ++numbers_;
}

void NodeIds::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  slots_.swap(old);
  for (const Slot& slot : old) {
    if (slot.node != absent) slots_[slot_of(slot.number)] = slot;
  }
}

}  // namespace liaison
