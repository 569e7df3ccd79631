#include <gtest/gtest.h>

#include "unit/value/samples.h"
#include "value/arithmetic.h"
#include "value/temporal_arithmetic.h"
#include "value/text.h"

namespace liaison {
namespace {

using samples::temporal;

std::string parsed(Kind kind, std::string_view text) {
  std::string fault;
  const std::optional<Value> value = parse_temporal(kind, text, fault);
  return value ? scalar_text(*value) : fault.empty() ? "none" : fault;
}

TEST(TemporalValue, KeepsItsParts) {
  EXPECT_EQ(Value::time({1, -64'800}).as_time(), (Time{1, -64'800}));
  EXPECT_EQ(Value::local_time({86'399'999'999'999}).as_local_time().nanoseconds, 86'399'999'999'999);
  EXPECT_EQ(Value::local_date_time({-1, 999'999'999}).as_local_date_time(), (LocalDateTime{-1, 999'999'999}));
  for (const std::int32_t offset : {-64'800, -1, 0, 1, 3'600, 64'800}) {
    const DateTime time{-5, 7, {offset, 0}};
    EXPECT_EQ(Value::date_time(time).as_date_time(), time);
  }
  const DateTime named{-5, 7, {0, 65'535}};
  Value copy = Value::date_time(named);
  Value other = copy;
  copy = Value::integer(1);
  EXPECT_EQ(other.as_date_time(), named);
  const Duration duration{1, -2, 3, 4};
  EXPECT_EQ(Value(Value::duration(duration)).as_duration(), duration);
}

TEST(TemporalText, TimesInEveryForm) {
  for (const std::string_view text : {"21:40:32.142", "214032.142", "21:40:32,142"}) {
    EXPECT_EQ(parsed(Kind::LocalTime, text), "21:40:32.142");
  }
  EXPECT_EQ(parsed(Kind::LocalTime, "2140"), "21:40");
  EXPECT_EQ(parsed(Kind::LocalTime, "21"), "21:00");
  EXPECT_EQ(parsed(Kind::LocalTime, "00:00:00.000000001"), "00:00:00.000000001");
  EXPECT_EQ(parsed(Kind::Time, "2140-02"), "21:40-02:00");
  EXPECT_EQ(parsed(Kind::Time, "214032.142Z"), "21:40:32.142Z");
  for (const std::string_view none : {"", "2", "24:00", "21:60", "21:40:60", "21:4", "21:40:", "21:4032", "2140:32",
                                      "21.5", "21:40.5", "21:40:32.", "21:40:32.1234567890", "21:40Z", " 21:40"}) {
    EXPECT_EQ(parsed(Kind::LocalTime, none), "none") << none;
  }
  EXPECT_EQ(parsed(Kind::Time, "21:40+19:00"), "none");
  EXPECT_EQ(parsed(Kind::Time, "21:40[Europe/Berlin]"), "none");
}

TEST(TemporalText, DatesWithTimes) {
  EXPECT_EQ(parsed(Kind::LocalDateTime, "2015-W30-2T214032.142"), "2015-07-21T21:40:32.142");
  EXPECT_EQ(parsed(Kind::LocalDateTime, "2015T21"), "2015-01-01T21:00");
  EXPECT_EQ(parsed(Kind::LocalDateTime, "-0001-01-01"), "-0001-01-01T00:00");
  EXPECT_EQ(parsed(Kind::DateTime, "2015-07-21"), "2015-07-21T00:00Z");
  EXPECT_EQ(parsed(Kind::DateTime, "2015-07-21T21:40:32.142-04[America/New_York]"),
            "2015-07-21T21:40:32.142-04:00[America/New_York]");
  EXPECT_EQ(parsed(Kind::DateTime, "2015-07-21T21:40[Atlantis]"), "there is no time zone 'Atlantis'");
  EXPECT_EQ(parsed(Kind::DateTime, "2015-07-21T21:40[+01:00]"), "there is no time zone '+01:00'");
  EXPECT_EQ(parsed(Kind::DateTime, "2015-07-21T21:40+01:00[Europe/Berlin]"),
            "Europe/Berlin is not +01:00 at the time of '2015-07-21T21:40+01:00[Europe/Berlin]'");
  for (const std::string_view none : {"", "T", "2015-07-21T", "T21:40", "2015-07-21T21:40Z+01:00", "2015-07-21 21:40",
                                      "2015-07-21T21:40]", "2015-02-30T00:00"}) {
    EXPECT_EQ(parsed(Kind::DateTime, none), "none") << none;
  }
}

TEST(TemporalArithmetic, MonthsEndOnTheirLastDay) {
  const auto sum = [](Kind kind, std::string_view instant, std::string_view duration) {
    const auto result = later(temporal(kind, instant), temporal(Kind::Duration, duration).as_duration());
    return result ? scalar_text(*result) : "none";
  };
  EXPECT_EQ(sum(Kind::Date, "2023-01-31", "P1M"), "2023-02-28");
  EXPECT_EQ(sum(Kind::Date, "2024-03-31", "P-1M"), "2024-02-29");
  EXPECT_EQ(sum(Kind::Date, "2023-01-31", "P-11M"), "2022-02-28");
  EXPECT_EQ(sum(Kind::Date, "2023-01-01", "PT-23H-59M-59.9S"), "2023-01-01");
  EXPECT_EQ(sum(Kind::Date, "2023-01-01", "PT-24H"), "2022-12-31");
  EXPECT_EQ(sum(Kind::LocalTime, "00:00", "PT-0.1S"), "23:59:59.9");
  EXPECT_EQ(sum(Kind::LocalTime, "12:00", "P99Y3DT-2562047788015215H"), "21:00");
  EXPECT_EQ(sum(Kind::LocalDateTime, "2023-12-31T23:59:59.999999999", "PT0.000000001S"), "2024-01-01T00:00");
  EXPECT_EQ(sum(Kind::DateTime, "2023-03-25T02:30[Europe/Berlin]", "P1D"), "2023-03-26T03:30+02:00[Europe/Berlin]");
  EXPECT_EQ(sum(Kind::Date, "+999999999-12-31", "P1D"), "none");
  EXPECT_EQ(sum(Kind::Date, "-999999999-01-01", "P-1M"), "none");
  EXPECT_EQ(sum(Kind::Date, "2023-01-01", "P9223372036854775807M"), "none");
  EXPECT_EQ(sum(Kind::Date, "2023-01-01", "P-9223372036854775807D"), "none");
  EXPECT_EQ(sum(Kind::LocalDateTime, "2023-01-01", "PT2562047788015215H"), "none");
  EXPECT_EQ(sum(Kind::DateTime, "2023-01-01", "PT-2562047788015215H"), "none");
}

}  // namespace
}  // namespace liaison
