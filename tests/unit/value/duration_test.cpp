#include "value/duration.h"

#include <gtest/gtest.h>

#include <limits>

#include "value/temporal_text.h"

namespace liaison {
namespace {

std::string shown(const std::optional<Duration>& duration) { return duration ? temporal_text(*duration) : "none"; }
std::string parsed(std::string_view text) { return shown(parse_duration(text)); }

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

TEST(Decimal, IsTheShortestThatReadsBack) {
  const auto digits = [](double number) {
    const Decimal decimal = *decimal_of(number);
    return std::pair(decimal.digits, decimal.scale);
  };
  EXPECT_EQ(digits(0.1), std::pair(std::int64_t{1}, 1u));
  EXPECT_EQ(digits(-12.5), std::pair(std::int64_t{-125}, 1u));
  EXPECT_EQ(digits(0.0), std::pair(std::int64_t{0}, 0u));
  EXPECT_EQ(digits(1e18), std::pair(std::int64_t{1'000'000'000'000'000'000}, 0u));
  EXPECT_EQ(digits(1.5e-7), std::pair(std::int64_t{15}, 8u));
  EXPECT_EQ(digits(1e-300), std::pair(std::int64_t{0}, 0u));
  EXPECT_EQ(decimal_of(1e19), std::nullopt);
  EXPECT_EQ(decimal_of(-std::numeric_limits<double>::infinity()), std::nullopt);
  EXPECT_EQ(decimal_of(std::numeric_limits<double>::quiet_NaN()), std::nullopt);
}

TEST(Duration, ReadsAndWritesText) {
  for (const std::string_view text :
       {"PT0S", "P14DT16H12M", "P12Y5M14DT16H13M10S", "P12Y5M-14DT16H", "PT-1M-0.001S", "PT-0.001S", "PT59.999S",
        "P1DT-0.001S", "P-1Y-1M", "PT17531639991215H59M59S", "PT2562047788015215H30M7.999999999S"}) {
    EXPECT_EQ(parsed(text), text);
  }
  EXPECT_EQ(parsed("P2.5W"), "P17DT12H");
  EXPECT_EQ(parsed("-P1Y2M"), "P-1Y-2M");
  EXPECT_EQ(parsed("P1,5D"), "P1DT12H");
  EXPECT_EQ(parsed("P2012-02-02T14:37:21.545"), "P2012Y2M2DT14H37M21.545S");
  EXPECT_EQ(parsed("P20120202"), "P2012Y2M2D");
  for (const std::string_view none : {"",
                                      "P",
                                      "PT",
                                      "P1DT",
                                      "1D",
                                      "P1",
                                      "P1D1D",
                                      "P1D1M",
                                      "PT1S1H",
                                      "P1.D",
                                      "P.5D",
                                      "P1DT1D",
                                      "P--1D",
                                      "p1D",
                                      "P1D ",
                                      "P2012-0202",
                                      "P2012-02-02T",
                                      "P2012-02-02T14:3",
                                      "P99999999999999999999D",
                                      "P9223372036854775807Y"}) {
    EXPECT_EQ(parsed(none), "none") << none;
  }
}

TEST(Duration, FractionsGoDownExactly) {
  EXPECT_EQ(parsed("P0.75M"), "P22DT19H51M49.5S");
  EXPECT_EQ(parsed("PT0.75M"), "PT45S");
  EXPECT_EQ(parsed("P-0.75M"), "P-22DT-19H-51M-49.5S");
  EXPECT_EQ(parsed("PT0.0000000019S"), "PT0.000000001S");
  EXPECT_EQ(parsed("P0.1Y"), "P1M6DT2H5M49.2S");
  DurationParts parts;
  parts.seconds = {-2, 0};
  parts.milliseconds = {1, 0};
  EXPECT_EQ(shown(duration_of(parts)), "PT-1.999S");
  parts.days = {largest, 0};
  parts.hours = {smallest, 0};
  EXPECT_EQ(shown(duration_of(parts)), "none");
}

TEST(Duration, IsScaledAndDivided) {
  const Duration duration{149, 14, 58'390, 1};
  EXPECT_EQ(shown(scaled(duration, {5, 1})), "P6Y2M22DT13H21M8S");
  EXPECT_EQ(shown(divided(duration, {2, 0})), "P6Y2M22DT13H21M8S");
  EXPECT_EQ(shown(divided(duration, {5, 1})), "P24Y10M28DT32H26M20.000000002S");
  EXPECT_EQ(shown(scaled(duration, {-1, 0})), shown(negated(duration)));
  EXPECT_EQ(shown(scaled({0, 0, -1, 900'000'000}, {5, 1})), "PT-0.05S");
  EXPECT_EQ(shown(divided({largest, largest, largest, 999'999'999}, {smallest, 0})), "P-31DT-10H-29M-6.999999999S");
  EXPECT_EQ(shown(scaled({largest, 0, 0, 0}, {2, 0})), "none");
  EXPECT_EQ(shown(divided(duration, {0, 0})), "none");
  EXPECT_EQ(shown(negated({smallest, 0, 0, 0})), "none");
}

TEST(Duration, IsOrderedByLength) {
  const auto ordered = [](std::string_view left, std::string_view right) {
    return order_of(*parse_duration(left), *parse_duration(right));
  };
  EXPECT_EQ(ordered("P30D", "P1M"), std::strong_ordering::less);
  EXPECT_EQ(ordered("P31D", "P1M"), std::strong_ordering::greater);
  EXPECT_EQ(ordered("P30DT10H29M6S", "P1M"), std::strong_ordering::less);  // as long, with fewer months
  EXPECT_EQ(ordered("PT24H", "P1D"), std::strong_ordering::less);
  EXPECT_EQ(ordered("PT-0.2S", "PT-0.1S"), std::strong_ordering::less);
  EXPECT_EQ(ordered("P1M", "P1M"), std::strong_ordering::equal);
}

}  // namespace
}  // namespace liaison
