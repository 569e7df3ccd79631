#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "common/stop_signal.h"
#include "function/table.h"
#include "value/limits.h"
#include "value/text.h"

/// Strings, by code points.
namespace liaison {

namespace {

using Arguments = std::span<const Value>;

constexpr TypeSet string_or_list{Kind::String, Kind::List};

/// A length or position as an argument: an Integer from 0 up.
std::size_t count_argument(std::string_view function, const Value& value) {
  if (value.as_integer() < 0) {
    throw out_of_range(std::string(function) + "() takes no negative number, and " + scalar_text(value) + " is one");
  }
  return static_cast<std::size_t>(value.as_integer());
}

/// Byte offset behind the first `count` code points, or the end.
std::size_t offset_of(std::string_view utf8, std::size_t count) {
  std::size_t offset = 0;
  while (count > 0 && offset < utf8.size()) {
    ++offset;
    while (offset < utf8.size() && (static_cast<unsigned char>(utf8[offset]) & 0xc0) == 0x80) ++offset;
    --count;
  }
  return offset;
}

Value upper(Arguments arguments, const FunctionContext&) { return Value::string(upper_case(arguments[0].as_string())); }

Value lower(Arguments arguments, const FunctionContext&) { return Value::string(lower_case(arguments[0].as_string())); }

enum class Ends : std::uint8_t { Left, Right, Both };

/// Without white space, or without the characters of the second argument, at the ends.
template <Ends ends>
Value trim(Arguments arguments, const FunctionContext&) {
  const std::vector<std::int32_t> points = code_points(arguments[0].as_string());
  const std::vector<std::int32_t> unwanted =
      arguments.size() > 1 ? code_points(arguments[1].as_string()) : std::vector<std::int32_t>();
  const auto goes = [&](std::int32_t point) {
    return arguments.size() > 1 ? std::ranges::find(unwanted, point) != unwanted.end() : is_white_space(point);
  };
  auto first = points.begin(), behind = points.end();
  if (ends != Ends::Right) first = std::find_if_not(first, behind, goes);
  if (ends != Ends::Left) {
    while (behind != first && goes(*(behind - 1))) --behind;
  }
  return Value::string(utf8_of({first, behind}));
}

Value substring(Arguments arguments, const FunctionContext&) {
  std::string_view text = arguments[0].as_string();
  text.remove_prefix(offset_of(text, count_argument("substring", arguments[1])));
  if (arguments.size() > 2) text = text.substr(0, offset_of(text, count_argument("substring", arguments[2])));
  return Value::string(text);
}

Value left(Arguments arguments, const FunctionContext&) {
  const std::string_view text = arguments[0].as_string();
  return Value::string(text.substr(0, offset_of(text, count_argument("left", arguments[1]))));
}

Value right(Arguments arguments, const FunctionContext&) {
  const std::string_view text = arguments[0].as_string();
  const std::size_t wanted = count_argument("right", arguments[1]), length = code_point_count(text);
  return Value::string(wanted >= length ? text : text.substr(offset_of(text, length - wanted)));
}

Value replace(Arguments arguments, const FunctionContext&) {
  const std::string_view text = arguments[0].as_string();
  const std::string_view search = arguments[1].as_string(), replacement = arguments[2].as_string();
  std::size_t left =
      arguments.size() > 3 ? count_argument("replace", arguments[3]) : std::numeric_limits<std::size_t>::max();
  if (search.empty()) return arguments[0];
  std::string out;
  std::size_t place = 0;
  StepCount steps;
  for (; left > 0; --left) {
    steps.step();
    const std::size_t found = find_text(text, search, place);
    if (found == std::string_view::npos) break;
    out += text.substr(place, found - place);
    out += replacement;
    place = found + search.size();
    if (out.size() > string_bytes_max) throw out_of_range("replace() would make a string too long");
  }
  return Value::string(out + std::string(text.substr(place)));
}

/// The nearest place from `from` on where one of the delimiters stands, and its length; the text's end if none does.
/// An empty delimiter stands behind each character.
std::pair<std::size_t, std::size_t> next_delimiter(std::string_view text, std::size_t from,
                                                   std::span<const std::string_view> delimiters) {
  std::pair<std::size_t, std::size_t> nearest{text.size(), 0};
  for (const std::string_view delimiter : delimiters) {
    const std::size_t found =
        delimiter.empty() ? from + offset_of(text.substr(from), 1) : find_text(text, delimiter, from);
    if (found < nearest.first) nearest = {found, delimiter.size()};
  }
  return nearest;
}

Value split(Arguments arguments, const FunctionContext&) {
  const std::string_view text = arguments[0].as_string();
  std::vector<std::string_view> delimiters;
  if (arguments[1].kind() == Kind::String) {
    delimiters.push_back(arguments[1].as_string());
  } else {
    for (const Value& item : arguments[1].as_list()) {
      if (item.kind() != Kind::String) throw wrong_kind("split", TypeSet::list_of(Kind::String), item.kind());
      delimiters.push_back(item.as_string());
    }
  }
  std::vector<Value> parts;
  std::size_t place = 0;
  StepCount steps;
  while (true) {
    steps.step();
    const auto [found, length] = next_delimiter(text, place, delimiters);
    parts.push_back(Value::string(text.substr(place, found - place)));
    if (found == text.size()) break;
    place = found + length;
  }
  return Value::list(std::move(parts));
}

Value char_length(Arguments arguments, const FunctionContext&) {
  return Value::integer(static_cast<std::int64_t>(code_point_count(arguments[0].as_string())));
}

Value normalize(Arguments arguments, const FunctionContext&) {
  static constexpr std::pair<std::string_view, NormalForm> forms[] = {
      {"NFC", NormalForm::NFC}, {"NFD", NormalForm::NFD}, {"NFKC", NormalForm::NFKC}, {"NFKD", NormalForm::NFKD}};
  const std::string_view wanted = arguments.size() > 1 ? arguments[1].as_string() : "NFC";
  for (const auto& [name, form] : forms) {
    if (name == wanted) return Value::string(normalized(arguments[0].as_string(), form));
  }
  throw runtime_error(ErrorCode::ArgumentError, "InvalidArgumentValue",
                      "normalize() knows no form " + quoted(wanted) + "; it is NFC, NFD, NFKC or NFKD");
}

}  // namespace

std::span<const Function> string_functions() {
  static const Function rows[] = {
      {.name = "char_length",
       .parameters = {{"text", Kind::String}},
       .result = Kind::Integer,
       .help = "The number of characters in a string, as size() gives it.",
       .example = "RETURN char_length('Zürich')  // 6",
       .evaluate = char_length},
      {.name = "left",
       .parameters = {{"text", Kind::String}, {"length", Kind::Integer}},
       .result = Kind::String,
       .help = "The first characters of a string.",
       .example = "RETURN left('liaison', 4)  // 'liai'",
       .evaluate = left},
      {.name = "ltrim",
       .parameters = {{"text", Kind::String}, {"characters", Kind::String, Presence::Optional}},
       .result = Kind::String,
       .help = "The string without white space, or without the characters given, at its start.",
       .example = "RETURN ltrim('  liaison ')  // 'liaison '",
       .evaluate = trim<Ends::Left>},
      {.name = "normalize",
       .parameters = {{"text", Kind::String}, {"form", Kind::String, Presence::Optional}},
       .result = Kind::String,
       .help = "The string with letters and their accents as one character each, or in the normal form given.",
       .example = "RETURN size(normalize('ü', 'NFD'))  // 2",
       .evaluate = normalize},
      {.name = "replace",
       .parameters = {{"text", Kind::String},
                      {"search", Kind::String},
                      {"replacement", Kind::String},
                      {"limit", Kind::Integer, Presence::Optional}},
       .result = Kind::String,
       .help =
           "The string with every occurrence of one string replaced by another, or as many as the limit says, from the "
           "start.",
       .example = "RETURN replace('a-b-c', '-', '+')  // 'a+b+c'",
       .evaluate = replace},
      {.name = "right",
       .parameters = {{"text", Kind::String}, {"length", Kind::Integer}},
       .result = Kind::String,
       .help = "The last characters of a string.",
       .example = "RETURN right('liaison', 3)  // 'son'",
       .evaluate = right},
      {.name = "rtrim",
       .parameters = {{"text", Kind::String}, {"characters", Kind::String, Presence::Optional}},
       .result = Kind::String,
       .help = "The string without white space, or without the characters given, at its end.",
       .example = "RETURN rtrim(' liaison  ')  // ' liaison'",
       .evaluate = trim<Ends::Right>},
      {.name = "split",
       .parameters = {{"text", Kind::String}, {"delimiter", string_or_list}},
       .result = TypeSet::list_of(Kind::String),
       .help = "The parts of a string between the occurrences of a delimiter, or of any in a list of them.",
       .example = "RETURN split('one1two', '1')  // ['one', 'two']",
       .evaluate = split},
      {.name = "substring",
       .parameters = {{"text", Kind::String}, {"start", Kind::Integer}, {"length", Kind::Integer, Presence::Optional}},
       .result = Kind::String,
       .help = "The string from a position on, counted from 0, to its end or for as many characters as given.",
       .example = "RETURN substring('0123456789', 1, 3)  // '123'",
       .evaluate = substring},
      {.name = "toLower",
       .parameters = {{"text", Kind::String}},
       .result = Kind::String,
       .help = "The string in lower case.",
       .example = "RETURN toLower('Nvidia')  // 'nvidia'",
       .evaluate = lower},
      {.name = "toUpper",
       .parameters = {{"text", Kind::String}},
       .result = Kind::String,
       .help = "The string in upper case.",
       .example = "RETURN toUpper('Nvidia')  // 'NVIDIA'",
       .evaluate = upper},
      {.name = "trim",
       .parameters = {{"text", Kind::String}, {"characters", Kind::String, Presence::Optional}},
       .result = Kind::String,
       .help = "The string without white space, or without the characters given, at both ends.",
       .example = "RETURN trim('  liaison ')  // 'liaison'",
       .evaluate = trim<Ends::Both>},
  };
  return rows;
}

}  // namespace liaison
