#include "execute/expression/comparison_kernel.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "unit/execute/kernel_operands.h"
#include "value/text.h"

namespace liaison {
namespace {

using ast::ComparisonOperator;

constexpr ComparisonOperator all_operators[] = {ComparisonOperator::Equal,   ComparisonOperator::NotEqual,
                                                ComparisonOperator::Less,    ComparisonOperator::LessOrEqual,
                                                ComparisonOperator::Greater, ComparisonOperator::GreaterOrEqual};

std::string shown(const Value& value) { return value.kind() == Kind::Node ? "node" : literal_text(value); }

void expect_as_values(ComparisonOperator op, const Vector& out, const RowSelection& rows,
                      const std::vector<Value>& left, const std::vector<Value>& right) {
  rows.for_each([&](std::uint32_t row) {
    const Truth truth = compare_values(op, left[row], right[row]);
    const Value expected = truth == Truth::Unknown ? Value() : Value::boolean(truth == Truth::True);
    EXPECT_TRUE(identical(out.get(row), expected))
        << "operator " << static_cast<int>(op) << " on " << shown(left[row]) << " and " << shown(right[row]);
  });
}

// All pairs as vectors, then each right value as a constant, then each left one.
void expect_typed_is_generic(VectorKind left_kind, const std::vector<Value>& left_values, VectorKind right_kind,
                             const std::vector<Value>& right_values,
                             const std::shared_ptr<const Dictionary>& left_dictionary = nullptr,
                             const std::shared_ptr<const Dictionary>& right_dictionary = nullptr) {
  const auto [left, right] = all_pairs(left_values, right_values);
  const Vector left_vector = typed_vector(left_kind, left, left_dictionary);
  const Vector right_vector = typed_vector(right_kind, right, right_dictionary);
  const auto size = static_cast<std::uint32_t>(left.size());
  std::vector<std::uint16_t> every_third;
  for (std::uint32_t row = 1; row < size; row += 3) every_third.push_back(static_cast<std::uint16_t>(row));
  for (const ComparisonOperator op : all_operators) {
    for (const RowSelection& rows : {RowSelection::all(size), RowSelection::selected(size, every_third)}) {
      Vector typed, generic;
      Operand first(left_vector), second(right_vector);
      ASSERT_TRUE(compare_typed(op, first, second, rows, typed));
      EXPECT_EQ(typed.size, size);
      expect_as_values(op, typed, rows, left, right);
      compare_generic(op, first, second, rows, generic);
      expect_as_values(op, generic, rows, left, right);
    }
    for (const Value& constant : right_values) {
      Vector typed;
      ASSERT_TRUE(compare_typed(op, Operand(left_vector), Operand(constant), RowSelection::all(size), typed));
      expect_as_values(op, typed, RowSelection::all(size), left, std::vector<Value>(size, constant));
    }
    for (const Value& constant : left_values) {
      Vector typed;
      ASSERT_TRUE(compare_typed(op, Operand(constant), Operand(right_vector), RowSelection::all(size), typed));
      expect_as_values(op, typed, RowSelection::all(size), std::vector<Value>(size, constant), right);
    }
  }
}

TEST(ComparisonKernel, NumbersCompareAsTheirValuesDo) {
  expect_typed_is_generic(VectorKind::Integer, interesting_integers(), VectorKind::Integer, interesting_integers());
  expect_typed_is_generic(VectorKind::Integer, interesting_integers(), VectorKind::Float, interesting_floats());
  expect_typed_is_generic(VectorKind::Float, interesting_floats(), VectorKind::Integer, interesting_integers());
  expect_typed_is_generic(VectorKind::Float, interesting_floats(), VectorKind::Float, interesting_floats());
}

TEST(ComparisonKernel, BooleansCompareAsTheirValuesDo) {
  expect_typed_is_generic(VectorKind::Boolean, interesting_booleans(), VectorKind::Boolean, interesting_booleans());
}

TEST(ComparisonKernel, DatesCompareByDayWhateverTheirPrecision) {
  expect_typed_is_generic(VectorKind::Date, interesting_dates(), VectorKind::Date, interesting_dates());
}

TEST(ComparisonKernel, StringsOfOneDictionaryCompareByCode) {
  const auto dictionary = half_sorted_dictionary(interesting_strings());
  ASSERT_GT(dictionary->sorted_below(), 0u);
  ASSERT_LT(dictionary->sorted_below(), dictionary->size());
  expect_typed_is_generic(VectorKind::String, interesting_strings(), VectorKind::String, interesting_strings(),
                          dictionary, dictionary);
}

TEST(ComparisonKernel, StringsOfTwoDictionariesCompareByText) {
  std::vector<Value> reversed = interesting_strings();
  std::reverse(reversed.begin(), reversed.end());
  expect_typed_is_generic(VectorKind::String, interesting_strings(), VectorKind::String, interesting_strings(),
                          half_sorted_dictionary(interesting_strings()), half_sorted_dictionary(reversed));
}

TEST(ComparisonKernel, TextOutsideTheDictionaryEqualsNothingButHasAnOrder) {
  const auto dictionary = half_sorted_dictionary(interesting_strings());
  const Vector strings = typed_vector(VectorKind::String, interesting_strings(), dictionary);
  const RowSelection rows = RowSelection::all(strings.size);
  for (const char* text : {"B", "Azurea", "zz", " "}) {
    const Value constant = Value::string(text);
    for (const ComparisonOperator op : all_operators) {
      Vector out;
      ASSERT_TRUE(compare_typed(op, Operand(strings), Operand(constant), rows, out));
      expect_as_values(op, out, rows, interesting_strings(), std::vector<Value>(strings.size, constant));
    }
  }
}

TEST(ComparisonKernel, NodesAreEqualByIdentityAndHaveNoOrder) {
  const std::vector<Value> nodes = {Value::node(0), Value::node(7), Value()};
  const auto [left, right] = all_pairs(nodes, nodes);
  const Vector left_vector = typed_vector(VectorKind::Node, left), right_vector = typed_vector(VectorKind::Node, right);
  const RowSelection rows = RowSelection::all(left_vector.size);
  for (const ComparisonOperator op : all_operators) {
    Operand first(left_vector), second(right_vector);
    Vector out;
    compare(op, first, second, rows, out);
    expect_as_values(op, out, rows, left, right);
  }
}

TEST(ComparisonKernel, MixedKindsGoTheGenericWay) {
  std::vector<Value> values = interesting_integers();
  for (const auto& more : {interesting_strings(), interesting_dates(), interesting_booleans()}) {
    values.insert(values.end(), more.begin(), more.end());
  }
  values.push_back(Value::list({Value::integer(1), Value()}));
  values.push_back(Value::map(Map({{"k", Value::integer(1)}})));
  const auto [left, right] = all_pairs(values, interesting_integers());
  const Vector left_vector = typed_vector(VectorKind::Any, left);
  const Vector right_vector = typed_vector(VectorKind::Integer, right);
  const RowSelection rows = RowSelection::all(left_vector.size);
  for (const ComparisonOperator op : all_operators) {
    Operand first(left_vector), second(right_vector);
    Vector out;
    EXPECT_FALSE(compare_typed(op, first, second, rows, out));
    compare(op, first, second, rows, out);
    expect_as_values(op, out, rows, left, right);
  }
}

}  // namespace
}  // namespace liaison
