#include "store/tables/node_ids.h"

#include <gtest/gtest.h>

#include <string>

namespace liaison {
namespace {

NodeId find(const NodeIds& ids, std::string_view text) {
  NodeIds::Id id;
  return ids.read(text, id) ? ids.find(id) : NodeIds::absent;
}

void add(NodeIds& ids, std::string_view text, NodeId node) {
  NodeIds::Id id;
  ASSERT_TRUE(ids.read(text, id));
  ids.add(id, node);
}

TEST(NodeIds, TextsThatDifferAreTwo) {
  NodeIds ids(NodeIds::Kind::Text);
  NodeId node = 0;
  const std::vector<std::string> texts{"7",
                                       "07",
                                       "+7",
                                       " 7",
                                       "7.0",
                                       "-7",
                                       "0",
                                       "-0",
                                       "00",
                                       "Acme",
                                       "acme",
                                       "999999999999999999",
                                       "9999999999999999999",
                                       "99999999999999999999999"};
  for (const std::string& text : texts) {
    EXPECT_EQ(find(ids, text), NodeIds::absent) << text;
    add(ids, text, node++);
  }
  for (NodeId i = 0; i < texts.size(); ++i) EXPECT_EQ(find(ids, texts[i]), i);
  EXPECT_EQ(find(ids, "8"), NodeIds::absent);
}

TEST(NodeIds, NumbersAreTheSameHoweverWritten) {
  NodeIds ids(NodeIds::Kind::Integer);
  add(ids, "007", 3);
  add(ids, "-7", 4);
  for (const std::string_view text : {"7", "+7", " 7 ", "0000000000000000000000007"}) EXPECT_EQ(find(ids, text), 3U);
  EXPECT_EQ(find(ids, "-007"), 4U);
  NodeIds::Id id;
  EXPECT_FALSE(ids.read("x", id));
  EXPECT_FALSE(ids.read("7.0", id));
  EXPECT_FALSE(ids.read("9223372036854775808", id));
}

TEST(NodeIds, ManyAreFoundAgain) {
  for (const std::uint64_t step : {1U, 4096U, 1'000'003U}) {
    NodeIds ids(NodeIds::Kind::Text);
    for (NodeId i = 0; i < 100'000; ++i) add(ids, std::to_string(i * step), i);
    for (NodeId i = 0; i < 100'000; ++i) ASSERT_EQ(find(ids, std::to_string(i * step)), i);
    EXPECT_EQ(find(ids, std::to_string(100'000 * step)), NodeIds::absent);
  }
}

TEST(NodeIds, NumbersInAnyOrderAndFarApartAreFound) {
  // From the top down, with gaps, then what lies between: numbers that at first were too far from the others too.
  NodeIds ids(NodeIds::Kind::Integer);
  std::vector<std::int64_t> numbers;
  for (std::int64_t number = 30'000; number >= 0; number -= 3) numbers.push_back(number);
  for (std::int64_t number = 1; number < 30'000; number += 3) numbers.push_back(number);
  for (std::int64_t number = -5; number < 0; ++number) numbers.push_back(number);
  for (std::int64_t number = 1'000'000'000'000; number < 1'000'000'001'000; ++number) numbers.push_back(number);
  for (NodeId i = 0; i < numbers.size(); ++i) {
    ASSERT_EQ(find(ids, std::to_string(numbers[i])), NodeIds::absent);
    add(ids, std::to_string(numbers[i]), i);
  }
  for (NodeId i = 0; i < numbers.size(); ++i) ASSERT_EQ(find(ids, std::to_string(numbers[i])), i);
  for (const char* absent : {"2", "29999", "30001", "-6", "999999999999"})
    EXPECT_EQ(find(ids, absent), NodeIds::absent);
}

}  // namespace
}  // namespace liaison
