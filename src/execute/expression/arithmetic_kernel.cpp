#include "execute/expression/arithmetic_kernel.h"

#include <cmath>
#include <limits>
#include <type_traits>

#include "execute/expression/results.h"
#include "value/arithmetic.h"

namespace liaison {
namespace {

using ast::ArithmeticOperator;

constexpr std::int64_t smallest_integer = std::numeric_limits<std::int64_t>::min();

// A side of numbers: a column or one number for all rows.
template <class Element>
struct Side {
  const Element* entries;  // null: `constant`
  const std::uint8_t* nulls;
  Element constant;

  [[nodiscard]] Element at(std::uint32_t row) const { return entries != nullptr ? entries[row] : constant; }
  [[nodiscard]] bool is_null(std::uint32_t row) const { return nulls != nullptr && nulls[row] != 0; }
};

Side<std::int64_t> integers_of(const Operand& operand) {
  if (operand.constant() != nullptr) return {nullptr, nullptr, operand.constant()->as_integer()};
  const Vector& vector = *operand.vector();
  return {vector.integers.data(), vector.nulls.empty() ? nullptr : vector.nulls.data(), 0};
}

Side<double> floats_of(const Operand& operand) {
  if (operand.constant() != nullptr) return {nullptr, nullptr, operand.constant()->as_float()};
  const Vector& vector = *operand.vector();
  return {vector.floats.data(), vector.nulls.empty() ? nullptr : vector.nulls.data(), 0};
}

// The two sides' column and constant forms are told apart outside the loop.
template <class Left, class Right, class Result, class Function>
void loop(Side<Left> left, Side<Right> right, const RowSelection& rows, Result* result, Vector& out,
          Function function) {
  if (left.nulls == nullptr && right.nulls == nullptr) {
    if (left.entries == nullptr) {
      rows.for_each([&](std::uint32_t row) { result[row] = function(left.constant, right.at(row)); });
    } else if (right.entries == nullptr) {
      rows.for_each([&](std::uint32_t row) { result[row] = function(left.entries[row], right.constant); });
    } else {
      rows.for_each([&](std::uint32_t row) { result[row] = function(left.entries[row], right.entries[row]); });
    }
    return;
  }
  out.nulls.assign(out.size, 0);
  rows.for_each([&](std::uint32_t row) {
    if (left.is_null(row) || right.is_null(row)) {
      out.nulls[row] = 1;
    } else {
      result[row] = function(left.at(row), right.at(row));
    }
  });
}

// What the machine's instruction cannot do: the generic form gives the number, or throws as it should.
std::int64_t by_values(ArithmeticOperator op, std::int64_t left, std::int64_t right) {
  return calculate_value(op, Value::integer(left), Value::integer(right)).as_integer();
}

void calculate_integers(ArithmeticOperator op, Side<std::int64_t> left, Side<std::int64_t> right,
                        const RowSelection& rows, Vector& out) {
  if (op == ArithmeticOperator::Power) {
    start(out, VectorKind::Float, rows.size());
    return loop(left, right, rows, out.floats.data(), out, [](std::int64_t base, std::int64_t exponent) {
      return std::pow(static_cast<double>(base), static_cast<double>(exponent));
    });
  }
  start(out, VectorKind::Integer, rows.size());
  std::int64_t* result = out.integers.data();
  switch (op) {
    case ArithmeticOperator::Add:
      return loop(left, right, rows, result, out, [](std::int64_t first, std::int64_t second) {
        std::int64_t sum = 0;
        return __builtin_add_overflow(first, second, &sum) ? by_values(ArithmeticOperator::Add, first, second) : sum;
      });
    case ArithmeticOperator::Subtract:
      return loop(left, right, rows, result, out, [](std::int64_t first, std::int64_t second) {
        std::int64_t difference = 0;
        return __builtin_sub_overflow(first, second, &difference)
                   ? by_values(ArithmeticOperator::Subtract, first, second)
                   : difference;
      });
    case ArithmeticOperator::Multiply:
      return loop(left, right, rows, result, out, [](std::int64_t first, std::int64_t second) {
        std::int64_t product = 0;
        return __builtin_mul_overflow(first, second, &product) ? by_values(ArithmeticOperator::Multiply, first, second)
                                                               : product;
      });
    case ArithmeticOperator::Divide:
      return loop(left, right, rows, result, out, [](std::int64_t first, std::int64_t second) {
        const bool special = second == 0 || (second == -1 && first == smallest_integer);
        return special ? by_values(ArithmeticOperator::Divide, first, second) : first / second;
      });
    case ArithmeticOperator::Modulo:
      return loop(left, right, rows, result, out, [](std::int64_t first, std::int64_t second) {
        const bool special = second == 0 || second == -1;
        return special ? by_values(ArithmeticOperator::Modulo, first, second) : first % second;
      });
    case ArithmeticOperator::Power:
    case ArithmeticOperator::Concatenate:
      return;
  }
}

template <class Left, class Right>
void calculate_floats(ArithmeticOperator op, Side<Left> left, Side<Right> right, const RowSelection& rows,
                      Vector& out) {
  start(out, VectorKind::Float, rows.size());
  double* result = out.floats.data();
  switch (op) {
    case ArithmeticOperator::Add:
      return loop(left, right, rows, result, out,
                  [](Left first, Right second) { return static_cast<double>(first) + static_cast<double>(second); });
    case ArithmeticOperator::Subtract:
      return loop(left, right, rows, result, out,
                  [](Left first, Right second) { return static_cast<double>(first) - static_cast<double>(second); });
    case ArithmeticOperator::Multiply:
      return loop(left, right, rows, result, out,
                  [](Left first, Right second) { return static_cast<double>(first) * static_cast<double>(second); });
    case ArithmeticOperator::Divide:
      return loop(left, right, rows, result, out,
                  [](Left first, Right second) { return static_cast<double>(first) / static_cast<double>(second); });
    case ArithmeticOperator::Modulo:
      return loop(left, right, rows, result, out, [](Left first, Right second) {
        return std::fmod(static_cast<double>(first), static_cast<double>(second));
      });
    case ArithmeticOperator::Power:
      return loop(left, right, rows, result, out, [](Left first, Right second) {
        return std::pow(static_cast<double>(first), static_cast<double>(second));
      });
    case ArithmeticOperator::Concatenate:
      return;
  }
}

bool is_integer(const Operand& operand) {
  return operand.constant() != nullptr ? operand.constant()->kind() == Kind::Integer
                                       : operand.vector()->kind == VectorKind::Integer;
}
bool is_float(const Operand& operand) {
  return operand.constant() != nullptr ? operand.constant()->kind() == Kind::Float
                                       : operand.vector()->kind == VectorKind::Float;
}

}  // namespace

Value calculate_value(ArithmeticOperator op, const Value& left, const Value& right) {
  switch (op) {
    case ArithmeticOperator::Add:
      return add(left, right);
    case ArithmeticOperator::Subtract:
      return subtract(left, right);
    case ArithmeticOperator::Multiply:
      return multiply(left, right);
    case ArithmeticOperator::Divide:
      return divide(left, right);
    case ArithmeticOperator::Modulo:
      return modulo(left, right);
    case ArithmeticOperator::Power:
      return power(left, right);
    case ArithmeticOperator::Concatenate:
      return concatenate(left, right);
  }
  return Value();
}

void calculate_generic(ArithmeticOperator op, Operand& left, Operand& right, const RowSelection& rows, Vector& out) {
  start(out, VectorKind::Any, rows.size());
  rows.for_each([&](std::uint32_t row) { out.values[row] = calculate_value(op, left.at(row), right.at(row)); });
}

bool calculate_typed(ArithmeticOperator op, const Operand& left, const Operand& right, const RowSelection& rows,
                     Vector& out) {
  if (op == ArithmeticOperator::Concatenate) return false;
  if (is_integer(left) && is_integer(right)) {
    calculate_integers(op, integers_of(left), integers_of(right), rows, out);
  } else if (is_integer(left) && is_float(right)) {
    calculate_floats(op, integers_of(left), floats_of(right), rows, out);
  } else if (is_float(left) && is_integer(right)) {
    calculate_floats(op, floats_of(left), integers_of(right), rows, out);
  } else if (is_float(left) && is_float(right)) {
    calculate_floats(op, floats_of(left), floats_of(right), rows, out);
  } else {
    return false;
  }
  return true;
}

void calculate(ArithmeticOperator op, Operand& left, Operand& right, const RowSelection& rows, Vector& out) {
  if (!calculate_typed(op, left, right, rows, out)) calculate_generic(op, left, right, rows, out);
}

void negate_vector(const Vector& operand, const RowSelection& rows, Vector& out) {
  if (operand.kind == VectorKind::Float) {
    start(out, VectorKind::Float, rows.size());
    out.nulls = operand.nulls;
    rows.for_each([&](std::uint32_t row) { out.floats[row] = 0.0 - operand.floats[row]; });  // as negate()
    return;
  }
  if (operand.kind == VectorKind::Integer) {
    start(out, VectorKind::Integer, rows.size());
    out.nulls = operand.nulls;
    rows.for_each([&](std::uint32_t row) {
      if (!out.nulls.empty() && out.nulls[row] != 0) return;
      const std::int64_t number = operand.integers[row];
      out.integers[row] = number == smallest_integer ? negate(Value::integer(number)).as_integer() : -number;
    });
    return;
  }
  start(out, VectorKind::Any, rows.size());
  rows.for_each([&](std::uint32_t row) { out.values[row] = negate(operand.get(row)); });
}

}  // namespace liaison
