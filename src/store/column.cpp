#include "store/column.h"

#include <algorithm>

#include "common/assert.h"
#include "store/disk/bytes.h"

namespace liaison {
namespace {

constexpr std::uint32_t small_dictionary = 4096;      // strings that may be copied for a single new one
constexpr std::uint32_t refusals_before_copy = 1024;  // new strings that are worth copying a large one

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

VectorKind column_kind(const Value& value) {
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

std::uint32_t KeyStrings::code_of(std::string_view text, Owner writer) {
  if (owner != writer || !own) {
    const std::uint32_t known = shared->find(text);
    if (known != Dictionary::absent) return known;
    if (owner != writer) {
      owner = writer;
      own.reset();
      refused = 0;
    }
    if (shared->added() > small_dictionary && ++refused < refusals_before_copy) return Dictionary::absent;
    own = shared->clone();
    shared = own;
  }
  return own->intern(text);
}

std::uint32_t MappedColumn::entry_of(std::uint32_t row) const {
  std::uint32_t entry = row;
  if (!rows.empty()) {
    const auto found = std::ranges::lower_bound(rows, row);
    if (found == rows.end() || *found != row) return no_entry;
    entry = static_cast<std::uint32_t>(found - rows.begin());
  }
  return entry < count && !is_null(entry) ? entry : no_entry;
}

Value MappedColumn::value(std::uint32_t entry, const Dictionary& strings) const {
  switch (kind) {
    case VectorKind::Boolean:
      return Value::boolean(booleans[entry] != 0);
    case VectorKind::Integer:
      return Value::integer(integers[entry]);
    case VectorKind::Float:
      return Value::floating(floats[entry]);
    case VectorKind::Date:
      return Value::date({integers[entry], precisions.empty() ? DatePrecision::Day : precisions[entry]});
    case VectorKind::String:
      return strings.value(codes[entry]);
    case VectorKind::Any:
      return ByteReader(bytes.subspan(offsets[entry], offsets[entry + 1] - offsets[entry])).value();
    case VectorKind::Node:
    case VectorKind::Relationship:
      break;
  }
  LIAISON_ASSERT(!"columns hold no entities");
}

void MappedColumn::append_to(std::uint32_t entry, Vector& out) const {
  switch (kind) {
    case VectorKind::Boolean:
      out.booleans.push_back(booleans[entry]);
      break;
    case VectorKind::Integer:
      out.integers.push_back(integers[entry]);
      break;
    case VectorKind::Float:
      out.floats.push_back(floats[entry]);
      break;
    case VectorKind::Date:
    case VectorKind::String:
    case VectorKind::Any:
    case VectorKind::Node:
    case VectorKind::Relationship:
      LIAISON_ASSERT(!"a kind whose entries are numbers alone");
  }
  out.resize(out.size + 1);
}

Value ColumnPiece::get(std::uint32_t row, const Dictionary& strings) const {
  if (mapped_) {
    const std::uint32_t entry = mapped_->entry_of(row);
    return entry == MappedColumn::no_entry ? Value() : mapped_->value(entry, strings);
  }
  if (!dense_) {
    const auto found = std::ranges::lower_bound(rows_, row);
    if (found == rows_.end() || *found != row) return {};
    return boxed_[static_cast<std::size_t>(found - rows_.begin())];
  }
  if (row >= values_.size || values_.is_null(row)) return {};
  return values_.kind == VectorKind::String ? strings.value(values_.codes[row]) : values_.get(row);
}

void ColumnPiece::append_to(std::uint32_t row, const std::shared_ptr<const Dictionary>& strings, Vector& out) const {
  if (mapped_) {
    append_mapped_to(row, strings, out);
    return;
  }
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

void ColumnPiece::append_mapped_to(std::uint32_t row, const std::shared_ptr<const Dictionary>& strings,
                                   Vector& out) const {
  const std::uint32_t entry = mapped_->entry_of(row);
  if (entry == MappedColumn::no_entry) {
    out.append_null();
  } else if (out.kind != mapped_->kind || out.kind == VectorKind::Any || out.kind == VectorKind::Date ||
             (out.kind == VectorKind::String && out.dictionary != strings)) {
    out.append(mapped_->value(entry, *strings));
  } else if (out.kind == VectorKind::String) {
    out.codes.push_back(mapped_->codes[entry]);
    out.resize(out.size + 1);
  } else {
    mapped_->append_to(entry, out);
  }
}

void ColumnPiece::unmap(KeyStrings& strings, Owner owner) {
  const std::shared_ptr<const MappedColumn> mapped = std::move(mapped_);
  mapped_.reset();
  if (!mapped->rows.empty() || mapped->kind == VectorKind::Any) {
    for (std::uint32_t entry = 0; entry < mapped->count; ++entry) {
      if (mapped->is_null(entry)) continue;
      set_in_memory(mapped->row_of(entry), mapped->value(entry, *strings.shared), strings, owner);
    }
    return;
  }
  dense_ = true;
  values_.kind = mapped->kind;
  values_.size = mapped->count;
  values_.nulls.assign(mapped->nulls.begin(), mapped->nulls.end());
  values_.nulls.resize(mapped->count);
  values_.booleans.assign(mapped->booleans.begin(), mapped->booleans.end());
  values_.integers.assign(mapped->integers.begin(), mapped->integers.end());
  values_.floats.assign(mapped->floats.begin(), mapped->floats.end());
  values_.codes.assign(mapped->codes.begin(), mapped->codes.end());
  values_.precisions.assign(mapped->precisions.begin(), mapped->precisions.end());
}

void ColumnPiece::set(std::uint32_t row, const Value& value, KeyStrings& strings, Owner owner) {
  LIAISON_ASSERT(row < extent_rows);
  if (mapped_) unmap(strings, owner);
  set_in_memory(row, value, strings, owner);
}

void ColumnPiece::set_in_memory(std::uint32_t row, const Value& value, KeyStrings& strings, Owner owner) {
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
  values_.reset(boxed.empty() ? VectorKind::Any : column_kind(boxed.front()));
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
  bool fits = column_kind(value) == values_.kind;
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
  LIAISON_ASSERT(mapped_ == nullptr);
  if (!dense_ || values_.kind != VectorKind::String) return;
  for (std::uint32_t row = 0; row < values_.size; ++row) {
    if (!values_.is_null(row)) values_.codes[row] = new_codes[values_.codes[row]];
  }
}

const ColumnPiece* ColumnSet::find_in_base(PropertyKey key) const {
  if (!base_) return nullptr;
  const auto found = std::ranges::lower_bound(base_->keys(), key);
  if (found == base_->keys().end() || *found != key) return nullptr;
  return base_->find(static_cast<std::uint32_t>(found - base_->keys().begin()));
}

const ColumnPiece* ColumnSet::find(PropertyKey key) const {
  const auto found = std::ranges::lower_bound(pieces_, key, {}, [](const auto& piece) { return piece.first; });
  return found != pieces_.end() && found->first == key ? &*found->second : find_in_base(key);
}

ColumnPiece& ColumnSet::change(PropertyKey key, Owner owner) {
  auto found = std::ranges::lower_bound(pieces_, key, {}, [](const auto& piece) { return piece.first; });
  if (found == pieces_.end() || found->first != key) {
    const ColumnPiece* base = find_in_base(key);
    found = pieces_.insert(found, {key, Cow<ColumnPiece>(owner, base != nullptr ? *base : ColumnPiece())});
  }
  return found->second.change(owner);
}

void ColumnSet::renumber(PropertyKey key, std::span<const std::uint32_t> new_codes, Owner owner) {
  if (find(key) != nullptr) change(key, owner).renumber(new_codes);
}

}  // namespace liaison
