#include "value/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

#include "common/assert.h"
#include "common/stop_signal.h"
#include "liaison/error.h"
#include "value/date.h"
#include "value/limits.h"
#include "value/temporal_text.h"

namespace liaison {

namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// A letter of a name that needs no backticks: Latin ones, with marks too, and the underscore. Other scripts would be
/// legal as well, but which letters they have hangs on the version of Unicode.
bool is_plain_letter(std::int32_t point) {
  if (point < 0x80) return point == '_' || (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
  return point < 0x250 && utf8proc_category(point) >= UTF8PROC_CATEGORY_LU &&
         utf8proc_category(point) <= UTF8PROC_CATEGORY_LO;
}

std::string integer_text(std::int64_t value) {
  std::array<char, 24> buffer;
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), written.ptr};
}

void append_literal(std::string& out, const Value& value);

void append_path(std::string& out, const Value& path) {
  out += '<';
  for (std::size_t i = 0; i < path.path_nodes().size(); ++i) {
    if (i > 0) {
      out += '-';
      append_literal(out, Value::relationship(path.path_relationships()[i - 1]));
      out += '-';
    }
    append_literal(out, Value::node(path.path_nodes()[i]));
  }
  out += '>';
}

/// Recursion is bounded by max_value_depth.
void append_literal(std::string& out, const Value& value) {
  switch (value.kind()) {
    case Kind::Null:
      out += "null";
      return;
    case Kind::Boolean:
    case Kind::Integer:
    case Kind::Float:
      out += scalar_text(value);
      return;
    case Kind::String:
      out += quoted(value.as_string());
      return;
    case Kind::Date:
    case Kind::Time:
    case Kind::LocalTime:
    case Kind::LocalDateTime:
    case Kind::DateTime:
    case Kind::Duration:
      out += std::string(temporal_function(value.kind())) + "('" + scalar_text(value) + "')";
      return;
    case Kind::List: {
      out += '[';
      std::string_view separator;
      for (const Value& item : value.as_list()) {
        check_text_size(out.size());
        out += separator;
        append_literal(out, item);
        separator = ", ";
      }
      out += ']';
      return;
    }
    case Kind::Map: {
      out += '{';
      std::string_view separator;
      for (const MapEntry& entry : value.as_map().entries()) {
        check_text_size(out.size());
        out += separator;
        out += quoted_name(entry.key);
        out += ": ";
        append_literal(out, entry.value);
        separator = ", ";
      }
      out += '}';
      return;
    }
    case Kind::Node:
      out += "(" + std::to_string(value.as_node()) + ")";
      return;
    case Kind::Relationship:
      out += "[" + std::to_string(value.as_relationship().type) + ":" + std::to_string(value.as_relationship().serial) +
             "]";
      return;
    case Kind::Path:
      append_path(out, value);
      return;
  }
  LIAISON_ASSERT(false && "a kind of the enum");
}

/// Length of the UTF-8 sequence that starts with `lead`, 0 if none does.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

/// True if the `length` bytes are one well-formed sequence (The Unicode Standard, table 3-7).
bool is_well_formed(const unsigned char* bytes, std::size_t length) {
  if (length < 2) return length == 1;
  unsigned char low = 0x80, high = 0xbf;
  if (bytes[0] == 0xe0) low = 0xa0;   // overlong
  if (bytes[0] == 0xed) high = 0x9f;  // surrogates
  if (bytes[0] == 0xf0) low = 0x90;   // overlong
  if (bytes[0] == 0xf4) high = 0x8f;  // beyond U+10FFFF
  if (bytes[1] < low || bytes[1] > high) return false;
  for (std::size_t i = 2; i < length; ++i) {
    if (bytes[i] < 0x80 || bytes[i] > 0xbf) return false;
  }
  return true;
}

/// White space at the ends dropped, elsewhere run together to one blank.
std::string with_single_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  std::size_t place = 0;
  while (place < text.size()) {
    utf8proc_int32_t point = bytes[place];
    if (point > ' ' && point < 0x7f && !pending) {  // as most are
      out += text[place++];
      continue;
    }
    const utf8proc_ssize_t read =
        point < 0x80 ? 1 : utf8proc_iterate(bytes + place, static_cast<utf8proc_ssize_t>(text.size() - place), &point);
    const std::size_t length = read <= 0 ? 1 : static_cast<std::size_t>(read);
    if (read > 0 && is_white_space(point)) {
      pending = !out.empty();
    } else {
      if (pending) out += ' ';
      pending = false;
      out += text.substr(place, length);
    }
    place += length;
  }
  return out;
}

constexpr std::int32_t sharp_s = 0xdf;

