#include "execute/expression/arithmetic_kernel.h"

#include <gtest/gtest.h>

#include "unit/execute/kernel_operands.h"
#include "value/arithmetic.h"
#include "value/equality.h"
#include "value/text.h"

namespace liaison {
namespace {

using ast::ArithmeticOperator;

constexpr ArithmeticOperator all_operators[] = {ArithmeticOperator::Add,      ArithmeticOperator::Subtract,
                                                ArithmeticOperator::Multiply, ArithmeticOperator::Divide,
                                                ArithmeticOperator::Modulo,   ArithmeticOperator::Power};

// The value, or the error's name as a string that no calculation gives.
template <class Calculate>
Value outcome(Calculate&& calculate) {
  try {
    return calculate();
  } catch (const Error& error) {
    return Value::string("error " + error.detail);
  }
}

void expect_same(const Value& typed, const Value& generic, ArithmeticOperator op, const Value& left,
                 const Value& right) {
  EXPECT_TRUE(identical(typed, generic)) << "operator " << static_cast<int>(op) << " on " << literal_text(left)
                                         << " and " << literal_text(right) << ": typed " << literal_text(typed)
                                         << ", generic " << literal_text(generic);
}

void expect_typed_is_generic(VectorKind left_kind, const std::vector<Value>& left_values, VectorKind right_kind,
                             const std::vector<Value>& right_values) {
  const auto [left, right] = all_pairs(left_values, right_values);
  const Vector left_vector = typed_vector(left_kind, left), right_vector = typed_vector(right_kind, right);
  const auto size = static_cast<std::uint32_t>(left.size());
  for (const ArithmeticOperator op : all_operators) {
    for (std::uint32_t row = 0; row < size; ++row) {
      const std::vector<std::uint16_t> only = {static_cast<std::uint16_t>(row)};
      const RowSelection rows = RowSelection::selected(size, only);
      const Value expected = outcome([&] { return calculate_value(op, left[row], right[row]); });
      const auto typed = [&](const Operand& first, const Operand& second) {
        return outcome([&] {
          Vector out;
          EXPECT_TRUE(calculate_typed(op, first, second, rows, out));
          return out.get(row);
        });
      };
      expect_same(typed(Operand(left_vector), Operand(right_vector)), expected, op, left[row], right[row]);
      if (!right[row].is_null()) {
        expect_same(typed(Operand(left_vector), Operand(right[row])), expected, op, left[row], right[row]);
      }
      if (!left[row].is_null()) {
        expect_same(typed(Operand(left[row]), Operand(right_vector)), expected, op, left[row], right[row]);
      }
    }
  }
}

TEST(ArithmeticKernel, NumbersGiveWhatTheirValuesGiveErrorsIncluded) {
  expect_typed_is_generic(VectorKind::Integer, interesting_integers(), VectorKind::Integer, interesting_integers());
  expect_typed_is_generic(VectorKind::Integer, interesting_integers(), VectorKind::Float, interesting_floats());
  expect_typed_is_generic(VectorKind::Float, interesting_floats(), VectorKind::Integer, interesting_integers());
  expect_typed_is_generic(VectorKind::Float, interesting_floats(), VectorKind::Float, interesting_floats());
}

TEST(ArithmeticKernel, DeadRowsAreNotComputed) {
  const std::vector<Value> dividends = {Value::integer(6), Value::integer(1)},
                           divisors = {Value::integer(3), Value::integer(0)};
  const Vector left = typed_vector(VectorKind::Integer, dividends), right = typed_vector(VectorKind::Integer, divisors);
  const std::vector<std::uint16_t> live = {0};
  Operand first(left), second(right);
  Vector out;
  calculate(ArithmeticOperator::Divide, first, second, RowSelection::selected(2, live), out);
  EXPECT_EQ(out.get(0).as_integer(), 2);
  EXPECT_THROW(calculate(ArithmeticOperator::Divide, first, second, RowSelection::all(2), out), Error);
}

TEST(ArithmeticKernel, NegationIsTheGenericOne) {
  for (const auto& [kind, values] :
       {std::pair(VectorKind::Integer, interesting_integers()), std::pair(VectorKind::Float, interesting_floats())}) {
    const Vector vector = typed_vector(kind, values);
    for (std::uint32_t row = 0; row < vector.size; ++row) {
      const std::vector<std::uint16_t> only = {static_cast<std::uint16_t>(row)};
      const Value typed = outcome([&] {
        Vector out;
        negate_vector(vector, RowSelection::selected(vector.size, only), out);
        return out.get(row);
      });
      const Value generic = outcome([&] { return negate(values[row]); });
      EXPECT_TRUE(identical(typed, generic)) << literal_text(values[row]);
    }
  }
}

}  // namespace
}  // namespace liaison
