#include "store/tables/cell.h"

#include <gtest/gtest.h>

#include "value/text.h"

namespace liaison {
namespace {

/// The value as a literal, or the fault behind an exclamation mark.
std::string read(std::string_view header, std::string_view text, bool is_quoted = false) {
  std::string fault;
  const std::optional<Cell> cell = read_cell(read_column(header), {text, is_quoted}, ';', fault);
  if (!cell) return "!" + fault;
  if (const auto* string = std::get_if<std::string_view>(&*cell)) return quoted(*string);
  return literal_text(std::get<Value>(*cell));
}

TEST(Cell, IntegersHaveTheRangeOfTheirType) {
  EXPECT_EQ(read("x:byte", "127"), "127");
  EXPECT_EQ(read("x:byte", "128"), "!'128' is no byte (column 'x')");
  EXPECT_EQ(read("x:short", "-32768"), "-32768");
  EXPECT_EQ(read("x:int", "2147483648"), "!'2147483648' is no int (column 'x')");
  EXPECT_EQ(read("x:long", "-9223372036854775808"), "-9223372036854775808");
  EXPECT_EQ(read("x:long", "9223372036854775808"), "!'9223372036854775808' is no long (column 'x')");
  EXPECT_EQ(read("x:long", " +7 "), "7");
  for (const std::string_view text : {"1.0", "1e3", "0x10", "1_000", "+-1", "--1", "", " ", "1 2", "१"}) {
    EXPECT_EQ(read("x:long", text).front(), text.empty() ? 'n' : '!') << text;
  }
}

TEST(Cell, Floats) {
  EXPECT_EQ(read("x:double", "113969.15"), "113969.15");
  EXPECT_EQ(read("x:double", "9000000"), "9000000.0");
  EXPECT_EQ(read("x:float", "-1E-3"), "-0.001");
  EXPECT_EQ(read("x:double", "1,5"), "!'1,5' is no double (column 'x')");
  EXPECT_EQ(read("x:double", "1e999"), "!'1e999' is no double (column 'x')");
}

TEST(Cell, Booleans) {
  EXPECT_EQ(read("x:boolean", "TRUE"), "true");
  EXPECT_EQ(read("x:boolean", "false"), "false");
  EXPECT_EQ(read("x:boolean", "yes"), "!'yes' is no boolean (column 'x')");
}

TEST(Cell, AbsentAndEmptyAreTwo) {
  EXPECT_EQ(read("x:string", ""), "null");
  EXPECT_EQ(read("x:string", "", true), "''");
  EXPECT_EQ(read("x:string[]", ""), "null");
  EXPECT_EQ(read("x:string[]", "", true), "[]");
  EXPECT_EQ(read("x:long", "", true), "null");
  EXPECT_EQ(read("x:string", " "), "' '");
}

TEST(Cell, CharactersAreOneCodePoint) {
  EXPECT_EQ(read("x:char", "é"), "'é'");
  EXPECT_EQ(read("x:char", "ab"), "!'ab' is no char (column 'x')");
}

TEST(Cell, TemporalValues) {
  EXPECT_EQ(read("x:date", "2015-12-04"), "date('2015-12-04')");
  EXPECT_EQ(read("x:date", "1201-11-03 00:00:00"), "!'1201-11-03 00:00:00' is no date (column 'x')");
  EXPECT_EQ(read("x:date", "2015-02-30"), "!'2015-02-30' is no date (column 'x')");
  EXPECT_EQ(read("x:time", "12:31+01:00"), "time('12:31+01:00')");
  EXPECT_EQ(read("x:localtime", "12:31"), "localtime('12:31')");
  EXPECT_EQ(read("x:localdatetime", "2015-12-04T12:31"), "localdatetime('2015-12-04T12:31')");
  EXPECT_EQ(read("x:datetime", "2015-12-04T12:31Z"), "datetime('2015-12-04T12:31Z')");
  EXPECT_EQ(read("x:datetime", "2015-12-04T12:31[Europe/Nowhere]"),
            "!there is no time zone 'Europe/Nowhere' (column 'x')");
  EXPECT_EQ(read("x:duration", "P1Y2D"), "duration('P1Y2D')");
}

TEST(Cell, ADateKnownToTheMonthStaysSo) {
  std::string fault;
  const Value value = std::get<Value>(*read_cell(read_column("x:date"), {"2015-12", false}, ';', fault));
  EXPECT_EQ(value.as_date().precision, DatePrecision::Month);
}

TEST(Cell, Lists) {
  EXPECT_EQ(read("x:string[]", "a;;b"), "['a', '', 'b']");
  EXPECT_EQ(read("x:long[]", "1; 2"), "[1, 2]");
  EXPECT_EQ(read("x:long[]", "1;x"), "!'x' is no long (column 'x')");
  EXPECT_EQ(read("x:date[]", "2015;2016-01-02"), "[date('2015-01-01'), date('2016-01-02')]");
}

TEST(Cell, ALongTextIsShownInPart) {
  const std::string fault = read("x:long", std::string(59, 'a') + "éé" + std::string(1000, 'b'));
  EXPECT_EQ(fault, "!'" + std::string(59, 'a') + "…' is no long (column 'x')");
}

}  // namespace
}  // namespace liaison
