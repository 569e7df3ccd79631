#pragma once

#include <span>
#include <vector>

#include "execute/chunk.h"

namespace liaison {

/// Reads some slots of a chunk, value by value, for rows of one group at or below all of them.
/// Holds a reference to the chunk: it must stay as it is meanwhile.
class RowReader {
 public:
  RowReader(const Chunk& chunk, std::uint16_t group, std::span<const Slot> slots) : chunk_(&chunk) {
    slots_.assign(slots.begin(), slots.end());
    for (const Slot& slot : slots) rows_.push_back(ancestor_rows(chunk, group, slot.group));
  }
  [[nodiscard]] Value read(std::size_t slot, std::uint16_t row) const { return column(slot).get(rows_[slot][row]); }
  /// out.append(value) without boxing.
  void append(std::size_t slot, std::uint16_t row, Vector& out) const {
    out.append_from(column(slot), rows_[slot][row]);
  }
  [[nodiscard]] std::size_t slot_count() const { return slots_.size(); }

 private:
  [[nodiscard]] const Vector& column(std::size_t slot) const {
    return *chunk_->groups[slots_[slot].group].columns[slots_[slot].column];
  }

  const Chunk* chunk_;
  std::vector<Slot> slots_;
  std::vector<std::vector<std::uint16_t>> rows_;
};

}  // namespace liaison