void append_utf8(std::string& out, std::int32_t code_point) {
  std::array<utf8proc_uint8_t, 4> bytes;
  const utf8proc_ssize_t length = utf8proc_encode_char(code_point, bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

/// As utf8proc's options say; what is no UTF-8 stays as it is.
std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* out = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &out, static_cast<utf8proc_option_t>(options | UTF8PROC_STABLE));
  if (size < 0) return std::string(text);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)};
}

}  // namespace

std::string float_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  std::array<char, 32> buffer;
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value), std::chars_format::scientific);
  const std::string_view scientific(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
  const std::size_t mark = scientific.find('e');
  std::string digits(scientific.substr(0, 1));
  if (mark > 2) digits += scientific.substr(2, mark - 2);
  int exponent = 0;
  const char* sign = scientific.data() + mark + 1;
  std::from_chars(*sign == '+' ? sign + 1 : sign, written.ptr, exponent);

  // Plain digits from 1e-6 up to 1e21, as ECMAScript's Number::toString draws the line.
  std::string text = std::signbit(value) ? "-" : "";
  if (exponent < -6 || exponent >= 21) {
    text += digits.substr(0, 1);
    if (digits.size() > 1) text += "." + digits.substr(1);
    return text + "e" + integer_text(exponent);
  }
  if (exponent < 0) return text + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  const auto whole_digits = static_cast<std::size_t>(exponent) + 1;
  if (digits.size() <= whole_digits) {
    return text + digits + std::string(whole_digits - digits.size(), '0') + ".0";
  }
  return text + digits.substr(0, whole_digits) + "." + digits.substr(whole_digits);
}

std::string scalar_text(const Value& value) {
  switch (value.kind()) {
    case Kind::Boolean:
      return value.as_boolean() ? "true" : "false";
    case Kind::Integer:
      return integer_text(value.as_integer());
    case Kind::Float:
      return float_text(value.as_float());
    case Kind::String:
      return std::string(value.as_string());
    case Kind::Date:
      return whole_date_text(value.as_date());
    case Kind::Time:
      return temporal_text(value.as_time());
    case Kind::LocalTime:
      return temporal_text(value.as_local_time());
    case Kind::LocalDateTime:
      return temporal_text(value.as_local_date_time());
    case Kind::DateTime:
      return temporal_text(value.as_date_time());
    case Kind::Duration:
      return temporal_text(value.as_duration());
    case Kind::Null:
    case Kind::List:
    case Kind::Map:
    case Kind::Node:
    case Kind::Relationship:
    case Kind::Path:
      return literal_text(value);
  }
  LIAISON_ASSERT(false && "a kind of the enum");
}

constexpr const char* parts_hint = "its lists and maps hold one another many times over: return parts of it";

void check_text_size(std::size_t bytes) {
  StepCount().step();
  if (bytes > string_bytes_max) {
    throw runtime_error(ErrorCode::LimitExceeded, "TextTooLong",
                        "a value takes more than " + std::to_string(string_bytes_max >> 20) + " MiB as text", {},
                        parts_hint);
  }
}

void check_walked_parts(std::uint64_t parts) {
  StepCount().step();
  if (parts > list_items_max) {
    throw runtime_error(ErrorCode::LimitExceeded, "ValueTooLarge",
                        "a result has more than " + std::to_string(list_items_max) + " items", {}, parts_hint);
  }
}

std::string literal_text(const Value& value) {
  std::string out;
  append_literal(out, value);
  return out;
}

std::string quoted(std::string_view text) {
  std::string out = "'";
  out.reserve(text.size() + 2);
  for (const char c : text) {
    switch (c) {
      case '\'':
        out += "\\'";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += c;
    }
  }
  return out + "'";
}

std::string quoted_name(std::string_view name) {
  const std::vector<std::int32_t> points = code_points(name);
  const auto is_part = [](std::int32_t point) { return is_plain_letter(point) || (point >= '0' && point <= '9'); };
  if (!points.empty() && is_plain_letter(points.front()) && std::ranges::all_of(points, is_part)) {
    return std::string(name);
  }
  std::string out = "`";
  for (const char c : name) {
    if (c == '`') out += '`';
    out += c;
  }
  return out + "`";
}

std::string folded(std::string_view text) {
  if (is_ascii(text)) return with_single_spaces(lower_case(text));
  return with_single_spaces(
      mapped(text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD));
}

