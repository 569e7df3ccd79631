#include "value/arithmetic.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "common/stop_signal.h"
#include "liaison/error.h"
#include "value/duration.h"
#include "value/limits.h"
#include "value/temporal_arithmetic.h"
#include "value/text.h"
#include "value/type_set.h"

namespace liaison {

namespace {

Error wrong_operands(std::string_view verb, const Value& left, std::string_view joint, const Value& right) {
  return runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                       "cannot " + std::string(verb) + " " + std::string(to_string(left.kind())) + " " +
                           std::string(joint) + " " + std::string(to_string(right.kind())));
}

Error overflow(const Value& left, std::string_view sign, const Value& right) {
  return runtime_error(
      ErrorCode::ArithmeticError, "IntegerOverflow",
      scalar_text(left) + " " + std::string(sign) + " " + scalar_text(right) + " is beyond the range of Integer");
}

Error division_by_zero(const Value& left, std::string_view sign) {
  return runtime_error(ErrorCode::ArithmeticError, "DivisionByZero",
                       scalar_text(left) + " " + std::string(sign) + " 0 is not defined");
}

bool both_integers(const Value& left, const Value& right) {
  return left.kind() == Kind::Integer && right.kind() == Kind::Integer;
}

bool both_numbers(const Value& left, const Value& right) { return left.is_number() && right.is_number(); }

Value join_lists(const Value& left, const Value& right) {
  std::vector<Value> items;
  StepCount steps;
  const auto take = [&](const Value& value) {
    if (value.kind() == Kind::List) {
      for (const Value& item : value.as_list()) {
        steps.step();
        items.push_back(item);
      }
    } else {
      items.push_back(value);
    }
  };
  const std::size_t count = (left.kind() == Kind::List ? left.as_list().size() : 1) +
                            (right.kind() == Kind::List ? right.as_list().size() : 1);
  if (count > list_items_max) {
    throw runtime_error(ErrorCode::LimitExceeded, "ListTooLong",
                        "this would make a list of more than " + std::to_string(list_items_max) + " items");
  }
  items.reserve(count);
  take(left);
  take(right);
  return Value::list(std::move(items));
}

Value join_texts(const Value& left, const Value& right) {
  const auto size = [](const Value& value) {
    return value.kind() == Kind::String ? value.as_string().size() : std::size_t{0};
  };
  if (size(left) + size(right) > string_bytes_max) {
    throw runtime_error(ErrorCode::LimitExceeded, "StringTooLong",
                        "this would make a string of more than " + std::to_string(string_bytes_max) + " bytes");
  }
  std::string text;
  for (const Value* part : {&left, &right}) {
    if (part->kind() == Kind::String) {
      text += part->as_string();
    } else {
      text += scalar_text(*part);
    }
  }
  return Value::string(text);
}

Error beyond_times(const Value& left, std::string_view sign, const Value& right) {
  return runtime_error(ErrorCode::ArithmeticError, "NumberOutOfRange",
                       scalar_text(left) + " " + std::string(sign) + " " + scalar_text(right) +
                           " is beyond what temporal values can tell");
}

bool is_duration(const Value& value) { return value.kind() == Kind::Duration; }

bool is_instant(const Value& value) {
  return value.kind() != Kind::Duration && TypeSet::temporal().contains(value.kind());
}

template <class Result>
Value known(const std::optional<Result>& result, const Value& left, std::string_view sign, const Value& right) {
  if (!result) throw beyond_times(left, sign, right);
  if constexpr (std::is_same_v<Result, Duration>) {
    return Value::duration(*result);
  } else {
    return *result;
  }
}

/// REQUIRES: a number.
std::optional<Decimal> exact_decimal(const Value& number) {
  if (number.kind() == Kind::Integer) return Decimal{number.as_integer(), 0};
  return decimal_of(number.as_float());
}

Value scale(const Value& duration, const Value& factor, const Value& left, const Value& right) {
  const std::optional<Decimal> number = exact_decimal(factor);
  return known(number ? scaled(duration.as_duration(), *number) : std::nullopt, left, "*", right);
}

bool is_text_or_number(const Value& value) { return value.kind() == Kind::String || value.is_number(); }

}  // namespace

Value add(const Value& left, const Value& right) {
  if (both_integers(left, right)) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(left.as_integer(), right.as_integer(), &sum)) throw overflow(left, "+", right);
    return Value::integer(sum);
  }
  if (both_numbers(left, right)) return Value::floating(left.as_number() + right.as_number());
  if (left.is_null() || right.is_null()) return {};
  if (left.kind() == Kind::List || right.kind() == Kind::List) return join_lists(left, right);
  if (is_duration(left) && is_duration(right)) {
    return known(add(left.as_duration(), right.as_duration()), left, "+", right);
  }
  if (is_instant(left) && is_duration(right)) return known(later(left, right.as_duration()), left, "+", right);
  if (is_duration(left) && is_instant(right)) return known(later(right, left.as_duration()), left, "+", right);
  // Of two texts or numbers at least one is a text here.
  if (is_text_or_number(left) && is_text_or_number(right)) return join_texts(left, right);
  throw wrong_operands("add", left, "and", right);
}

