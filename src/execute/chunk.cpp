#include "execute/chunk.h"

#include <algorithm>
#include <limits>

#include "common/assert.h"
#include "liaison/error.h"

namespace liaison {
namespace {

// Multiplicities saturate at the largest number while they are multiplied and summed, and an answer that is saturated
// is an overflow: a factor 0 found later makes the product 0 all the same, in whatever order the groups are taken.
constexpr std::uint64_t saturated = std::numeric_limits<std::uint64_t>::max();

std::uint64_t product(std::uint64_t left, std::uint64_t right) {
  std::uint64_t result = 0;
  return __builtin_mul_overflow(left, right, &result) ? saturated : result;
}

std::uint64_t sum(std::uint64_t left, std::uint64_t right) {
  std::uint64_t result = 0;
  return __builtin_add_overflow(left, right, &result) ? saturated : result;
}

std::uint64_t checked(std::uint64_t count) {
  if (count == saturated) {
    throw runtime_error(ErrorCode::ArithmeticError, "IntegerOverflow", "more than 2^64 rows are to be counted");
  }
  return count;
}

template <class Visit>
void for_each_live(const Group& group, Visit&& visit) {
  if (group.all_selected) {
    for (std::uint32_t row = 0; row < group.size; ++row) visit(row);
  } else {
    for (const std::uint16_t row : group.selection) visit(row);
  }
}

// What hangs below: for each group, `rows[row]` is how many rows of the row's subtree come of it (0 for dead ones).
struct Subtrees {
  std::vector<std::vector<std::uint64_t>> rows;  // by group
  // in_parent[group][row of the parent]: sum over the parent row's children in this group; for a root one entry, the
  // sum.
  std::vector<std::vector<std::uint64_t>> in_parent;
};

Subtrees count_subtrees(const Chunk& chunk) {
  const std::size_t count = chunk.groups.size();
  Subtrees result;
  result.rows.resize(count);
  result.in_parent.resize(count);
  for (std::size_t index = 0; index < count; ++index) {
    const Group& group = chunk.groups[index];
    std::vector<std::uint64_t>& rows = result.rows[index];
    rows.assign(group.size, 0);
    for_each_live(group, [&](std::uint32_t row) { rows[row] = group.times.empty() ? 1 : group.times[row]; });
  }
  // A parent's index is below its children's, so backwards every group is complete when it is added to its parent.
  for (std::size_t index = count; index-- > 0;) {
    const Group& group = chunk.groups[index];
    const std::vector<std::uint64_t>& rows = result.rows[index];
    std::vector<std::uint64_t>& sums = result.in_parent[index];
    if (group.parent < 0) {
      sums.assign(1, 0);
      for_each_live(group, [&](std::uint32_t row) { sums[0] = sum(sums[0], rows[row]); });
      continue;
    }
    std::vector<std::uint64_t>& parent = result.rows[static_cast<std::size_t>(group.parent)];
    sums.assign(parent.size(), 0);
    for_each_live(group, [&](std::uint32_t row) {
      std::uint64_t& below = sums[group.parent_row[row]];
      below = sum(below, rows[row]);
    });
    for (std::size_t row = 0; row < parent.size(); ++row) parent[row] = product(parent[row], sums[row]);
  }
  return result;
}

}  // namespace

std::uint16_t Layout::add_group(std::int32_t parent) {
  LIAISON_ASSERT(parent < static_cast<std::int32_t>(parents_.size()));
  parents_.push_back(parent);
  column_counts_.push_back(0);
  return static_cast<std::uint16_t>(parents_.size() - 1);
}

Slot Layout::add(VariableId variable, std::uint16_t group) {
  LIAISON_ASSERT(group < parents_.size());
  const Slot slot{group, column_counts_[group]++};
  const bool is_new = slots_.emplace(variable, slot).second;
  LIAISON_ASSERT(is_new);
  return slot;
}

bool Layout::has(VariableId variable) const { return slots_.contains(variable); }

Slot Layout::slot(VariableId variable) const {
  const auto place = slots_.find(variable);
  LIAISON_ASSERT(place != slots_.end());
  return place->second;
}

bool Layout::is_ancestor_or_self(std::uint16_t ancestor, std::uint16_t group) const {
  std::int32_t at = group;
  while (at > ancestor) at = parents_[static_cast<std::size_t>(at)];
  return at == ancestor;
}

std::int32_t Layout::deepest(std::span<const VariableId> variables) const {
  std::int32_t deepest = -1;
  for (const VariableId variable : variables) {
    const std::uint16_t group = slot(variable).group;
    if (deepest < 0 || is_ancestor_or_self(static_cast<std::uint16_t>(deepest), group)) {
      deepest = group;
    } else if (!is_ancestor_or_self(group, static_cast<std::uint16_t>(deepest))) {
      return -2;
    }
  }
  return deepest;
}

std::vector<VariableId> Layout::variables() const {
  std::vector<VariableId> result;
  result.reserve(slots_.size());
  for (const auto& [variable, slot] : slots_) result.push_back(variable);
  return result;
}

std::uint64_t row_count(const Chunk& chunk) {
  if (chunk.groups.size() == 1 && chunk.groups[0].times.empty()) return chunk.groups[0].live();
  const Subtrees subtrees = count_subtrees(chunk);
  std::uint64_t count = 1;
  for (std::size_t index = 0; index < chunk.groups.size(); ++index) {
    if (chunk.groups[index].parent < 0) count = product(count, subtrees.in_parent[index][0]);
  }
  return checked(count);
}

std::vector<std::uint16_t> ancestor_rows(const Chunk& chunk, std::uint16_t group, std::uint16_t ancestor) {
  std::vector<std::uint16_t> rows;
  if (group == ancestor) {
    rows.resize(chunk.groups[group].size);
    for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = static_cast<std::uint16_t>(row);
    return rows;
  }
  rows = chunk.groups[group].parent_row;
  std::int32_t at = chunk.groups[group].parent;
  while (at != ancestor) {
    LIAISON_ASSERT(at > ancestor);
    const Group& above = chunk.groups[static_cast<std::size_t>(at)];
    for (std::uint16_t& row : rows) row = above.parent_row[row];
    at = above.parent;
  }
  return rows;
}

std::vector<std::uint64_t> row_weights(const Chunk& chunk, std::uint16_t group) {
  if (chunk.groups.size() == 1) {
    const Group& only = chunk.groups[0];
    if (only.all_selected) {
      return only.times.empty() ? std::vector<std::uint64_t>(only.size, 1) : only.times;
    }
    std::vector<std::uint64_t> weights(only.size, 0);
    for (const std::uint16_t row : only.selection) weights[row] = only.times.empty() ? 1 : only.times[row];
    return weights;
  }
  Subtrees subtrees = count_subtrees(chunk);
  std::vector<std::int32_t> path;  // from the root to `group`
  for (std::int32_t at = group; at >= 0; at = chunk.groups[static_cast<std::size_t>(at)].parent) path.push_back(at);
  std::reverse(path.begin(), path.end());

  // above[row of a path group]: rows that the rest of the chunk gives, seen from that row, without its own subtree.
  std::uint64_t other_roots = 1;
  for (std::size_t index = 0; index < chunk.groups.size(); ++index) {
    if (chunk.groups[index].parent < 0 && static_cast<std::int32_t>(index) != path[0]) {
      other_roots = product(other_roots, subtrees.in_parent[index][0]);
    }
  }
  std::vector<std::uint64_t> above(chunk.groups[static_cast<std::size_t>(path[0])].size, other_roots);
  for (std::size_t step = 1; step < path.size(); ++step) {
    const Group& parent = chunk.groups[static_cast<std::size_t>(path[step - 1])];
    std::vector<std::uint64_t> parent_above(parent.size, 0);
    for_each_live(parent, [&](std::uint32_t row) {
      parent_above[row] = product(above[row], parent.times.empty() ? 1 : parent.times[row]);
    });
    for (std::size_t index = 0; index < chunk.groups.size(); ++index) {
      const bool beside =
          chunk.groups[index].parent == path[step - 1] && static_cast<std::int32_t>(index) != path[step];
      if (!beside) continue;
      for (std::uint32_t row = 0; row < parent.size; ++row) {
        parent_above[row] = product(parent_above[row], subtrees.in_parent[index][row]);
      }
    }
    const Group& child = chunk.groups[static_cast<std::size_t>(path[step])];
    above.resize(child.size);
    for (std::uint32_t row = 0; row < child.size; ++row) above[row] = parent_above[child.parent_row[row]];
  }
  std::vector<std::uint64_t>& weights = subtrees.rows[group];
  for (std::size_t row = 0; row < weights.size(); ++row) weights[row] = checked(product(weights[row], above[row]));
  return std::move(weights);
}

std::vector<std::uint16_t> rows_that_count(const Chunk& chunk, std::uint16_t group) {
  const std::size_t count = chunk.groups.size();
  std::vector<std::vector<std::uint8_t>> counts(count);  // by group and row: live with a live row in each group below
  std::vector<std::uint8_t> has_child;
  for (std::size_t index = 0; index < count; ++index) {
    counts[index].assign(chunk.groups[index].size, 0);
    for_each_live(chunk.groups[index], [&](std::uint32_t row) { counts[index][row] = 1; });
  }
  for (std::size_t index = count; index-- > 0;) {
    const Group& below = chunk.groups[index];
    if (below.parent < 0) {
      if (std::ranges::find(counts[index], 1) == counts[index].end())
        return {};  // a root without a row: no rows at all
      continue;
    }
    std::vector<std::uint8_t>& parent = counts[static_cast<std::size_t>(below.parent)];
    has_child.assign(parent.size(), 0);
    for (std::uint32_t row = 0; row < below.size; ++row) has_child[below.parent_row[row]] |= counts[index][row];
    for (std::size_t row = 0; row < parent.size(); ++row) parent[row] &= has_child[row];
  }
  // Downwards along the path: groups above have smaller indices, and those beside it do no harm.
  for (std::size_t index = 0; index <= group; ++index) {
    const Group& below = chunk.groups[index];
    if (below.parent < 0) continue;
    const std::vector<std::uint8_t>& parent = counts[static_cast<std::size_t>(below.parent)];
    for (std::uint32_t row = 0; row < below.size; ++row) counts[index][row] &= parent[below.parent_row[row]];
  }
  std::vector<std::uint16_t> rows;
  for (std::uint32_t row = 0; row < counts[group].size(); ++row) {
    if (counts[group][row] != 0) rows.push_back(static_cast<std::uint16_t>(row));
  }
  return rows;
}

}  // namespace liaison
