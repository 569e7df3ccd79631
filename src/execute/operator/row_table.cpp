#include "execute/operator/row_table.h"

#include <algorithm>

#include "execute/operator/fan_out.h"
#include "liaison/error.h"
#include "value/equality.h"

namespace liaison {

void RowTable::clear() {
  for (Vector& column : columns_) column = Vector();
  times_.clear();
}

void RowTable::add_times(std::uint32_t row, std::uint64_t more) {
  if (__builtin_add_overflow(times_[row], more, &times_[row])) (void)multiply_times(~std::uint64_t{0}, 2);
}

void RowTable::append(std::span<const Vector* const> sources, std::span<const std::uint16_t> rows,
                      std::uint64_t times) {
  for (std::size_t i = 0; i < sources.size(); ++i) columns_[i].append_from(*sources[i], rows[i]);
  times_.push_back(times);
}

void RowTable::append_group(const Group& group) {
  for (std::uint32_t i = 0; i < group.live(); ++i) {
    const std::uint16_t row = live_row(group, i);
    for (std::size_t column = 0; column < group.columns.size(); ++column) {
      columns_[column].append_from(*group.columns[column], row);
    }
    times_.push_back(group.times.empty() ? 1 : group.times[row]);
  }
}

void RowTable::append_columns(std::span<const Vector* const> columns, std::uint32_t count,
                              std::span<const std::uint64_t> times) {
  for (std::size_t column = 0; column < columns.size(); ++column) {
    for (std::uint32_t row = 0; row < count; ++row) columns_[column].append_from(*columns[column], row);
  }
  for (std::uint32_t row = 0; row < count; ++row) times_.push_back(times.empty() ? 1 : times[row]);
}

Group RowTable::group_of(std::span<const std::uint32_t> rows, std::size_t column_count) const {
  Group group;
  group.size = static_cast<std::uint32_t>(rows.size());
  for (std::size_t i = 0; i < column_count; ++i) {
    auto column = std::make_shared<Vector>();
    for (std::uint32_t row : rows) column->append_from(columns_[i], row);
    group.columns.push_back(std::move(column));
  }
  if (std::ranges::any_of(rows, [&](std::uint32_t row) { return times_[row] != 1; })) {
    for (std::uint32_t row : rows) group.times.push_back(times_[row]);
  }
  return group;
}

void RowIndex::clear() {
  slots_.clear();
  hashes_.clear();
}

std::size_t RowIndex::hash_of(std::span<const Vector* const> keys, std::span<const std::uint16_t> rows) const {
  std::size_t hash = 0x9e3779b97f4a7c15;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    // Nodes hash without boxing; every other kind as the Value it stands for, since kinds may differ between chunks.
    const Vector& key = *keys[i];
    const bool is_node = key.kind == VectorKind::Node && !key.is_null(rows[i]);
    const std::size_t part = is_node ? hash_value(Value::node(key.nodes[rows[i]])) : hash_value(key.get(rows[i]));
    hash = (hash ^ part) * 0xff51afd7ed558ccd;
    hash ^= hash >> 32;
  }
  return hash;
}

bool RowIndex::matches(std::uint32_t row, std::span<const Vector* const> keys,
                       std::span<const std::uint16_t> rows) const {
  for (std::size_t i = 0; i < key_columns_; ++i) {
    const Vector& stored = table_.column(i);
    const Vector& key = *keys[i];
    if (stored.kind == VectorKind::Node && key.kind == VectorKind::Node && !stored.is_null(row) &&
        !key.is_null(rows[i])) {
      if (stored.nodes[row] != key.nodes[rows[i]]) return false;
      continue;
    }
    if (stored.kind == VectorKind::String && key.kind == VectorKind::String && stored.dictionary == key.dictionary &&
        !stored.is_null(row) && !key.is_null(rows[i])) {
      if (stored.codes[row] != key.codes[rows[i]]) return false;
      continue;
    }
    if (!equivalent(stored.get(row), key.get(rows[i]))) return false;
  }
  return true;
}

void RowIndex::grow() {
  const std::size_t capacity = std::max<std::size_t>(16, slots_.size() * 2);
  slots_.assign(capacity, 0);
  for (std::uint32_t row = 0; row < hashes_.size(); ++row) {
    std::size_t slot = hashes_[row] & (capacity - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (capacity - 1);
    slots_[slot] = row + 1;
  }
}

std::pair<std::uint32_t, bool> RowIndex::find_or_add(std::span<const Vector* const> keys,
                                                     std::span<const std::uint16_t> rows) {
  if (hashes_.size() * 2 >= slots_.size()) grow();
  const std::size_t hash = hash_of(keys, rows);
  std::size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    const std::uint32_t row = slots_[slot] - 1;
    if (hashes_[row] == hash && matches(row, keys, rows)) return {row, false};
  }
  const std::uint32_t row = table_.size();
  table_.append(keys, rows, 0);
  hashes_.push_back(hash);
  slots_[slot] = row + 1;
  return {row, true};
}

}  // namespace liaison
