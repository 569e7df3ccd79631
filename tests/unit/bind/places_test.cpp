#include "bind/places.h"

#include <gtest/gtest.h>

namespace liaison {
namespace {

void expect_place(const Places& places, ast::Span span, std::uint32_t line, std::uint32_t column,
                  std::uint32_t length) {
  const Place place = places.of(span);
  EXPECT_EQ(place.line, line);
  EXPECT_EQ(place.column, column);
  EXPECT_EQ(place.length, length);
}

TEST(Places, CountLinesAndColumnsFromOne) {
  const Places places("RETURN 1\n  AS x");
  expect_place(places, {0, 6}, 1, 1, 6);
  expect_place(places, {7, 8}, 1, 8, 1);
  expect_place(places, {11, 13}, 2, 3, 2);
}

TEST(Places, CountCodePointsNotBytes) {
  const Places places("RETURN 'é€𝄞' AS x");
  expect_place(places, {7, 18}, 1, 8, 5);
  expect_place(places, {22, 23}, 1, 17, 1);
}

TEST(Places, EndWithTheirLine) {
  const Places places("MATCH (n)\nRETURN n");
  expect_place(places, {6, 18}, 1, 7, 3);
  expect_place(places, {9, 10}, 1, 10, 1);
}

TEST(Places, StandAtTheEndForWhatIsBeyondIt) {
  const Places places("é");
  expect_place(places, {2, 2}, 1, 2, 1);
  expect_place(places, {9, 12}, 1, 2, 1);
  expect_place(Places(""), {0, 0}, 1, 1, 1);
}

TEST(Places, AgreeWithPlainCountingInLongText) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += i % 97 == 96 ? "\n" : i % 3 == 0 ? "ä" : "a";
  const Places places(text);
  for (std::uint32_t begin = 0; begin < text.size(); ++begin) {
    const ast::Span span{begin, begin + begin % 300};
    const Place expected = ast::place_of(text, span);
    expect_place(places, span, expected.line, expected.column, expected.length);
  }
}

}  // namespace
}  // namespace liaison
