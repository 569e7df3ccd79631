#include <gtest/gtest.h>

#include <limits>

#include "unit/function/calls.h"
#include "unit/value/samples.h"

namespace liaison {
namespace {

using namespace samples;

TEST(Math, AbsoluteKeepsTheKind) {
  EXPECT_EQ(called("abs", {integer(-5)}), "5");
  EXPECT_EQ(called("abs", {floating(-5)}), "5.0");
  EXPECT_EQ(called("abs", {integer(std::numeric_limits<std::int64_t>::min())}), "ArithmeticError IntegerOverflow");
}

TEST(Math, SignIsAnInteger) {
  EXPECT_EQ(called("sign", {floating(-0.5)}), "-1");
  EXPECT_EQ(called("sign", {integer(0)}), "0");
  EXPECT_EQ(called("sign", {integer(9)}), "1");
}

TEST(Math, RoundGoesUpFromTheMiddle) {
  EXPECT_EQ(called("round", {floating(2.5)}), "3.0");
  EXPECT_EQ(called("round", {floating(-2.5)}), "-2.0");
  EXPECT_EQ(called("round", {floating(0.49999999999999994)}), "0.0");
  EXPECT_EQ(called("round", {floating(4503599627370497.0)}), "4503599627370497.0");
  EXPECT_EQ(called("round", {infinity()}), "Infinity");
  EXPECT_EQ(called("round", {nan()}), "NaN");
}

TEST(Math, RoundToDecimals) {
  EXPECT_EQ(called("round", {floating(2.675), integer(2)}), "2.68");
  EXPECT_EQ(called("round", {floating(-2.675), integer(2)}), "-2.68");
  EXPECT_EQ(called("round", {floating(9.999), integer(2)}), "10.0");
  EXPECT_EQ(called("round", {floating(0.5), integer(0)}), "1.0");
  EXPECT_EQ(called("round", {floating(1e-7), integer(3)}), "0.0");
  EXPECT_EQ(called("round", {floating(1e300), integer(2)}), "1e300");
  EXPECT_EQ(called("round", {floating(1.5), integer(std::numeric_limits<std::int64_t>::max())}), "1.5");
  EXPECT_EQ(called("round", {floating(1.5), integer(-1)}), "ArgumentError NumberOutOfRange");
}

TEST(Math, RoundByMode) {
  const auto rounded = [](double number, std::string_view mode) {
    return called("round", {floating(number), integer(1), string(mode)});
  };
  EXPECT_EQ(rounded(1.21, "UP"), "1.3");
  EXPECT_EQ(rounded(-1.29, "DOWN"), "-1.2");
  EXPECT_EQ(rounded(-1.29, "CEILING"), "-1.2");
  EXPECT_EQ(rounded(-1.21, "FLOOR"), "-1.3");
  EXPECT_EQ(rounded(1.25, "HALF_UP"), "1.3");
  EXPECT_EQ(rounded(1.25, "HALF_DOWN"), "1.2");
  EXPECT_EQ(rounded(1.25, "HALF_EVEN"), "1.2");
  EXPECT_EQ(rounded(1.35, "HALF_EVEN"), "1.4");
  EXPECT_EQ(rounded(1.251, "HALF_DOWN"), "1.3");
  EXPECT_EQ(rounded(1.25, "SIDEWAYS"), "ArgumentError InvalidArgumentValue");
}

TEST(Math, RealFunctions) {
  EXPECT_EQ(called("ceil", {integer(3)}), "3.0");
  EXPECT_EQ(called("floor", {floating(-0.5)}), "-1.0");
  EXPECT_EQ(called("sqrt", {integer(-1)}), "NaN");
  EXPECT_EQ(called("log10", {integer(1000)}), "3.0");
  EXPECT_EQ(called("degrees", {floating(3.141592653589793)}), "180.0");
  EXPECT_EQ(called("isNaN", {nan()}), "true");
  EXPECT_EQ(called("isNaN", {integer(1)}), "false");
  EXPECT_EQ(called("pi", {}), "3.141592653589793");
  EXPECT_EQ(called("sin", {string("a")}), "TypeError InvalidArgumentValue");
}

}  // namespace
}  // namespace liaison
