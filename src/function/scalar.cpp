#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <random>

#include "function/table.h"
#include "value/equality.h"

/// What fits nowhere else: choices between values, identity, the clock.
namespace liaison {

namespace {

using Arguments = std::span<const Value>;

Value coalesce(Arguments arguments, const FunctionContext&) {
  for (const Value& argument : arguments) {
    if (!argument.is_null()) return argument;
  }
  return {};
}

TypeSet coalesce_type(std::span<const TypeSet> arguments) {
  TypeSet type = TypeSet::none();
  for (const TypeSet argument : arguments) {
    type = type.or_type(argument.without(Kind::Null));
    if (!argument.contains(Kind::Null)) return type;  // what follows is never asked
  }
  return type.with(Kind::Null);
}

Value exists(Arguments arguments, const FunctionContext&) { return Value::boolean(!arguments[0].is_null()); }

Value null_if(Arguments arguments, const FunctionContext&) {
  return equals(arguments[0], arguments[1]) == Truth::True ? Value() : arguments[0];
}

TypeSet first_or_null(std::span<const TypeSet> arguments) { return arguments[0].with(Kind::Null); }

Value is_empty(Arguments arguments, const FunctionContext&) {
  const Value& value = arguments[0];
  if (value.kind() == Kind::String) return Value::boolean(value.as_string().empty());
  if (value.kind() == Kind::List) return Value::boolean(value.as_list().empty());
  return Value::boolean(value.as_map().size() == 0);
}

Value timestamp(Arguments, const FunctionContext& context) {
  using std::chrono::milliseconds;
  return Value::integer(std::chrono::duration_cast<milliseconds>(context.now.time_since_epoch()).count());
}

std::mt19937_64& generator() {
  thread_local std::mt19937_64 made = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device()};
    return std::mt19937_64(seed);
  }();
  return made;
}

/// 53 random bits: every multiple of 2^-53 below 1 is as likely.
Value rand(Arguments, const FunctionContext&) {
  return Value::floating(static_cast<double>(generator()() >> 11) * 0x1p-53);
}

/// RFC 9562, version 4: random but for the four bits of the version and the two of the variant.
Value random_uuid(Arguments, const FunctionContext&) {
  const std::uint64_t high = (generator()() & ~0xf000ULL) | 0x4000ULL;
  const std::uint64_t low = (generator()() & ~(3ULL << 62)) | (2ULL << 62);
  std::array<char, 40> text;
  const int size = std::snprintf(
      text.data(), text.size(), "%08llx-%04llx-%04llx-%04llx-%012llx", static_cast<unsigned long long>(high >> 32),
      static_cast<unsigned long long>(high >> 16 & 0xffff), static_cast<unsigned long long>(high & 0xffff),
      static_cast<unsigned long long>(low >> 48), static_cast<unsigned long long>(low & 0xffffffffffffULL));
  return Value::string({text.data(), static_cast<std::size_t>(size)});
}

}  // namespace

std::span<const Function> scalar_functions() {
  static const Function rows[] = {
      {.name = "coalesce",
       .parameters = {{"value", TypeSet::any(), Presence::Repeated}},
       .null_rule = NullRule::Own,
       .help = "The first of the values that is not null, or null.",
       .example = "RETURN coalesce(null, 'second', 'third')  // 'second'",
       .evaluate = coalesce,
       .result_of = coalesce_type},
      {.name = "exists",
       .parameters = {{"value"}},
       .result = Kind::Boolean,
       .null_rule = NullRule::Own,
       .help = "Whether the property (or any other value) is there; older way to write IS NOT NULL.",
       .example = "WITH {name: 'Cohere'} AS company RETURN exists(company.name)  // true",
       .evaluate = exists},
      {.name = "isEmpty",
       .parameters = {{"value", {Kind::String, Kind::List, Kind::Map}}},
       .result = Kind::Boolean,
       .help = "Whether a string, list or map has nothing in it.",
       .example = "RETURN isEmpty([])  // true",
       .evaluate = is_empty},
      {.name = "nullIf",
       .parameters = {{"value"}, {"unwanted"}},
       .null_rule = NullRule::Own,
       .help = "The value, or null if it equals the other one.",
       .example = "RETURN nullIf('unknown', 'unknown')  // null",
       .evaluate = null_if,
       .result_of = first_or_null},
      {.name = "rand",
       .parameters = {},
       .result = Kind::Float,
       .pure = false,
       .help = "A random Float from 0 to below 1, another one in each row.",
       .example = "RETURN rand()",
       .evaluate = rand},
      {.name = "randomUUID",
       .parameters = {},
       .result = Kind::String,
       .pure = false,
       .help = "A random identifier (UUID, version 4), another one in each row.",
       .example = "RETURN randomUUID()",
       .evaluate = random_uuid},
      {.name = "timestamp",
       .parameters = {},
       .result = Kind::Integer,
       .help = "Milliseconds since 1970-01-01 in UTC; the same throughout a statement.",
       .example = "RETURN timestamp()",
       .evaluate = timestamp},
  };
  return rows;
}

}  // namespace liaison
