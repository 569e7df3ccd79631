#include "value/equality.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>

#include "common/assert.h"
#include "common/stop_signal.h"
#include "value/number.h"

namespace liaison {

namespace {

Truth truth(bool holds) { return holds ? Truth::True : Truth::False; }

bool same_path(const Value& left, const Value& right) {
  return std::ranges::equal(left.path_relationships(), right.path_relationships()) &&
         std::ranges::equal(left.path_nodes(), right.path_nodes());
}

bool same_keys(const Map& left, const Map& right) {
  return std::ranges::equal(left.entries(), right.entries(), {}, &MapEntry::key, &MapEntry::key);
}

/// AND over the pairs: one False decides, else one Unknown does.
Truth list_equals(std::span<const Value> left, std::span<const Value> right) {
  if (left.size() != right.size()) return Truth::False;
  Truth result = Truth::True;
  StepCount steps;
  for (std::size_t i = 0; i < left.size(); ++i) {
    steps.step();
    const Truth item = equals(left[i], right[i]);
    if (item == Truth::False) return Truth::False;
    if (item == Truth::Unknown) result = Truth::Unknown;
  }
  return result;
}

Truth map_equals(const Map& left, const Map& right) {
  if (!same_keys(left, right)) return Truth::False;
  Truth result = Truth::True;
  StepCount steps;
  for (std::size_t i = 0; i < left.size(); ++i) {
    steps.step();
    const Truth item = equals(left.entries()[i].value, right.entries()[i].value);
    if (item == Truth::False) return Truth::False;
    if (item == Truth::Unknown) result = Truth::Unknown;
  }
  return result;
}

/// Two values alike if they are of one kind and `same_number` and the rest of their content agree.
/// `alike` decides about items, so that each of the two-valued equalities goes down by itself.
template <class Alike>
bool same_content(const Value& left, const Value& right, Alike alike) {
  const auto alike_in_steps = [&](const Value& one, const Value& other) {
    StepCount().step();
    return alike(one, other);
  };
  switch (left.kind()) {
    case Kind::Null:
      return true;
    case Kind::Boolean:
      return left.as_boolean() == right.as_boolean();
    case Kind::Integer:
      return left.as_integer() == right.as_integer();
    case Kind::Float:
      return left.as_float() == right.as_float() || (std::isnan(left.as_float()) && std::isnan(right.as_float()));
    case Kind::String:
      return left.as_string() == right.as_string();
    case Kind::Date:
      return left.as_date().days == right.as_date().days;
    case Kind::Time:
      return left.as_time() == right.as_time();
    case Kind::LocalTime:
      return left.as_local_time() == right.as_local_time();
    case Kind::LocalDateTime:
      return left.as_local_date_time() == right.as_local_date_time();
    case Kind::DateTime:
      return left.as_date_time() == right.as_date_time();
    case Kind::Duration:
      return left.as_duration() == right.as_duration();
    case Kind::List:
      return std::ranges::equal(left.as_list(), right.as_list(), alike_in_steps);
    case Kind::Map:
      return same_keys(left.as_map(), right.as_map()) &&
             std::ranges::equal(left.as_map().entries(), right.as_map().entries(), alike_in_steps, &MapEntry::value,
                                &MapEntry::value);
    case Kind::Node:
      return left.as_node() == right.as_node();
    case Kind::Relationship:
      return left.as_relationship() == right.as_relationship();
    case Kind::Path:
      return same_path(left, right);
  }
  LIAISON_ASSERT(false && "a kind of the enum");
}

/// The finalizer of MurmurHash3 (Austin Appleby, public domain): every bit of the input reaches every bit of the
/// result.
std::size_t mix(std::uint64_t bits) {
  bits ^= bits >> 33;
  bits *= 0xff51afd7ed558ccdULL;
  bits ^= bits >> 33;
  bits *= 0xc4ceb9fe1a85ec53ULL;
  bits ^= bits >> 33;
  return bits;
}

std::size_t combine(std::size_t seed, std::uint64_t bits) { return mix(seed * 0x9e3779b97f4a7c15ULL + bits); }

/// A Float that is a whole number hashes as that Integer; -0.0 is 0; there is one NaN.
std::size_t hash_float(double number) {
  if (const auto whole = exact_integer(number)) return mix(static_cast<std::uint64_t>(*whole));
  if (std::isnan(number)) return mix(0x7ff8000000000000ULL);
  return mix(std::bit_cast<std::uint64_t>(number));
}

}  // namespace

Truth equals(const Value& left, const Value& right) {
  if (left.is_null() || right.is_null()) return Truth::Unknown;
  if (left.is_number() && right.is_number()) return truth(compare_numbers(left, right) == 0);
  if (left.kind() != right.kind()) return Truth::False;
  if (left.kind() == Kind::List) return list_equals(left.as_list(), right.as_list());
  if (left.kind() == Kind::Map) return map_equals(left.as_map(), right.as_map());
  return truth(equivalent(left, right));
}

bool equivalent(const Value& left, const Value& right) {
  if (left.kind() != right.kind()) {
    return left.is_number() && right.is_number() && compare_numbers(left, right) == 0;
  }
  return same_content(left, right, equivalent);
}

bool identical(const Value& left, const Value& right) {
  if (left.kind() != right.kind()) return false;
  if (left.kind() == Kind::Float && std::signbit(left.as_float()) != std::signbit(right.as_float())) {
    return std::isnan(left.as_float()) && std::isnan(right.as_float());
  }
  if (left.kind() == Kind::Date && left.as_date().precision != right.as_date().precision) return false;
  return same_content(left, right, identical);
}

std::size_t hash_value(const Value& value) {
  // Kinds that may be equivalent to one another (Integer and Float) start from the same seed.
  const auto seed = static_cast<std::size_t>(value.kind());
  switch (value.kind()) {
    case Kind::Null:
      return mix(0x9e3779b97f4a7c15ULL);
    case Kind::Boolean:
      return combine(seed, value.as_boolean() ? 1 : 0);
    case Kind::Integer:
      return mix(static_cast<std::uint64_t>(value.as_integer()));
    case Kind::Float:
      return hash_float(value.as_float());
    case Kind::String:
      return std::hash<std::string_view>{}(value.as_string());
    case Kind::Date:
      return combine(seed, static_cast<std::uint64_t>(value.as_date().days));
    case Kind::Time: {
      const Time time = value.as_time();
      return combine(combine(seed, static_cast<std::uint64_t>(time.nanoseconds)),
                     static_cast<std::uint64_t>(time.offset));
    }
    case Kind::LocalTime:
      return combine(seed, static_cast<std::uint64_t>(value.as_local_time().nanoseconds));
    case Kind::LocalDateTime: {
      const LocalDateTime time = value.as_local_date_time();
      return combine(combine(seed, static_cast<std::uint64_t>(time.seconds)), time.nanoseconds);
    }
    case Kind::DateTime: {
      const DateTime time = value.as_date_time();
      return combine(combine(seed, static_cast<std::uint64_t>(time.seconds)), time.nanoseconds);
    }
    case Kind::Duration: {
      const Duration& duration = value.as_duration();
      std::size_t result = combine(seed, static_cast<std::uint64_t>(duration.months));
      result = combine(result, static_cast<std::uint64_t>(duration.days));
      return combine(combine(result, static_cast<std::uint64_t>(duration.seconds)), duration.nanoseconds);
    }
    case Kind::List: {
      std::size_t result = combine(seed, value.as_list().size());
      StepCount steps;
      for (const Value& item : value.as_list()) {
        steps.step();
        result = combine(result, hash_value(item));
      }
      return result;
    }
    case Kind::Map: {
      std::size_t result = combine(seed, value.as_map().size());
      StepCount steps;
      for (const MapEntry& entry : value.as_map().entries()) {
        steps.step();
        result = combine(result, std::hash<std::string_view>{}(entry.key));
        result = combine(result, hash_value(entry.value));
      }
      return result;
    }
    case Kind::Node:
      return combine(seed, value.as_node());
    case Kind::Relationship:
      return combine(combine(seed, value.as_relationship().type), value.as_relationship().serial);
    case Kind::Path: {
      std::size_t result = combine(seed, value.path_nodes().front());
      for (const RelationshipId& relationship : value.path_relationships()) {
        result = combine(combine(result, relationship.type), relationship.serial);
      }
      return result;
    }
  }
  LIAISON_ASSERT(false && "a kind of the enum");
}

}  // namespace liaison
