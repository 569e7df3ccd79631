#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "liaison/value.h"
#include "store/catalog.h"
#include "store/cow.h"
#include "store/pieces.h"
#include "value/vector.h"

namespace liaison {

/// Rows that share a column piece: node ids or relationship serials with the same upper bits.
inline constexpr std::uint32_t extent_rows = 4096;

/// The strings of one property key, graph-wide, and how many entities have the property.
/// What a dictionary has beside its base is copied by the first transaction that adds a string while it is little, and
/// when it is much only by a transaction that adds many; until then new strings stand boxed in their columns: one
/// CREATE must not copy a million names.
struct KeyStrings {
  std::shared_ptr<const Dictionary> shared = std::make_shared<const Dictionary>();
  std::shared_ptr<Dictionary> own;  // `shared`, while `owner` may change it
  Owner owner = 0;
  std::uint32_t refused = 0;  // strings that this owner left boxed so far
  std::uint64_t present = 0;  // entities that have the property

  /// The code of a string for a column of `owner`'s; Dictionary::absent: leave it boxed.
  std::uint32_t code_of(std::string_view text, Owner writer);
};

/// The physical kind of entries in which columns hold such a value.
[[nodiscard]] VectorKind column_kind(const Value& value);

/// A column's entries as they lie in a base file. Of the arrays the one that `kind` names is there, an entry each; for
/// Any, entry i is the value that ByteWriter made of bytes[offsets[i]] to bytes[offsets[i + 1]].
struct MappedColumn {
  VectorKind kind = VectorKind::Any;
  std::uint32_t count = 0;
  std::span<const std::uint16_t> rows;  // sparse: the row of each entry, ascending; empty: entry i is of row i
  std::span<const std::uint8_t> nulls;  // 1: null; empty: none is
  std::span<const std::uint8_t> booleans;
  std::span<const std::int64_t> integers;  // Integer, Date (days)
  std::span<const double> floats;
  std::span<const std::uint32_t> codes;       // String
  std::span<const DatePrecision> precisions;  // Date; empty: all whole days
  std::span<const std::uint64_t> offsets;     // Any: one more than entries
  std::span<const std::byte> bytes;

  static constexpr std::uint32_t no_entry = 0xffffffff;
  /// The number of a row's entry; no_entry where the row has none or null.
  [[nodiscard]] std::uint32_t entry_of(std::uint32_t row) const;
  [[nodiscard]] std::uint32_t row_of(std::uint32_t entry) const { return rows.empty() ? entry : rows[entry]; }
  [[nodiscard]] bool is_null(std::uint32_t entry) const { return !nulls.empty() && nulls[entry] != 0; }
  [[nodiscard]] Value value(std::uint32_t entry, const Dictionary& strings) const;
  /// REQUIRES: kind is neither Any nor String, and out's is the same.
  void append_to(std::uint32_t entry, Vector& out) const;
};

/// The values of one property in one extent: those of a base file until one is changed. In memory, sparse (sorted rows
/// with boxed values) until an eighth of the extent has the property, then dense and typed; a second kind of value
/// turns it into boxed values.
class ColumnPiece {
 public:
  ColumnPiece() = default;
  /// The base file outlives it.
  explicit ColumnPiece(const MappedColumn& mapped) : mapped_(std::make_shared<const MappedColumn>(mapped)) {}

  [[nodiscard]] Value get(std::uint32_t row, const Dictionary& strings) const;
  /// Null removes. True if the entry was or is not null.
  void set(std::uint32_t row, const Value& value, KeyStrings& strings, Owner owner);
  /// Appends the entry to a column that is being gathered, typed where both are.
  void append_to(std::uint32_t row, const std::shared_ptr<const Dictionary>& strings, Vector& out) const;
  /// Any: boxed values.
  [[nodiscard]] VectorKind kind() const { return mapped_ ? mapped_->kind : dense_ ? values_.kind : VectorKind::Any; }
  /// For whoever writes them all. Null: they are in memory, and boxed unless dense() gives them.
  [[nodiscard]] const MappedColumn* mapped() const { return mapped_.get(); }
  [[nodiscard]] const Vector* dense() const { return dense_ ? &values_ : nullptr; }
  /// Calls visit(row, value) for each that is not null, ascending.
  template <class Visit>
  void for_each(const Dictionary& strings, Visit&& visit) const;
  /// Codes after the dictionary was sorted.
  void renumber(std::span<const std::uint32_t> new_codes);

