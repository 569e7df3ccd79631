#include <gtest/gtest.h>

#include <string>

#include "liaison/error.h"
#include "parse/parse.h"

namespace liaison {
namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  result.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

/// "" if the text parses, else the error's detail.
std::string fault(const std::string& text) {
  try {
    static_cast<void>(parse(text));
    return "";
  } catch (const Error& error) {
    return error.detail;
  }
}

constexpr std::size_t many = 10'000;

TEST(Nesting, LongChainsAreFlat) {
  EXPECT_EQ(fault("RETURN 1" + repeated("+1", 100'000)), "");
  EXPECT_EQ(fault("RETURN 1" + repeated("*2-1", many)), "");
  EXPECT_EQ(fault("RETURN a" + repeated(" AND b OR c", many)), "");
  EXPECT_EQ(fault("RETURN a" + repeated(" AND NOT b", many)), "");
  EXPECT_EQ(fault("RETURN a" + repeated("<b", many)), "");
  EXPECT_EQ(fault("RETURN [1" + repeated(",1", many) + "]"), "");
  EXPECT_EQ(fault("RETURN CASE" + repeated(" WHEN a THEN b", many) + " END"), "");
  EXPECT_EQ(fault("MATCH (n" + repeated(":A", many) + ") RETURN n"), "");
  EXPECT_EQ(fault("MATCH (n) WHERE n" + repeated(":A", many) + " RETURN n"), "");
  EXPECT_EQ(fault("MATCH (n)" + repeated("-->()", many) + " RETURN n"), "");
  EXPECT_EQ(fault("MATCH (n) WHERE ('a')" + repeated("--(b)", many) + " RETURN n"), "");
  EXPECT_EQ(fault("MATCH (n) WHERE n:a" + repeated("-b", many) + " RETURN n"), "");
  EXPECT_EQ(fault(repeated("MATCH (n) ", many) + "RETURN n"), "");
  EXPECT_EQ(fault("RETURN 1" + repeated(" UNION RETURN 1", many)), "");
}

// Each of these applies one operator to what the last one gave.
TEST(Nesting, LongChainsThatCannotBeFlatAreRefused) {
  for (const char* step : {".b", "[0]", "[1..]", " IS NULL", " IS :: INTEGER", " IN b", " STARTS WITH b", " = NOT a"}) {
    EXPECT_EQ(fault("RETURN a" + repeated(step, many)), "NestingTooDeep") << step;
    EXPECT_EQ(fault("RETURN a" + repeated(step, 200)), "") << step;
  }
  EXPECT_EQ(fault("MATCH (n) SET n" + repeated(".a", many) + " = 1"), "NestingTooDeep");
  EXPECT_EQ(fault("RETURN a IS :: " + repeated("LIST<", many) + "INT" + repeated(">", many)), "NestingTooDeep");
  EXPECT_EQ(fault("RETURN a IS :: " + repeated("LIST<", 200) + "INT" + repeated(">", 200)), "");
}

TEST(Nesting, DeepTextIsRefusedBeforeItIsParsed) {
  for (const char* opening : {"(", "[", "{a: ", "NOT ", "-", "CASE WHEN ", "f(", "EXISTS { MATCH (a) WHERE ",
                              "[x IN y | ", "[(a)-->(b) | ", "a[", "(n WHERE ", "COUNT { ((", "- (", "NOT ("}) {
    EXPECT_EQ(fault("RETURN " + repeated(opening, many)), "NestingTooDeep") << opening;
  }
  EXPECT_EQ(fault("MATCH " + repeated("(", many)), "NestingTooDeep");
  EXPECT_EQ(fault("MATCH (n:" + repeated("!", many) + "A) RETURN n"), "NestingTooDeep");
  EXPECT_EQ(fault("MATCH (n:" + repeated("(", many) + "A"), "NestingTooDeep");
  EXPECT_EQ(fault(repeated("CALL { ", many)), "NestingTooDeep");
}

TEST(Nesting, TheLimitIsReached) {
  EXPECT_EQ(fault("RETURN " + repeated("(", 500) + "1" + repeated(")", 500)), "");
  EXPECT_EQ(fault("RETURN " + repeated("[", 500) + "1" + repeated("]", 500)), "");
  EXPECT_EQ(fault("RETURN " + repeated("f(", 500) + "1" + repeated(")", 500)), "");
  EXPECT_EQ(fault("RETURN " + repeated("NOT ", 500) + "a"), "");
  EXPECT_EQ(fault("RETURN " + repeated("[x IN ", 499) + "y" + repeated("]", 499)), "");
  EXPECT_EQ(fault("RETURN " + repeated("[", 501) + "1" + repeated("]", 501)), "NestingTooDeep");
}

// Brackets and operators in turn: what counts is how deep the tree gets.
TEST(Nesting, TheTreeIsNoDeeperThanTheLimit) {
  const std::string alternating = "RETURN " + repeated("f(1 + ", 240) + "1" + repeated(")", 240);
  EXPECT_EQ(fault(alternating), "");
  EXPECT_EQ(fault("RETURN " + repeated("f(1 + ", 260) + "1" + repeated(")", 260)), "NestingTooDeep");
  EXPECT_EQ(fault("RETURN " + repeated("(", 100) + "a" + repeated(repeated(".b", 50) + ")", 100)), "NestingTooDeep");
}

TEST(Nesting, NamesTheDeepestPlace) {
  try {
    static_cast<void>(parse("RETURN\n" + repeated("(", 600)));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.place.line, 2u);
    EXPECT_EQ(error.place.column, 501u);
  }
}

TEST(Nesting, WordsThatAreNamesCountForNothing) {
  EXPECT_EQ(fault("RETURN [1" + repeated(", n.case", 2'000) + "]"), "");
}

}  // namespace
}  // namespace liaison
