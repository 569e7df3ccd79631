#include <gtest/gtest.h>

#include <chrono>

#include "unit/function/calls.h"
#include "unit/value/samples.h"

namespace liaison {
namespace {

using namespace samples;

TEST(Scalar, CoalesceTakesTheFirstThatIsThere) {
  EXPECT_EQ(called("coalesce", {null(), integer(2), integer(3)}), "2");
  EXPECT_EQ(called("coalesce", {null(), null()}), "null");
}

TEST(Scalar, NullIfDropsWhatIsUnwanted) {
  EXPECT_EQ(called("nullIf", {integer(1), floating(1)}), "null");
  EXPECT_EQ(called("nullIf", {string("a"), null()}), "'a'");
  EXPECT_EQ(called("nullIf", {null(), null()}), "null");
}

TEST(Scalar, ExistsAndIsEmpty) {
  EXPECT_EQ(called("exists", {null()}), "false");
  EXPECT_EQ(called("exists", {integer(0)}), "true");
  EXPECT_EQ(called("isEmpty", {string("")}), "true");
  EXPECT_EQ(called("isEmpty", {list({null()})}), "false");
  EXPECT_EQ(called("isEmpty", {map({})}), "true");
}

TEST(Scalar, TheClockIsTheStatements) {
  FunctionContext context;
  context.now = std::chrono::system_clock::time_point(std::chrono::milliseconds(1'685'577'600'123));
  EXPECT_EQ(called("timestamp", {}, context), "1685577600123");
  EXPECT_EQ(called("date", {}, context), "date('2023-06-01')");
  context.now = std::chrono::system_clock::time_point(std::chrono::milliseconds(-1));
  EXPECT_EQ(called("date", {}, context), "date('1969-12-31')");
}

TEST(Scalar, RandomIsInRangeAndNotPure) {
  const Function& random = *find_function("rand");
  EXPECT_FALSE(random.pure);
  EXPECT_FALSE(find_function("randomUUID")->pure);
  for (int i = 0; i < 1'000; ++i) {
    const double number = call(random, {}, {}).as_float();
    EXPECT_GE(number, 0.0);
    EXPECT_LT(number, 1.0);
  }
}

TEST(Scalar, RandomUuidIsOfVersionFour) {
  const Value made = call(*find_function("randomUUID"), {}, {});
  const std::string_view text = made.as_string();
  ASSERT_EQ(text.size(), 36u);
  EXPECT_EQ(text[14], '4');
  EXPECT_NE(std::string_view("89ab").find(text[19]), std::string_view::npos);
  EXPECT_NE(text, call(*find_function("randomUUID"), {}, {}).as_string());
}

TEST(Conversion, ToBoolean) {
  EXPECT_EQ(called("toBoolean", {string("true")}), "true");
  EXPECT_EQ(called("toBoolean", {string(" False ")}), "false");
  EXPECT_EQ(called("toBoolean", {string(" tru ")}), "null");
  EXPECT_EQ(called("toBoolean", {string("")}), "null");
  EXPECT_EQ(called("toBoolean", {boolean(true)}), "true");
  EXPECT_EQ(called("toBoolean", {integer(0)}), "false");
  EXPECT_EQ(called("toBoolean", {floating(1)}), "TypeError InvalidArgumentValue");
  EXPECT_EQ(called("toBooleanOrNull", {floating(1)}), "null");
}

TEST(Conversion, ToInteger) {
  EXPECT_EQ(called("toInteger", {floating(82.9)}), "82");
  EXPECT_EQ(called("toInteger", {floating(-82.9)}), "-82");
  EXPECT_EQ(called("toInteger", {string("1.7")}), "1");
  EXPECT_EQ(called("toInteger", {string("+7")}), "7");
  EXPECT_EQ(called("toInteger", {string("-9223372036854775808")}), "-9223372036854775808");
  EXPECT_EQ(called("toInteger", {string("foo")}), "null");
  EXPECT_EQ(called("toInteger", {string("")}), "null");
  EXPECT_EQ(called("toInteger", {string("+-7")}), "null");
  EXPECT_EQ(called("toInteger", {string("9223372036854775808")}), "ArithmeticError IntegerOverflow");
  EXPECT_EQ(called("toInteger", {floating(1e19)}), "ArithmeticError IntegerOverflow");
  EXPECT_EQ(called("toInteger", {list({})}), "TypeError InvalidArgumentValue");
  EXPECT_EQ(called("toIntegerOrNull", {floating(1e19)}), "null");
  EXPECT_EQ(called("toIntegerOrNull", {list({})}), "null");
}

TEST(Conversion, ToFloat) {
  EXPECT_EQ(called("toFloat", {integer(3)}), "3.0");
  EXPECT_EQ(called("toFloat", {string("5")}), "5.0");
  EXPECT_EQ(called("toFloat", {string("-.5e1")}), "-5.0");
  EXPECT_EQ(called("toFloat", {string("1e400")}), "Infinity");
  EXPECT_EQ(called("toFloat", {string("NaN")}), "NaN");
  for (const std::string_view text : {"", ".", "e5", "1e", "0x10", "inf", "1 2", "--1", "nan"}) {
    EXPECT_EQ(called("toFloat", {string(text)}), "null") << text;
  }
  EXPECT_EQ(called("toFloat", {boolean(true)}), "TypeError InvalidArgumentValue");
}

TEST(Conversion, ToString) {
  EXPECT_EQ(called("toString", {integer(42)}), "'42'");
  EXPECT_EQ(called("toString", {floating(2.3)}), "'2.3'");
  EXPECT_EQ(called("toString", {boolean(false)}), "'false'");
  EXPECT_EQ(called("toString", {string("apa")}), "'apa'");
  EXPECT_EQ(called("toString", {Value::date({19509, DatePrecision::Month})}), "'2023-06-01'");
  EXPECT_EQ(called("toString", {map({})}), "TypeError InvalidArgumentValue");
  EXPECT_EQ(called("toStringOrNull", {map({})}), "null");
}

TEST(Conversion, OfListsItemByItem) {
  EXPECT_EQ(called("toIntegerList", {list({string("1"), floating(2.9), string("x"), null(), list({})})}),
            "[1, 2, null, null, null]");
  EXPECT_EQ(called("toStringList", {list({integer(1), boolean(true)})}), "['1', 'true']");
}

TEST(Conversion, ValueTypeIsWrittenAsGqlHasIt) {
  EXPECT_EQ(called("valueType", {null()}), "'NULL'");
  EXPECT_EQ(called("valueType", {integer(1)}), "'INTEGER NOT NULL'");
  EXPECT_EQ(called("valueType", {list({})}), "'LIST<NOTHING> NOT NULL'");
  EXPECT_EQ(called("valueType", {list({integer(1), null()})}), "'LIST<INTEGER> NOT NULL'");
  EXPECT_EQ(called("valueType", {list({list({string("a")})})}), "'LIST<LIST<STRING NOT NULL> NOT NULL> NOT NULL'");
}

}  // namespace
}  // namespace liaison
