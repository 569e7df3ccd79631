#include "value/order.h"

#include <algorithm>
#include <cmath>

#include "common/assert.h"
#include "common/stop_signal.h"
#include "value/duration.h"
#include "value/number.h"
#include "value/time.h"

namespace liaison {

namespace {

/// The place of a value's kind in the order of everything; numbers are one kind there, NaN one of its own.
int rank(const Value& value) {
  switch (value.kind()) {
    case Kind::Map:
      return 0;
    case Kind::Node:
      return 1;
    case Kind::Relationship:
      return 2;
    case Kind::List:
      return 3;
    case Kind::Path:
      return 4;
    case Kind::DateTime:
      return 5;
    case Kind::LocalDateTime:
      return 6;
    case Kind::Date:
      return 7;
    case Kind::Time:
      return 8;
    case Kind::LocalTime:
      return 9;
    case Kind::Duration:
      return 10;
    case Kind::String:
      return 11;
    case Kind::Boolean:
      return 12;
    case Kind::Integer:
      return 13;
    case Kind::Float:
      return std::isnan(value.as_float()) ? 14 : 13;
    case Kind::Null:
      return 15;
  }
  LIAISON_ASSERT(false && "a kind of the enum");
}

std::weak_ordering order_numbers(const Value& left, const Value& right) {
  const std::partial_ordering result = compare_numbers(left, right);
  if (result < 0) return std::weak_ordering::less;
  if (result > 0) return std::weak_ordering::greater;
  return std::weak_ordering::equivalent;
}

std::weak_ordering order_lists(std::span<const Value> left, std::span<const Value> right) {
  return std::lexicographical_compare_three_way(left.begin(), left.end(), right.begin(), right.end(),
                                                [steps = StepCount()](const Value& one, const Value& other) mutable {
                                                  steps.step();
                                                  return order(one, other);
                                                });
}

/// By size, then keys, then values.
std::weak_ordering order_maps(const Map& left, const Map& right) {
  if (left.size() != right.size()) return left.size() <=> right.size();
  for (std::size_t i = 0; i < left.size(); ++i) {
    const auto result = left.entries()[i].key <=> right.entries()[i].key;
    if (result != 0) return result;
  }
  StepCount steps;
  for (std::size_t i = 0; i < left.size(); ++i) {
    steps.step();
    const auto result = order(left.entries()[i].value, right.entries()[i].value);
    if (result != 0) return result;
  }
  return std::weak_ordering::equivalent;
}

std::weak_ordering order_paths(const Value& left, const Value& right) {
  const auto nodes = left.path_nodes(), other_nodes = right.path_nodes();
  const auto result =
      std::lexicographical_compare_three_way(nodes.begin(), nodes.end(), other_nodes.begin(), other_nodes.end());
  if (result != 0) return result;
  const auto relationships = left.path_relationships(), other_relationships = right.path_relationships();
  return std::lexicographical_compare_three_way(relationships.begin(), relationships.end(), other_relationships.begin(),
                                                other_relationships.end());
}

Truth verdict(Comparison comparison, std::partial_ordering result) {
  bool holds = false;
  switch (comparison) {
    case Comparison::Less:
      holds = result < 0;
      break;
    case Comparison::LessOrEqual:
      holds = result <= 0;
      break;
    case Comparison::Greater:
      holds = result > 0;
      break;
    case Comparison::GreaterOrEqual:
      holds = result >= 0;
      break;
  }
  return holds ? Truth::True : Truth::False;
}

/// The first items that differ decide; one that may or may not differ makes it Unknown (TCK, Comparison2 [4]).
Truth compare_lists(Comparison comparison, std::span<const Value> left, std::span<const Value> right) {
  const std::size_t shared = std::min(left.size(), right.size());
  StepCount steps;
  for (std::size_t i = 0; i < shared; ++i) {
    steps.step();
    const Truth same = equals(left[i], right[i]);
    if (same == Truth::Unknown) return Truth::Unknown;
    if (same == Truth::False) return compare(comparison, left[i], right[i]);
  }
  return verdict(comparison, left.size() <=> right.size());
}

}  // namespace

std::weak_ordering order(const Value& left, const Value& right) {
  // What is sorted most, before anything else is asked.
  if (left.kind() == Kind::Integer && right.kind() == Kind::Integer) return left.as_integer() <=> right.as_integer();
  const int left_rank = rank(left), right_rank = rank(right);
  if (left_rank != right_rank) return left_rank <=> right_rank;
  switch (left.kind()) {
    case Kind::Null:
      return std::weak_ordering::equivalent;
    case Kind::Boolean:
      return left.as_boolean() <=> right.as_boolean();
    case Kind::Integer:
    case Kind::Float:
      return order_numbers(left, right);
    case Kind::String:
      return left.as_string() <=> right.as_string();  // the order of UTF-8's bytes is that of code points
    case Kind::Date:
      return left.as_date().days <=> right.as_date().days;
    case Kind::Time:
      return order_of(left.as_time(), right.as_time());
    case Kind::LocalTime:
      return left.as_local_time() <=> right.as_local_time();
    case Kind::LocalDateTime:
      return left.as_local_date_time() <=> right.as_local_date_time();
    case Kind::DateTime:
      return order_of(left.as_date_time(), right.as_date_time());
    case Kind::Duration:
      return order_of(left.as_duration(), right.as_duration());
    case Kind::List:
      return order_lists(left.as_list(), right.as_list());
    case Kind::Map:
      return order_maps(left.as_map(), right.as_map());
    case Kind::Node:
      return left.as_node() <=> right.as_node();
    case Kind::Relationship:
      return left.as_relationship() <=> right.as_relationship();
    case Kind::Path:
      return order_paths(left, right);
  }
  LIAISON_ASSERT(false && "a kind of the enum");
}

Truth compare(Comparison comparison, const Value& left, const Value& right) {
  if (left.is_number() && right.is_number()) return verdict(comparison, compare_numbers(left, right));
  if (left.kind() != right.kind()) return Truth::Unknown;
  switch (left.kind()) {
    case Kind::Boolean:
    case Kind::String:
    case Kind::Date:
    case Kind::Time:
    case Kind::LocalTime:
    case Kind::LocalDateTime:
    case Kind::DateTime:
      return verdict(comparison, order(left, right));
    case Kind::List:
      return compare_lists(comparison, left.as_list(), right.as_list());
    case Kind::Integer:
    case Kind::Float:
    case Kind::Duration:  // a month is neither shorter nor longer than 30 days
    case Kind::Null:
    case Kind::Map:
    case Kind::Node:
    case Kind::Relationship:
    case Kind::Path:
      return Truth::Unknown;
  }
  LIAISON_ASSERT(false && "a kind of the enum");
}

}  // namespace liaison
