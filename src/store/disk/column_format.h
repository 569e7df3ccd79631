#pragma once

#include <cstdint>

/// How the block of a column begins (store/FORMAT.md). These numbers are in every store: they never change.
namespace liaison {

enum class ColumnKind : std::uint32_t {
  Boolean = 1,
  Integer = 2,
  Float = 3,
  Date = 4,
  String = 5,
  Any = 6,
};

enum ColumnFlag : std::uint32_t {
  column_has_rows = 1,
  column_has_nulls = 2,
  column_has_precisions = 4,
};

struct ColumnHeader {
  ColumnKind kind;
  std::uint32_t flags;
  std::uint32_t count;
  std::uint32_t zero = 0;
};

}  // namespace liaison
