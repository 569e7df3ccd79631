#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "liaison/value.h"
#include "store/catalog.h"
#include "store/cow.h"
#include "value/vector.h"

namespace liaison {

/// Rows that share a column piece: node ids or relationship serials with the same upper bits.
inline constexpr std::uint32_t extent_rows = 4096;

/// The strings of one property key, graph-wide, and how many entities have the property.
/// A small dictionary is copied by the first transaction that adds a string; a large one only by a transaction that
/// adds many, and until then new strings stand boxed in their columns: one CREATE must not copy a million names.
struct KeyStrings {
  std::shared_ptr<const Dictionary> shared = std::make_shared<const Dictionary>();
  std::shared_ptr<Dictionary> own;  // `shared`, while `owner` may change it
  Owner owner = 0;
  std::uint32_t refused = 0;  // strings that this owner left boxed so far
  std::uint64_t present = 0;  // entities that have the property

  /// The code of a string for a column of `owner`'s; Dictionary::absent: leave it boxed.
  std::uint32_t code_of(std::string_view text, Owner writer);
};

/// The values of one property in one extent. Sparse (sorted rows with boxed values) until an eighth of the extent has
/// the property, then dense and typed; a second kind of value turns it into boxed values.
class ColumnPiece {
 public:
  [[nodiscard]] Value get(std::uint32_t row, const Dictionary& strings) const;
  /// Null removes. True if the entry was or is not null.
  void set(std::uint32_t row, const Value& value, KeyStrings& strings, Owner owner);
  /// Appends the entry to a column that is being gathered, typed where both are.
  void append_to(std::uint32_t row, const std::shared_ptr<const Dictionary>& strings, Vector& out) const;
  [[nodiscard]] bool is_dense() const { return dense_; }
  [[nodiscard]] VectorKind kind() const { return dense_ ? values_.kind : VectorKind::Any; }
  /// Codes after the dictionary was sorted.
  void renumber(std::span<const std::uint32_t> new_codes);

 private:
  void set_sparse(std::uint32_t row, const Value& value);
  void set_dense(std::uint32_t row, const Value& value, KeyStrings& strings, Owner owner);
  void make_dense(KeyStrings& strings, Owner owner);

  bool dense_ = false;
  std::vector<std::uint16_t> rows_;  // sparse
  std::vector<Value> boxed_;         // sparse
  Vector values_;                    // dense; its own dictionary pointer stays empty
};

/// The properties of one extent, by key.
class ColumnSet {
 public:
  [[nodiscard]] const ColumnPiece* find(PropertyKey key) const;
  ColumnPiece& change(PropertyKey key, Owner owner);
  [[nodiscard]] std::span<const std::pair<PropertyKey, Cow<ColumnPiece>>> all() const { return pieces_; }
  void renumber(PropertyKey key, std::span<const std::uint32_t> new_codes, Owner owner);

 private:
  std::vector<std::pair<PropertyKey, Cow<ColumnPiece>>> pieces_;  // sorted by key
};

}  // namespace liaison
