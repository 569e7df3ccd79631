#pragma once

#include "execute/expression/row_selection.h"
#include "value/equality.h"
#include "value/vector.h"

namespace liaison {

/// Makes `out` a typed vector of `size` rows, none of them null.
inline void start(Vector& out, VectorKind kind, std::uint32_t size) {
  out.reset(kind);
  out.resize(size);
}

/// REQUIRES: the kind is not Any.
inline void set_null(Vector& out, std::uint32_t row) {
  if (out.nulls.empty()) out.nulls.assign(out.size, 0);
  out.nulls[row] = 1;
}

/// REQUIRES: a Boolean vector; a row without null.
inline void set_truth(Vector& out, std::uint32_t row, Truth truth) {
  out.booleans[row] = truth == Truth::True ? 1 : 0;
  if (truth == Truth::Unknown) set_null(out, row);
}

/// The truth of a value where a Boolean is asked for. Throws TypeError InvalidArgumentType for other kinds.
[[nodiscard]] Truth truth_of(const Value& value);

/// The same for an entry of a vector.
[[nodiscard]] Truth truth_at(const Vector& vector, std::uint32_t row);

/// Splits rows by truth: `chosen` gets those where `vector` is true, `others` the rest (nulls among them).
void split(const Vector& vector, const RowSelection& rows, std::vector<std::uint16_t>& chosen,
           std::vector<std::uint16_t>& others);

/// The rows where `vector` is true.
void select_true(const Vector& vector, const RowSelection& rows, std::vector<std::uint16_t>& chosen);

/// A result that is put together from several vectors, each giving some of the rows. It keeps the physical kind of the
/// first as long as the others agree.
class PatchedResult {
 public:
  void start(std::uint32_t size);
  void put(const Vector& source, const RowSelection& rows);
  /// The whole; rows that nobody gave are null.
  [[nodiscard]] const Vector& finish();

 private:
  Vector vector_;
  std::uint32_t size_ = 0;
  bool has_kind_ = false;
};

}  // namespace liaison
