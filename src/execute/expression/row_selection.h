#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "execute/chunk.h"

namespace liaison {

/// Which rows of a frame are to be computed: all of them or a selection, ascending.
class RowSelection {
 public:
  static RowSelection all(std::uint32_t size) { return RowSelection(size, true, {}); }
  static RowSelection selected(std::uint32_t size, std::span<const std::uint16_t> rows) {
    return RowSelection(size, false, rows);
  }
  static RowSelection of(const Group& group) {
    return group.all_selected ? all(group.size) : selected(group.size, group.selection);
  }

  [[nodiscard]] std::uint32_t size() const { return size_; }  // of the frame, dead rows included
  [[nodiscard]] bool are_all() const { return all_; }
  [[nodiscard]] std::uint32_t count() const { return all_ ? size_ : static_cast<std::uint32_t>(rows_.size()); }
  [[nodiscard]] bool empty() const { return count() == 0; }

  /// Calls visit(row) for each, ascending.
  template <class Visit>
  void for_each(Visit&& visit) const {
    if (all_) {
      for (std::uint32_t row = 0; row < size_; ++row) visit(row);
    } else {
      for (const std::uint16_t row : rows_) visit(static_cast<std::uint32_t>(row));
    }
  }

 private:
  RowSelection(std::uint32_t size, bool all, std::span<const std::uint16_t> rows)
      : size_(size), all_(all), rows_(rows) {}

  std::uint32_t size_;
  bool all_;
  std::span<const std::uint16_t> rows_;
};

/// The rows of one group of a chunk, or the items of a list that a comprehension walks: what one expression node is
/// evaluated for. Each row belongs to a row of the parent frame, where the variables declared further out live.
struct Frame {
  const Frame* parent = nullptr;               // null: a root
  std::span<const std::uint16_t> parent_rows;  // size entries, if there is a parent
  std::uint32_t size = 0;
  const Group* group = nullptr;  // null: the columns are `locals`
  std::span<const Vector* const> locals;

  [[nodiscard]] const Vector& column(std::uint32_t index) const {
    return group != nullptr ? *group->columns[index] : *locals[index];
  }
};

/// The row in the frame `levels_up` above for each row; `scratch` holds them if they must be composed.
[[nodiscard]] std::span<const std::uint16_t> rows_above(const Frame& frame, std::uint32_t levels_up,
                                                        std::vector<std::uint16_t>& scratch);

/// The frame `levels_up` above.
[[nodiscard]] const Frame& frame_above(const Frame& frame, std::uint32_t levels_up);

}  // namespace liaison
