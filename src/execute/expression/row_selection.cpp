#include "execute/expression/row_selection.h"

namespace liaison {

std::span<const std::uint16_t> rows_above(const Frame& frame, std::uint32_t levels_up,
                                          std::vector<std::uint16_t>& scratch) {
  if (levels_up == 1) return frame.parent_rows;
  scratch.assign(frame.parent_rows.begin(), frame.parent_rows.end());
  const Frame* at = frame.parent;
  for (std::uint32_t level = 1; level < levels_up; ++level) {
    for (std::uint16_t& row : scratch) row = at->parent_rows[row];
    at = at->parent;
  }
  return scratch;
}

const Frame& frame_above(const Frame& frame, std::uint32_t levels_up) {
  const Frame* at = &frame;
  for (std::uint32_t level = 0; level < levels_up; ++level) at = at->parent;
  return *at;
}

}  // namespace liaison
