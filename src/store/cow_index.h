#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include "store/cow.h"

namespace liaison {

/// Finds numbered things by hash: open addressing with linear probing over a power of two of slots, at most half of
/// them taken, in pages that are copied one by one. Things are never taken out. Time: constant, both ways.
class CowIndex {
 public:
  static constexpr std::uint32_t none = 0xffffffff;

  /// The number of which `is_it(number)` holds, among those added with this hash; or `none`.
  template <class IsIt>
  [[nodiscard]] std::uint32_t find(std::uint64_t hash, IsIt&& is_it) const {
    if (slots_.size() == 0) return none;
    for (std::uint64_t place = mixed(hash);; ++place) {
      const std::uint32_t number = slots_[place & (slots_.size() - 1)];
      if (number == none || is_it(number)) return number;
    }
  }

  /// `hash_of(number)` gives the hash of each number that was added before; needed when the slots are doubled.
  template <class HashOf>
  void add(std::uint32_t number, std::uint64_t hash, Owner owner, HashOf&& hash_of) {
    if (2 * (count_ + 1) > slots_.size()) {
      const Slots old = std::exchange(slots_, {});
      for (std::uint64_t i = std::max<std::uint64_t>(16, 2 * old.size()); i > 0; --i) slots_.push_back(owner, none);
      for (std::uint64_t i = 0; i < old.size(); ++i) {
        if (old[i] != none) place(old[i], hash_of(old[i]), owner);
      }
    }
    place(number, hash, owner);
    ++count_;
  }

 private:
  using Slots = CowArray<std::uint32_t, 1024>;

  static std::uint64_t mixed(std::uint64_t hash) { return (hash * 0x9e3779b97f4a7c15) >> 32; }

  void place(std::uint32_t number, std::uint64_t hash, Owner owner) {
    const std::uint64_t mask = slots_.size() - 1;
    std::uint64_t slot = mixed(hash) & mask;
    while (slots_[slot] != none) slot = (slot + 1) & mask;
    slots_.change(owner, slot) = number;
  }

  Slots slots_;
  std::uint64_t count_ = 0;
};

}  // namespace liaison
