#include "value/vector.h"

#include <gtest/gtest.h>

#include <string>

#include "unit/value/samples.h"
#include "value/equality.h"
#include "value/text.h"

namespace liaison {
namespace {

using namespace samples;

void expect_values(const Vector& vector, const std::vector<Value>& expected) {
  ASSERT_EQ(vector.size, expected.size());
  for (std::uint32_t row = 0; row < vector.size; ++row) {
    EXPECT_TRUE(identical(vector.get(row), expected[row])) << row << ": " << literal_text(vector.get(row));
    EXPECT_EQ(vector.is_null(row), expected[row].is_null());
  }
}

TEST(Vector, TakesTheKindOfItsFirstValue) {
  Vector vector;
  vector.append(integer(1));
  vector.append(null());
  vector.append(integer(3));
  EXPECT_EQ(vector.kind, VectorKind::Integer);
  expect_values(vector, {integer(1), null(), integer(3)});
}

TEST(Vector, TurnsIntoAnyWhereAValueDoesNotFit) {
  Vector vector;
  vector.append(integer(1));
  vector.append_null();
  vector.append(string("a"));
  EXPECT_EQ(vector.kind, VectorKind::Any);
  expect_values(vector, {integer(1), null(), string("a")});
}

TEST(Vector, HoldsAndGathersEveryKind) {
  const std::vector<Value> all = everything();
  for (const Value& value : all) {
    Vector vector;
    for (int i = 0; i < 3; ++i) {
      vector.append(value);
      vector.append_null();
    }
    expect_values(vector, {value, null(), value, null(), value, null()});
    Vector gathered;
    const std::vector<std::uint16_t> rows = {4, 1, 0, 0};
    gathered.gather(vector, rows);
    expect_values(gathered, {value, null(), value, value});
    Vector copied;
    for (const std::uint16_t row : rows) copied.append_from(vector, row);
    expect_values(copied, {value, null(), value, value});
    vector.box();
    EXPECT_EQ(vector.kind, VectorKind::Any);
    expect_values(vector, {value, null(), value, null(), value, null()});
    expect_values(Vector::constant(value, 2), {value, value});
  }
  Vector mixed;
  for (const Value& value : all) mixed.append(value);
  expect_values(mixed, all);
}

TEST(Vector, KeepsPrecisionsOfDates) {
  const Value day = Value::date({5, DatePrecision::Day}), year = Value::date({0, DatePrecision::Year});
  Vector vector;
  vector.append(day);
  EXPECT_TRUE(vector.precisions.empty());
  vector.append_null();
  vector.append(year);
  vector.append(day);
  vector.append_null();
  expect_values(vector, {day, null(), year, day, null()});
  Vector copied;
  for (std::uint32_t row = 0; row < vector.size; ++row) copied.append_from(vector, row);
  EXPECT_EQ(copied.kind, VectorKind::Date);
  expect_values(copied, {day, null(), year, day, null()});
}

TEST(Vector, StringsAreCodesOfTheirDictionary) {
  auto dictionary = std::make_shared<Dictionary>();
  dictionary->intern("a");
  dictionary->intern("b");
  Vector vector;
  vector.reset(VectorKind::String);
  vector.dictionary = dictionary;
  vector.append(string("b"));
  vector.append_null();
  vector.append(string("a"));
  EXPECT_EQ(vector.kind, VectorKind::String);
  EXPECT_EQ(vector.codes[0], 1u);
  expect_values(vector, {string("b"), null(), string("a")});
  EXPECT_EQ(vector.get(0).as_string().data(), dictionary->text(1).data()) << "the text is shared, not copied";

  Vector copied;
  copied.append_from(vector, 0);
  copied.append_from(vector, 1);
  EXPECT_EQ(copied.kind, VectorKind::String);
  expect_values(copied, {string("b"), null()});

  vector.append(string("not in it"));
  EXPECT_EQ(vector.kind, VectorKind::Any);
  expect_values(vector, {string("b"), null(), string("a"), string("not in it")});
}

TEST(Vector, ResetEmptiesAndResizeGrows) {
  Vector vector = Vector::constant(integer(4), 3);
  vector.append_null();
  vector.reset(VectorKind::Float);
  EXPECT_EQ(vector.size, 0u);
  EXPECT_TRUE(vector.nulls.empty());
  vector.resize(2);
  vector.floats = {1.5, 2.5};
  expect_values(vector, {floating(1.5), floating(2.5)});
}

TEST(Dictionary, GivesEachStringOneCode) {
  Dictionary dictionary;
  EXPECT_EQ(dictionary.find("a"), Dictionary::absent);
  EXPECT_EQ(dictionary.intern("a"), 0u);
  EXPECT_EQ(dictionary.intern("b"), 1u);
  EXPECT_EQ(dictionary.intern("a"), 0u);
  EXPECT_EQ(dictionary.intern(""), 2u);
  EXPECT_EQ(dictionary.find("b"), 1u);
  EXPECT_EQ(dictionary.text(2), "");
  EXPECT_EQ(dictionary.size(), 3u);
}

TEST(Dictionary, KnowsHowFarItIsSorted) {
  Dictionary dictionary;
  dictionary.intern("a");
  dictionary.intern("c");
  EXPECT_EQ(dictionary.sorted_below(), 2u);
  dictionary.intern("b");
  dictionary.intern("d");
  EXPECT_EQ(dictionary.sorted_below(), 2u);
}

TEST(Dictionary, SortRenumbersIntoStringOrder) {
  Dictionary dictionary;
  for (int i = 0; i < 1'000; ++i) dictionary.intern("text " + std::to_string((i * 7919) % 1'000));
  const std::vector<std::string> before = [&dictionary] {
    std::vector<std::string> texts;
    for (std::uint32_t code = 0; code < dictionary.size(); ++code) texts.emplace_back(dictionary.text(code));
    return texts;
  }();
  const std::vector<std::uint32_t> new_codes = dictionary.sort();
  EXPECT_EQ(dictionary.sorted_below(), 1'000u);
  for (std::uint32_t code = 0; code < dictionary.size(); ++code) {
    EXPECT_EQ(dictionary.text(new_codes[code]), before[code]);
    EXPECT_EQ(dictionary.find(before[code]), new_codes[code]);
    if (code > 0) {
      EXPECT_LT(dictionary.text(code - 1), dictionary.text(code));
    }
  }
}

TEST(Dictionary, CloneGoesItsOwnWay) {
  Dictionary dictionary;
  for (int i = 0; i < 100; ++i) dictionary.intern(std::to_string(i));
  const std::shared_ptr<Dictionary> copy = dictionary.clone();
  EXPECT_EQ(copy->intern("new"), 100u);
  EXPECT_EQ(copy->find("42"), 42u);
  EXPECT_EQ(dictionary.find("new"), Dictionary::absent);
  EXPECT_EQ(dictionary.size(), 100u);
}

}  // namespace
}  // namespace liaison
