#include "value/vector.h"

#include <algorithm>

#include "common/assert.h"

namespace liaison {

namespace {

/// The physical kind whose entries hold values of `kind` unboxed; Any where there is none. String has one, but needs a
/// dictionary.
VectorKind physical_kind(Kind kind) {
  switch (kind) {
    case Kind::Boolean:
      return VectorKind::Boolean;
    case Kind::Integer:
      return VectorKind::Integer;
    case Kind::Float:
      return VectorKind::Float;
    case Kind::Date:
      return VectorKind::Date;
    case Kind::Node:
      return VectorKind::Node;
    case Kind::Relationship:
      return VectorKind::Relationship;
    case Kind::String:
    case Kind::Null:
    case Kind::Time:
    case Kind::LocalTime:
    case Kind::LocalDateTime:
    case Kind::DateTime:
    case Kind::Duration:
    case Kind::List:
    case Kind::Map:
    case Kind::Path:
      return VectorKind::Any;
  }
  LIAISON_ASSERT(false && "a kind of the enum");
}

/// Precisions are kept only once one of them says more than the default.
void append_precision(Vector& vector, DatePrecision precision) {
  if (precision == DatePrecision::Day && vector.precisions.empty()) return;
  vector.precisions.resize(vector.size, DatePrecision::Day);
  vector.precisions.push_back(precision);
}

/// The code of `value` in the vector's dictionary, if it is a String there.
std::uint32_t code_of(const Vector& vector, const Value& value) {
  if (value.kind() != Kind::String || !vector.dictionary) return Dictionary::absent;
  return vector.dictionary->find(value.as_string());
}

template <class Entry>
void gather_entries(std::vector<Entry>& out, const std::vector<Entry>& source, std::span<const std::uint16_t> rows) {
  out.resize(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) out[i] = source[rows[i]];
}

}  // namespace

void Vector::reset(VectorKind new_kind) {
  kind = new_kind;
  size = 0;
  nulls.clear();
  values.clear();
  booleans.clear();
  integers.clear();
  floats.clear();
  codes.clear();
  nodes.clear();
  relationships.clear();
  precisions.clear();
  dictionary.reset();
}

void Vector::resize(std::uint32_t new_size) {
  switch (kind) {
    case VectorKind::Any:
      values.resize(new_size);
      break;
    case VectorKind::Boolean:
      booleans.resize(new_size);
      break;
    case VectorKind::Integer:
      integers.resize(new_size);
      break;
    case VectorKind::Date:
      integers.resize(new_size);
      if (!precisions.empty()) precisions.resize(new_size, DatePrecision::Day);
      break;
    case VectorKind::Float:
      floats.resize(new_size);
      break;
    case VectorKind::String:
      codes.resize(new_size);
      break;
    case VectorKind::Node:
      nodes.resize(new_size);
      break;
    case VectorKind::Relationship:
      relationships.resize(new_size);
      break;
  }
  if (!nulls.empty()) nulls.resize(new_size);
  size = new_size;
}

bool Vector::is_null(std::uint32_t row) const {
  if (kind == VectorKind::Any) return values[row].is_null();
  return !nulls.empty() && nulls[row] != 0;
}

Value Vector::get(std::uint32_t row) const {
  if (kind == VectorKind::Any) return values[row];
  if (!nulls.empty() && nulls[row] != 0) return {};
  switch (kind) {
    case VectorKind::Any:
      break;
    case VectorKind::Boolean:
      return Value::boolean(booleans[row] != 0);
    case VectorKind::Integer:
      return Value::integer(integers[row]);
    case VectorKind::Float:
      return Value::floating(floats[row]);
    case VectorKind::Date:
      return Value::date({integers[row], precisions.empty() ? DatePrecision::Day : precisions[row]});
    case VectorKind::String:
      return dictionary->value(codes[row]);
    case VectorKind::Node:
      return Value::node(nodes[row]);
    case VectorKind::Relationship:
      return Value::relationship(relationships[row]);
  }
  LIAISON_ASSERT(false && "a kind of the enum");
}

void Vector::append(const Value& value) {
  if (kind == VectorKind::Any && size == 0) kind = physical_kind(value.kind());
  if (kind == VectorKind::Any) {
    values.push_back(value);
    ++size;
    return;
  }
  if (value.is_null()) {
    append_null();
    return;
  }
  switch (kind) {
    case VectorKind::String: {
      const std::uint32_t code = code_of(*this, value);
      if (code == Dictionary::absent) {
        box();
        values.push_back(value);
        ++size;
        return;
      }
      codes.push_back(code);
      break;
    }
    case VectorKind::Any:
    case VectorKind::Boolean:
    case VectorKind::Integer:
    case VectorKind::Float:
    case VectorKind::Date:
    case VectorKind::Node:
    case VectorKind::Relationship:
      if (physical_kind(value.kind()) != kind) {
        box();
        values.push_back(value);
        ++size;
        return;
      }
      if (kind == VectorKind::Boolean) booleans.push_back(value.as_boolean() ? 1 : 0);
      if (kind == VectorKind::Integer) integers.push_back(value.as_integer());
      if (kind == VectorKind::Float) floats.push_back(value.as_float());
      if (kind == VectorKind::Date) {
        append_precision(*this, value.as_date().precision);
        integers.push_back(value.as_date().days);
      }
      if (kind == VectorKind::Node) nodes.push_back(value.as_node());
      if (kind == VectorKind::Relationship) relationships.push_back(value.as_relationship());
      break;
  }
  if (!nulls.empty()) nulls.push_back(0);
  ++size;
}

void Vector::append_null() {
  if (kind != VectorKind::Any && nulls.empty()) nulls.resize(size, 0);
  const std::uint32_t row = size;
  if (kind != VectorKind::Any) nulls.push_back(1);
  resize(row + 1);
}

void Vector::append_from(const Vector& source, std::uint32_t row) {
  if (kind == VectorKind::Any && size == 0 && source.kind != VectorKind::Any) {
    kind = source.kind;
    dictionary = source.dictionary;
  }
  if (kind != source.kind || kind == VectorKind::Any ||
      (kind == VectorKind::String && dictionary != source.dictionary)) {
    append(source.get(row));
    return;
  }
  if (source.is_null(row)) {
    append_null();
    return;
  }
  switch (kind) {
    case VectorKind::Any:
      break;
    case VectorKind::Boolean:
      booleans.push_back(source.booleans[row]);
      break;
    case VectorKind::Integer:
      integers.push_back(source.integers[row]);
      break;
    case VectorKind::Date:
      append_precision(*this, source.precisions.empty() ? DatePrecision::Day : source.precisions[row]);
      integers.push_back(source.integers[row]);
      break;
    case VectorKind::Float:
      floats.push_back(source.floats[row]);
      break;
    case VectorKind::String:
      codes.push_back(source.codes[row]);
      break;
    case VectorKind::Node:
      nodes.push_back(source.nodes[row]);
      break;
    case VectorKind::Relationship:
      relationships.push_back(source.relationships[row]);
      break;
  }
  if (!nulls.empty()) nulls.push_back(0);
  ++size;
}

void Vector::box() {
  if (kind == VectorKind::Any) return;
  std::vector<Value> boxed(size);
  for (std::uint32_t row = 0; row < size; ++row) boxed[row] = get(row);
  const std::uint32_t old_size = size;
  reset(VectorKind::Any);
  values = std::move(boxed);
  size = old_size;
}

void Vector::gather(const Vector& source, std::span<const std::uint16_t> rows) {
  LIAISON_ASSERT(&source != this);
  reset(source.kind);
  size = static_cast<std::uint32_t>(rows.size());
  dictionary = source.dictionary;
  if (!source.nulls.empty()) gather_entries(nulls, source.nulls, rows);
  switch (kind) {
    case VectorKind::Any:
      gather_entries(values, source.values, rows);
      break;
    case VectorKind::Boolean:
      gather_entries(booleans, source.booleans, rows);
      break;
    case VectorKind::Integer:
      gather_entries(integers, source.integers, rows);
      break;
    case VectorKind::Date:
      gather_entries(integers, source.integers, rows);
      if (!source.precisions.empty()) gather_entries(precisions, source.precisions, rows);
      break;
    case VectorKind::Float:
      gather_entries(floats, source.floats, rows);
      break;
    case VectorKind::String:
      gather_entries(codes, source.codes, rows);
      break;
    case VectorKind::Node:
      gather_entries(nodes, source.nodes, rows);
      break;
    case VectorKind::Relationship:
      gather_entries(relationships, source.relationships, rows);
      break;
  }
}

Vector Vector::constant(const Value& value, std::uint32_t size) {
  Vector made;
  made.kind = physical_kind(value.kind());
  made.size = size;
  switch (made.kind) {
    case VectorKind::String:
    case VectorKind::Any:
      made.values.assign(size, value);
      break;
    case VectorKind::Boolean:
      made.booleans.assign(size, value.as_boolean() ? 1 : 0);
      break;
    case VectorKind::Integer:
      made.integers.assign(size, value.as_integer());
      break;
    case VectorKind::Date:
      made.integers.assign(size, value.as_date().days);
      if (value.as_date().precision != DatePrecision::Day) made.precisions.assign(size, value.as_date().precision);
      break;
    case VectorKind::Float:
      made.floats.assign(size, value.as_float());
      break;
    case VectorKind::Node:
      made.nodes.assign(size, value.as_node());
      break;
    case VectorKind::Relationship:
      made.relationships.assign(size, value.as_relationship());
      break;
  }
  return made;
}

}  // namespace liaison
