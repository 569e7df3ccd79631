#include "bind/type_rules.h"

#include <gtest/gtest.h>

namespace liaison {
namespace {

using Operator = ast::ArithmeticOperator;

TEST(ArithmeticType, FollowsTheKinds) {
  EXPECT_EQ(arithmetic_type(Operator::Add, Kind::Integer, Kind::Integer), TypeSet(Kind::Integer));
  EXPECT_EQ(arithmetic_type(Operator::Divide, Kind::Integer, Kind::Float), TypeSet(Kind::Float));
  EXPECT_EQ(arithmetic_type(Operator::Power, Kind::Integer, Kind::Integer), TypeSet(Kind::Float));
  EXPECT_EQ(arithmetic_type(Operator::Add, Kind::String, Kind::Integer), TypeSet(Kind::String));
  EXPECT_TRUE(arithmetic_type(Operator::Add, Kind::Boolean, Kind::List).is(Kind::List));
}

TEST(ArithmeticType, KnowsDurations) {
  EXPECT_EQ(arithmetic_type(Operator::Add, Kind::Date, Kind::Duration), TypeSet(Kind::Date));
  EXPECT_EQ(arithmetic_type(Operator::Add, Kind::Duration, Kind::LocalTime), TypeSet(Kind::LocalTime));
  EXPECT_EQ(arithmetic_type(Operator::Subtract, Kind::DateTime, Kind::Duration), TypeSet(Kind::DateTime));
  EXPECT_EQ(arithmetic_type(Operator::Subtract, Kind::Duration, Kind::Duration), TypeSet(Kind::Duration));
  EXPECT_EQ(arithmetic_type(Operator::Multiply, Kind::Integer, Kind::Duration), TypeSet(Kind::Duration));
  EXPECT_EQ(arithmetic_type(Operator::Divide, Kind::Duration, Kind::Float), TypeSet(Kind::Duration));
  EXPECT_TRUE(arithmetic_type(Operator::Subtract, Kind::Duration, Kind::Date).is_empty());
  EXPECT_TRUE(arithmetic_type(Operator::Divide, Kind::Integer, Kind::Duration).is_empty());
  EXPECT_TRUE(arithmetic_type(Operator::Add, Kind::Date, Kind::Date).is_empty());
  EXPECT_TRUE(arithmetic_type(Operator::Add, Kind::Date, Kind::Integer).is_empty());
}

TEST(ArithmeticType, IsEmptyWhereNothingIsLegal) {
  EXPECT_TRUE(arithmetic_type(Operator::Subtract, Kind::String, Kind::Integer).is_empty());
  EXPECT_TRUE(arithmetic_type(Operator::Add, Kind::Boolean, Kind::Integer).is_empty());
  EXPECT_TRUE(arithmetic_type(Operator::Multiply, TypeSet{Kind::Node, Kind::Null}, Kind::Integer).is_empty());
}

TEST(ArithmeticType, IsLegalIfSomeKindsAre) {
  EXPECT_EQ(arithmetic_type(Operator::Modulo, {Kind::String, Kind::Integer}, Kind::Integer), TypeSet(Kind::Integer));
  EXPECT_TRUE(arithmetic_type(Operator::Subtract, TypeSet::any(), TypeSet::any()).contains(Kind::Float));
}

TEST(ArithmeticType, IsNullForNull) {
  EXPECT_EQ(arithmetic_type(Operator::Subtract, Kind::Null, Kind::String), TypeSet(Kind::Null));
}

TEST(MayBe, NullIsNoFaultButAddsNothing) {
  EXPECT_TRUE(may_be(Kind::Null, Kind::Integer));
  EXPECT_FALSE(may_be({Kind::Null, Kind::String}, Kind::Integer));
  EXPECT_TRUE(may_be(TypeSet::any(), Kind::Integer));
}

}  // namespace
}  // namespace liaison
