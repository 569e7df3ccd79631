#include "store/column.h"

#include <algorithm>

#include "common/assert.h"

namespace liaison {
namespace {

constexpr std::uint32_t small_dictionary = 4096;      // strings that may be copied for a single new one
constexpr std::uint32_t refusals_before_copy = 1024;  // new strings that are worth copying a large one

/// The typed form of a value within columns.
VectorKind kind_of(const Value& value) {
  switch (value.kind()) {
    case Kind::Boolean:
      return VectorKind::Boolean;
    case Kind::Integer:
      return VectorKind::Integer;
    case Kind::Float:
      return VectorKind::Float;
    case Kind::String:
      return VectorKind::String;
    case Kind::Date:
      return VectorKind::Date;
    case Kind::Null:
    case Kind::Time:
    case Kind::LocalTime:
    case Kind::LocalDateTime:
    case Kind::DateTime:
    case Kind::Duration:
    case Kind::List:
    case Kind::Map:
    case Kind::Node:
    case Kind::Relationship:
    case Kind::Path:
      return VectorKind::Any;
  }
  return VectorKind::Any;
}

void grow(Vector& column, std::uint32_t rows) {
  const std::uint32_t before = column.size;
  if (before >= rows) return;
  column.resize(rows);
  if (column.kind == VectorKind::Any) return;
  column.nulls.resize(rows);
  std::fill(column.nulls.begin() + before, column.nulls.end(), std::uint8_t{1});
}

/// Boxes a column whose strings are codes of `strings`.
void box(Vector& column, const Dictionary& strings) {
  if (column.kind != VectorKind::String) {
    column.box();
    return;
  }
  std::vector<Value> values(column.size);
  for (std::uint32_t row = 0; row < column.size; ++row) {
    if (!column.is_null(row)) values[row] = strings.value(column.codes[row]);
  }
  column = Vector();
  column.reset(VectorKind::Any);
  column.values = std::move(values);
  column.size = static_cast<std::uint32_t>(column.values.size());
}

}  // namespace

std::uint32_t KeyStrings::code_of(std::string_view text, Owner writer) {
  if (owner != writer || !own) {
    const std::uint32_t known = shared->find(text);
    if (known != Dictionary::absent) return known;
    if (owner != writer) {
      owner = writer;
      own.reset();
      refused = 0;
    }
    if (shared->size() > small_dictionary && ++refused < refusals_before_copy) return Dictionary::absent;
    own = shared->clone();
    shared = own;
  }
  return own->intern(text);
}

Value ColumnPiece::get(std::uint32_t row, const Dictionary& strings) const {
  if (!dense_) {
    const auto found = std::ranges::lower_bound(rows_, row);
    if (found == rows_.end() || *found != row) return {};
    return boxed_[static_cast<std::size_t>(found - rows_.begin())];
  }
  if (row >= values_.size || values_.is_null(row)) return {};
  return values_.kind == VectorKind::String ? strings.value(values_.codes[row]) : values_.get(row);
}

void ColumnPiece::append_to(std::uint32_t row, const std::shared_ptr<const Dictionary>& strings, Vector& out) const {
  if (!dense_) {
    out.append(get(row, *strings));
    return;
  }
  if (row >= values_.size || values_.is_null(row)) {
    out.append_null();
    return;
  }
  if (values_.kind == VectorKind::String) {
    if (out.kind == VectorKind::String && out.dictionary == strings) {
      out.codes.push_back(values_.codes[row]);
      out.resize(out.size + 1);
    } else {
      out.append(strings->value(values_.codes[row]));
    }
    return;
  }
  out.append_from(values_, row);
}

void ColumnPiece::set(std::uint32_t row, const Value& value, KeyStrings& strings, Owner owner) {
  LIAISON_ASSERT(row < extent_rows);
  if (!dense_) {
    set_sparse(row, value);
    if (rows_.size() > extent_rows / 8) make_dense(strings, owner);
  } else {
    set_dense(row, value, strings, owner);
  }
}

void ColumnPiece::set_sparse(std::uint32_t row, const Value& value) {
  const auto place = std::ranges::lower_bound(rows_, row);
  const auto index = place - rows_.begin();
  const bool is_there = place != rows_.end() && *place == row;
  if (value.is_null()) {
    if (!is_there) return;
    rows_.erase(place);
    boxed_.erase(boxed_.begin() + index);
  } else if (is_there) {
    boxed_[static_cast<std::size_t>(index)] = value;
  } else {
    rows_.insert(place, static_cast<std::uint16_t>(row));
    boxed_.insert(boxed_.begin() + index, value);
  }
}

void ColumnPiece::make_dense(KeyStrings& strings, Owner owner) {
  const std::vector<std::uint16_t> rows = std::move(rows_);
  const std::vector<Value> boxed = std::move(boxed_);
  rows_ = {};
  boxed_ = {};
  dense_ = true;
  values_ = Vector();
  values_.reset(boxed.empty() ? VectorKind::Any : kind_of(boxed.front()));
  for (std::size_t i = 0; i < rows.size(); ++i) set_dense(rows[i], boxed[i], strings, owner);
}

void ColumnPiece::set_dense(std::uint32_t row, const Value& value, KeyStrings& strings, Owner owner) {
  if (value.is_null() && row >= values_.size) return;
  grow(values_, row + 1);
  if (values_.kind == VectorKind::Any) {
    values_.values[row] = value;
    return;
  }
  if (value.is_null()) {
    values_.nulls[row] = 1;
    return;
  }
  std::uint32_t code = Dictionary::absent;
  bool fits = kind_of(value) == values_.kind;
  if (fits && values_.kind == VectorKind::String) {
    code = strings.code_of(value.as_string(), owner);
    fits = code != Dictionary::absent;
  }
  if (!fits) {
    box(values_, *strings.shared);
    values_.values[row] = value;
    return;
  }
  values_.nulls[row] = 0;
  switch (values_.kind) {
    case VectorKind::Boolean:
      values_.booleans[row] = value.as_boolean() ? 1 : 0;
      break;
    case VectorKind::Integer:
      values_.integers[row] = value.as_integer();
      break;
    case VectorKind::Float:
      values_.floats[row] = value.as_float();
      break;
    case VectorKind::Date: {
      const Date date = value.as_date();
      values_.integers[row] = date.days;
      if (date.precision != DatePrecision::Day && values_.precisions.empty()) {
        values_.precisions.assign(values_.size, DatePrecision::Day);
      }
      if (!values_.precisions.empty()) {
        values_.precisions.resize(values_.size, DatePrecision::Day);
        values_.precisions[row] = date.precision;
      }
      break;
    }
    case VectorKind::String:
      values_.codes[row] = code;
      break;
    case VectorKind::Any:
    case VectorKind::Node:
    case VectorKind::Relationship:
      LIAISON_ASSERT(!"columns hold no entities");
  }
}

void ColumnPiece::renumber(std::span<const std::uint32_t> new_codes) {
  if (!dense_ || values_.kind != VectorKind::String) return;
  for (std::uint32_t row = 0; row < values_.size; ++row) {
    if (!values_.is_null(row)) values_.codes[row] = new_codes[values_.codes[row]];
  }
}

const ColumnPiece* ColumnSet::find(PropertyKey key) const {
  const auto found = std::ranges::lower_bound(pieces_, key, {}, [](const auto& piece) { return piece.first; });
  return found != pieces_.end() && found->first == key ? &*found->second : nullptr;
}

ColumnPiece& ColumnSet::change(PropertyKey key, Owner owner) {
  auto found = std::ranges::lower_bound(pieces_, key, {}, [](const auto& piece) { return piece.first; });
  if (found == pieces_.end() || found->first != key) found = pieces_.insert(found, {key, Cow<ColumnPiece>()});
  return found->second.change(owner);
}

void ColumnSet::renumber(PropertyKey key, std::span<const std::uint32_t> new_codes, Owner owner) {
  if (find(key) != nullptr) change(key, owner).renumber(new_codes);
}

}  // namespace liaison
