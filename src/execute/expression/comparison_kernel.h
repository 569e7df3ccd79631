#pragma once

#include "execute/expression/node.h"
#include "query/ast.h"
#include "value/equality.h"

namespace liaison {

/// out[row] = left op right in three-valued logic, a Boolean vector. The generic kernel is the meaning; typed ones do
/// the same for pairs of physical kinds without making Values.
void compare(ast::ComparisonOperator op, Operand& left, Operand& right, const RowSelection& rows, Vector& out);

void compare_generic(ast::ComparisonOperator op, Operand& left, Operand& right, const RowSelection& rows, Vector& out);
/// False, and `out` untouched, if there is no typed kernel for these.
[[nodiscard]] bool compare_typed(ast::ComparisonOperator op, const Operand& left, const Operand& right,
                                 const RowSelection& rows, Vector& out);

[[nodiscard]] Truth compare_values(ast::ComparisonOperator op, const Value& left, const Value& right);

}  // namespace liaison
