#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "query/expression.h"
#include "value/vector.h"

namespace liaison {

/// Rows, factorised (engine.md's "chunks of groups", after the factorised representations of Olteanu and Zavodny):
/// a forest of groups. A row of a child group belongs to row parent_row[i] of its parent; a chunk stands for the rows
/// that come of choosing one live row in every root group and, below each chosen row, one live child row in every
/// child group. A chosen row without a live child in some child group gives nothing.
/// A flat chunk has one group. A group without columns still counts (it holds times).
struct Group {
  std::uint32_t size = 0;
  std::int32_t parent = -1;               // index in Chunk::groups, always smaller than the group's own; -1: a root
  std::vector<std::uint16_t> parent_row;  // size entries, ascending; empty for a root
  std::vector<std::uint64_t> times;       // multiplicity of each row; empty: all 1
  bool all_selected = true;
  std::vector<std::uint16_t> selection;          // ascending live rows, if not all_selected
  std::vector<std::shared_ptr<Vector>> columns;  // what a Layout says; shared, so copying a group copies no data

  [[nodiscard]] std::uint32_t live() const {
    return all_selected ? size : static_cast<std::uint32_t>(selection.size());
  }
};

struct Chunk {
  std::vector<Group> groups;
};

/// Where a variable's value is: group and column.
struct Slot {
  std::uint16_t group = 0;
  std::uint32_t column = 0;
};

/// The shape of the chunks between two operators, known when the plan is compiled: groups' parents, and for each
/// variable where it lies. EXPLAIN prints it; the executor relies on it without asking again.
class Layout {
 public:
  /// Adds a group below `parent` (-1: a root); gives its index.
  std::uint16_t add_group(std::int32_t parent);
  /// Adds a column for the variable to a group.
  Slot add(VariableId variable, std::uint16_t group);
  [[nodiscard]] bool has(VariableId variable) const;
  [[nodiscard]] Slot slot(VariableId variable) const;  // REQUIRES: has(variable)
  [[nodiscard]] std::span<const std::int32_t> parents() const { return parents_; }
  [[nodiscard]] std::size_t group_count() const { return parents_.size(); }
  [[nodiscard]] std::size_t column_count(std::uint16_t group) const { return column_counts_[group]; }
  [[nodiscard]] bool is_ancestor_or_self(std::uint16_t ancestor, std::uint16_t group) const;
  /// The deepest group if all of these lie on one path from a root (-1 if `variables` is empty: any group will do);
  /// nullopt-like -2 if they lie on different branches: a Product must come first.
  [[nodiscard]] std::int32_t deepest(std::span<const VariableId> variables) const;
  [[nodiscard]] std::vector<VariableId> variables() const;

 private:
  std::vector<std::int32_t> parents_;
  std::vector<std::uint32_t> column_counts_;
  std::map<VariableId, Slot> slots_;
};

/// Number of rows the chunk stands for, multiplicities counted. Throws ArithmeticError on overflow of 64 bits.
[[nodiscard]] std::uint64_t row_count(const Chunk& chunk);

/// row of `ancestor` for each row of `group` (the identity if they are the same).
[[nodiscard]] std::vector<std::uint16_t> ancestor_rows(const Chunk& chunk, std::uint16_t group, std::uint16_t ancestor);

/// For each row of `group`: its times, times of its ancestors, and the number of rows in all branches that hang off the
/// path (or are other roots): how often that row counts. Dead rows get 0.
[[nodiscard]] std::vector<std::uint64_t> row_weights(const Chunk& chunk, std::uint16_t group);

/// Rows of `group` that stand for at least one row of the chunk, ascending: those live, below live rows, with a live
/// row in every branch that hangs off the path. What may fail is computed for these only: the others are no rows.
[[nodiscard]] std::vector<std::uint16_t> rows_that_count(const Chunk& chunk, std::uint16_t group);

inline constexpr std::uint32_t default_chunk_rows = 1024;
inline constexpr std::uint32_t least_chunk_rows = 1, most_chunk_rows = 65'535;  // rows are numbered in 16 bits

}  // namespace liaison
