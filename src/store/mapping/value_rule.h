#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/value.h"
#include "store/load/graph_assembly.h"
#include "store/mapping/record.h"

namespace liaison {

/// What a text stands for.
enum class TextType : std::uint8_t {
  Plain,  // a string; what JSON gives a kind of its own keeps it
  String,
  Integer,
  Float,
  Number,  // an Integer where it is whole as written, else a Float
  Percent,
  Money,
  Boolean,
  Date,
  Time,
  LocalTime,
  LocalDateTime,
  DateTime,
  Duration,
};

/// How a value is had from a record.
struct ValueRule {
  enum class Take : std::uint8_t { All, First, Only };
  enum class Bad : std::uint8_t { Refused, Absent };

  std::string column;  // empty: the constant, or the record's number
  Value constant;
  bool is_record_number = false;

  std::string separator;  // the column's text is a list, parted by it; empty: it is one
  Take take = Take::All;  // of a list
  bool trims = false;
  std::vector<std::string> absent;                     // texts that say that nothing is known
  std::map<std::string, Value, std::less<>> replaced;  // texts that stand for something else
  Value otherwise;                                     // where nothing stands
  TextType type = TextType::Plain;
  bool decimal_comma = false;
  std::vector<std::string> formats;  // of dates and times; none: ISO 8601
  std::optional<Date> earliest, latest;
  Bad bad = Bad::Refused;

  /// Of Money: properties for what the text says beside the amount; empty: it is dropped.
  std::string currency, year, about, note;
};

/// The properties that the rule makes of the record: `name` itself, and with Money perhaps `name`_min, `name`_max and
/// those that the rule names. Null ones are left out. Throws RecordFault.
void add_values(const ValueRule& rule, std::string_view name, const Record& record, std::vector<NamedValue>& out);

/// The texts that the rule finds: for ids, labels and types. Throws RecordFault.
[[nodiscard]] std::vector<std::string> texts_of(const ValueRule& rule, const Record& record);

}  // namespace liaison
