#pragma once

#include "execute/expression/node.h"
#include "query/ast.h"

namespace liaison {

/// out[row] = left op right, as value/arithmetic.h has it, errors included. `out` may not be an operand's vector.
void calculate(ast::ArithmeticOperator op, Operand& left, Operand& right, const RowSelection& rows, Vector& out);

void calculate_generic(ast::ArithmeticOperator op, Operand& left, Operand& right, const RowSelection& rows,
                       Vector& out);
/// False, and `out` untouched, if there is no typed kernel for these: both sides must be Integers or Floats.
[[nodiscard]] bool calculate_typed(ast::ArithmeticOperator op, const Operand& left, const Operand& right,
                                   const RowSelection& rows, Vector& out);

[[nodiscard]] Value calculate_value(ast::ArithmeticOperator op, const Value& left, const Value& right);

/// out[row] = -operand.
void negate_vector(const Vector& operand, const RowSelection& rows, Vector& out);

}  // namespace liaison
