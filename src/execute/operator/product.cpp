#include "execute/operator/product.h"

#include <algorithm>
#include <utility>

#include "common/assert.h"
#include "execute/operator/fan_out.h"

namespace liaison {

Product::Product(std::span<const VariableId> wanted, OperatorPtr input, Execution& execution, UnfoldTimes unfold)
    : execution_(execution), wanted_(wanted.begin(), wanted.end()), unfold_(unfold) {
  const Layout& from = input->layout;
  joins_branches_ = from.deepest(wanted_) == -2;
  layout.add_group(-1);
  std::vector<bool> enumerated(from.group_count(), false);
  for (VariableId variable : wanted_) {
    layout.add(variable, 0);
    sources_.push_back(from.slot(variable));
    for (std::int32_t group = sources_.back().group; group >= 0;
         group = from.parents()[static_cast<std::size_t>(group)]) {
      enumerated[static_cast<std::size_t>(group)] = true;
    }
  }
  std::vector<std::int32_t> level_of(from.group_count(), -1);
  for (std::size_t group = 0; group < from.group_count(); ++group) {
    const std::int32_t parent = from.parents()[group];
    if (!enumerated[group]) {
      if (parent < 0) unread_roots_.push_back(static_cast<std::uint16_t>(group));
      continue;
    }
    level_of[group] = static_cast<std::int32_t>(levels_.size());
    levels_.push_back({.group = static_cast<std::uint16_t>(group),
                       .parent_level = parent < 0 ? -1 : level_of[static_cast<std::size_t>(parent)],
                       .begin = {},
                       .rows = {},
                       .weights = {}});
  }
  inputs.push_back(std::move(input));
}

void Product::open() {
  inputs.front()->open();
  has_chunk_ = false;
  at_row_ = false;
  repeats_left_ = 0;
}

std::string Product::describe() const {
  std::string text = joins_branches_ ? "Product" : "Flatten";
  for (VariableId variable : wanted_) text += " " + shown_name((*execution_.variables)[variable]);
  return text;
}

void Product::begin_chunk() {
  const Chunk& chunk = input_chunk_;
  // Bottom up: how many rows hang below each row of each group, over the groups that are not enumerated.
  std::vector<bool> enumerated(chunk.groups.size(), false);
  for (const Level& level : levels_) enumerated[level.group] = true;
  std::vector<std::vector<std::uint64_t>> weights(chunk.groups.size());
  for (std::size_t g = chunk.groups.size(); g-- > 0;) {
    const Group& group = chunk.groups[g];
    std::vector<std::uint64_t>& own = weights[g];
    own.assign(group.size, 0);
    for (std::uint32_t i = 0; i < group.live(); ++i) {
      const std::uint16_t row = live_row(group, i);
      own[row] = group.times.empty() ? 1 : group.times[row];
    }
    for (std::size_t child = g + 1; child < chunk.groups.size(); ++child) {
      if (chunk.groups[child].parent != static_cast<std::int32_t>(g) || enumerated[child]) continue;
      std::vector<std::uint64_t> below(group.size, 0);
      const Group& children = chunk.groups[child];
      for (std::uint32_t i = 0; i < children.live(); ++i) {
        const std::uint16_t row = live_row(children, i);
        std::uint64_t& sum = below[children.parent_row[row]];
        if (__builtin_add_overflow(sum, weights[child][row], &sum)) (void)multiply_times(~std::uint64_t{0}, 2);
      }
      for (std::uint32_t row = 0; row < group.size; ++row) own[row] = multiply_times(own[row], below[row]);
    }
  }
  root_weight_ = 1;
  for (std::uint16_t root : unread_roots_) {
    std::uint64_t sum = 0;
    for (std::uint64_t weight : weights[root]) {
      if (__builtin_add_overflow(sum, weight, &sum)) (void)multiply_times(~std::uint64_t{0}, 2);
    }
    root_weight_ = multiply_times(root_weight_, sum);
  }
  for (Level& level : levels_) {
    const Group& group = chunk.groups[level.group];
    level.rows.clear();
    level.weights.clear();
    for (std::uint32_t i = 0; i < group.live(); ++i) {
      const std::uint16_t row = live_row(group, i);
      if (weights[level.group][row] == 0) continue;
      level.rows.push_back(row);
      level.weights.push_back(weights[level.group][row]);
    }
    level.begin.clear();
    if (level.parent_level < 0) continue;
    // parent_row ascends, so each parent's children are one stretch.
    const std::uint32_t parents = chunk.groups[static_cast<std::size_t>(group.parent)].size;
    level.begin.assign(parents + 1, 0);
    for (std::uint16_t row : level.rows) ++level.begin[group.parent_row[row] + std::uint32_t{1}];
    for (std::uint32_t parent = 0; parent < parents; ++parent) level.begin[parent + 1] += level.begin[parent];
  }
}

/// Puts the level on its first row below the levels above it; false if there is none.
bool Product::enter(std::size_t index) {
  Level& level = levels_[index];
  if (level.parent_level < 0) {
    level.next = 0;
    level.end = static_cast<std::uint32_t>(level.rows.size());
  } else {
    const Level& parent = levels_[static_cast<std::size_t>(level.parent_level)];
    const std::uint16_t row = parent.rows[parent.next];
    level.next = level.begin[row];
    level.end = level.begin[row + std::uint32_t{1}];
  }
  return level.next < level.end;
}

/// From the present row to the next one (at_row_), or from nothing to the first: an odometer over the levels.
bool Product::advance() {
  std::size_t index = 0;
  bool entering = !at_row_;
  if (at_row_) {
    if (levels_.empty()) return at_row_ = false;
    index = levels_.size() - 1;
    ++levels_[index].next;
  } else if (levels_.empty()) {
    return at_row_ = true;
  }
  while (true) {
    Level& level = levels_[index];
    if (entering ? enter(index) : level.next < level.end) {
      if (index + 1 == levels_.size()) return at_row_ = true;
      ++index;
      entering = true;
      continue;
    }
    if (index == 0) return at_row_ = false;
    --index;
    ++levels_[index].next;
    entering = false;
  }
}

/// One group already: the columns change places, no row is touched.
void Product::pass_through(Chunk& chunk) {
  Group& from = input_chunk_.groups.front();
  Group flat;
  flat.size = from.size;
  flat.all_selected = from.all_selected;
  flat.selection = std::move(from.selection);
  flat.times = std::move(from.times);
  for (const Slot& source : sources_) flat.columns.push_back(from.columns[source.column]);
  chunk.groups.clear();
  chunk.groups.push_back(std::move(flat));
}

bool Product::next(Chunk& chunk) {
  while (true) {
    if (!has_chunk_) {
      if (!inputs.front()->next(input_chunk_)) return false;
      const bool is_flat = input_chunk_.groups.size() == 1;
      if (is_flat && (unfold_ == UnfoldTimes::No || input_chunk_.groups.front().times.empty())) {
        pass_through(chunk);
        return true;
      }
      begin_chunk();
      has_chunk_ = true;
      at_row_ = false;
      if (root_weight_ == 0 || !advance()) {
        has_chunk_ = false;
        continue;
      }
      repeats_left_ = 0;
    }
    execution_.begin_work(*this);
    std::vector<std::vector<std::uint16_t>> rows(levels_.size());
    Group flat;
    bool has_times = false;
    while (at_row_ && flat.size < execution_.chunk_rows) {
      std::uint64_t weight = root_weight_;
      for (const Level& level : levels_) weight = multiply_times(weight, level.weights[level.next]);
      std::uint64_t copies = 1;
      if (unfold_ == UnfoldTimes::Yes) {
        if (repeats_left_ == 0) repeats_left_ = weight;
        copies = std::min<std::uint64_t>(repeats_left_, execution_.chunk_rows - flat.size);
        repeats_left_ -= copies;
      }
      for (std::uint64_t copy = 0; copy < copies; ++copy) {
        for (std::size_t i = 0; i < levels_.size(); ++i) rows[i].push_back(levels_[i].rows[levels_[i].next]);
        flat.times.push_back(weight);
        ++flat.size;
      }
      has_times |= weight != 1;
      if (repeats_left_ == 0) advance();
    }
    if (unfold_ == UnfoldTimes::Yes || !has_times) flat.times.clear();
    for (const Slot& source : sources_) {
      const auto level = std::ranges::find(levels_, source.group, &Level::group);
      LIAISON_ASSERT(level != levels_.end());
      auto column = std::make_shared<Vector>();
      column->gather(*input_chunk_.groups[source.group].columns[source.column],
                     rows[static_cast<std::size_t>(level - levels_.begin())]);
      flat.columns.push_back(std::move(column));
    }
    if (!at_row_) has_chunk_ = false;
    chunk.groups.clear();
    chunk.groups.push_back(std::move(flat));
    return true;
  }
}

}  // namespace liaison
