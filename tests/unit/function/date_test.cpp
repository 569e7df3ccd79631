#include "value/date.h"

#include <gtest/gtest.h>

#include "function/temporal_component.h"
#include "unit/function/calls.h"
#include "unit/value/samples.h"

namespace liaison {
namespace {

using namespace samples;

Value day(std::int64_t year, std::uint32_t month, std::uint32_t day) {
  return Value::date(date_from_calendar({year, month, day}));
}

std::string from_map(std::vector<MapEntry> entries) { return called("date", {map(std::move(entries))}); }

TEST(DateFunction, FromPartsNamedInAMap) {
  EXPECT_EQ(from_map({{"year", integer(1984)}, {"month", integer(10)}, {"day", integer(11)}}), "date('1984-10-11')");
  EXPECT_EQ(from_map({{"year", integer(1984)}, {"month", integer(10)}}), "date('1984-10-01')");
  EXPECT_EQ(from_map({{"year", integer(1984)}, {"week", integer(10)}, {"dayOfWeek", integer(3)}}),
            "date('1984-03-07')");
  EXPECT_EQ(from_map({{"year", integer(1984)}, {"week", integer(10)}}), "date('1984-03-05')");
  EXPECT_EQ(from_map({{"year", integer(1984)}}), "date('1984-01-01')");
  EXPECT_EQ(from_map({{"year", integer(1984)}, {"ordinalDay", integer(202)}}), "date('1984-07-20')");
  EXPECT_EQ(from_map({{"year", integer(1984)}, {"quarter", integer(3)}, {"dayOfQuarter", integer(45)}}),
            "date('1984-08-14')");
  EXPECT_EQ(from_map({{"year", integer(1984)}, {"quarter", integer(3)}}), "date('1984-07-01')");
}

TEST(DateFunction, FromAnotherDateWithChanges) {
  const Value other = day(1984, 11, 11);
  EXPECT_EQ(called("date", {other}), "date('1984-11-11')");
  EXPECT_EQ(from_map({{"date", other}}), "date('1984-11-11')");
  EXPECT_EQ(from_map({{"date", other}, {"year", integer(28)}}), "date('0028-11-11')");
  EXPECT_EQ(from_map({{"date", other}, {"day", integer(28)}}), "date('1984-11-28')");
  EXPECT_EQ(from_map({{"date", other}, {"week", integer(1)}}), "date('1984-01-08')");
  EXPECT_EQ(from_map({{"date", other}, {"ordinalDay", integer(28)}}), "date('1984-01-28')");
  EXPECT_EQ(from_map({{"date", other}, {"quarter", integer(3)}}), "date('1984-08-11')");
  EXPECT_EQ(from_map({{"date", day(1816, 12, 31)}, {"week", integer(2)}}), "date('1817-01-07')");
}

TEST(DateFunction, RefusesWhatIsNoDate) {
  EXPECT_EQ(called("date", {string("today")}), "ArgumentError InvalidDate");
  EXPECT_EQ(from_map({}), "ArgumentError InvalidDate");
  EXPECT_EQ(from_map({{"month", integer(1)}}), "ArgumentError InvalidDate");
  EXPECT_EQ(from_map({{"year", integer(2023)}, {"day", integer(1)}}), "ArgumentError InvalidDate");
  EXPECT_EQ(from_map({{"year", integer(2023)}, {"hour", integer(1)}}), "ArgumentError InvalidDate");
  EXPECT_EQ(from_map({{"year", integer(2023)}, {"week", integer(1)}, {"month", integer(1)}}),
            "ArgumentError InvalidDate");
  EXPECT_EQ(from_map({{"year", integer(2023)}, {"month", integer(13)}}), "ArgumentError NumberOutOfRange");
  EXPECT_EQ(from_map({{"year", integer(2023)}, {"month", integer(2)}, {"day", integer(29)}}),
            "ArgumentError NumberOutOfRange");
  EXPECT_EQ(from_map({{"year", integer(1'000'000'000)}}), "ArgumentError NumberOutOfRange");
  EXPECT_EQ(from_map({{"year", string("2023")}}), "TypeError InvalidArgumentValue");
}

TEST(DateFunction, KeepsWhatIsKnown) {
  const FunctionContext context;
  const Function& date = *find_function("date");
  const auto shown = [&](const Value& from) {
    return date_text(call(date, std::vector<Value>{from}, context).as_date());
  };
  EXPECT_EQ(shown(string("2023")), "2023");
  EXPECT_EQ(shown(map({{"year", integer(2023)}, {"month", integer(6)}})), "2023-06");
  EXPECT_EQ(shown(map({{"year", integer(2023)}, {"week", integer(1)}})), "2023-01-02");
}

TEST(DateFunction, Truncate) {
  const auto truncated = [](std::string_view unit, const Value& date, std::vector<MapEntry> changes = {}) {
    return called("date.truncate", {string(unit), date, map(std::move(changes))});
  };
  EXPECT_EQ(truncated("millennium", day(2017, 10, 11), {{"day", integer(2)}}), "date('2000-01-02')");
  EXPECT_EQ(truncated("century", day(1984, 10, 11)), "date('1900-01-01')");
  EXPECT_EQ(truncated("decade", day(1984, 10, 11), {{"day", integer(2)}}), "date('1980-01-02')");
  EXPECT_EQ(truncated("year", day(1984, 10, 11)), "date('1984-01-01')");
  EXPECT_EQ(truncated("weekYear", day(1984, 1, 1)), "date('1983-01-03')");
  EXPECT_EQ(truncated("weekYear", day(1984, 2, 1), {{"day", integer(5)}}), "date('1984-01-05')");
  EXPECT_EQ(truncated("quarter", day(1984, 11, 11)), "date('1984-10-01')");
  EXPECT_EQ(truncated("month", day(1984, 10, 11)), "date('1984-10-01')");
  EXPECT_EQ(truncated("week", day(1984, 10, 11), {{"dayOfWeek", integer(2)}}), "date('1984-10-09')");
  EXPECT_EQ(truncated("week", day(1984, 10, 11)), "date('1984-10-08')");
  EXPECT_EQ(truncated("day", day(1984, 10, 11)), "date('1984-10-11')");
  EXPECT_EQ(truncated("century", day(-1, 5, 5)), "date('-0100-01-01')");
  EXPECT_EQ(truncated("hour", day(1984, 10, 11)), "ArgumentError InvalidDate");
  EXPECT_EQ(called("date.truncate", {string("month"), day(1984, 10, 11)}), "date('1984-10-01')");
}

TEST(DateFunction, Components) {
  const Value date = day(1984, 10, 11);
  const auto component = [&date](std::string_view key) { return temporal_component(date, key)->as_integer(); };
  EXPECT_EQ(component("year"), 1984);
  EXPECT_EQ(component("quarter"), 4);
  EXPECT_EQ(component("month"), 10);
  EXPECT_EQ(component("week"), 41);
  EXPECT_EQ(component("weekYear"), 1984);
  EXPECT_EQ(component("day"), 11);
  EXPECT_EQ(component("ordinalDay"), 285);
  EXPECT_EQ(component("weekDay"), 4);
  EXPECT_EQ(component("dayOfWeek"), 4);
  EXPECT_EQ(component("dayOfQuarter"), 11);
  EXPECT_EQ(temporal_component(date, "hour"), std::nullopt);
}

}  // namespace
}  // namespace liaison
