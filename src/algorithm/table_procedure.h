#pragma once

#include <string_view>
#include <vector>

#include "algorithm/procedure.h"

namespace liaison {

/// A procedure that is a table: the arguments of a call select its rows (null is equal to null), the other columns are
/// what comes out. `signature`: `test.cities(name :: STRING?, id :: INTEGER) :: (city :: STRING?)`, where `?` stands
/// for a column that may hold null; NUMBER and FLOAT take both kinds of numbers, ANY takes everything. A row has the
/// inputs' values first, then the outputs'. Throws Error UsageError where the signature is none or a row has another
/// number of cells.
[[nodiscard]] Procedure table_procedure(std::string_view signature, std::vector<std::vector<Value>> rows);

}  // namespace liaison