 private:
  /// What it holds of a base file comes into memory.
  void unmap(KeyStrings& strings, Owner owner);
  void append_mapped_to(std::uint32_t row, const std::shared_ptr<const Dictionary>& strings, Vector& out) const;
  void set_in_memory(std::uint32_t row, const Value& value, KeyStrings& strings, Owner owner);
  void set_sparse(std::uint32_t row, const Value& value);
  void set_dense(std::uint32_t row, const Value& value, KeyStrings& strings, Owner owner);
  void make_dense(KeyStrings& strings, Owner owner);

  std::shared_ptr<const MappedColumn> mapped_;  // null: in memory
  bool dense_ = false;
  std::vector<std::uint16_t> rows_;  // sparse
  std::vector<Value> boxed_;         // sparse
  Vector values_;                    // dense; its own dictionary pointer stays empty
};

template <class Visit>
void ColumnPiece::for_each(const Dictionary& strings, Visit&& visit) const {
  if (mapped_) {
    for (std::uint32_t entry = 0; entry < mapped_->count; ++entry) {
      if (!mapped_->is_null(entry)) visit(mapped_->row_of(entry), mapped_->value(entry, strings));
    }
  } else if (dense_) {
    for (std::uint32_t row = 0; row < values_.size; ++row) {
      if (!values_.is_null(row)) visit(row, get(row, strings));
    }
  } else {
    for (std::size_t i = 0; i < rows_.size(); ++i) visit(rows_[i], boxed_[i]);
  }
}

/// The columns of one extent in a base file: those of keys()[i] is piece i.
class BaseColumns : public BasePieces<ColumnPiece> {
 public:
  explicit BaseColumns(std::vector<PropertyKey> keys)
      : BasePieces(static_cast<std::uint32_t>(keys.size())), keys_(std::move(keys)) {}
  [[nodiscard]] std::span<const PropertyKey> keys() const { return keys_; }  // ascending

 private:
  std::vector<PropertyKey> keys_;
};

/// The properties of one extent, by key.
class ColumnSet {
 public:
  ColumnSet() = default;
  explicit ColumnSet(std::shared_ptr<const BaseColumns> base) : base_(std::move(base)) {}

  [[nodiscard]] const ColumnPiece* find(PropertyKey key) const;
  ColumnPiece& change(PropertyKey key, Owner owner);
  /// Calls visit(key, piece), ascending.
  template <class Visit>
  void for_each(Visit&& visit) const;
  void renumber(PropertyKey key, std::span<const std::uint32_t> new_codes, Owner owner);

 private:
  [[nodiscard]] const ColumnPiece* find_in_base(PropertyKey key) const;

  std::shared_ptr<const BaseColumns> base_;                       // null: none
  std::vector<std::pair<PropertyKey, Cow<ColumnPiece>>> pieces_;  // sorted by key; in front of those of the base
};

template <class Visit>
void ColumnSet::for_each(Visit&& visit) const {
  const std::span<const PropertyKey> base_keys = base_ ? base_->keys() : std::span<const PropertyKey>{};
  std::uint32_t base = 0;
  for (const auto& [key, piece] : pieces_) {
    for (; base < base_keys.size() && base_keys[base] < key; ++base) visit(base_keys[base], *base_->find(base));
    if (base < base_keys.size() && base_keys[base] == key) ++base;
    visit(key, *piece);
  }
  for (; base < base_keys.size(); ++base) visit(base_keys[base], *base_->find(base));
}

}  // namespace liaison
