#pragma once

#include "liaison/value.h"

namespace liaison {

/// The operators + - * / % ^ and unary minus over values. Null in, null out.
/// `+` also joins strings (and a string with a number), lists, and a list with an item. Durations are added to and
/// subtracted from temporal values, and multiplied and divided by numbers (ArithmeticError NumberOutOfRange beyond all
/// years).
/// Errors (thrown, runtime): ArithmeticError IntegerOverflow, DivisionByZero; TypeError InvalidArgumentType.
/// Division by zero of Floats gives infinity or NaN as IEEE 754 has it.
[[nodiscard]] Value add(const Value& left, const Value& right);
[[nodiscard]] Value subtract(const Value& left, const Value& right);
[[nodiscard]] Value multiply(const Value& left, const Value& right);
[[nodiscard]] Value divide(const Value& left, const Value& right);
[[nodiscard]] Value modulo(const Value& left, const Value& right);
[[nodiscard]] Value concatenate(const Value& left, const Value& right);  // `||`: two strings or two lists, nothing else
[[nodiscard]] Value power(const Value& left, const Value& right);        // always Float
[[nodiscard]] Value negate(const Value& operand);

}  // namespace liaison
