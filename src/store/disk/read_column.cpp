#include "store/disk/read_column.h"

#include <algorithm>
#include <functional>

#include "store/disk/column_format.h"
#include "value/time.h"

namespace liaison {
namespace {

template <class T>
bool all_up_to(std::span<const T> items, T most) {
  return std::ranges::all_of(items, [most](T item) { return item <= most; });
}

void read_dates(BlockReader& in, bool has_precisions, MappedColumn& column) {
  column.kind = VectorKind::Date;
  column.integers = in.array<std::int64_t>(column.count);
  if (has_precisions) column.precisions = in.array<DatePrecision>(column.count);
  in.require(std::ranges::all_of(column.integers, [](std::int64_t days) { return is_in_range(Date{days}); }),
             "a date out of range");
  in.require(all_up_to(column.precisions, DatePrecision::Year), "a precision that dates do not have");
}

void read_values(BlockReader& in, MappedColumn& column) {
  column.kind = VectorKind::Any;
  in.require(column.nulls.empty(), "values of any kind with nulls between them");
  column.offsets = in.array<std::uint64_t>(column.count + std::uint64_t{1});
  column.bytes = in.rest();
  in.require(column.offsets.front() == 0 && column.offsets.back() == column.bytes.size() &&
                 std::ranges::is_sorted(column.offsets),
             "values that overlap");
  for (std::uint32_t entry = 0; entry < column.count; ++entry) {
    const std::uint64_t begin = column.offsets[entry];
    ByteReader reader(column.bytes.subspan(begin, column.offsets[entry + 1] - begin));
    static_cast<void>(reader.value());
    in.require(reader.is_at_end(), "bytes behind a value");
  }
}

}  // namespace

MappedColumn read_column(BlockReader& in, std::uint32_t strings) {
  const auto header = in.number<ColumnHeader>();
  MappedColumn column;
  column.count = header.count;
  in.require(header.count > 0 && header.count <= extent_rows, "a column of more entries than an extent has, or none");
  in.require(header.flags < 8, "a column with an unknown mark");
  if ((header.flags & column_has_rows) != 0) column.rows = in.array<std::uint16_t>(header.count);
  if ((header.flags & column_has_nulls) != 0) column.nulls = in.array<std::uint8_t>(header.count);
  in.require(std::ranges::adjacent_find(column.rows, std::greater_equal{}) == column.rows.end() &&
                 (column.rows.empty() || column.rows.back() < extent_rows),
             "rows out of order");
  switch (header.kind) {
    case ColumnKind::Boolean:
      column.kind = VectorKind::Boolean;
      column.booleans = in.array<std::uint8_t>(header.count);
      return column;
    case ColumnKind::Integer:
      column.kind = VectorKind::Integer;
      column.integers = in.array<std::int64_t>(header.count);
      return column;
    case ColumnKind::Float:
      column.kind = VectorKind::Float;
      column.floats = in.array<double>(header.count);
      return column;
    case ColumnKind::Date:
      read_dates(in, (header.flags & column_has_precisions) != 0, column);
      return column;
    case ColumnKind::String:
      column.kind = VectorKind::String;
      column.codes = in.array<std::uint32_t>(header.count);
      in.require(std::ranges::all_of(column.codes, [&](std::uint32_t code) { return code < strings; }),
                 "a string that the dictionary does not have");
      return column;
    case ColumnKind::Any:
      read_values(in, column);
      return column;
  }
  in.refuse("a column of an unknown kind");
}

}  // namespace liaison