std::string normalized(std::string_view utf8, NormalForm form) {
  if (is_ascii(utf8)) return std::string(utf8);
  switch (form) {
    case NormalForm::NFC:
      return mapped(utf8, UTF8PROC_COMPOSE);
    case NormalForm::NFD:
      return mapped(utf8, UTF8PROC_DECOMPOSE);
    case NormalForm::NFKC:
      return mapped(utf8, UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    case NormalForm::NFKD:
      return mapped(utf8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
  }
  return std::string(utf8);
}

std::optional<std::size_t> edit_distance(std::string_view left, std::string_view right, std::size_t limit) {
  const std::vector<std::int32_t> a = code_points(folded(left)), b = code_points(folded(right));
  if ((a.size() > b.size() ? a.size() - b.size() : b.size() - a.size()) > limit) return std::nullopt;
  // Optimal string alignment: three rows of the table are enough to see a swap of neighbours. Only entries within
  // `limit` of the diagonal can count; those beside that band are `far`.
  const std::size_t far = limit + 1;
  std::vector<std::size_t> before(b.size() + 1, far), previous(b.size() + 1, far), current(b.size() + 1, far);
  for (std::size_t j = 0; j <= std::min(b.size(), limit); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t first = i > limit ? i - limit : 1, last = std::min(b.size(), i + limit);
    current[first - 1] = first == 1 ? i : far;
    std::size_t least = current[first - 1];
    for (std::size_t j = first; j <= last; ++j) {
      const std::size_t replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
      least = std::min(least, current[j]);
    }
    if (last < b.size()) current[last + 1] = far;
    // A swap reaches back two rows but costs one, so nothing below can come under this row's least.
    if (least > limit) return std::nullopt;
    std::swap(before, previous);
    std::swap(previous, current);
  }
  if (previous[b.size()] > limit) return std::nullopt;
  return previous[b.size()];
}

bool is_white_space(std::int32_t code_point) {
  if (code_point == ' ' || (code_point >= '\t' && code_point <= '\r')) return true;
  if (code_point < 0x80) return false;
  const utf8proc_category_t category = utf8proc_category(code_point);
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

std::size_t find_text(std::string_view text, std::string_view part, std::size_t from) {
  // Searched in pieces, and where repetition could make std::string_view::find quadratic, by the C library's two-way
  // search. What is small is found faster without either.
  constexpr std::size_t small = std::size_t{1} << 16, piece_least = std::size_t{1} << 20;
  if (from > text.size()) return std::string_view::npos;
  if (part.empty() || (text.size() - from) <= small / part.size()) return text.find(part, from);
  const std::size_t piece = std::max(piece_least, part.size());
  while (part.size() <= text.size() - from) {
    check_stop();
    const std::size_t window = std::min(text.size() - from, piece + part.size() - 1);
    const void* const found = memmem(text.data() + from, window, part.data(), part.size());
    if (found != nullptr) return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    from += window - (part.size() - 1);
  }
  return std::string_view::npos;
}

std::vector<std::int32_t> code_points(std::string_view utf8) {
  std::vector<std::int32_t> points;
  StepCount steps;
  points.reserve(utf8.size());
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
  std::size_t place = 0;
  while (place < utf8.size()) {
    steps.step();
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t length =
        utf8proc_iterate(bytes + place, static_cast<utf8proc_ssize_t>(utf8.size() - place), &point);
    if (length <= 0) {
      points.push_back(bytes[place]);
      ++place;
    } else {
      points.push_back(point);
      place += static_cast<std::size_t>(length);
    }
  }
  return points;
}

std::string utf8_of(std::span<const std::int32_t> code_points) {
  std::string out;
  out.reserve(code_points.size());
  StepCount steps;
  for (const std::int32_t point : code_points) {
    steps.step();
    append_utf8(out, point);
  }
  return out;
}

std::string upper_case(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  if (is_ascii(utf8)) {
    for (const char c : utf8) out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
  }
  StepCount steps;
  for (const std::int32_t point : code_points(utf8)) {
    steps.step();
    if (point == sharp_s) {
      out += "SS";
    } else {
      append_utf8(out, utf8proc_toupper(point));
    }
  }
  return out;
}

std::string lower_case(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  if (is_ascii(utf8)) {
    for (const char c : utf8) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
  }
  StepCount steps;
  for (const std::int32_t point : code_points(utf8)) {
    steps.step();
    append_utf8(out, utf8proc_tolower(point));
  }
  return out;
}

std::string element_id(NodeId node) { return "n:" + std::to_string(node); }

std::string element_id(RelationshipId relationship) {
  return "r:" + std::to_string(relationship.type) + ":" + std::to_string(relationship.serial);
}

std::size_t code_point_count(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::optional<std::size_t> invalid_utf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t place = 0;
  while (place < bytes.size()) {
    // Most text is ASCII: eight bytes at a time.
    std::uint64_t word = 0;
    if (bytes.size() - place >= sizeof word) {
      std::memcpy(&word, data + place, sizeof word);
      if ((word & 0x8080808080808080ULL) == 0) {
        place += sizeof word;
        continue;
      }
    }
    const std::size_t length = sequence_length(data[place]);
    if (length == 0 || length > bytes.size() - place || !is_well_formed(data + place, length)) return place;
    place += length;
  }
  return std::nullopt;
}

}  // namespace liaison