Value concatenate(const Value& left, const Value& right) {
  if (left.is_null() || right.is_null()) return {};
  if (left.kind() == Kind::String && right.kind() == Kind::String) return join_texts(left, right);
  if (left.kind() == Kind::List && right.kind() == Kind::List) return join_lists(left, right);
  throw wrong_operands("join", left, "and", right);
}

Value subtract(const Value& left, const Value& right) {
  if (both_integers(left, right)) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(left.as_integer(), right.as_integer(), &difference)) throw overflow(left, "-", right);
    return Value::integer(difference);
  }
  if (both_numbers(left, right)) return Value::floating(left.as_number() - right.as_number());
  if (left.is_null() || right.is_null()) return {};
  if (is_duration(right) && TypeSet::temporal().contains(left.kind())) {
    const std::optional<Duration> opposite = negated(right.as_duration());
    if (!opposite) throw beyond_times(left, "-", right);
    return is_duration(left) ? known(add(left.as_duration(), *opposite), left, "-", right)
                             : known(later(left, *opposite), left, "-", right);
  }
  throw runtime_error(
      ErrorCode::TypeError, "InvalidArgumentType",
      "cannot subtract " + std::string(to_string(right.kind())) + " from " + std::string(to_string(left.kind())));
}

Value multiply(const Value& left, const Value& right) {
  if (both_integers(left, right)) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(left.as_integer(), right.as_integer(), &product)) throw overflow(left, "*", right);
    return Value::integer(product);
  }
  if (both_numbers(left, right)) return Value::floating(left.as_number() * right.as_number());
  if (left.is_null() || right.is_null()) return {};
  if (is_duration(left) && right.is_number()) return scale(left, right, left, right);
  if (left.is_number() && is_duration(right)) return scale(right, left, left, right);
  throw wrong_operands("multiply", left, "by", right);
}

Value divide(const Value& left, const Value& right) {
  if (both_integers(left, right)) {
    const std::int64_t dividend = left.as_integer(), divisor = right.as_integer();
    if (divisor == 0) throw division_by_zero(left, "/");
    if (divisor == -1 && dividend == std::numeric_limits<std::int64_t>::min()) throw overflow(left, "/", right);
    return Value::integer(dividend / divisor);
  }
  if (both_numbers(left, right)) return Value::floating(left.as_number() / right.as_number());
  if (left.is_null() || right.is_null()) return {};
  if (is_duration(left) && right.is_number()) {
    if (right.as_number() == 0) throw division_by_zero(left, "/");
    const std::optional<Decimal> number = exact_decimal(right);
    return known(number ? divided(left.as_duration(), *number) : std::nullopt, left, "/", right);
  }
  throw wrong_operands("divide", left, "by", right);
}

Value modulo(const Value& left, const Value& right) {
  if (both_integers(left, right)) {
    const std::int64_t divisor = right.as_integer();
    if (divisor == 0) throw division_by_zero(left, "%");
    // The smallest Integer % -1 is 0, but the processor traps on the division behind it.
    return Value::integer(divisor == -1 ? 0 : left.as_integer() % divisor);
  }
  if (both_numbers(left, right)) return Value::floating(std::fmod(left.as_number(), right.as_number()));
  if (left.is_null() || right.is_null()) return {};
  throw wrong_operands("take the remainder of", left, "by", right);
}

Value power(const Value& left, const Value& right) {
  if (both_numbers(left, right)) return Value::floating(std::pow(left.as_number(), right.as_number()));
  if (left.is_null() || right.is_null()) return {};
  throw wrong_operands("raise", left, "to", right);
}

Value negate(const Value& operand) {
  if (operand.kind() == Kind::Integer) {
    if (operand.as_integer() == std::numeric_limits<std::int64_t>::min()) {
      throw runtime_error(ErrorCode::ArithmeticError, "IntegerOverflow",
                          "-(" + scalar_text(operand) + ") is beyond the range of Integer");
    }
    return Value::integer(-operand.as_integer());
  }
  if (operand.kind() == Kind::Float) {
    // 0 - x instead of -x: `-0.0` is written as 0.0 in the openCypher TCK (Literals5 [9]).
    return Value::floating(0.0 - operand.as_float());
  }
  if (operand.is_null()) return {};
  throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                      "cannot negate " + std::string(to_string(operand.kind())));
}

}  // namespace liaison
