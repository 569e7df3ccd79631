#include "value/order.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "unit/value/samples.h"
#include "value/text.h"

namespace liaison {
namespace {

using namespace samples;

TEST(Order, KindsComeInOpenCyphersOrder) {
  const std::vector<Value> ascending = {
      map({{"a", string("map")}}),
      Value::node(1),
      Value::relationship({0, 0}),
      list({string("list")}),
      Value::path({1}, {}),
      date(3),
      string("text"),
      boolean(false),
      floating(1.5),
      infinity(),
      nan(),
      null(),
  };
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      EXPECT_EQ(order(ascending[i], ascending[j]) < 0, i < j) << i << " and " << j;
    }
  }
}

TEST(Order, Lists) {
  const std::vector<Value> ascending = {
      list({}),
      list({string("a")}),
      list({string("a"), integer(1)}),
      list({integer(1)}),
      list({integer(1), string("a")}),
      list({integer(1), null()}),
      list({null(), integer(1)}),
      list({null(), integer(2)}),
  };
  EXPECT_TRUE(std::ranges::is_sorted(ascending, [](const Value& a, const Value& b) { return order(a, b) < 0; }));
  EXPECT_TRUE(order(ascending[3], ascending[4]) < 0);
}

TEST(Order, StringsByCodePoint) {
  EXPECT_TRUE(order(string(""), string(" ")) < 0);
  EXPECT_TRUE(order(string("z"), string("ä")) < 0);
  EXPECT_TRUE(order(string("\xEF\xBF\xBD"), string("\xF0\x9F\x98\x80")) < 0);  // U+FFFD before U+1F600
}

TEST(Order, IsTotalAndAgreesWithEquivalent) {
  const std::vector<Value> all = everything();
  for (const Value& a : all) {
    for (const Value& b : all) {
      EXPECT_EQ(order(a, b) == 0, equivalent(a, b)) << literal_text(a) << " and " << literal_text(b);
      EXPECT_EQ(order(a, b) < 0, order(b, a) > 0);
      for (const Value& c : all) {
        if (order(a, b) <= 0 && order(b, c) <= 0) {
          EXPECT_TRUE(order(a, c) <= 0) << literal_text(a) << ", " << literal_text(b) << ", " << literal_text(c);
        }
      }
    }
  }
}

TEST(Compare, ListsStopAtTheFirstDifference) {
  const auto at_least = [](const Value& left, const Value& right) {
    return compare(Comparison::GreaterOrEqual, left, right);
  };
  EXPECT_EQ(at_least(list({integer(1), integer(0)}), list({integer(1)})), Truth::True);
  EXPECT_EQ(at_least(list({integer(1), null()}), list({integer(1)})), Truth::True);
  EXPECT_EQ(at_least(list({integer(1), integer(2)}), list({integer(1), null()})), Truth::Unknown);
  EXPECT_EQ(at_least(list({integer(1), string("a")}), list({integer(1), null()})), Truth::Unknown);
  EXPECT_EQ(at_least(list({integer(1), integer(2)}), list({integer(3), null()})), Truth::False);
  EXPECT_EQ(at_least(list({integer(1)}), list({string("a")})), Truth::Unknown);
  EXPECT_EQ(at_least(list({integer(1)}), list({integer(1)})), Truth::True);
}

TEST(Compare, NaNIsNeitherLessNorGreater) {
  for (const Comparison comparison :
       {Comparison::Less, Comparison::LessOrEqual, Comparison::Greater, Comparison::GreaterOrEqual}) {
    EXPECT_EQ(compare(comparison, nan(), integer(1)), Truth::False);
    EXPECT_EQ(compare(comparison, floating(1.0), nan()), Truth::False);
    EXPECT_EQ(compare(comparison, nan(), nan()), Truth::False);
    EXPECT_EQ(compare(comparison, nan(), string("a")), Truth::Unknown);
  }
}

TEST(Compare, AcrossKindsIsUnknownButForNumbers) {
  EXPECT_EQ(compare(Comparison::Less, integer(1), floating(3.14)), Truth::True);
  EXPECT_EQ(compare(Comparison::Less, integer(1), floating(1.0)), Truth::False);
  EXPECT_EQ(compare(Comparison::LessOrEqual, integer(1), floating(1.0)), Truth::True);
  for (const Value& a : everything()) {
    for (const Value& b : everything()) {
      if (a.kind() != b.kind() && !(a.is_number() && b.is_number())) {
        EXPECT_EQ(compare(Comparison::Less, a, b), Truth::Unknown);
      }
    }
  }
}

TEST(Compare, MapsAndEntitiesHaveNoLess) {
  EXPECT_EQ(compare(Comparison::Less, map({}), map({{"a", integer(1)}})), Truth::Unknown);
  EXPECT_EQ(compare(Comparison::Less, Value::node(0), Value::node(1)), Truth::Unknown);
}

TEST(Compare, ExactBeyondTheDigitsOfADouble) {
  const Value integer_above = integer((1LL << 53) + 1), float_below = floating(9007199254740992.0);
  EXPECT_EQ(compare(Comparison::Greater, integer_above, float_below), Truth::True);
  EXPECT_EQ(compare(Comparison::Less, float_below, integer_above), Truth::True);
  EXPECT_EQ(compare(Comparison::Less, integer(INT64_MAX), floating(9223372036854775808.0)), Truth::True);
  EXPECT_EQ(compare(Comparison::Less, integer(INT64_MAX), infinity()), Truth::True);
  EXPECT_EQ(compare(Comparison::Less, integer(-2), floating(-1.5)), Truth::True);
  EXPECT_EQ(compare(Comparison::Less, floating(-1.5), integer(-1)), Truth::True);
}

TEST(Compare, BooleansStringsAndDates) {
  EXPECT_EQ(compare(Comparison::Less, boolean(false), boolean(true)), Truth::True);
  EXPECT_EQ(compare(Comparison::Less, string("a"), string("b")), Truth::True);
  EXPECT_EQ(compare(Comparison::GreaterOrEqual, date(1), date(1)), Truth::True);
}

}  // namespace
}  // namespace liaison
