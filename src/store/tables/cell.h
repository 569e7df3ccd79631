#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "liaison/value.h"
#include "store/load/csv_scanner.h"
#include "store/tables/table_column.h"

namespace liaison {

/// What a field of a property's column gives: a value (null: no property), or the bytes of a String where they stand in
/// the scanner's block, not copied.
using Cell = std::variant<Value, std::string_view>;

/// Reads a field. Nothing between two separators is null; so is `""` but for strings (the empty one) and lists (the
/// empty list). Blanks around what is no string or character count for nothing.
/// nullopt: the field does not hold what the column's type says; then `fault` says so in a sentence.
[[nodiscard]] std::optional<Cell> read_cell(const Column& column, const CsvCell& field, char array_delimiter,
                                            std::string& fault);

/// An integer of any length, blanks around it; nullopt: it is none, or beyond 64 bits.
[[nodiscard]] std::optional<std::int64_t> read_integer(std::string_view text);

}  // namespace liaison
