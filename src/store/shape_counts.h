#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "store/catalog.h"
#include "store/cow.h"

namespace liaison {

/// A count for each shape, 0 where none was added. Counts lie in pages of neighbouring shapes that are copied one by
/// one: with 100,000 shapes a transaction must not copy 100,000 counts for each type it touches.
class ShapeCounts {
 public:
  void add(ShapeId shape, std::uint64_t count, Owner owner) {
    if (count != 0) page(shape, owner)[shape % page_size] += count;
  }
  /// REQUIRES: at(shape) >= count.
  void subtract(ShapeId shape, std::uint64_t count, Owner owner) {
    if (count != 0) page(shape, owner)[shape % page_size] -= count;
  }
  [[nodiscard]] std::uint64_t at(ShapeId shape) const {
    const auto found = pages_.begin() + place(shape);
    return found != pages_.end() && found->first == shape / page_size ? (*found->second)[shape % page_size] : 0;
  }
  /// Calls visit(shape, count) where the count is not 0, ascending.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const auto& [number, counts] : pages_) {
      for (std::uint32_t i = 0; i < page_size; ++i) {
        if ((*counts)[i] != 0) visit(number * page_size + i, (*counts)[i]);
      }
    }
  }

 private:
  static constexpr std::uint32_t page_size = 64;
  using Page = std::array<std::uint64_t, page_size>;

  [[nodiscard]] std::ptrdiff_t place(ShapeId shape) const {
    const auto found =
        std::ranges::lower_bound(pages_, shape / page_size, {}, [](const auto& entry) { return entry.first; });
    return found - pages_.begin();
  }
  Page& page(ShapeId shape, Owner owner) {
    auto found = pages_.begin() + place(shape);
    if (found == pages_.end() || found->first != shape / page_size) {
      found = pages_.insert(found, {shape / page_size, Cow<Page>()});
    }
    return found->second.change(owner);
  }

  std::vector<std::pair<std::uint32_t, Cow<Page>>> pages_;  // sorted
};

}  // namespace liaison
