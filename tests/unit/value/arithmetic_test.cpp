#include "value/arithmetic.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "liaison/error.h"
#include "unit/value/samples.h"
#include "value/equality.h"
#include "value/text.h"

namespace liaison {
namespace {

using namespace samples;

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

std::string detail_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    EXPECT_EQ(error.phase, Phase::Runtime);
    return std::string(to_string(error.code)) + " " + error.detail;
  }
  return "no error";
}

void expect_same(const Value& actual, const Value& expected) {
  EXPECT_TRUE(identical(actual, expected)) << literal_text(actual) << " is not " << literal_text(expected);
}

TEST(Arithmetic, IntegersStayIntegers) {
  expect_same(add(integer(2), integer(3)), integer(5));
  expect_same(subtract(integer(2), integer(3)), integer(-1));
  expect_same(multiply(integer(2), integer(3)), integer(6));
  expect_same(divide(integer(7), integer(2)), integer(3));
  expect_same(divide(integer(-7), integer(2)), integer(-3));
  expect_same(modulo(integer(-7), integer(3)), integer(-1));
  expect_same(power(integer(2), integer(3)), floating(8.0));
  expect_same(negate(integer(2)), integer(-2));
}

TEST(Arithmetic, AFloatMakesAFloat) {
  expect_same(add(integer(2), floating(0.5)), floating(2.5));
  expect_same(divide(floating(7), integer(2)), floating(3.5));
  expect_same(modulo(floating(5.5), integer(2)), floating(1.5));
}

TEST(Arithmetic, NullInNullOut) {
  for (const auto operation : {add, subtract, multiply, divide, modulo, power}) {
    EXPECT_TRUE(operation(null(), integer(1)).is_null());
    EXPECT_TRUE(operation(string("a"), null()).is_null());
  }
  EXPECT_TRUE(add(list({}), null()).is_null());
  EXPECT_TRUE(negate(null()).is_null());
}

TEST(Arithmetic, IntegersDoNotWrap) {
  const std::string overflow = "ArithmeticError IntegerOverflow";
  EXPECT_EQ(detail_of([] { (void)add(integer(largest), integer(1)); }), overflow);
  EXPECT_EQ(detail_of([] { (void)subtract(integer(smallest), integer(1)); }), overflow);
  EXPECT_EQ(detail_of([] { (void)multiply(integer(largest), integer(2)); }), overflow);
  EXPECT_EQ(detail_of([] { (void)divide(integer(smallest), integer(-1)); }), overflow);
  EXPECT_EQ(detail_of([] { (void)negate(integer(smallest)); }), overflow);
  expect_same(modulo(integer(smallest), integer(-1)), integer(0));
}

TEST(Arithmetic, DivisionByZero) {
  EXPECT_EQ(detail_of([] { (void)divide(integer(1), integer(0)); }), "ArithmeticError DivisionByZero");
  EXPECT_EQ(detail_of([] { (void)modulo(integer(1), integer(0)); }), "ArithmeticError DivisionByZero");
  expect_same(divide(floating(1), integer(0)), infinity());
  EXPECT_TRUE(std::isnan(divide(floating(0), floating(0)).as_float()));
}

TEST(Arithmetic, PlusJoinsTextsAndLists) {
  expect_same(add(string("a"), string("b")), string("ab"));
  expect_same(add(string("a"), integer(1)), string("a1"));
  expect_same(add(floating(1.5), string("a")), string("1.5a"));
  expect_same(add(list({integer(1)}), list({integer(2)})), list({integer(1), integer(2)}));
  expect_same(add(list({integer(1)}), string("x")), list({integer(1), string("x")}));
  expect_same(add(boolean(true), list({integer(1)})), list({boolean(true), integer(1)}));
}

TEST(Arithmetic, OtherOperandsAreTypeErrors) {
  const std::string wrong = "TypeError InvalidArgumentType";
  EXPECT_EQ(detail_of([] { (void)add(boolean(true), integer(1)); }), wrong);
  EXPECT_EQ(detail_of([] { (void)add(string("a"), boolean(true)); }), wrong);
  EXPECT_EQ(detail_of([] { (void)subtract(string("a"), integer(1)); }), wrong);
  EXPECT_EQ(detail_of([] { (void)multiply(list({}), integer(1)); }), wrong);
  EXPECT_EQ(detail_of([] { (void)negate(string("a")); }), wrong);
}

TEST(Arithmetic, MinusZeroIsZero) { expect_same(negate(floating(0.0)), floating(0.0)); }

}  // namespace
}  // namespace liaison
