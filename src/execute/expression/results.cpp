#include "execute/expression/results.h"

#include <string>

#include "liaison/error.h"

namespace liaison {
namespace {

// REQUIRES: both of the same kind, and dictionary, if they are of strings.
void copy_entry(Vector& out, const Vector& source, std::uint32_t row) {
  if (out.kind != VectorKind::Any) {
    const bool null = !source.nulls.empty() && source.nulls[row] != 0;
    out.nulls[row] = null ? 1 : 0;
    if (null) return;
  }
  switch (out.kind) {
    case VectorKind::Any:
      out.values[row] = source.values[row];
      return;
    case VectorKind::Boolean:
      out.booleans[row] = source.booleans[row];
      return;
    case VectorKind::Date:
      if (!source.precisions.empty() && out.precisions.empty()) out.precisions.assign(out.size, DatePrecision::Day);
      if (!out.precisions.empty()) {
        out.precisions[row] = source.precisions.empty() ? DatePrecision::Day : source.precisions[row];
      }
      [[fallthrough]];
    case VectorKind::Integer:
      out.integers[row] = source.integers[row];
      return;
    case VectorKind::Float:
      out.floats[row] = source.floats[row];
      return;
    case VectorKind::String:
      out.codes[row] = source.codes[row];
      return;
    case VectorKind::Node:
      out.nodes[row] = source.nodes[row];
      return;
    case VectorKind::Relationship:
      out.relationships[row] = source.relationships[row];
      return;
  }
}

}  // namespace

Truth truth_of(const Value& value) {
  if (value.is_null()) return Truth::Unknown;
  if (value.kind() != Kind::Boolean) {
    throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                        "a Boolean is needed here, not a value of type " + std::string(to_string(value.kind())));
  }
  return value.as_boolean() ? Truth::True : Truth::False;
}

Truth truth_at(const Vector& vector, std::uint32_t row) {
  if (vector.kind == VectorKind::Any) return truth_of(vector.values[row]);
  if (!vector.nulls.empty() && vector.nulls[row] != 0) return Truth::Unknown;
  if (vector.kind != VectorKind::Boolean) return truth_of(vector.get(row));
  return vector.booleans[row] != 0 ? Truth::True : Truth::False;
}

void split(const Vector& vector, const RowSelection& rows, std::vector<std::uint16_t>& chosen,
           std::vector<std::uint16_t>& others) {
  chosen.clear();
  others.clear();
  rows.for_each([&](std::uint32_t row) {
    (truth_at(vector, row) == Truth::True ? chosen : others).push_back(static_cast<std::uint16_t>(row));
  });
}

void select_true(const Vector& vector, const RowSelection& rows, std::vector<std::uint16_t>& chosen) {
  chosen.resize(rows.count());
  std::size_t count = 0;
  const auto take = [&](std::uint32_t row, bool is_true) {
    chosen[count] = static_cast<std::uint16_t>(row);
    count += is_true ? 1 : 0;
  };
  if (vector.kind == VectorKind::Boolean && vector.nulls.empty()) {
    rows.for_each([&](std::uint32_t row) { take(row, vector.booleans[row] != 0); });
  } else {
    rows.for_each([&](std::uint32_t row) { take(row, truth_at(vector, row) == Truth::True); });
  }
  chosen.resize(count);
}

void PatchedResult::start(std::uint32_t size) {
  size_ = size;
  has_kind_ = false;
}

void PatchedResult::put(const Vector& source, const RowSelection& rows) {
  if (rows.empty()) return;
  if (!has_kind_) {
    has_kind_ = true;
    vector_.reset(source.kind);
    vector_.resize(size_);
    vector_.dictionary = source.dictionary;
    if (source.kind != VectorKind::Any) vector_.nulls.assign(size_, 1);
  }
  if (vector_.kind != source.kind || vector_.dictionary != source.dictionary) {
    vector_.box();
    rows.for_each([&](std::uint32_t row) { vector_.values[row] = source.get(row); });
    return;
  }
  rows.for_each([&](std::uint32_t row) { copy_entry(vector_, source, row); });
}

const Vector& PatchedResult::finish() {
  if (!has_kind_) {
    vector_.reset(VectorKind::Any);
    vector_.resize(size_);
    has_kind_ = true;
  }
  return vector_;
}

}  // namespace liaison
