#include "store/disk/bytes.h"

#include <algorithm>
#include <bit>
#include <utility>
#include <vector>

#include "common/assert.h"
#include "value/date.h"
#include "value/text.h"
#include "value/time.h"
#include "value/zone.h"

namespace liaison {
namespace {

/// First byte of a value. These numbers are in every store: they never change.
enum Tag : std::uint8_t {
  tag_null = 0,
  tag_false = 1,
  tag_true = 2,
  tag_integer = 3,
  tag_float = 4,
  tag_string = 5,
  tag_date = 6,
  tag_time = 7,
  tag_local_time = 8,
  tag_local_date_time = 9,
  tag_date_time = 10,
  tag_zoned_date_time = 11,
  tag_duration = 12,
  tag_list = 13,
  tag_map = 14,
};

/// More than any year that dates have.
constexpr std::int64_t seconds_max = 2 * year_max * 366 * seconds_per_day;

/// Items of a list that get room before they are read. Not all that it counts: each of nested lists may count all the
/// bytes that are left.
constexpr std::size_t room_beforehand = 64;

}  // namespace

// ---- Writing --------------------------------------------------------------------------------------------------------

void ByteWriter::append(std::uint64_t value, unsigned count) {
  for (unsigned i = 0; i < count; ++i) byte(static_cast<std::uint8_t>(value >> (8 * i)));
}

void ByteWriter::number(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) byte(static_cast<std::uint8_t>(value | 0x80));
  byte(static_cast<std::uint8_t>(value));
}

void ByteWriter::signed_number(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  number(bits << 1 ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

void ByteWriter::text(std::string_view utf8) {
  number(utf8.size());
  bytes_.append(utf8);
}

void ByteWriter::value(const Value& value) {
  switch (value.kind()) {
    case Kind::Null:
      byte(tag_null);
      return;
    case Kind::Boolean:
      byte(value.as_boolean() ? tag_true : tag_false);
      return;
    case Kind::Integer:
      byte(tag_integer);
      signed_number(value.as_integer());
      return;
    case Kind::Float:
      byte(tag_float);
      fixed64(std::bit_cast<std::uint64_t>(value.as_float()));
      return;
    case Kind::String:
      byte(tag_string);
      text(value.as_string());
      return;
    case Kind::Date:
      byte(tag_date);
      signed_number(value.as_date().days);
      byte(static_cast<std::uint8_t>(value.as_date().precision));
      return;
    case Kind::Time:
      byte(tag_time);
      signed_number(value.as_time().nanoseconds);
      signed_number(value.as_time().offset);
      return;
    case Kind::LocalTime:
      byte(tag_local_time);
      signed_number(value.as_local_time().nanoseconds);
      return;
    case Kind::LocalDateTime:
      byte(tag_local_date_time);
      signed_number(value.as_local_date_time().seconds);
      number(value.as_local_date_time().nanoseconds);
      return;
    case Kind::DateTime: {
      const DateTime time = value.as_date_time();
      byte(time.zone.name != 0 ? tag_zoned_date_time : tag_date_time);
      signed_number(time.seconds);
      number(time.nanoseconds);
      // By name: numbers of zones change between versions.
      if (time.zone.name != 0) {
        text(zone_name(time.zone));
      } else {
        signed_number(time.zone.offset);
      }
      return;
    }
    case Kind::Duration: {
      const Duration& duration = value.as_duration();
      byte(tag_duration);
      signed_number(duration.months);
      signed_number(duration.days);
      signed_number(duration.seconds);
      number(duration.nanoseconds);
      return;
    }
    case Kind::List:
      byte(tag_list);
      number(value.as_list().size());
      for (const Value& item : value.as_list()) this->value(item);
      return;
    case Kind::Map:
      byte(tag_map);
      number(value.as_map().size());
      for (const MapEntry& entry : value.as_map().entries()) {
        text(entry.key);
        this->value(entry.value);
      }
      return;
    case Kind::Node:
    case Kind::Relationship:
    case Kind::Path:
      LIAISON_ASSERT(!"graphs hold no entities as values");
  }
}

// ---- Reading --------------------------------------------------------------------------------------------------------

void ByteReader::refuse(std::string_view what) const { throw Damage{place_, std::string(what)}; }

std::uint8_t ByteReader::byte() {
  if (is_at_end()) refuse("the bytes end too early");
  return static_cast<std::uint8_t>(bytes_[place_++]);
}

std::uint64_t ByteReader::take_fixed(unsigned count) {
  std::uint64_t value = 0;
  for (unsigned i = 0; i < count; ++i) value |= std::uint64_t{byte()} << (8 * i);
  return value;
}

std::uint64_t ByteReader::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const std::uint8_t next = byte();
    if (shift == 63 && next > 1) break;
    value |= std::uint64_t{next & 0x7fu} << shift;
    if (next < 0x80) return value;
  }
  refuse("a number of more than 64 bits");
}

