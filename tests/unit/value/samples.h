#pragma once

#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "liaison/value.h"
#include "value/parse_temporal.h"

namespace liaison::samples {

// Short names for the values that the tests are full of.
inline Value null() { return {}; }
inline Value boolean(bool value) { return Value::boolean(value); }
inline Value integer(std::int64_t value) { return Value::integer(value); }
inline Value floating(double value) { return Value::floating(value); }
inline Value string(std::string_view text) { return Value::string(text); }
inline Value list(std::vector<Value> items) { return Value::list(std::move(items)); }
inline Value map(std::vector<MapEntry> entries) { return Value::map(Map(std::move(entries))); }
inline Value date(std::int64_t days) { return Value::date({days, DatePrecision::Day}); }
/// Of the text's kind; any of the temporal ones.
inline Value temporal(Kind kind, std::string_view text) {
  std::string fault;
  return parse_temporal(kind, text, fault).value();
}
inline Value nan() { return Value::floating(std::numeric_limits<double>::quiet_NaN()); }
inline Value infinity() { return Value::floating(std::numeric_limits<double>::infinity()); }

/// One or more values of every kind, some of them equivalent to one another.
inline std::vector<Value> everything() {
  return {
      null(),
      boolean(false),
      boolean(true),
      integer(0),
      integer(1),
      integer(-1),
      integer(std::numeric_limits<std::int64_t>::max()),
      integer(std::numeric_limits<std::int64_t>::min()),
      integer((std::int64_t{1} << 53) + 1),
      floating(0.0),
      floating(-0.0),
      floating(1.0),
      floating(1.5),
      floating(-1e300),
      floating(9007199254740992.0),
      floating(9223372036854775808.0),
      floating(-9223372036854775808.0),
      nan(),
      infinity(),
      floating(-std::numeric_limits<double>::infinity()),
      string(""),
      string("a"),
      string("b"),
      string("ä"),
      string("\xF0\x9F\x98\x80"),
      string("\xEF\xBF\xBD"),
      date(0),
      date(-1),
      Value::date({0, DatePrecision::Year}),
      temporal(Kind::LocalTime, "00:00"),
      temporal(Kind::LocalTime, "23:59:59.999999999"),
      temporal(Kind::Time, "12:00Z"),
      temporal(Kind::Time, "13:00+01:00"),
      temporal(Kind::Time, "12:00-18:00"),
      temporal(Kind::LocalDateTime, "1970-01-01T00:00"),
      temporal(Kind::LocalDateTime, "-999999999-01-01T00:00:00.000000001"),
      temporal(Kind::DateTime, "1970-01-01T00:00Z"),
      temporal(Kind::DateTime, "1970-01-01T01:00+01:00"),
      temporal(Kind::DateTime, "1970-01-01T01:00[Europe/Berlin]"),
      temporal(Kind::DateTime, "1970-01-01T01:00[Europe/Stockholm]"),
      temporal(Kind::Duration, "PT0S"),
      temporal(Kind::Duration, "P1M"),
      temporal(Kind::Duration, "P30DT10H29M6S"),
      temporal(Kind::Duration, "PT-0.5S"),
      list({}),
      list({null()}),
      list({integer(1)}),
      list({floating(1.0)}),
      list({integer(1), null()}),
      list({integer(1), string("a")}),
      list({list({nan()})}),
      map({}),
      map({{"a", null()}}),
      map({{"a", integer(1)}}),
      map({{"a", floating(1.0)}}),
      map({{"b", integer(0)}}),
      map({{"a", integer(1)}, {"b", integer(2)}}),
      Value::node(0),
      Value::node(7),
      Value::relationship({0, 7}),
      Value::relationship({1, 0}),
      Value::path({0}, {}),
      Value::path({0, 7}, {{0, 7}}),
      Value::path({7, 0}, {{0, 7}}),
  };
}

}  // namespace liaison::samples
