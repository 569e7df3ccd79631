#include "execute/evaluator.h"

#include <gtest/gtest.h>

#include <limits>

#include "liaison/error.h"
#include "unit/execute/expression_builder.h"
#include "value/equality.h"
#include "value/text.h"

namespace liaison {
namespace {

using namespace build;
using ast::ArithmeticOperator;
using ast::ComparisonOperator;
using ast::LogicalOperator;
using ast::PredicateOperator;
using ast::QuantifierKind;

std::shared_ptr<Vector> column(const std::vector<Value>& values) {
  auto vector = std::make_shared<Vector>();
  for (const Value& value : values) vector->append(value);
  return vector;
}

std::shared_ptr<Vector> integers_column(std::initializer_list<std::int64_t> numbers) {
  auto vector = std::make_shared<Vector>();
  for (const std::int64_t number : numbers) vector->append(Value::integer(number));
  return vector;
}

Value true_value() { return Value::boolean(true); }
Value false_value() { return Value::boolean(false); }

/// Variables 0 and 1 in a root group of three rows; variable 2 in a group below, whose rows belong to 0, 0, 2.
class EvaluatorTest : public testing::Test {
 protected:
  EvaluatorTest() {
    layout_.add_group(-1);
    layout_.add(0, 0);
    layout_.add(1, 0);
    layout_.add_group(0);
    layout_.add(2, 1);
    Group root;
    root.size = 3;
    root.columns = {integers_column({10, 20, 30}), integers_column({1, 0, 3})};
    Group below;
    below.size = 3;
    below.parent = 0;
    below.parent_row = {0, 0, 2};
    below.columns = {integers_column({5, 6, 7})};
    chunk_.groups = {root, below};
    execution_.parameters = &parameters_;
  }

  Value constant_of(const Expression& expression) { return evaluate_constant(expression, execution_); }

  void expect_constant(const Expression& expression, const Value& expected) {
    const Value value = constant_of(expression);
    EXPECT_TRUE(identical(value, expected)) << literal_text(value) << " instead of " << literal_text(expected);
  }

  void expect_error(const Expression& expression, ErrorCode code, std::string_view detail) {
    try {
      const Value value = constant_of(expression);
      ADD_FAILURE() << literal_text(value) << " instead of " << detail;
    } catch (const Error& error) {
      EXPECT_EQ(error.code, code);
      EXPECT_EQ(error.detail, detail);
      EXPECT_EQ(error.phase, Phase::Runtime);
    }
  }

  // Of the root group without the one below: all its rows count then.
  std::vector<Value> rows_of(const Expression& expression, std::uint16_t group) {
    Evaluator evaluator(expression, layout_, group, execution_);
    Chunk chunk = chunk_;
    chunk.groups.resize(group + 1u);
    const Vector& vector = evaluator.evaluate(chunk);
    std::vector<Value> values;
    EXPECT_EQ(vector.size, chunk_.groups[group].size);
    for (std::uint32_t row = 0; row < vector.size; ++row) values.push_back(vector.get(row));
    return values;
  }

  void expect_rows(const Expression& expression, std::uint16_t group, std::vector<Value> expected) {
    const Value rows = Value::list(rows_of(expression, group)), wanted = Value::list(std::move(expected));
    EXPECT_TRUE(identical(rows, wanted)) << literal_text(rows) << " instead of " << literal_text(wanted);
  }