std::int64_t ByteReader::signed_number() {
  const std::uint64_t bits = number();
  return static_cast<std::int64_t>(bits >> 1 ^ ((bits & 1) != 0 ? ~std::uint64_t{0} : 0));
}

std::uint64_t ByteReader::number_below(std::uint64_t limit, std::string_view what) {
  const std::uint64_t value = number();
  if (value >= limit)
    refuse(std::string(what) + " " + std::to_string(value) + " where there are " + std::to_string(limit));
  return value;
}

std::size_t ByteReader::count(std::size_t bytes_each) {
  const std::uint64_t value = number();
  if (value > (bytes_.size() - place_) / bytes_each) refuse("a count of more than can follow");
  return static_cast<std::size_t>(value);
}

std::string_view ByteReader::text() {
  const std::size_t size = count();
  const std::string_view text(reinterpret_cast<const char*>(bytes_.data()) + place_, size);
  if (invalid_utf8(text)) refuse("a text that is no UTF-8");
  place_ += size;
  return text;
}

Value ByteReader::value() { return value(0); }

Value ByteReader::value(std::uint32_t depth) {
  const std::uint8_t tag = byte();
  switch (tag) {
    case tag_null:
      return {};
    case tag_false:
    case tag_true:
      return Value::boolean(tag == tag_true);
    case tag_integer:
      return Value::integer(signed_number());
    case tag_float:
      return Value::floating(std::bit_cast<double>(fixed64()));
    case tag_string:
      return Value::string(text());
    case tag_list: {
      if (depth >= max_value_depth) refuse("a value that nests too deep");
      std::size_t left = count();
      std::vector<Value> items;
      items.reserve(std::min(left, room_beforehand));
      for (; left > 0; --left) items.push_back(value(depth + 1));
      return Value::list(std::move(items));
    }
    case tag_map: {
      if (depth >= max_value_depth) refuse("a value that nests too deep");
      std::size_t left = count(2);
      std::vector<MapEntry> entries;
      entries.reserve(std::min(left, room_beforehand));
      for (; left > 0; --left) {
        std::string key(text());
        entries.push_back({std::move(key), value(depth + 1)});
      }
      return Value::map(Map(std::move(entries)));
    }
    default:
      return temporal_value(tag);
  }
}

Value ByteReader::temporal_value(std::uint8_t tag) {
  const auto require = [this](bool is_so) {
    if (!is_so) refuse("a date or time out of range");
  };
  const auto time_of_day = [&] {
    const std::int64_t nanoseconds = signed_number();
    require(nanoseconds >= 0 && nanoseconds < nanoseconds_per_day);
    return nanoseconds;
  };
  const auto below_a_second = [&] {
    const std::uint64_t nanoseconds = number();
    require(nanoseconds < static_cast<std::uint64_t>(nanoseconds_per_second));
    return static_cast<std::uint32_t>(nanoseconds);
  };
  const auto instant = [&] {
    const std::int64_t seconds = signed_number();
    require(seconds >= -seconds_max && seconds <= seconds_max);  // so that offsets can be added
    return seconds;
  };
  const auto offset = [&] {
    const std::int64_t seconds = signed_number();
    require(seconds >= -offset_max && seconds <= offset_max);
    return static_cast<std::int32_t>(seconds);
  };
  switch (tag) {
    case tag_date: {
      const std::int64_t days = signed_number();
      const std::uint8_t precision = byte();
      require(precision <= static_cast<std::uint8_t>(DatePrecision::Year));
      const Date date{days, static_cast<DatePrecision>(precision)};
      require(is_in_range(date));
      return Value::date(date);
    }
    case tag_time: {
      const std::int64_t nanoseconds = time_of_day();
      return Value::time({nanoseconds, offset()});
    }
    case tag_local_time:
      return Value::local_time({time_of_day()});
    case tag_local_date_time: {
      const std::int64_t seconds = instant();
      const LocalDateTime time{seconds, below_a_second()};
      require(is_in_range(time));
      return Value::local_date_time(time);
    }
    case tag_date_time:
    case tag_zoned_date_time: {
      DateTime time;
      time.seconds = instant();
      time.nanoseconds = below_a_second();
      if (tag == tag_date_time) {
        time.zone.offset = offset();
      } else {
        const std::string_view name = text();
        const auto zone = parse_zone(name);
        if (!zone || zone->name == 0) refuse("a time zone of an unknown name, '" + std::string(name) + "'");
        time.zone = *zone;
      }
      require(is_in_range(time));
      return Value::date_time(time);
    }
    case tag_duration: {
      Duration duration;
      duration.months = signed_number();
      duration.days = signed_number();
      duration.seconds = signed_number();
      duration.nanoseconds = below_a_second();
      return Value::duration(duration);
    }
    default:
      refuse("a value of an unknown kind");
  }
}

}  // namespace liaison
