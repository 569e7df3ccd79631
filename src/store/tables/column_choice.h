#pragma once

#include <cstdint>
#include <string>

#include "liaison/value.h"
#include "store/tables/table_column.h"

namespace liaison {

/// Finds the type of a column that holds all values of a property, and reads them back as they were.
class ColumnChoice {
 public:
  explicit ColumnChoice(char array_delimiter) : array_delimiter_(array_delimiter) {}

  /// Takes note of a value that is not null.
  void add(const Value& value);

  [[nodiscard]] ColumnType type() const;
  [[nodiscard]] bool is_list() const { return known_ == Known::List || known_ == Known::EmptyLists; }

 private:
  enum class Known : std::uint8_t { Nothing, Scalar, EmptyLists, List, Mixed };

  [[nodiscard]] bool fits_list(const Value& list) const;

  char array_delimiter_;
  Known known_ = Known::Nothing;
  ColumnType type_ = ColumnType::String;  // of scalars, or of a list's items
};

/// Appends a value as a column of this type has it, quotes and all. REQUIRES: a ColumnChoice that saw it chose the
/// type.
void append_cell(std::string& out, const Value& value, ColumnType type, char delimiter, char array_delimiter);

}  // namespace liaison
