#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

#include "parse/builder.h"

namespace liaison {
namespace {

void append_utf8(std::uint32_t code_point, std::string& out) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0 | (code_point >> 6));
    tail(0);
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0 | (code_point >> 12));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | (code_point >> 18));
    tail(12), tail(6), tail(0);
  }
}

/// Exactly `count` hexadecimal digits at `at`.
std::optional<std::uint32_t> hexadecimal(std::string_view text, std::size_t at, std::size_t count) {
  if (at > text.size() || text.size() - at < count) return {};
  const std::string_view digits = text.substr(at, count);
  std::uint32_t value = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + count, value, 16);
  if (fault != std::errc() || end != digits.data() + count) return {};
  return value;
}

bool is_surrogate(std::uint32_t code_point) { return code_point >= 0xD800 && code_point < 0xE000; }

char plain_escape(char letter) {
  switch (letter) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case '\\':
    case '\'':
    case '"':
    case '`':
      return letter;
    default:
      return 0;
  }
}

/// A name's content, if it stands in backticks; within, a backtick is doubled.
std::string unquoted(std::string_view written) {
  if (!written.starts_with('`')) return std::string(written);
  std::string content;
  for (std::size_t i = 1; i + 1 < written.size(); ++i) {
    content += written[i];
    if (written[i] == '`') ++i;
  }
  return content;
}

}  // namespace

Value Builder::literal(CypherParser::LiteralContext* context, Sign sign) const {
  antlr4::Token* token = context->getStart();
  const ast::Span where = span(token);
  switch (token->getType()) {
    case CypherParser::TRUE:
      return Value::boolean(true);
    case CypherParser::FALSE:
      return Value::boolean(false);
    case CypherParser::STRING:
      return Value::string(unescaped(text(where), where));
    case CypherParser::INTEGER:
      return integer(text(where), sign, where);
    case CypherParser::FLOAT:
      return floating(text(where), sign, where);
    default:
      return {};
  }
}

/// The sign belongs to the number: -9223372036854775808 is legal, 9223372036854775808 is not (openCypher TCK,
/// Literals2).
Value Builder::integer(std::string_view digits, Sign sign, ast::Span where) const {
  int base = 10;
  std::string_view rest = digits;
  if (digits.starts_with("0x") || digits.starts_with("0X")) {
    base = 16;
    rest.remove_prefix(2);
  } else if (digits.starts_with("0o") || digits.starts_with("0O")) {
    base = 8;
    rest.remove_prefix(2);
  } else if (digits.find_first_not_of("0123456789") != std::string_view::npos) {
    return floating(digits, sign, where);  // 1e10; or no number, which is said there
  }
  std::uint64_t magnitude = 0;
  const auto [end, fault] = std::from_chars(rest.data(), rest.data() + rest.size(), magnitude, base);
  if (rest.empty() || fault == std::errc::invalid_argument || end != rest.data() + rest.size()) {
    fail("InvalidNumberLiteral", "'" + std::string(digits) + "' is no number", where);
  }
  const std::uint64_t limit = std::uint64_t{1} << 63;
  if (fault == std::errc::result_out_of_range || magnitude > limit || (magnitude == limit && sign == Sign::Plus)) {
    fail("IntegerOverflow", "'" + std::string(digits) + "' is too large for an Integer", where,
         "Integers reach from -9223372036854775808 to 9223372036854775807");
  }
  return Value::integer(static_cast<std::int64_t>(sign == Sign::Minus ? 0 - magnitude : magnitude));
}

Value Builder::floating(std::string_view digits, Sign sign, ast::Span where) const {
  double magnitude = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), magnitude);
  if (fault == std::errc::invalid_argument || end != digits.data() + digits.size()) {
    fail("InvalidNumberLiteral", "'" + std::string(digits) + "' is no number", where);
  }
  if (fault == std::errc::result_out_of_range) {
    // from_chars does not tell too large from too small, which counts as zero.
    magnitude = std::strtod(std::string(digits).c_str(), nullptr);
    if (std::isinf(magnitude)) {
      fail("FloatingPointOverflow", "'" + std::string(digits) + "' is too large for a Float", where);
    }
  }
  // -0.0 is 0.0 (openCypher TCK, Literals5).
  return Value::floating(sign == Sign::Minus && magnitude != 0 ? -magnitude : magnitude);
}

std::string Builder::unescaped(std::string_view quoted, ast::Span where) const {
  const std::string_view content = quoted.substr(1, quoted.size() - 2);
  std::string result;
  result.reserve(content.size());
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (content[i] != '\\') {
      result += content[i];
      continue;
    }
    const std::size_t begin = i;
    const char letter = content[++i];
    const auto escape_at = [&](std::size_t length) {
      const auto at = static_cast<std::uint32_t>(where.begin + 1 + begin);
      return ast::Span{at, std::min(static_cast<std::uint32_t>(at + length), where.end - 1)};
    };
    if (letter == 'u' || letter == 'U') {
      std::size_t length = letter == 'u' ? 4 : 8;
      std::optional<std::uint32_t> code_point = hexadecimal(content, i + 1, length);
      // As in JSON, a pair of surrogates is one character.
      if (letter == 'u' && code_point && is_surrogate(*code_point) && *code_point < 0xDC00 &&
          content.substr(i + 5, 2) == "\\u") {
        const auto low = hexadecimal(content, i + 7, 4);
        if (low && *low >= 0xDC00 && *low < 0xE000) {
          code_point = 0x10000 + ((*code_point - 0xD800) << 10) + (*low - 0xDC00);
          length += 6;
        }
      }
      if (!code_point || *code_point > 0x10FFFF || is_surrogate(*code_point)) {
        const ast::Span escape = escape_at(length + 2);
        fail("InvalidUnicodeLiteral", "'" + std::string(text(escape)) + "' is no character", escape,
             "\\u takes four hexadecimal digits, \\U eight");
      }
      append_utf8(*code_point, result);
      i += length;
    } else if (const char plain = plain_escape(letter)) {
      result += plain;
    } else {
      fail("UnexpectedSyntax", "a string knows no escape like this", escape_at(2), "write \\\\ for a backslash");
    }
  }
  return result;
}

ast::Name Builder::name(Context* context) const {
  const ast::Span where = span(context);
  return {unquoted(text(where)), where};
}

ast::Name Builder::hyphenated(Context* context) const {
  if (context->children.size() == 1) return name(context);
  ast::Name whole{"", span(context)};
  for (antlr4::tree::ParseTree* child : context->children) {
    whole.text += is_token(child) ? "-" : name(static_cast<Context*>(child)).text;
  }
  return whole;
}

ast::Name Builder::dotted(Context* context) const {
  ast::Name whole{"", span(context)};
  for (antlr4::tree::ParseTree* child : context->children) {
    if (is_token(child)) {
      whole.text += text(span(static_cast<antlr4::tree::TerminalNode*>(child)));  // a dot, ALL, EXISTS
    } else {
      whole.text += name(static_cast<Context*>(child)).text;
    }
  }
  return whole;
}

}  // namespace liaison
