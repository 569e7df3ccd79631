#pragma once

#include "algorithm/procedure.h"
#include "liaison/value.h"
#include "query/ast.h"
#include "query/bound_query.h"
#include "store/catalog.h"

namespace liaison {

/// Looks up every name of a statement, types every expression and finds every fault that can be found before anything
/// runs: throws Error with phase CompileTime, the place, and a hint where the right name is near.
/// Does not depend on what the graph holds: `catalog` serves hints only. `parameters` must hold every parameter that
/// the text names (ParameterMissing MissingParameter); of their values only the names of labels and types are looked
/// at, so that faults in them come at runtime. The result owns all it needs; it refers to functions and aggregates of
/// the builtin tables.
[[nodiscard]] BoundQuery bind(const ast::Statement& statement, const Catalog& catalog, const Procedures& procedures,
                              const Map& parameters);

}  // namespace liaison
