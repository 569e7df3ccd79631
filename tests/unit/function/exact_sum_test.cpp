#include "function/exact_sum.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace liaison {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest = std::numeric_limits<double>::max();
constexpr double smallest = std::numeric_limits<double>::denorm_min();

double sum_of(const std::vector<double>& numbers) {
  ExactSum sum;
  for (const double number : numbers) sum.add(number);
  return sum.value();
}

TEST(ExactSum, LosesNothingOnTheWay) {
  EXPECT_EQ(sum_of({}), 0.0);
  EXPECT_EQ(sum_of({1e100, 1.0, -1e100}), 1.0);
  EXPECT_EQ(sum_of({largest, largest, -largest}), largest);
  EXPECT_EQ(sum_of({smallest, 1e300, -1e300}), smallest);
  EXPECT_EQ(sum_of(std::vector<double>(10, 0.1)), 1.0);
  EXPECT_EQ(sum_of({-1.5, -2.5}), -4.0);
  EXPECT_EQ(sum_of({largest, largest}), infinity);
  EXPECT_EQ(sum_of({-largest, -largest}), -infinity);
}

TEST(ExactSum, RoundsOnceToTheEvenNeighbour) {
  const double one_and = std::nextafter(1.0, 2.0), half_step = 0x1p-53;
  EXPECT_EQ(sum_of({1.0, half_step}), 1.0);
  EXPECT_EQ(sum_of({one_and, half_step}), std::nextafter(one_and, 2.0));
  EXPECT_EQ(sum_of({1.0, half_step, smallest}), one_and);
  EXPECT_EQ(sum_of({1.0, half_step, -smallest}), 1.0);
  EXPECT_EQ(sum_of({-1.0, -half_step, -smallest}), -one_and);
}

TEST(ExactSum, InfinitiesAndNaN) {
  EXPECT_EQ(sum_of({1.0, infinity}), infinity);
  EXPECT_TRUE(std::isnan(sum_of({infinity, 1.0, -infinity})));
  EXPECT_TRUE(std::isnan(sum_of({std::nan(""), 1.0})));
}

TEST(ExactSum, AgreesWithLongArithmeticAndWithAnyOrder) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 200; ++round) {
    // Multiples of 2^-20 that a 128-bit integer can add up.
    std::vector<double> numbers;
    __int128 exact = 0;
    for (int i = 0; i < 50; ++i) {
      const auto units = static_cast<std::int64_t>(random() % (1ULL << 53)) - (1LL << 52);
      const int shift = static_cast<int>(random() % 60);
      numbers.push_back(std::ldexp(static_cast<double>(units), shift - 20));
      exact += static_cast<__int128>(units) << shift;
    }
    ExactSum integers;
    integers.add(exact);
    const double expected = std::ldexp(integers.value(), -20);
    EXPECT_EQ(sum_of(numbers), expected);
    std::ranges::shuffle(numbers, random);
    EXPECT_EQ(sum_of(numbers), expected);
    EXPECT_EQ(integers.value(), static_cast<double>(exact));
  }
}

TEST(ExactSum, ManyTimesIsThatManyAdditions) {
  ExactSum once, often;
  once.add(0.1, 1'000'003);
  for (int i = 0; i < 1'000'003; ++i) often.add(0.1);
  EXPECT_EQ(once.value(), often.value());
  ExactSum huge;
  huge.add(largest, std::numeric_limits<std::uint64_t>::max());
  huge.add(-largest, std::numeric_limits<std::uint64_t>::max());
  huge.add(2.5);
  EXPECT_EQ(huge.value(), 2.5);
}

TEST(ExactSum, DividesWhereTheSumIsBeyondTheDoubles) {
  ExactSum sum;
  sum.add(largest, 3);
  EXPECT_EQ(sum.divided_by(3), largest);
  ExactSum small;
  small.add(smallest, 4);
  EXPECT_EQ(small.divided_by(4), smallest);
}

}  // namespace
}  // namespace liaison
