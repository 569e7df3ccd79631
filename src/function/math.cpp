#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>

#include "function/table.h"
#include "value/arithmetic.h"
#include "value/text.h"

/// Numbers. What has no result in the real numbers gives NaN, as IEEE 754 has it: sqrt(-1), log(-1).
namespace liaison {

namespace {

using Arguments = std::span<const Value>;

template <double (*function)(double)>
Value of_float(Arguments arguments, const FunctionContext&) {
  return Value::floating(function(arguments[0].as_number()));
}

double cotangent(double x) { return 1.0 / std::tan(x); }
double hyperbolic_cotangent(double x) { return 1.0 / std::tanh(x); }
double half_versine(double x) {
  const double sine = std::sin(x / 2);
  return sine * sine;
}
double in_degrees(double radians) { return radians * (180.0 / std::numbers::pi); }
double in_radians(double degrees) { return degrees * (std::numbers::pi / 180.0); }
// The standard library's are overloaded; a template argument needs one function.
double ceiling(double x) { return std::ceil(x); }
double floor_of(double x) { return std::floor(x); }
double square_root(double x) { return std::sqrt(x); }
double exponential(double x) { return std::exp(x); }
double natural_logarithm(double x) { return std::log(x); }
double common_logarithm(double x) { return std::log10(x); }
double sine(double x) { return std::sin(x); }
double cosine(double x) { return std::cos(x); }
double tangent(double x) { return std::tan(x); }
double arc_sine(double x) { return std::asin(x); }
double arc_cosine(double x) { return std::acos(x); }
double arc_tangent(double x) { return std::atan(x); }
double hyperbolic_sine(double x) { return std::sinh(x); }
double hyperbolic_cosine(double x) { return std::cosh(x); }
double hyperbolic_tangent(double x) { return std::tanh(x); }

Value absolute(Arguments arguments, const FunctionContext&) {
  if (arguments[0].kind() == Kind::Float) return Value::floating(std::abs(arguments[0].as_float()));
  return arguments[0].as_integer() < 0 ? negate(arguments[0]) : arguments[0];
}

TypeSet same_number(std::span<const TypeSet> arguments) {
  const TypeSet kinds = arguments[0].without(Kind::Null);
  return kinds.is(Kind::Integer) || kinds.is(Kind::Float) ? kinds : TypeSet::number();
}

Value sign(Arguments arguments, const FunctionContext&) {
  const double number = arguments[0].as_number();
  return Value::integer(number > 0 ? 1 : number < 0 ? -1 : 0);
}

Value arc_tangent_2(Arguments arguments, const FunctionContext&) {
  return Value::floating(std::atan2(arguments[0].as_number(), arguments[1].as_number()));
}

Value power_of(Arguments arguments, const FunctionContext&) {
  return Value::floating(std::pow(arguments[0].as_number(), arguments[1].as_number()));
}

Value is_nan(Arguments arguments, const FunctionContext&) {
  return Value::boolean(std::isnan(arguments[0].as_number()));
}

Value pi(Arguments, const FunctionContext&) { return Value::floating(std::numbers::pi); }
Value e(Arguments, const FunctionContext&) { return Value::floating(std::numbers::e); }

/// How round() decides. Half…: to the nearest, and as named from the middle; the others always as named.
enum class Rounding : std::uint8_t { Up, Down, Ceiling, Floor, HalfUp, HalfDown, HalfEven };

Rounding rounding_of(std::string_view mode) {
  static constexpr std::array<std::pair<std::string_view, Rounding>, 7> modes = {{
      {"UP", Rounding::Up},
      {"DOWN", Rounding::Down},
      {"CEILING", Rounding::Ceiling},
      {"FLOOR", Rounding::Floor},
      {"HALF_UP", Rounding::HalfUp},
      {"HALF_DOWN", Rounding::HalfDown},
      {"HALF_EVEN", Rounding::HalfEven},
  }};
  const auto found = std::ranges::find(modes, mode, &std::pair<std::string_view, Rounding>::first);
  if (found != modes.end()) return found->second;
  throw runtime_error(
      ErrorCode::ArgumentError, "InvalidArgumentValue",
      "round() knows no mode " + quoted(mode) + "; it is UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN or HALF_EVEN");
}

/// Whether the digits kept go up by one, away from zero. `rest` are the digits cut off, not all of them zero.
bool goes_up(Rounding rounding, bool negative, bool last_is_odd, std::string_view rest) {
  const bool above_half = rest[0] > '5' || (rest[0] == '5' && rest.find_first_not_of('0', 1) != std::string_view::npos);
  const bool is_half = rest[0] == '5' && !above_half;
  switch (rounding) {
    case Rounding::Up:
      return true;
    case Rounding::Down:
      return false;
    case Rounding::Ceiling:
      return !negative;
    case Rounding::Floor:
      return negative;
    case Rounding::HalfUp:
      return above_half || is_half;
    case Rounding::HalfDown:
      return above_half;
    case Rounding::HalfEven:
      return above_half || (is_half && last_is_odd);
  }
  return false;
}

/// Adds one to a number in decimal digits.
void increment(std::string& digits) {
  std::size_t place = digits.size();
  while (place > 0 && digits[place - 1] == '9') digits[--place] = '0';
  if (place == 0) {
    digits.insert(0, "1");
  } else {
    ++digits[place - 1];
  }
}

/// Rounds what the number is written as, so that 2.675 to two places is 2.68 although the double is a bit below it.
double rounded(double number, std::int64_t precision, Rounding rounding) {
  // The smallest double has 1,074 places; more are never cut off.
  if (!std::isfinite(number) || precision > 1'074) return number;
  std::array<char, 1'200> buffer;
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(number), std::chars_format::fixed);
  const std::string text(buffer.data(), written.ptr);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string fraction = point < text.size() ? text.substr(point + 1) : "";
  const auto places = static_cast<std::size_t>(precision);
  if (fraction.size() <= places) return number;

  std::string digits = text.substr(0, point) + fraction.substr(0, places);
  const std::string_view rest = std::string_view(fraction).substr(places);
  const bool last_is_odd = (digits.back() - '0') % 2 == 1;
  if (rest.find_first_not_of('0') != std::string_view::npos &&
      goes_up(rounding, std::signbit(number), last_is_odd, rest)) {
    increment(digits);
  }
  const std::string shown =
      digits.substr(0, digits.size() - places) + "." + digits.substr(digits.size() - places) + "0";
  double result = 0;
  std::from_chars(shown.data(), shown.data() + shown.size(), result);
  return std::signbit(number) ? -result : result;
}

Value round(Arguments arguments, const FunctionContext&) {
  const double number = arguments[0].as_number();
  // Without precision the middle goes up, towards positive infinity; floor(x + 0.5) would lose digits of large numbers.
  if (arguments.size() == 1) {
    const double below = std::floor(number);
    return Value::floating(number - below >= 0.5 ? below + 1 : below);
  }
  const std::int64_t precision = arguments[1].as_integer();
  if (precision < 0) throw out_of_range("round() takes no negative precision");
  const Rounding rounding = arguments.size() > 2 ? rounding_of(arguments[2].as_string()) : Rounding::HalfUp;
  return Value::floating(rounded(number, precision, rounding));
}

/// A function from number to Float.
Function float_row(std::string_view name, std::string_view parameter, std::string_view help, std::string_view example,
                   Value (*evaluate)(Arguments, const FunctionContext&)) {
  return {.name = name,
          .parameters = {{parameter, TypeSet::number()}},
          .result = Kind::Float,
          .help = help,
          .example = example,
          .evaluate = evaluate};
}

}  // namespace

std::span<const Function> math_functions() {
  static const Function rows[] = {
      {.name = "abs",
       .parameters = {{"number", TypeSet::number()}},
       .result = TypeSet::number(),
       .help = "The number without its sign.",
       .example = "RETURN abs(-5)  // 5",
       .evaluate = absolute,
       .result_of = same_number},
      float_row("acos", "number", "The arc cosine, in radians.", "RETURN acos(1)  // 0.0", of_float<arc_cosine>),
      float_row("asin", "number", "The arc sine, in radians.", "RETURN asin(0)  // 0.0", of_float<arc_sine>),
      float_row("atan", "number", "The arc tangent, in radians.", "RETURN atan(0)  // 0.0", of_float<arc_tangent>),
      {.name = "atan2",
       .parameters = {{"y", TypeSet::number()}, {"x", TypeSet::number()}},
       .result = Kind::Float,
       .help = "The angle of the point (x, y) as seen from the origin, in radians.",
       .example = "RETURN atan2(0, 1)  // 0.0",
       .evaluate = arc_tangent_2},
      float_row("ceil", "number", "The smallest whole number that is not below the number.", "RETURN ceil(0.1)  // 1.0",
                of_float<ceiling>),
      float_row("cos", "radians", "The cosine.", "RETURN cos(0)  // 1.0", of_float<cosine>),
      float_row("cosh", "number", "The hyperbolic cosine.", "RETURN cosh(0)  // 1.0", of_float<hyperbolic_cosine>),
      float_row("cot", "radians", "The cotangent.", "RETURN cot(0)  // Infinity", of_float<cotangent>),
      float_row("coth", "number", "The hyperbolic cotangent.", "RETURN coth(0)  // Infinity",
                of_float<hyperbolic_cotangent>),
      float_row("degrees", "radians", "Radians in degrees.", "RETURN degrees(pi())  // 180.0", of_float<in_degrees>),
      {.name = "e",
       .parameters = {},
       .result = Kind::Float,
       .help = "The base of the natural logarithm.",
       .example = "RETURN e()  // 2.718281828459045",
       .evaluate = e},
      float_row("exp", "exponent", "e() raised to the exponent.", "RETURN exp(0)  // 1.0", of_float<exponential>),
      float_row("floor", "number", "The largest whole number that is not above the number.",
                "RETURN floor(0.9)  // 0.0", of_float<floor_of>),
      float_row("haversin", "radians", "Half the versine, as distances on a sphere need it.",
                "RETURN haversin(0)  // 0.0", of_float<half_versine>),
      {.name = "isNaN",
       .parameters = {{"number", TypeSet::number()}},
       .result = Kind::Boolean,
       .help = "Whether a number is not a number, such as 0.0 / 0.0.",
       .example = "RETURN isNaN(0.0 / 0.0)  // true",
       .evaluate = is_nan},
      float_row("log", "number", "The natural logarithm.", "RETURN log(1)  // 0.0", of_float<natural_logarithm>),
      float_row("log10", "number", "The logarithm to base 10.", "RETURN log10(1000)  // 3.0",
                of_float<common_logarithm>),
      {.name = "pi",
       .parameters = {},
       .result = Kind::Float,
       .help = "The circumference of a circle by its diameter.",
       .example = "RETURN pi()  // 3.141592653589793",
       .evaluate = pi},
      {.name = "power",
       .parameters = {{"base", TypeSet::number()}, {"exponent", TypeSet::number()}},
       .result = Kind::Float,
       .help = "The base raised to the exponent, as the operator ^ has it.",
       .example = "RETURN power(2, 10)  // 1024.0",
       .evaluate = power_of},
      float_row("radians", "degrees", "Degrees in radians.", "RETURN radians(180) = pi()  // true",
                of_float<in_radians>),
      {.name = "round",
       .parameters = {{"number", TypeSet::number()},
                      {"precision", Kind::Integer, Presence::Optional},
                      {"mode", Kind::String, Presence::Optional}},
       .result = Kind::Float,
       .help = "The nearest whole number, from the middle the upper one; or rounded to as many decimals as given, from "
               "the middle away from zero, or by a mode (UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN, HALF_EVEN).",
       .example = "RETURN round(2.675, 2)  // 2.68",
       .evaluate = round},
      {.name = "sign",
       .parameters = {{"number", TypeSet::number()}},
       .result = Kind::Integer,
       .help = "1 for numbers above 0, -1 for those below, 0 for 0.",
       .example = "RETURN sign(-17)  // -1",
       .evaluate = sign},
      float_row("sin", "radians", "The sine.", "RETURN sin(0)  // 0.0", of_float<sine>),
      float_row("sinh", "number", "The hyperbolic sine.", "RETURN sinh(0)  // 0.0", of_float<hyperbolic_sine>),
      float_row("sqrt", "number", "The square root.", "RETURN sqrt(256)  // 16.0", of_float<square_root>),
      float_row("tan", "radians", "The tangent.", "RETURN tan(0)  // 0.0", of_float<tangent>),
      float_row("tanh", "number", "The hyperbolic tangent.", "RETURN tanh(0)  // 0.0", of_float<hyperbolic_tangent>),
  };
  return rows;
}

}  // namespace liaison