  Layout layout_;
  Chunk chunk_;
  Map parameters_;
  Execution execution_;
};

TEST_F(EvaluatorTest, ReadsVariablesOfTheGroupAndOfThoseAbove) {
  expect_rows(variable(2), 1, {Value::integer(5), Value::integer(6), Value::integer(7)});
  expect_rows(variable(0), 1, {Value::integer(10), Value::integer(10), Value::integer(30)});
  expect_rows(plus(variable(0), variable(2)), 1, {Value::integer(15), Value::integer(16), Value::integer(37)});
}

TEST_F(EvaluatorTest, ConstantsFillEveryRow) {
  expect_rows(plus(integer(1), integer(2)), 0, {Value::integer(3), Value::integer(3), Value::integer(3)});
}

TEST_F(EvaluatorTest, ComputesNothingForDeadRows) {
  const Expression quotient = divided(integer(6), variable(1));
  EXPECT_THROW(rows_of(quotient, 0), Error);
  chunk_.groups[0].all_selected = false;
  chunk_.groups[0].selection = {0, 2};
  const std::vector<Value> values = rows_of(quotient, 0);
  EXPECT_EQ(values[0].as_integer(), 6);
  EXPECT_EQ(values[2].as_integer(), 2);
}

TEST_F(EvaluatorTest, ComputesNothingForParentRowsWithoutChildren) {
  // Row 1 of the root, where the divisor is 0, has no row below.
  expect_rows(plus(divided(integer(6), variable(1)), variable(2)), 1,
              {Value::integer(11), Value::integer(12), Value::integer(9)});
}

TEST_F(EvaluatorTest, ComputesNothingForRowsThatStandForNoRow) {
  // Row 1 of the root has no row below: no row of the chunk divides by its 0.
  Evaluator evaluator(divided(integer(6), variable(1)), layout_, 0, execution_);
  EXPECT_EQ(evaluator.evaluate(chunk_).get(2).as_integer(), 2);
  Evaluator keep(greater(divided(integer(6), variable(1)), integer(2)), layout_, 0, execution_);
  keep.filter(chunk_);
  EXPECT_EQ(chunk_.groups[0].selection, (std::vector<std::uint16_t>{0}));
  // Now row 2 is dead, and with it what is below.
  Evaluator below(divided(integer(6), arithmetic(variable(2), ArithmeticOperator::Subtract, integer(7))), layout_, 1,
                  execution_);
  EXPECT_EQ(below.evaluate(chunk_).get(0).as_integer(), -3);
}

TEST_F(EvaluatorTest, ConstantsThatFailDoSoOnlyIfARowAsks) {
  const Expression failing = divided(integer(1), integer(0));
  EXPECT_THROW(rows_of(failing, 0), Error);
  chunk_.groups[0].all_selected = false;
  chunk_.groups[0].selection = {};
  EXPECT_NO_THROW(rows_of(failing, 0));
}

TEST_F(EvaluatorTest, FilterSelectsTheTrueRows) {
  chunk_.groups.resize(1);
  Evaluator keep(greater(variable(0), integer(10)), layout_, 0, execution_);
  keep.filter(chunk_);
  EXPECT_EQ(chunk_.groups[0].selection, (std::vector<std::uint16_t>{1, 2}));
  Evaluator keep_fewer(greater(variable(1), integer(0)), layout_, 0, execution_);
  keep_fewer.filter(chunk_);
  EXPECT_EQ(chunk_.groups[0].selection, (std::vector<std::uint16_t>{2}));
  Evaluator keep_unknown(equal(variable(0), null()), layout_, 0, execution_);
  keep_unknown.filter(chunk_);
  EXPECT_EQ(chunk_.groups[0].live(), 0u);
}

TEST_F(EvaluatorTest, FilterOfEverythingLeavesTheGroupWhole) {
  chunk_.groups.resize(1);
  Evaluator keep(greater(variable(0), integer(0)), layout_, 0, execution_);
  keep.filter(chunk_);
  EXPECT_TRUE(chunk_.groups[0].all_selected);
}

TEST_F(EvaluatorTest, FilterByWhatIsNoTruthIsATypeError) {
  Evaluator keep(variable(0), layout_, 0, execution_);
  EXPECT_THROW(keep.filter(chunk_), Error);
}

TEST_F(EvaluatorTest, ErrorsTellThePlaceOfTheInnermostPart) {
  Expression quotient = divided(integer(1), integer(0));
  quotient.place = {.line = 1, .column = 8, .length = 3};
  Expression sum = plus(std::move(quotient), integer(1));
  sum.place = {.line = 1, .column = 2, .length = 20};
  try {
    (void)constant_of(sum);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.place.column, 8u);
  }
}

TEST_F(EvaluatorTest, LogicIsThreeValued) {
  const Value values[] = {false_value(), true_value(), Value()};
  const auto truth = [](const Value& value) { return value.is_null() ? 2 : value.as_boolean() ? 1 : 0; };
  const Value expected_and[3][3] = {{false_value(), false_value(), false_value()},
                                    {false_value(), true_value(), Value()},
                                    {false_value(), Value(), Value()}};
  const Value expected_or[3][3] = {{false_value(), true_value(), Value()},
                                   {true_value(), true_value(), true_value()},
                                   {Value(), true_value(), Value()}};
  const Value expected_xor[3][3] = {
      {false_value(), true_value(), Value()}, {true_value(), false_value(), Value()}, {Value(), Value(), Value()}};
  for (const Value& left : values) {
    for (const Value& right : values) {
      const auto operands = [&] { return expressions(literal(left), literal(right)); };
      expect_constant(connected(LogicalOperator::And, operands()), expected_and[truth(left)][truth(right)]);
      expect_constant(connected(LogicalOperator::Or, operands()), expected_or[truth(left)][truth(right)]);
      expect_constant(connected(LogicalOperator::Xor, operands()), expected_xor[truth(left)][truth(right)]);
    }
  }
  expect_constant(made(Not{boxed(null())}), Value());
  expect_constant(made(Not{boxed(boolean(false))}), true_value());
}

TEST_F(EvaluatorTest, WhatTheLeftSideDecidesSparesTheRight) {
  const auto failing = [] { return greater(divided(integer(6), variable(1)), integer(2)); };
  expect_rows(both(greater(variable(1), integer(0)), failing()), 0, {true_value(), false_value(), false_value()});
  expect_rows(either(equal(variable(1), integer(0)), failing()), 0, {true_value(), true_value(), false_value()});
  EXPECT_THROW(rows_of(both(null(), failing()), 0), Error);
}

TEST_F(EvaluatorTest, LongChainsOfLogicKeepNullsUntilDecided) {
  const auto chain = [&](LogicalOperator op, std::vector<Value> values) {
    std::vector<Expression> operands;
    for (Value& value : values) operands.push_back(literal(std::move(value)));
    return connected(op, std::move(operands));
  };
  expect_constant(chain(LogicalOperator::And, {true_value(), Value(), true_value(), false_value(), Value()}),
                  false_value());
  expect_constant(chain(LogicalOperator::Or, {false_value(), Value(), false_value(), true_value(), Value()}),
                  true_value());
  expect_constant(chain(LogicalOperator::Xor, {true_value(), true_value(), true_value()}), true_value());
}

TEST_F(EvaluatorTest, LogicOfWhatIsNoTruthIsATypeError) {
  expect_error(both(boolean(true), integer(1)), ErrorCode::TypeError, "InvalidArgumentType");
  expect_error(made(Not{boxed(text("true"))}), ErrorCode::TypeError, "InvalidArgumentType");
}

TEST_F(EvaluatorTest, ComparisonChainsAreConjunctions) {
  const auto between = [](Expression low, Expression middle, Expression high) {
    return made(ComparisonOf{expressions(std::move(low), std::move(middle), std::move(high)),
                             {ComparisonOperator::Less, ComparisonOperator::LessOrEqual}});
  };
  expect_rows(between(integer(10), variable(0), integer(20)), 0, {false_value(), true_value(), false_value()});
  expect_constant(between(null(), integer(5), integer(1)), false_value());
  expect_constant(between(null(), integer(1), integer(5)), Value());
  // The last operand is asked for only where the first link does not decide.
  expect_constant(between(integer(2), integer(1), divided(integer(1), integer(0))), false_value());
}

TEST_F(EvaluatorTest, StringPredicatesOfOtherKindsAreNull) {
  const Value others[] = {Value::integer(1), Value::floating(3.14), true_value(),
                          Value::list({}),   Value::map({}),        Value()};
  for (const PredicateOperator op :
       {PredicateOperator::StartsWith, PredicateOperator::EndsWith, PredicateOperator::Contains}) {
    for (const Value& left : others) {
      for (const Value& right : others) expect_constant(predicate(literal(left), op, literal(right)), Value());
      expect_constant(predicate(text("a"), op, literal(left)), Value());
    }
  }
  expect_constant(predicate(text("abc"), PredicateOperator::StartsWith, text("ab")), true_value());
  expect_constant(predicate(text("abc"), PredicateOperator::EndsWith, text("ab")), false_value());
  expect_constant(predicate(text("abc"), PredicateOperator::Contains, text("")), true_value());
}

TEST_F(EvaluatorTest, StringPredicatesOverADictionaryAnswerOnceAString) {
  auto dictionary = std::make_shared<Dictionary>();
  auto names = std::make_shared<Vector>();
  names->reset(VectorKind::String);
  names->resize(3);
  names->codes = {dictionary->intern("Nvidia"), dictionary->intern("Mistral"), dictionary->intern("Nvidia")};
  names->nulls = {0, 0, 1};
  names->dictionary = dictionary;
  chunk_.groups[0].columns[0] = names;
  expect_rows(predicate(variable(0), PredicateOperator::StartsWith, text("Nv")), 0,
              {true_value(), false_value(), Value()});
  expect_rows(in(variable(0), literal(Value::list({Value::string("Mistral"), Value()}))), 0,
              {Value(), true_value(), Value()});
  expect_rows(in(variable(0), literal(Value::list({}))), 0, {false_value(), false_value(), false_value()});
}

TEST_F(EvaluatorTest, InIsThreeValued) {
  const auto one = [] { return Value::integer(1); };
  expect_constant(in(integer(3), literal(integers({1, 2, 3}))), true_value());
  expect_constant(in(integer(4), literal(Value::list({one(), Value()}))), Value());
  expect_constant(in(null(), literal(Value::list({}))), false_value());
  expect_constant(in(null(), literal(integers({1}))), Value());
  expect_constant(in(integer(1), null()), Value());
  expect_constant(in(literal(integers({1, 2})), literal(Value::list({Value::list({Value(), Value::string("foo")})}))),
                  false_value());
  expect_constant(in(literal(integers({1, 2})), literal(Value::list({Value::list({Value(), Value::integer(2)})}))),
                  Value());
  expect_error(in(integer(1), integer(1)), ErrorCode::TypeError, "InvalidArgumentType");
}

TEST_F(EvaluatorTest, InOverLongConstantListsIsTheSame) {
  std::vector<Value> items;
  for (std::int64_t number = 0; number < 100; number += 2) items.push_back(Value::integer(number));
  items.push_back(Value::floating(std::numeric_limits<double>::quiet_NaN()));
  const Value without_null = Value::list(items);
  items.push_back(Value());
  const Value with_null = Value::list(items);
  expect_constant(in(integer(42), literal(without_null)), true_value());
  expect_constant(in(literal(Value::floating(42)), literal(without_null)), true_value());
  expect_constant(in(integer(43), literal(without_null)), false_value());
  expect_constant(in(integer(43), literal(with_null)), Value());
  expect_constant(in(integer(42), literal(with_null)), true_value());
  expect_constant(in(literal(Value::floating(std::numeric_limits<double>::quiet_NaN())), literal(without_null)),
                  false_value());
  expect_constant(in(null(), literal(without_null)), Value());
  expect_constant(in(literal(integers({42})), literal(without_null)), false_value());
}

TEST_F(EvaluatorTest, ElementsAndSlices) {
  const auto abc = [] { return literal(integers({1, 2, 3})); };
  expect_constant(element(abc(), integer(0)), Value::integer(1));
  expect_constant(element(abc(), integer(-1)), Value::integer(3));
  expect_constant(element(abc(), integer(3)), Value());
  expect_constant(element(abc(), integer(std::numeric_limits<std::int64_t>::min())), Value());
  expect_constant(element(null(), integer(0)), Value());
  expect_constant(element(abc(), null()), Value());
  const Value map = Value::map(Map({{"name", Value::string("Apa")}}));
  expect_constant(element(literal(map), text("name")), Value::string("Apa"));
  expect_constant(element(literal(map), text("Name")), Value());
  expect_error(element(literal(map), integer(0)), ErrorCode::TypeError, "MapElementAccessByNonString");
  expect_error(element(integer(100), integer(0)), ErrorCode::TypeError, "InvalidArgumentType");
  expect_error(element(abc(), text("1")), ErrorCode::TypeError, "InvalidArgumentType");

  const auto slice = [&](ExpressionPtr from, ExpressionPtr to) {
    return made(SliceOf{boxed(abc()), std::move(from), std::move(to)});
  };
  expect_constant(slice(boxed(integer(1)), boxed(integer(3))), integers({2, 3}));
  expect_constant(slice(boxed(integer(-2)), nullptr), integers({2, 3}));
  expect_constant(slice(nullptr, boxed(integer(-1))), integers({1, 2}));
  expect_constant(slice(boxed(integer(-5)), boxed(integer(5))), integers({1, 2, 3}));
  expect_constant(slice(boxed(integer(3)), boxed(integer(1))), integers({}));
  expect_constant(slice(boxed(null()), nullptr), Value());
  expect_constant(slice(nullptr, boxed(null())), Value());
  expect_error(slice(boxed(text("1")), nullptr), ErrorCode::TypeError, "InvalidArgumentType");
}

TEST_F(EvaluatorTest, PropertiesOfMapsAndDates) {
  const Value map = Value::map(Map({{"existing", Value::integer(42)}, {"empty", Value()}}));
  expect_constant(property(literal(map), "existing"), Value::integer(42));
  expect_constant(property(literal(map), "empty"), Value());
  expect_constant(property(literal(map), "missing"), Value());
  expect_constant(property(null(), "missing"), Value());
  const Value date = Value::date({.days = 19723});  // 2024-01-01, a Monday
  expect_constant(property(literal(date), "year"), Value::integer(2024));
  expect_constant(property(literal(date), "dayOfWeek"), Value::integer(1));
  expect_constant(property(literal(date), "week"), Value::integer(1));
  expect_error(property(literal(date), "hour"), ErrorCode::ArgumentError, "InvalidArgumentValue");
  expect_error(property(integer(1), "name"), ErrorCode::TypeError, "InvalidArgumentType");
}

TEST_F(EvaluatorTest, MapsKeepTheLastOfDoubledKeys) {
  MakeMap map{{"b", "a", "b"}, expressions(integer(1), integer(2), integer(3))};
  expect_constant(made(std::move(map)), Value::map(Map({{"a", Value::integer(2)}, {"b", Value::integer(3)}})));
}

TEST_F(EvaluatorTest, ParametersAreConstants) {
  parameters_.set("x", Value::integer(5));
  expect_rows(plus(variable(0), parameter("x")), 0, {Value::integer(15), Value::integer(25), Value::integer(35)});
  try {
    (void)constant_of(parameter("y"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code, ErrorCode::ParameterMissing);
    EXPECT_EQ(error.detail, "MissingParameter");
  }
}

TEST_F(EvaluatorTest, CaseComputesOnlyTheBranchTaken) {
  CaseOf searched;
  searched.when = expressions(equal(variable(1), integer(0)), greater(divided(integer(6), variable(1)), integer(2)));
  searched.then = expressions(text("none"), divided(integer(60), variable(1)));
  expect_rows(made(std::move(searched)), 0, {Value::integer(60), Value::string("none"), Value()});

  CaseOf simple;
  simple.subject = boxed(variable(1));
  simple.when = expressions(null(), literal(Value::floating(1)), integer(3));
  simple.then = expressions(integer(0), integer(100), variable(0));
  simple.otherwise = boxed(integer(-1));
  expect_rows(made(std::move(simple)), 0, {Value::integer(100), Value::integer(-1), Value::integer(30)});
}

TEST_F(EvaluatorTest, CaseMixesPhysicalKinds) {
  CaseOf mixed;
  mixed.when = expressions(equal(variable(0), integer(10)), equal(variable(0), integer(20)));
  mixed.then =
      expressions(literal(Value::date({.days = 3, .precision = DatePrecision::Month})), literal(Value::floating(0.5)));
  mixed.otherwise = boxed(null());
  expect_rows(made(std::move(mixed)), 0,
              {Value::date({.days = 3, .precision = DatePrecision::Month}), Value::floating(0.5), Value()});
}

TEST_F(EvaluatorTest, ChainsOfAHundredThousandOperandsWork) {
  constexpr std::size_t length = 100'000;
  Arithmetic sum;
  Logical conjunction{LogicalOperator::And, {}};
  ComparisonOf ascending;
  std::vector<Expression> items;
  for (std::size_t index = 0; index < length; ++index) {
    sum.operands.push_back(integer(1));
    conjunction.operands.push_back(boolean(true));
    ascending.operands.push_back(integer(static_cast<std::int64_t>(index)));
    items.push_back(integer(1));
  }
  sum.operators.resize(length - 1, ArithmeticOperator::Add);
  ascending.operators.resize(length - 1, ComparisonOperator::Less);
  expect_constant(made(std::move(sum)), Value::integer(length));
  expect_constant(made(std::move(conjunction)), true_value());
  expect_constant(made(std::move(ascending)), true_value());
  expect_constant(in(integer(2), list(std::move(items))), false_value());
}

/// Comprehensions and the like with batches smaller, equal and larger than the lists.
class IterationTest : public EvaluatorTest, public testing::WithParamInterface<std::uint32_t> {
 protected:
  IterationTest() { execution_.chunk_rows = GetParam(); }

  /// Variable 0's rows: lists of 3, 0 and 2 integers.
  void put_lists() { chunk_.groups[0].columns[0] = column({integers({1, 2, 3}), Value::list({}), integers({4, 5})}); }
};

TEST_P(IterationTest, ComprehensionFiltersAndProjectsEachRowsItems) {
  put_lists();
  // [x IN list WHERE x > 1 | x + v1]
  expect_rows(
      comprehension(9, variable(0), boxed(greater(variable(9), integer(1))), boxed(plus(variable(9), variable(1)))), 0,
      {integers({3, 4}), Value::list({}), integers({7, 8})});
  expect_rows(comprehension(9, variable(0), nullptr, nullptr), 0,
              {integers({1, 2, 3}), Value::list({}), integers({4, 5})});
  expect_rows(comprehension(9, variable(0), boxed(null()), nullptr), 0,
              {Value::list({}), Value::list({}), Value::list({})});
  expect_constant(comprehension(9, null(), nullptr, nullptr), Value());
  expect_error(comprehension(9, integer(1), nullptr, nullptr), ErrorCode::TypeError, "InvalidArgumentType");
}

TEST_P(IterationTest, ComprehensionsNest) {
  put_lists();
  // [x IN list | [y IN [x, v1] WHERE y < 4 | x + y]]
  Expression inner = comprehension(8, list(expressions(variable(9), variable(1))),
                                   boxed(greater(integer(4), variable(8))), boxed(plus(variable(9), variable(8))));
  expect_rows(comprehension(9, variable(0), nullptr, boxed(std::move(inner))), 0,
              {Value::list({integers({2, 2}), integers({4, 3}), integers({6, 4})}), Value::list({}),
               Value::list({integers({7}), integers({8})})});
}

TEST_P(IterationTest, WhatDoesNotReadTheItemIsComputedOutsideOnlyForRowsWithItems) {
  put_lists();
  chunk_.groups[0].columns[1] = integers_column({1, 0, 2});
  // 6 / v1 fails for the second row, whose list is empty.
  expect_rows(comprehension(9, variable(0), nullptr, boxed(plus(variable(9), divided(integer(6), variable(1))))), 0,
              {integers({7, 8, 9}), Value::list({}), integers({7, 8})});
}

TEST_P(IterationTest, QuantifiersAreNoFolds) {
  const auto holds = [&](QuantifierKind kind, std::vector<Value> items) {
    return constant_of(quantifier(kind, 9, literal(Value::list(std::move(items))), equal(variable(9), integer(2))));
  };
  const Value one = Value::integer(1), two = Value::integer(2), null;
  const auto check = [&](std::vector<Value> items, Value all, Value any, Value none, Value single) {
    EXPECT_TRUE(identical(holds(QuantifierKind::All, items), all)) << literal_text(Value::list(items));
    EXPECT_TRUE(identical(holds(QuantifierKind::Any, items), any)) << literal_text(Value::list(items));
    EXPECT_TRUE(identical(holds(QuantifierKind::None, items), none)) << literal_text(Value::list(items));
    EXPECT_TRUE(identical(holds(QuantifierKind::Single, items), single)) << literal_text(Value::list(items));
  };
  const Value yes = true_value(), no = false_value();
  check({}, yes, no, yes, no);
  check({two}, yes, yes, no, yes);
  check({one, two}, no, yes, no, yes);
  check({one, one}, no, no, yes, no);
  check({two, null}, null, yes, no, null);
  check({one, null}, no, null, null, null);
  check({two, null, two}, null, yes, no, no);
  check({two, two, one, two}, no, yes, no, no);
  expect_constant(quantifier(QuantifierKind::All, 9, literal(null), boolean(true)), null);
}

TEST_P(IterationTest, QuantifiersGoByRow) {
  put_lists();
  expect_rows(quantifier(QuantifierKind::Any, 9, variable(0), greater(variable(9), integer(4))), 0,
              {false_value(), false_value(), true_value()});
  expect_rows(quantifier(QuantifierKind::All, 9, variable(0), greater(variable(9), variable(1))), 0,
              {false_value(), true_value(), true_value()});
}

TEST_P(IterationTest, ReduceCarriesEachRowsAccumulator) {
  put_lists();
  expect_rows(reduce(8, variable(1), 9, variable(0), plus(plus(variable(8), variable(8)), variable(9))), 0,
              {Value::integer(((2 + 1) * 2 + 2) * 2 + 3), Value::integer(0), Value::integer((6 + 4) * 2 + 5)});
  expect_rows(reduce(8, text("<"), 9, variable(0), plus(variable(8), variable(9))), 0,
              {Value::string("<123"), Value::string("<"), Value::string("<45")});
  expect_constant(reduce(8, integer(1), 9, null(), variable(8)), Value());
}

INSTANTIATE_TEST_SUITE_P(ChunkSizes, IterationTest, testing::Values(1u, 2u, 3u, 1024u));

}  // namespace
}  // namespace liaison
