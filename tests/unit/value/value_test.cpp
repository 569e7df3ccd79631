#include "liaison/value.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "liaison/error.h"
#include "unit/value/samples.h"
#include "value/equality.h"

namespace liaison {
namespace {

using namespace samples;

TEST(Value, IsNullUntilGivenContent) {
  EXPECT_TRUE(Value().is_null());
  EXPECT_EQ(Value().kind(), Kind::Null);
}

TEST(Value, GivesBackWhatItWasMadeOf) {
  EXPECT_TRUE(boolean(true).as_boolean());
  EXPECT_EQ(integer(-5).as_integer(), -5);
  EXPECT_EQ(integer(-5).as_number(), -5.0);
  EXPECT_EQ(floating(2.5).as_float(), 2.5);
  EXPECT_EQ(floating(2.5).as_number(), 2.5);
  EXPECT_EQ(string("Grüße").as_string(), "Grüße");
  EXPECT_EQ(string("").as_string(), "");
  EXPECT_EQ(Value::node(12).as_node(), 12u);
  EXPECT_EQ(Value::relationship({3, 1ULL << 40}).as_relationship(), (RelationshipId{3, 1ULL << 40}));
  const Date day = Value::date({-7, DatePrecision::Month}).as_date();
  EXPECT_EQ(day.days, -7);
  EXPECT_EQ(day.precision, DatePrecision::Month);
}

TEST(Value, StringsMayHoldZeroBytes) { EXPECT_EQ(Value::string(std::string_view("a\0b", 3)).as_string().size(), 3u); }

TEST(Value, PathKeepsNodesAndRelationshipsApart) {
  const Value path = Value::path({1, 2, 3}, {{4, 5}, {6, 7}});
  ASSERT_EQ(path.path_nodes().size(), 3u);
  EXPECT_EQ(path.path_nodes()[2], 3u);
  ASSERT_EQ(path.path_relationships().size(), 2u);
  EXPECT_EQ(path.path_relationships()[1], (RelationshipId{6, 7}));
}

TEST(Value, CopiesShareAndOutliveTheirOrigin) {
  Value copy;
  {
    const Value original = list({string("shared"), map({{"k", list({integer(1)})}})});
    copy = original;
    EXPECT_EQ(copy.as_list().data(), original.as_list().data());
  }
  EXPECT_EQ(copy.as_list()[0].as_string(), "shared");
}

TEST(Value, SelfAssignmentKeepsTheContent) {
  Value value = string("kept");
  Value& same = value;
  value = same;
  EXPECT_EQ(value.as_string(), "kept");
  value = std::move(same);
  EXPECT_EQ(value.as_string(), "kept");
}

TEST(Value, AssignmentFromAnItemOfItself) {
  Value value = list({list({integer(1)})});
  value = value.as_list()[0];
  EXPECT_EQ(value.as_list()[0].as_integer(), 1);
}

TEST(Value, MovedFromIsNull) {
  Value value = string("gone");
  const Value taken = std::move(value);
  EXPECT_TRUE(value.is_null());  // NOLINT(bugprone-use-after-move): the promise under test
  EXPECT_EQ(taken.as_string(), "gone");
}

TEST(Value, DepthCountsNesting) {
  EXPECT_EQ(integer(1).depth(), 0u);
  EXPECT_EQ(list({}).depth(), 1u);
  EXPECT_EQ(list({map({{"a", list({})}}), integer(1)}).depth(), 3u);
}

TEST(Value, NestingIsBounded) {
  Value nested = list({});
  while (nested.depth() < max_value_depth) nested = nested.depth() % 2 == 0 ? list({nested}) : map({{"k", nested}});
  for (const bool as_list : {true, false}) {
    try {
      const Value deeper = as_list ? list({nested}) : map({{"k", nested}});
      FAIL() << "depth " << deeper.depth();
    } catch (const Error& error) {
      EXPECT_EQ(error.code, ErrorCode::ArgumentError);
      EXPECT_EQ(error.detail, "NumberOutOfRange");
      EXPECT_EQ(error.phase, Phase::Runtime);
    }
  }
  EXPECT_TRUE(equivalent(nested, Value(nested)));
}

TEST(Value, PayloadMayBeSharedBetweenThreads) {
  const Value shared = list({string("a"), string("b")});
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&shared] {
      for (int round = 0; round < 10'000; ++round) {
        const Value copy = shared;
        const Value item = copy.as_list()[1];
        ASSERT_EQ(item.as_string(), "b");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(ValueDeathTest, AskingForAnotherKindEndsTheProgram) {
  EXPECT_DEATH((void)integer(1).as_string(), "value is Integer, not String");
}

TEST(Map, SortsKeysAndKeepsTheLastOfDoubles) {
  const Map made({{"b", integer(1)}, {"a", integer(2)}, {"b", integer(3)}, {"a", integer(4)}, {"c", integer(5)}});
  ASSERT_EQ(made.size(), 3u);
  EXPECT_EQ(made.entries()[0].key, "a");
  EXPECT_EQ(made.find("a")->as_integer(), 4);
  EXPECT_EQ(made.find("b")->as_integer(), 3);
  EXPECT_EQ(made.find("d"), nullptr);
}

TEST(Map, SetAndErase) {
  Map changing;
  changing.set("b", integer(1));
  changing.set("a", integer(2));
  changing.set("b", integer(3));
  EXPECT_EQ(changing.size(), 2u);
  EXPECT_EQ(changing.entries()[0].key, "a");
  EXPECT_EQ(changing.find("b")->as_integer(), 3);
  changing.erase("a");
  changing.erase("missing");
  EXPECT_EQ(changing.size(), 1u);
}

}  // namespace
}  // namespace liaison
