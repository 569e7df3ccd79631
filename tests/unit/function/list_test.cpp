#include <gtest/gtest.h>

#include <limits>

#include "unit/function/calls.h"
#include "unit/value/samples.h"

namespace liaison {
namespace {

using namespace samples;

TEST(Range, IncludesBothEnds) {
  EXPECT_EQ(called("range", {integer(-1), integer(1)}), "[-1, 0, 1]");
  EXPECT_EQ(called("range", {integer(0), integer(-1)}), "[]");
  EXPECT_EQ(called("range", {integer(1381), integer(-3412), integer(-1298)}), "[1381, 83, -1215, -2513]");
  EXPECT_EQ(called("range", {integer(0), integer(0), integer(-1)}), "[0]");
  EXPECT_EQ(called("range", {integer(0), integer(1), integer(-123)}), "[]");
}

TEST(Range, ReachesTheEndsOfIntegers) {
  constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(called("range", {integer(smallest), integer(largest), integer(largest)}),
            "[-9223372036854775808, -1, 9223372036854775806]");
  EXPECT_EQ(called("range", {integer(largest), integer(smallest), integer(smallest)}), "[9223372036854775807, -1]");
  EXPECT_EQ(called("range", {integer(smallest), integer(largest)}), "ArgumentError NumberOutOfRange");
}

TEST(Range, RefusesWhatIsNoInteger) {
  for (const Value& wrong : {boolean(true), floating(0.0), string("xyz"), list({integer(0)}), map({})}) {
    EXPECT_EQ(called("range", {wrong, integer(1), integer(1)}), "ArgumentError InvalidArgumentType");
    EXPECT_EQ(called("range", {integer(0), wrong, integer(1)}), "ArgumentError InvalidArgumentType");
    EXPECT_EQ(called("range", {integer(0), integer(1), wrong}), "ArgumentError InvalidArgumentType");
  }
  EXPECT_EQ(called("range", {integer(0), integer(1), integer(0)}), "ArgumentError NumberOutOfRange");
}

TEST(List, EndsAndRest) {
  const Value three = list({integer(1), null(), integer(3)});
  EXPECT_EQ(called("head", {three}), "1");
  EXPECT_EQ(called("last", {three}), "3");
  EXPECT_EQ(called("tail", {three}), "[null, 3]");
  EXPECT_EQ(called("head", {list({})}), "null");
  EXPECT_EQ(called("last", {list({})}), "null");
  EXPECT_EQ(called("tail", {list({})}), "[]");
}

TEST(List, SizeAndReverseOfListsAndStrings) {
  EXPECT_EQ(called("size", {list({null(), integer(1)})}), "2");
  EXPECT_EQ(called("size", {string("Zürich")}), "6");
  EXPECT_EQ(called("reverse", {list({integer(1), integer(2)})}), "[2, 1]");
  EXPECT_EQ(called("reverse", {string("raksÖ")}), "'Öskar'");
  EXPECT_EQ(called("size", {boolean(true)}), "TypeError InvalidArgumentValue");
}

}  // namespace
}  // namespace liaison
