#include "value/equality.h"

#include <gtest/gtest.h>

#include <limits>

#include "unit/value/samples.h"
#include "value/text.h"

namespace liaison {
namespace {

using namespace samples;

TEST(Equals, NullIsUnknown) {
  EXPECT_EQ(equals(null(), null()), Truth::Unknown);
  EXPECT_EQ(equals(null(), integer(1)), Truth::Unknown);
}

TEST(Equals, ListsGoDeepAndLengthDecidesFirst) {
  EXPECT_EQ(equals(list({integer(1), integer(2)}), list({integer(1)})), Truth::False);
  EXPECT_EQ(equals(list({null()}), list({integer(1)})), Truth::Unknown);
  EXPECT_EQ(equals(list({string("a")}), list({integer(1)})), Truth::False);
  const Value one = list({integer(1)}), two = list({integer(2)}), unknown = list({null()});
  EXPECT_EQ(equals(list({one}), list({one, unknown})), Truth::False);
  EXPECT_EQ(equals(list({one, two}), list({one, unknown})), Truth::Unknown);
  EXPECT_EQ(equals(list({one, list({integer(2), integer(3)})}), list({one, unknown})), Truth::False);
}

TEST(Equals, MapsNeedTheSameKeys) {
  EXPECT_EQ(equals(map({}), map({})), Truth::True);
  EXPECT_EQ(equals(map({{"k", null()}}), map({})), Truth::False);
  EXPECT_EQ(equals(map({{"k", null()}}), map({{"k", null()}})), Truth::Unknown);
  EXPECT_EQ(equals(map({{"k", integer(1)}, {"l", null()}}), map({{"k", null()}, {"l", integer(1)}})), Truth::Unknown);
  EXPECT_EQ(equals(map({{"k", integer(1)}, {"l", null()}}), map({{"k", integer(2)}, {"l", integer(1)}})), Truth::False);
}

TEST(Equals, NumbersCompareExactlyAcrossKinds) {
  EXPECT_EQ(equals(integer(1), floating(1.0)), Truth::True);
  EXPECT_EQ(equals(integer((1LL << 53) + 1), floating(9007199254740992.0)), Truth::False);
  EXPECT_EQ(equals(integer(std::numeric_limits<std::int64_t>::max()), floating(9223372036854775808.0)), Truth::False);
  EXPECT_EQ(equals(integer(std::numeric_limits<std::int64_t>::min()), floating(-9223372036854775808.0)), Truth::True);
  EXPECT_EQ(equals(floating(0.0), floating(-0.0)), Truth::True);
}

TEST(Equals, NaNEqualsNothing) {
  for (const Value& other : {integer(1), floating(1.0), nan(), string("a")}) {
    EXPECT_EQ(equals(nan(), other), Truth::False);
  }
}

TEST(Equals, KindsThatDifferAreUnequal) {
  EXPECT_EQ(equals(string("1"), integer(1)), Truth::False);
  EXPECT_EQ(equals(Value::node(0), integer(0)), Truth::False);
}

TEST(Equals, PathsByTheirNodesAndRelationships) {
  EXPECT_EQ(equals(Value::path({1, 1}, {{0, 0}}), Value::path({1, 1}, {{0, 0}})), Truth::True);
  EXPECT_EQ(equals(Value::path({1, 2}, {{0, 0}}), Value::path({2, 1}, {{0, 0}})), Truth::False);
}

TEST(Equivalent, TakesNullAndNaNAsThemselves) {
  EXPECT_TRUE(equivalent(null(), null()));
  EXPECT_TRUE(equivalent(nan(), nan()));
  EXPECT_TRUE(equivalent(integer(1), floating(1.0)));
  EXPECT_TRUE(equivalent(list({null(), nan()}), list({null(), nan()})));
  EXPECT_FALSE(equivalent(null(), integer(0)));
  EXPECT_FALSE(equivalent(integer((1LL << 53) + 1), floating(9007199254740992.0)));
}

TEST(Equivalent, IsAnEquivalenceThatHashesAgreeWith) {
  const std::vector<Value> all = everything();
  for (const Value& a : all) {
    EXPECT_TRUE(equivalent(a, a)) << literal_text(a);
    for (const Value& b : all) {
      EXPECT_EQ(equivalent(a, b), equivalent(b, a)) << literal_text(a) << " and " << literal_text(b);
      if (equivalent(a, b)) {
        EXPECT_EQ(hash_value(a), hash_value(b)) << literal_text(a) << " and " << literal_text(b);
      }
      for (const Value& c : all) {
        if (equivalent(a, b) && equivalent(b, c)) {
          EXPECT_TRUE(equivalent(a, c));
        }
      }
    }
  }
}

TEST(Equivalent, EqualValuesAreEquivalent) {
  for (const Value& a : everything()) {
    for (const Value& b : everything()) {
      if (equals(a, b) == Truth::True) {
        EXPECT_TRUE(equivalent(a, b)) << literal_text(a) << " and " << literal_text(b);
      }
    }
  }
}

TEST(Identical, TellsKindsSignsAndPrecisionsApart) {
  EXPECT_FALSE(identical(integer(1), floating(1.0)));
  EXPECT_FALSE(identical(floating(0.0), floating(-0.0)));
  EXPECT_TRUE(identical(nan(), floating(-std::numeric_limits<double>::quiet_NaN())));
  EXPECT_FALSE(identical(Value::date({0, DatePrecision::Day}), Value::date({0, DatePrecision::Year})));
  EXPECT_FALSE(identical(list({integer(1)}), list({floating(1.0)})));
  EXPECT_FALSE(identical(map({{"a", floating(0.0)}}), map({{"a", floating(-0.0)}})));
  for (const Value& value : everything()) EXPECT_TRUE(identical(value, value)) << literal_text(value);
}

}  // namespace
}  // namespace liaison
