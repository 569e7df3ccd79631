#include "store/disk/write_column.h"

#include <algorithm>
#include <utility>

#include "common/assert.h"
#include "store/disk/bytes.h"
#include "store/disk/column_format.h"

namespace liaison {
namespace {

ColumnKind written_kind(VectorKind kind) {
  switch (kind) {
    case VectorKind::Boolean:
      return ColumnKind::Boolean;
    case VectorKind::Integer:
      return ColumnKind::Integer;
    case VectorKind::Float:
      return ColumnKind::Float;
    case VectorKind::Date:
      return ColumnKind::Date;
    case VectorKind::String:
      return ColumnKind::String;
    case VectorKind::Any:
    case VectorKind::Node:
    case VectorKind::Relationship:
      return ColumnKind::Any;
  }
  return ColumnKind::Any;
}

/// The entries of a column that are not null, with their rows.
struct Entries {
  ColumnKind kind = ColumnKind::Any;
  std::vector<std::uint16_t> rows;
  std::vector<std::uint8_t> booleans;
  std::vector<std::int64_t> integers;
  std::vector<double> floats;
  std::vector<std::uint32_t> codes;
  std::vector<DatePrecision> precisions;
  std::vector<Value> values;  // Any
};

template <class Items, class Entry>
void gather(const Items& items, std::span<const std::uint32_t> places, std::vector<Entry>& out) {
  if (items.empty()) return;
  out.reserve(places.size());
  for (std::uint32_t place : places) out.push_back(items[place]);
}

/// Of a column whose arrays are typed already: `column` is a Vector or a MappedColumn, `count` its entries.
template <class Column, class RowOf>
Entries typed_entries(const Column& column, std::uint32_t count, RowOf&& row_of, const StringsToWrite& strings) {
  std::vector<std::uint32_t> places;
  Entries entries;
  entries.kind = written_kind(column.kind);
  places.reserve(count);
  entries.rows.reserve(count);
  for (std::uint32_t place = 0; place < count; ++place) {
    if (column.is_null(place)) continue;
    places.push_back(place);
    entries.rows.push_back(static_cast<std::uint16_t>(row_of(place)));
  }
  gather(column.booleans, places, entries.booleans);
  gather(column.integers, places, entries.integers);
  gather(column.floats, places, entries.floats);
  gather(column.codes, places, entries.codes);
  gather(column.precisions, places, entries.precisions);
  for (std::uint32_t& code : entries.codes) code = strings.code_of(code);
  return entries;
}

/// Of boxed values: typed where all are of one kind.
Entries boxed_entries(const ColumnPiece& piece, const StringsToWrite& strings) {
  Entries entries;
  std::vector<Value> values;
  piece.for_each(strings.old(), [&](std::uint32_t row, const Value& value) {
    entries.rows.push_back(static_cast<std::uint16_t>(row));
    values.push_back(value);
  });
  if (values.empty()) return entries;
  entries.kind = written_kind(column_kind(values.front()));
  if (std::ranges::any_of(values, [&](const Value& each) { return each.kind() != values.front().kind(); })) {
    entries.kind = ColumnKind::Any;
  }
  for (const Value& value : values) {
    switch (entries.kind) {
      case ColumnKind::Boolean:
        entries.booleans.push_back(value.as_boolean() ? 1 : 0);
        break;
      case ColumnKind::Integer:
        entries.integers.push_back(value.as_integer());
        break;
      case ColumnKind::Float:
        entries.floats.push_back(value.as_float());
        break;
      case ColumnKind::Date:
        entries.integers.push_back(value.as_date().days);
        entries.precisions.push_back(value.as_date().precision);
        break;
      case ColumnKind::String:
        entries.codes.push_back(strings.code_of(value.as_string()));
        break;
      case ColumnKind::Any:
        break;
    }
  }
  if (entries.kind == ColumnKind::Any) entries.values = std::move(values);
  return entries;
}

/// The items at their rows, with zeros between them.
template <class T>
void spread(std::vector<T>& items, std::span<const std::uint16_t> rows) {
  if (items.empty() || items.size() == rows.back() + std::size_t{1}) return;
  std::vector<T> spread(rows.back() + std::size_t{1});
  for (std::size_t i = 0; i < rows.size(); ++i) spread[rows[i]] = items[i];
  items = std::move(spread);
}

void write_values(const std::vector<Value>& values, BlockWriter& out) {
  ByteWriter bytes;
  std::vector<std::uint64_t> offsets{0};
  for (const Value& value : values) {
    bytes.value(value);
    offsets.push_back(bytes.size());
  }
  out.array(std::span<const std::uint64_t>(offsets));
  out.array(bytes.bytes());
}

template <class T>
void put(const std::vector<T>& items, BlockWriter& out) {
  out.array(std::span<const T>(items));
}

}  // namespace

// ---- Strings --------------------------------------------------------------------------------------------------------

void StringsToWrite::add(const ColumnPiece& piece) {
  const auto use = [&](std::uint32_t code) { used_[code] = true; };
  if (piece.kind() == VectorKind::String) {
    if (const MappedColumn* mapped = piece.mapped()) {
      for (std::uint32_t i = 0; i < mapped->count; ++i) {
        if (!mapped->is_null(i)) use(mapped->codes[i]);
      }
    } else {
      const Vector& dense = *piece.dense();
      for (std::uint32_t i = 0; i < dense.size; ++i) {
        if (!dense.is_null(i)) use(dense.codes[i]);
      }
    }
  } else if (piece.kind() == VectorKind::Any) {
    piece.for_each(strings_, [&](std::uint32_t, const Value& value) {
      if (value.kind() != Kind::String) return;
      const std::uint32_t code = strings_.find(value.as_string());
      if (code != Dictionary::absent) {
        use(code);
      } else {
        boxed_.push_back(value);
      }
    });
  }
}

void StringsToWrite::sort() {
  if (boxed_.empty() && strings_.sorted_below() == strings_.size()) {
    keep_order();
    return;
  }
  for (std::uint32_t code = 0; code < strings_.size(); ++code) {
    if (used_[code]) sorted_.push_back(strings_.text(code));
  }
  // The first ones are sorted already, all of them as a rule.
  const auto added = std::ranges::is_sorted_until(sorted_);
  const auto middle = added - sorted_.begin();
  for (const Value& value : boxed_) sorted_.push_back(value.as_string());
  std::sort(sorted_.begin() + middle, sorted_.end());
  std::inplace_merge(sorted_.begin(), sorted_.begin() + middle, sorted_.end());
  sorted_.erase(std::unique(sorted_.begin(), sorted_.end()), sorted_.end());
  new_codes_.assign(strings_.size(), Dictionary::absent);
  std::uint32_t next = 0;
  for (std::uint32_t code = 0; code < strings_.size(); ++code) {
    if (!used_[code]) continue;
    const std::string_view text = strings_.text(code);
    const bool is_next = next < sorted_.size() && sorted_[next] == text;
    new_codes_[code] = is_next ? next : code_of(text);
    next = new_codes_[code] + 1;
  }
}

void StringsToWrite::keep_order() {
  new_codes_.assign(strings_.size(), Dictionary::absent);
  for (std::uint32_t code = 0; code < strings_.size(); ++code) {
    if (!used_[code]) continue;
    new_codes_[code] = static_cast<std::uint32_t>(sorted_.size());
    sorted_.push_back(strings_.text(code));
  }
}

std::uint32_t StringsToWrite::code_of(std::string_view text) const {
  const auto found = std::ranges::lower_bound(sorted_, text);
  LIAISON_ASSERT(found != sorted_.end() && *found == text);
  return static_cast<std::uint32_t>(found - sorted_.begin());
}

// ---- Columns --------------------------------------------------------------------------------------------------------

bool write_column(const ColumnPiece& piece, const StringsToWrite& strings, BlockWriter& out) {
  Entries entries;
  if (piece.kind() == VectorKind::Any) {
    entries = boxed_entries(piece, strings);
  } else if (const MappedColumn* mapped = piece.mapped()) {
    entries = typed_entries(
        *mapped, mapped->count, [&](std::uint32_t place) { return mapped->row_of(place); }, strings);
  } else {
    const Vector& dense = *piece.dense();
    entries = typed_entries(
        dense, dense.size, [](std::uint32_t place) { return place; }, strings);
  }
  if (entries.rows.empty()) return false;
  if (std::ranges::all_of(entries.precisions, [](DatePrecision each) { return each == DatePrecision::Day; })) {
    entries.precisions.clear();
  }

  // Rows where few have an entry, or where entries cannot stand for none; else an entry for each row up to the last.
  const std::uint32_t row_count = entries.rows.back() + 1u;
  const bool has_rows =
      entries.kind == ColumnKind::Any ? entries.rows.size() != row_count : entries.rows.size() < row_count / 8;
  const bool has_nulls = !has_rows && entries.rows.size() != row_count;
  std::vector<std::uint8_t> nulls;
  if (has_nulls) {
    nulls.assign(row_count, 1);
    for (std::uint16_t row : entries.rows) nulls[row] = 0;
    spread(entries.booleans, entries.rows);
    spread(entries.integers, entries.rows);
    spread(entries.floats, entries.rows);
    spread(entries.codes, entries.rows);
    spread(entries.precisions, entries.rows);
  }

  ColumnHeader header{.kind = entries.kind,
                      .flags = 0,
                      .count = has_rows ? static_cast<std::uint32_t>(entries.rows.size()) : row_count};
  if (has_rows) header.flags |= column_has_rows;
  if (has_nulls) header.flags |= column_has_nulls;
  if (!entries.precisions.empty()) header.flags |= column_has_precisions;
  out.number(header);
  if (has_rows) put(entries.rows, out);
  put(nulls, out);
  switch (entries.kind) {
    case ColumnKind::Boolean:
      put(entries.booleans, out);
      break;
    case ColumnKind::Integer:
      put(entries.integers, out);
      break;
    case ColumnKind::Float:
      put(entries.floats, out);
      break;
    case ColumnKind::Date:
      put(entries.integers, out);
      put(entries.precisions, out);
      break;
    case ColumnKind::String:
      put(entries.codes, out);
      break;
    case ColumnKind::Any:
      write_values(entries.values, out);
      break;
  }
  return true;
}

}  // namespace liaison
