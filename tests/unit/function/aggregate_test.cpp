#include "function/aggregate.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "liaison/error.h"
#include "unit/value/samples.h"
#include "value/text.h"

namespace liaison {
namespace {

using namespace samples;

struct Row {
  std::vector<Value> arguments;
  std::uint64_t times = 1;
};

std::string aggregated(std::string_view name, const std::vector<Row>& rows) {
  const auto state = find_aggregate(name)->make();
  try {
    for (const Row& row : rows) state->add(row.arguments, row.times);
    return literal_text(state->finish());
  } catch (const Error& error) {
    return std::string(to_string(error.code)) + " " + error.detail;
  }
}

std::string over(std::string_view name, const std::vector<Value>& values) {
  std::vector<Row> rows;
  for (const Value& value : values) rows.push_back({{value}});
  return aggregated(name, rows);
}

TEST(Aggregates, OfNothing) {
  EXPECT_EQ(over("count", {}), "0");
  EXPECT_EQ(over("sum", {}), "0");
  EXPECT_EQ(over("avg", {}), "null");
  EXPECT_EQ(over("min", {}), "null");
  EXPECT_EQ(over("max", {}), "null");
  EXPECT_EQ(over("collect", {}), "[]");
  EXPECT_EQ(over("stDev", {}), "0.0");
  EXPECT_EQ(over("percentileCont", {}), "null");
}

TEST(Aggregates, CountTakesRowsWithoutArguments) {
  EXPECT_EQ(aggregated("count", {{{}, 3}, {{}, 4}}), "7");
  EXPECT_EQ(aggregated("count", {{{}, std::numeric_limits<std::uint64_t>::max()}, {{}, 1}}),
            "ArithmeticError IntegerOverflow");
}

TEST(Aggregates, SumStaysExact) {
  EXPECT_EQ(over("sum", {integer(1), integer(2)}), "3");
  EXPECT_EQ(over("sum", {integer(1), floating(0.5)}), "1.5");
  EXPECT_EQ(over("sum", {integer(INT64_MAX), integer(INT64_MAX), integer(-INT64_MAX)}), "9223372036854775807");
  EXPECT_EQ(over("sum", {integer(INT64_MAX), integer(1)}), "ArithmeticError IntegerOverflow");
  EXPECT_EQ(over("sum", {floating(1e100), floating(1), floating(-1e100)}), "1.0");
  EXPECT_EQ(over("sum", {integer((1LL << 53) + 1), floating(0.0), integer(-(1LL << 53))}), "1.0");
  EXPECT_EQ(aggregated("sum", {{{integer(3)}, 1'000'000'000'000}}), "3000000000000");
  EXPECT_EQ(aggregated("sum", {{{floating(0.1)}, 10}}), "1.0");
  EXPECT_EQ(over("sum", {string("a")}), "TypeError InvalidArgumentValue");
}

TEST(Aggregates, Average) {
  EXPECT_EQ(over("avg", {integer(1), integer(2)}), "1.5");
  EXPECT_EQ(over("avg", {integer(INT64_MAX), integer(INT64_MAX)}), "9223372036854776000.0");
  EXPECT_EQ(over("avg", {floating(1.5e308), floating(1.7e308)}), "1.6e308");
  EXPECT_EQ(aggregated("avg", {{{integer(1)}, 3}, {{integer(5)}, 1}}), "2.0");
}

TEST(Aggregates, ExtremesGoByTheOrderOfEverything) {
  const std::vector<Value> mixed = {integer(1), string("a"), list({integer(1), integer(2)}), floating(0.2),
                                    string("b")};
  EXPECT_EQ(over("max", mixed), "1");
  EXPECT_EQ(over("min", mixed), "[1, 2]");
  EXPECT_EQ(over("max", {list({integer(1)}), list({integer(2)}), list({integer(2), integer(1)})}), "[2, 1]");
  EXPECT_EQ(over("max", {floating(1), integer(1)}), "1");
  EXPECT_EQ(over("max", {integer(1), floating(1)}), "1");
}

TEST(Aggregates, CollectRepeatsWhatComesSeveralTimes) {
  EXPECT_EQ(aggregated("collect", {{{integer(1)}, 2}, {{string("a")}, 1}}), "[1, 1, 'a']");
  EXPECT_EQ(aggregated("collect", {{{integer(1)}, 1ULL << 60}}), "LimitExceeded ListTooLong");
}

TEST(Aggregates, StandardDeviation) {
  EXPECT_EQ(over("stDev", {integer(1), integer(2), integer(3)}), "1.0");
  EXPECT_EQ(over("stDevP", {integer(1), integer(3)}), "1.0");
  EXPECT_EQ(over("stDev", {integer(42)}), "0.0");
  EXPECT_EQ(over("stDev", std::vector<Value>(7, floating(0.1))), "0.0");
  EXPECT_EQ(over("stDev", {floating(1e9), floating(1e9 + 1), floating(1e9 + 2)}), "1.0");
  EXPECT_EQ(aggregated("stDevP", {{{integer(1)}, 5}, {{integer(3)}, 5}}), "1.0");
  EXPECT_EQ(over("stDev", {infinity(), integer(1)}), "NaN");
}

TEST(Aggregates, Percentiles) {
  const auto percentile = [](std::string_view name, double wanted) {
    std::vector<Row> rows;
    for (const double price : {30.0, 10.0, 20.0}) rows.push_back({{floating(price), floating(wanted)}});
    return aggregated(name, rows);
  };
  EXPECT_EQ(percentile("percentileDisc", 0.0), "10.0");
  EXPECT_EQ(percentile("percentileDisc", 0.5), "20.0");
  EXPECT_EQ(percentile("percentileDisc", 1.0), "30.0");
  EXPECT_EQ(percentile("percentileCont", 0.0), "10.0");
  EXPECT_EQ(percentile("percentileCont", 0.25), "15.0");
  EXPECT_EQ(percentile("percentileCont", 1.0), "30.0");
  for (const double wrong : {1000.0, -1.0, 1.1}) {
    EXPECT_EQ(percentile("percentileDisc", wrong), "ArgumentError NumberOutOfRange");
    EXPECT_EQ(percentile("percentileCont", wrong), "ArgumentError NumberOutOfRange");
  }
  EXPECT_EQ(aggregated("percentileDisc", {{{integer(1), floating(0.5)}, 9}, {{integer(2), floating(0.5)}, 10}}), "2");
  EXPECT_EQ(aggregated("percentileDisc", {{{integer(1), string("a")}}}), "TypeError InvalidArgumentValue");
}

}  // namespace
}  // namespace liaison
