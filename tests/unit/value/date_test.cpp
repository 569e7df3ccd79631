#include "value/date.h"

#include <gtest/gtest.h>

namespace liaison {
namespace {

std::string parsed(std::string_view text) {
  const auto date = parse_date(text);
  return date ? whole_date_text(*date) : "none";
}

TEST(Date, EpochAndNeighbours) {
  EXPECT_EQ(date_from_calendar({1970, 1, 1}).days, 0);
  EXPECT_EQ(date_from_calendar({1969, 12, 31}).days, -1);
  EXPECT_EQ(date_from_calendar({2000, 3, 1}).days, 11017);
}

TEST(Date, CalendarAndDaysGoBothWays) {
  std::int64_t expected = date_from_calendar({-401, 1, 1}).days;
  for (std::int64_t year = -401; year <= 401; ++year) {
    for (std::uint32_t month = 1; month <= 12; ++month) {
      for (std::uint32_t day = 1; day <= days_in_month(year, month); ++day, ++expected) {
        const Date date = date_from_calendar({year, month, day});
        ASSERT_EQ(date.days, expected);
        const CalendarDate back = calendar_of(date);
        ASSERT_EQ(back.year, year);
        ASSERT_EQ(back.month, month);
        ASSERT_EQ(back.day, day);
      }
    }
  }
  for (const std::int64_t year : {-999'999'999, 999'999'999}) {
    EXPECT_EQ(calendar_of(date_from_calendar({year, 12, 31})).year, year);
  }
}

TEST(Date, ParsesEveryForm) {
  EXPECT_EQ(parsed("2015-07-21"), "2015-07-21");
  EXPECT_EQ(parsed("20150721"), "2015-07-21");
  EXPECT_EQ(parsed("2015-07"), "2015-07-01");
  EXPECT_EQ(parsed("201507"), "2015-07-01");
  EXPECT_EQ(parsed("2015-W30-2"), "2015-07-21");
  EXPECT_EQ(parsed("2015W302"), "2015-07-21");
  EXPECT_EQ(parsed("2015-W30"), "2015-07-20");
  EXPECT_EQ(parsed("2015W30"), "2015-07-20");
  EXPECT_EQ(parsed("2015-202"), "2015-07-21");
  EXPECT_EQ(parsed("2015202"), "2015-07-21");
  EXPECT_EQ(parsed("2015"), "2015-01-01");
  EXPECT_EQ(parsed("+12345-06-07"), "+12345-06-07");
  EXPECT_EQ(parsed("-0044-03-15"), "-0044-03-15");
  EXPECT_EQ(parsed("+999999999-12-31"), "+999999999-12-31");
  EXPECT_EQ(parsed("-999999999-01-01"), "-999999999-01-01");
}

TEST(Date, RefusesWhatIsNoDate) {
  for (const std::string_view text :
       {"",          "15",          "2015-13-01",  "2015-02-29", "2015-2-1",   "2015-07-",    "2015-07-21T",
        "2015-W54",  "2014-W53-1",  "2015-366",    "2015-000",   "2015-W30-8", "20150732",    "2015-W302",
        "2015W30-2", "+1234567890", "12345-01-01", "abc",        "2015 ",      "2015-07-211", "2015-W00",
        "-W01"}) {
    EXPECT_EQ(parsed(text), "none") << text;
  }
}

TEST(Date, KnowsHowMuchIsKnown) {
  EXPECT_EQ(parse_date("2015")->precision, DatePrecision::Year);
  EXPECT_EQ(parse_date("2015-07")->precision, DatePrecision::Month);
  EXPECT_EQ(parse_date("201507")->precision, DatePrecision::Month);
  EXPECT_EQ(parse_date("2015-W30")->precision, DatePrecision::Day);
  EXPECT_EQ(date_text(*parse_date("2015")), "2015");
  EXPECT_EQ(date_text(*parse_date("2015-07")), "2015-07");
  EXPECT_EQ(date_text(*parse_date("2015-07-01")), "2015-07-01");
}

TEST(Date, Parts) {
  const DateParts parts = parts_of(date_from_calendar({1984, 10, 11}));
  EXPECT_EQ(parts.weekday, 4u);
  EXPECT_EQ(parts.week, 41u);
  EXPECT_EQ(parts.week_year, 1984);
  EXPECT_EQ(parts.ordinal_day, 285u);
  EXPECT_EQ(parts.quarter, 4u);
  EXPECT_EQ(parts.day_of_quarter, 11u);
}

TEST(Date, TheWeekYearMayBeTheNeighbour) {
  const DateParts first = parts_of(date_from_calendar({1984, 1, 1}));
  EXPECT_EQ(first.week_year, 1983);
  EXPECT_EQ(first.week, 52u);
  EXPECT_EQ(first.weekday, 7u);
  const DateParts last = parts_of(date_from_calendar({2018, 12, 31}));
  EXPECT_EQ(last.week_year, 2019);
  EXPECT_EQ(last.week, 1u);
  EXPECT_EQ(parts_of(date_from_calendar({2015, 12, 31})).week, 53u);
}

TEST(Date, PartsGoBothWays) {
  for (std::int64_t days = -200'000; days < 200'000; days += 7 * 13 + 1) {
    const Date date{days, DatePrecision::Day};
    const DateParts parts = parts_of(date);
    const std::int64_t year = calendar_of(date).year;
    ASSERT_EQ(date_from_week(parts.week_year, parts.week, parts.weekday)->days, days);
    ASSERT_EQ(date_from_ordinal(year, parts.ordinal_day)->days, days);
    ASSERT_EQ(date_from_quarter(year, parts.quarter, parts.day_of_quarter)->days, days);
  }
}

TEST(Date, TextOfFarYears) {
  EXPECT_EQ(whole_date_text(date_from_calendar({28, 11, 11})), "0028-11-11");
  EXPECT_EQ(whole_date_text(date_from_calendar({0, 1, 1})), "0000-01-01");
  EXPECT_EQ(whole_date_text(date_from_calendar({-1, 1, 1})), "-0001-01-01");
  EXPECT_EQ(whole_date_text(date_from_calendar({10000, 1, 1})), "+10000-01-01");
}

}  // namespace
}  // namespace liaison
