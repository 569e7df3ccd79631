#include "bind/type_rules.h"

#include <array>
#include <optional>

namespace liaison {
namespace {

constexpr std::array all_kinds{Kind::Null,          Kind::Boolean,  Kind::Integer,      Kind::Float,
                               Kind::String,        Kind::Date,     Kind::Time,         Kind::LocalTime,
                               Kind::LocalDateTime, Kind::DateTime, Kind::Duration,     Kind::List,
                               Kind::Map,           Kind::Node,     Kind::Relationship, Kind::Path};

bool is_number(Kind kind) { return kind == Kind::Integer || kind == Kind::Float; }

std::optional<Kind> added(Kind left, Kind right) {
  if (left == Kind::List || right == Kind::List) return Kind::List;
  if (left == Kind::String && (right == Kind::String || is_number(right))) return Kind::String;
  if (right == Kind::String && is_number(left)) return Kind::String;
  return std::nullopt;
}

/// An instant and a duration, two durations, a duration and a number.
std::optional<Kind> with_duration(ast::ArithmeticOperator op, Kind left, Kind right) {
  switch (op) {
    case ast::ArithmeticOperator::Add:
      if (left == Kind::Duration && TypeSet::temporal().contains(right)) return right;
      [[fallthrough]];
    case ast::ArithmeticOperator::Subtract:
      if (right == Kind::Duration && TypeSet::temporal().contains(left)) return left;
      return std::nullopt;
    case ast::ArithmeticOperator::Multiply:
      if (is_number(left) && right == Kind::Duration) return Kind::Duration;
      [[fallthrough]];
    case ast::ArithmeticOperator::Divide:
      if (left == Kind::Duration && is_number(right)) return Kind::Duration;
      return std::nullopt;
    case ast::ArithmeticOperator::Modulo:
    case ast::ArithmeticOperator::Power:
    case ast::ArithmeticOperator::Concatenate:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Kind> result(ast::ArithmeticOperator op, Kind left, Kind right) {
  if (left == Kind::Null || right == Kind::Null) return Kind::Null;
  if (op == ast::ArithmeticOperator::Concatenate) {
    return left == right && (left == Kind::String || left == Kind::List) ? std::optional(left) : std::nullopt;
  }
  if (is_number(left) && is_number(right)) {
    if (op == ast::ArithmeticOperator::Power) return Kind::Float;
    return left == Kind::Float || right == Kind::Float ? Kind::Float : Kind::Integer;
  }
  if (const std::optional<Kind> kind = with_duration(op, left, right)) return kind;
  return op == ast::ArithmeticOperator::Add ? added(left, right) : std::nullopt;
}

}  // namespace

TypeSet without_null(TypeSet type) { return type.without(Kind::Null); }

bool may_be(TypeSet type, TypeSet expected) {
  const TypeSet kinds = without_null(type);
  return kinds.is_empty() || kinds.overlaps(expected);
}

TypeSet arithmetic_type(ast::ArithmeticOperator op, TypeSet left, TypeSet right) {
  TypeSet type = TypeSet::none();
  bool legal = without_null(left).is_empty() || without_null(right).is_empty();
  for (Kind left_kind : all_kinds) {
    if (!left.contains(left_kind)) continue;
    for (Kind right_kind : all_kinds) {
      if (!right.contains(right_kind)) continue;
      const std::optional<Kind> kind = result(op, left_kind, right_kind);
      if (!kind) continue;
      legal = legal || (left_kind != Kind::Null && right_kind != Kind::Null);
      type = type.or_type(*kind);
    }
  }
  return legal ? type : TypeSet::none();
}

TypeSet item_type(TypeSet list) {
  if (!list.contains(Kind::List)) return TypeSet::any();
  return list.item();
}

}  // namespace liaison
