#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "value/vector.h"

namespace liaison {

inline std::vector<Value> interesting_integers() {
  constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  std::vector<Value> values;
  for (const std::int64_t number :
       {smallest, smallest + 1, std::int64_t{-(1LL << 53) - 1}, std::int64_t{-2}, std::int64_t{-1}, std::int64_t{0},
        std::int64_t{1}, std::int64_t{2}, std::int64_t{3}, std::int64_t{1LL << 32}, std::int64_t{1LL << 53},
        std::int64_t{(1LL << 53) + 1}, largest - 1, largest}) {
    values.push_back(Value::integer(number));
  }
  values.push_back(Value());
  return values;
}

inline std::vector<Value> interesting_floats() {
  using limits = std::numeric_limits<double>;
  std::vector<Value> values;
  for (const double number : {-limits::infinity(),
                              -limits::max(),
                              -9223372036854775808.0,
                              -9007199254740992.0,
                              -1.5,
                              -1.0,
                              -0.0,
                              0.0,
                              limits::denorm_min(),
                              0.5,
                              1.0,
                              2.0,
                              3.0,
                              9007199254740992.0,
                              9007199254740994.0,
                              9223372036854774784.0,
                              9223372036854775808.0,
                              limits::max(),
                              limits::infinity(),
                              limits::quiet_NaN()}) {
    values.push_back(Value::floating(number));
  }
  values.push_back(Value());
  return values;
}

inline std::vector<Value> interesting_booleans() { return {Value::boolean(false), Value::boolean(true), Value()}; }

inline std::vector<Value> interesting_dates() {
  return {Value::date({.days = -1}),
          Value::date({.days = 0}),
          Value::date({.days = 0, .precision = DatePrecision::Year}),
          Value::date({.days = 19000}),
          Value::date({.days = 365'000'000'000}),
          Value()};
}

inline std::vector<Value> interesting_strings() {
  std::vector<Value> values;
  for (const char* text : {"", "A", "Azure", "Azurf", "a", "abc", "abcd", "z", "é", "日本"}) {
    values.push_back(Value::string(text));
  }
  values.push_back(Value());
  return values;
}

/// The first of the strings in order, the others added later, as a delta would.
inline std::shared_ptr<const Dictionary> half_sorted_dictionary(const std::vector<Value>& strings) {
  auto dictionary = std::make_shared<Dictionary>();
  for (std::size_t index = strings.size(); index-- > 0;) {
    if (index % 2 == 0 && !strings[index].is_null()) dictionary->intern(strings[index].as_string());
  }
  dictionary->sort();
  for (const Value& text : strings) {
    if (!text.is_null()) dictionary->intern(text.as_string());
  }
  return dictionary;
}

/// A vector of the physical kind; strings go by the dictionary, which has them all.
inline Vector typed_vector(VectorKind kind, const std::vector<Value>& values,
                           const std::shared_ptr<const Dictionary>& dictionary = nullptr) {
  Vector vector;
  vector.reset(kind);
  vector.resize(static_cast<std::uint32_t>(values.size()));
  vector.dictionary = dictionary;
  if (kind == VectorKind::Date) vector.precisions.assign(values.size(), DatePrecision::Day);
  for (std::size_t row = 0; row < values.size(); ++row) {
    const Value& value = values[row];
    if (value.is_null() && kind != VectorKind::Any) {
      if (vector.nulls.empty()) vector.nulls.assign(values.size(), 0);
      vector.nulls[row] = 1;
      // What lies under a null may be anything: kernels must not trip over it.
      if (kind == VectorKind::String) vector.codes[row] = 0xfffffff0;
      if (kind == VectorKind::Integer) vector.integers[row] = std::numeric_limits<std::int64_t>::min();
      continue;
    }
    switch (kind) {
      case VectorKind::Any:
        vector.values[row] = value;
        break;
      case VectorKind::Boolean:
        vector.booleans[row] = value.as_boolean() ? 1 : 0;
        break;
      case VectorKind::Integer:
        vector.integers[row] = value.as_integer();
        break;
      case VectorKind::Float:
        vector.floats[row] = value.as_float();
        break;
      case VectorKind::Date:
        vector.integers[row] = value.as_date().days;
        vector.precisions[row] = value.as_date().precision;
        break;
      case VectorKind::String:
        vector.codes[row] = dictionary->find(value.as_string());
        break;
      case VectorKind::Node:
        vector.nodes[row] = value.as_node();
        break;
      case VectorKind::Relationship:
        vector.relationships[row] = value.as_relationship();
        break;
    }
  }
  return vector;
}

/// Every value of one list beside every value of the other.
inline std::pair<std::vector<Value>, std::vector<Value>> all_pairs(const std::vector<Value>& left,
                                                                   const std::vector<Value>& right) {
  std::pair<std::vector<Value>, std::vector<Value>> pairs;
  for (const Value& first : left) {
    for (const Value& second : right) {
      pairs.first.push_back(first);
      pairs.second.push_back(second);
    }
  }
  return pairs;
}

}  // namespace liaison
