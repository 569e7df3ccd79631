#include "value/nearest.h"

#include "value/text.h"

namespace liaison {

std::optional<std::string> nearest(std::string_view wanted, std::span<const std::string_view> candidates) {
  const std::size_t length = code_point_count(wanted);
  std::size_t limit = length <= 1 ? 0 : length <= 4 ? 1 : length <= 8 ? 2 : 3;
  std::optional<std::string> best;
  for (const std::string_view candidate : candidates) {
    const auto distance = edit_distance(wanted, candidate, limit);
    if (!distance) continue;
    best = candidate;
    if (*distance == 0) break;
    limit = *distance - 1;  // only nearer ones from here on
  }
  return best;
}

}  // namespace liaison
