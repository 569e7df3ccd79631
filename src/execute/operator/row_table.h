#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "execute/chunk.h"

namespace liaison {

/// Rows that an operator keeps: columns of any length, with multiplicities. Typed as the chunks they came from.
class RowTable {
 public:
  explicit RowTable(std::size_t column_count) : columns_(column_count) {}

  void clear();
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(times_.size()); }
  [[nodiscard]] std::uint64_t times(std::uint32_t row) const { return times_[row]; }
  void add_times(std::uint32_t row, std::uint64_t more);
  [[nodiscard]] const Vector& column(std::size_t index) const { return columns_[index]; }
  [[nodiscard]] Value value(std::uint32_t row, std::size_t column) const { return columns_[column].get(row); }

  /// Appends one row: entry rows[i] of *sources[i] for each column.
  void append(std::span<const Vector* const> sources, std::span<const std::uint16_t> rows, std::uint64_t times);
  /// Appends every live row of a flat group, its columns in order.
  void append_group(const Group& group);

  /// Appends the first `count` entries of whole columns; no `times`: all 1.
  void append_columns(std::span<const Vector* const> columns, std::uint32_t count,
                      std::span<const std::uint64_t> times);

  /// A flat chunk of the rows named (indexes into the table), the first `column_count` columns.
  [[nodiscard]] Group group_of(std::span<const std::uint32_t> rows, std::size_t column_count) const;

 private:
  std::vector<Vector> columns_;
  std::vector<std::uint64_t> times_;
};

/// Finds rows of a RowTable by the values of its first columns: equivalence of grouping (null is null, 1 is 1.0).
/// Open addressing over row numbers; hashes are computed once a row.
class RowIndex {
 public:
  /// Over the first `key_columns` columns of `table`.
  RowIndex(RowTable& table, std::size_t key_columns) : table_(table), key_columns_(key_columns) {}

  void clear();
  /// The table's row that is equivalent to the keys given, or a new one appended from them (second: true).
  std::pair<std::uint32_t, bool> find_or_add(std::span<const Vector* const> keys, std::span<const std::uint16_t> rows);

 private:
  [[nodiscard]] std::size_t hash_of(std::span<const Vector* const> keys, std::span<const std::uint16_t> rows) const;
  [[nodiscard]] bool matches(std::uint32_t row, std::span<const Vector* const> keys,
                             std::span<const std::uint16_t> rows) const;
  void grow();

  RowTable& table_;
  std::size_t key_columns_;
  std::vector<std::uint32_t> slots_;  // row + 1; 0: free
  std::vector<std::size_t> hashes_;   // per row
};

}  // namespace liaison
