#include "store/disk/bytes.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "value/equality.h"
#include "value/text.h"
#include "value/zone.h"

namespace liaison {
namespace {

std::vector<Value> one_of_each() {
  return {
      Value(),
      Value::boolean(false),
      Value::boolean(true),
      Value::integer(0),
      Value::integer(-1),
      Value::integer(std::numeric_limits<std::int64_t>::max()),
      Value::integer(std::numeric_limits<std::int64_t>::min()),
      Value::floating(-0.0),
      Value::floating(std::numeric_limits<double>::infinity()),
      Value::floating(40589689.15),
      Value::string(""),
      Value::string("Zo\u00eb \U0001F600 \n \"'"),
      Value::date({19723, DatePrecision::Month}),
      Value::time({1, -3600}),
      Value::local_time({86'399'999'999'999}),
      Value::local_date_time({-1, 999'999'999}),
      Value::date_time({1'700'000'000, 5, {3600, 0}}),
      Value::date_time({1'700'000'000, 5, *parse_zone("Europe/Stockholm")}),
      Value::duration({-1, 2, -3, 4}),
      Value::list({}),
      Value::list({Value::integer(1), Value(), Value::list({Value::string("x")})}),
      Value::map(Map({{"a", Value::integer(1)}, {"", Value()}})),
  };
}

TEST(Bytes, EachKindOfValueComesBackAsItself) {
  for (const Value& value : one_of_each()) {
    ByteWriter writer;
    writer.value(value);
    ByteReader reader(writer.bytes());
    const Value read = reader.value();
    EXPECT_EQ(read.kind(), value.kind());
    EXPECT_EQ(literal_text(read), literal_text(value));
    EXPECT_TRUE(reader.is_at_end());
  }
}

TEST(Bytes, NumbersOfEachLengthComeBack) {
  for (unsigned shift = 0; shift < 64; ++shift) {
    for (const std::uint64_t number : {std::uint64_t{1} << shift, (std::uint64_t{1} << shift) - 1}) {
      ByteWriter writer;
      writer.number(number);
      writer.signed_number(static_cast<std::int64_t>(number));
      ByteReader reader(writer.bytes());
      EXPECT_EQ(reader.number(), number);
      EXPECT_EQ(reader.signed_number(), static_cast<std::int64_t>(number));
    }
  }
}

TEST(Bytes, WhateverIsCutOrChangedIsAValueOrDamage) {
  ByteWriter writer;
  for (const Value& value : one_of_each()) writer.value(value);
  const std::vector<std::byte> whole(writer.bytes().begin(), writer.bytes().end());
  const auto read_all = [](std::span<const std::byte> bytes) {
    ByteReader reader(bytes);
    try {
      while (!reader.is_at_end()) static_cast<void>(literal_text(reader.value()));
    } catch (const Damage& damage) {
      EXPECT_LE(damage.offset, bytes.size());
      EXPECT_FALSE(damage.what.empty());
    }
  };
  for (std::size_t size = 0; size < whole.size(); ++size) read_all(std::span(whole).first(size));
  for (std::size_t place = 0; place < whole.size(); ++place) {
    for (unsigned change = 1; change < 256; ++change) {
      std::vector<std::byte> bytes = whole;
      bytes[place] ^= static_cast<std::byte>(change);
      read_all(bytes);
    }
  }
}

TEST(Bytes, ListsThatNestTooDeepAreDamage) {
  std::vector<std::byte> bytes;
  for (int i = 0; i < 100'000; ++i) {
    bytes.push_back(std::byte{13});
    bytes.push_back(std::byte{1});
  }
  bytes.push_back(std::byte{0});
  EXPECT_THROW(static_cast<void>(ByteReader(bytes).value()), Damage);
}

}  // namespace
}  // namespace liaison
