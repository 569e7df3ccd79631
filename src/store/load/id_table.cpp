#include "store/load/id_table.h"

#include <functional>

namespace liaison {

IdTable::IdTable() : begins_{0}, slots_(16) {}

std::uint32_t IdTable::hash_of(std::string_view id) {
  const std::size_t hash = std::hash<std::string_view>{}(id);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

std::uint32_t IdTable::find(std::string_view id) const {
  const std::uint32_t hash = hash_of(id);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask; slots_[at].number != absent; at = (at + 1) & mask) {
    if (slots_[at].hash == hash && text(slots_[at].number) == id) return slots_[at].number;
  }
  return absent;
}

std::uint32_t IdTable::add(std::string_view id) {
  if ((begins_.size() + 1) * 4 > slots_.size() * 3) grow();
  const std::uint32_t number = size();
  characters_ += id;
  begins_.push_back(characters_.size());
  place({hash_of(id), number});
  return number;
}

std::vector<std::string_view> IdTable::texts() const {
  std::vector<std::string_view> all;
  all.reserve(size());
  for (std::uint32_t number = 0; number < size(); ++number) all.push_back(text(number));
  return all;
}

void IdTable::place(Slot slot) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = slot.hash & mask;
  while (slots_[at].number != absent) at = (at + 1) & mask;
  slots_[at] = slot;
}

void IdTable::grow() {
  std::vector<Slot> larger(slots_.size() * 2);
  slots_.swap(larger);
  for (const Slot& slot : larger) {
    if (slot.number != absent) place(slot);
  }
}

}  // namespace liaison
