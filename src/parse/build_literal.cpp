#include <charconv>
#include <cmath>
#include <limits>

#include "liaison/error.h"
#include "parse/builder.h"

namespace liaison {
namespace {

void append_utf8(std::uint32_t code_point, std::string& out) {
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0 | (code_point >> 6));
    out += static_cast<char>(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0 | (code_point >> 12));
    out += static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code_point & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code_point >> 18));
    out += static_cast<char>(0x80 | ((code_point >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code_point & 0x3F));
  }
}

bool is_decimal(std::string_view digits) {
  return digits.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Value Builder::literal(CypherParser::LiteralContext* context, Sign sign) {
  if (context->TRUE() != nullptr) return Value::boolean(true);
  if (context->FALSE() != nullptr) return Value::boolean(false);
  if (context->NULL_() != nullptr) return Value();
  const std::string token = context->getText();
  if (context->STRING() != nullptr) return Value::string(unescaped(token, span(context)));
  return context->INTEGER() != nullptr ? integer(token, sign, span(context)) : floating(token, sign, span(context));
}

/// The sign belongs to the number: -9223372036854775808 is legal, 9223372036854775808 is not (openCypher TCK, Literals2).
Value Builder::integer(const std::string& digits, Sign sign, ast::Span where) {
  int base = 10;
  std::string_view rest = digits;
  if (digits.size() > 1 && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X')) {
    base = 16;
    rest.remove_prefix(2);
  } else if (digits.size() > 1 && digits[0] == '0' && (digits[1] == 'o' || digits[1] == 'O')) {
    base = 8;
    rest.remove_prefix(2);
  } else if (!is_decimal(digits)) {
    return floating(digits, sign, where);  // 1e10; or no number, which is said there
  }
  std::uint64_t magnitude = 0;
  const auto [end, fault] = std::from_chars(rest.data(), rest.data() + rest.size(), magnitude, base);
  if (rest.empty() || fault == std::errc::invalid_argument || end != rest.data() + rest.size()) {
    fail("InvalidNumberLiteral", "'" + digits + "' is no number", where);
  }
  const std::uint64_t limit = std::uint64_t{1} << 63;
  if (fault == std::errc::result_out_of_range || magnitude > limit || (magnitude == limit && sign == Sign::Plus)) {
    fail("IntegerOverflow", "'" + digits + "' is too large for an Integer",
         where, "Integers reach from -9223372036854775808 to 9223372036854775807");
  }
  return Value::integer(static_cast<std::int64_t>(sign == Sign::Minus ? 0 - magnitude : magnitude));
}

Value Builder::floating(const std::string& digits, Sign sign, ast::Span where) {
  double magnitude = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), magnitude);
  if (fault == std::errc::invalid_argument || end != digits.data() + digits.size()) {
    fail("InvalidNumberLiteral", "'" + digits + "' is no number", where);
  }
  if (fault == std::errc::result_out_of_range) {
    // Too small counts as zero; strtod tells the two apart.
    magnitude = std::strtod(digits.c_str(), nullptr);
    if (std::isinf(magnitude)) fail("FloatingPointOverflow", "'" + digits + "' is too large for a Float", where);
  }
  return Value::floating(sign == Sign::Minus ? -magnitude : magnitude);
}

std::string Builder::unescaped(std::string_view quoted, ast::Span where) const {
  const std::string_view content = quoted.substr(1, quoted.size() - 2);
  if (content.find('\\') == std::string_view::npos) return std::string(content);
  std::string result;
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (content[i] != '\\') {
      result += content[i];
      continue;
    }
    const char escape = content[++i];
    switch (escape) {
      case 'n':
        result += '\n';
        break;
      case 't':
        result += '\t';
        break;
      case 'r':
        result += '\r';
        break;
      case 'b':
        result += '\b';
        break;
      case 'f':
        result += '\f';
        break;
      case '\\':
      case '\'':
      case '"':
      case '`':
        result += escape;
        break;
      case 'u':
      case 'U': {
        const std::size_t length = escape == 'u' ? 4 : 8;
        const std::string_view digits = content.substr(i + 1, length);
        std::uint32_t code_point = 0;
        const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), code_point, 16);
        const bool is_whole = digits.size() == length && fault == std::errc() && end == digits.data() + length;
        if (!is_whole || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) {
          fail("InvalidUnicodeLiteral", "\\" + std::string(1, escape) + std::string(digits) + " is no character",
               where, "\\u takes four hexadecimal digits, \\U eight");
        }
        append_utf8(code_point, result);
        i += length;
        break;
      }
      default:
        fail("UnexpectedSyntax", "the string has an unknown escape \\" + std::string(1, escape), where,
             "write \\\\ for a backslash");
    }
  }
  return result;
}

/// A symbolic name without its backticks.
ast::Name Builder::name(Context* context) {
  std::string text = context->getText();
  if (text.starts_with('`')) {
    std::string content;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
      content += text[i];
      if (text[i] == '`') ++i;
    }
    text = std::move(content);
  }
  return {std::move(text), span(context)};
}

/// invests-in: the parts of a labelName or testName put together, each without its backticks.
ast::Name Builder::hyphenated(Context* context) {
  ast::Name whole{"", span(context)};
  for (antlr4::tree::ParseTree* child : context->children) {
    auto* part = dynamic_cast<Context*>(child);
    whole.text += part != nullptr ? name(part).text : child->getText();
  }
  return whole;
}

}  // namespace liaison
