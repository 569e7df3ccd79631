#include "parse/scanner.h"

#include <utf8proc.h>

#include <algorithm>

#include "CypherParser.h"
#include "common/stop_signal.h"
#include "value/text.h"

namespace liaison {
namespace {

// The classes of characters in the lexer's rules.
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii(char c) { return static_cast<signed char>(c) >= 0; }

/// NAME_START beyond ASCII.
bool is_name_start(utf8proc_category_t category) {
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) || category == UTF8PROC_CATEGORY_NL ||
         category == UTF8PROC_CATEGORY_PC;
}

/// NAME_PART beyond ASCII.
bool is_name_part(utf8proc_category_t category) {
  return is_name_start(category) || category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_MN ||
         category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_SC;
}

/// SPACE beyond ASCII.
bool is_space(std::int32_t code_point) {
  constexpr std::int32_t next_line = 0x85;
  constexpr std::array invisible{0x180E, 0x200B, 0x2060, 0xFEFF};
  return is_white_space(code_point) || code_point == next_line ||
         std::ranges::find(invisible, code_point) != invisible.end();
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
std::size_t letter_number(char letter) { return static_cast<std::size_t>(upper(letter) - 'A'); }

struct Character {
  std::int32_t code_point;
  std::size_t bytes;
};

/// REQUIRES: valid UTF-8.
Character character_at(std::string_view text, std::size_t at) {
  utf8proc_int32_t code_point = 0;
  const utf8proc_ssize_t bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                                  static_cast<utf8proc_ssize_t>(text.size() - at), &code_point);
  return {code_point, static_cast<std::size_t>(bytes)};
}

// How many bytes the character of this class at `at` has; 0: it is none, or the text ends.
std::size_t digit_at(std::string_view text, std::size_t at) { return at < text.size() && is_digit(text[at]) ? 1 : 0; }

std::size_t name_start_at(std::string_view text, std::size_t at) {
  if (at == text.size()) return 0;
  const char c = text[at];
  if (is_ascii(c)) return is_letter(c) || c == '_' ? 1 : 0;
  const Character character = character_at(text, at);
  return is_name_start(utf8proc_category(character.code_point)) ? character.bytes : 0;
}

std::size_t name_part_at(std::string_view text, std::size_t at) {
  if (at == text.size()) return 0;
  const char c = text[at];
  if (is_ascii(c)) return is_letter(c) || is_digit(c) || c == '_' || c == '$' ? 1 : 0;
  const Character character = character_at(text, at);
  return is_name_part(utf8proc_category(character.code_point)) ? character.bytes : 0;
}

std::size_t space_at(std::string_view text, std::size_t at) {
  if (at == text.size()) return 0;
  const char c = text[at];
  if (is_ascii(c)) return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1C' && c <= '\x1F') ? 1 : 0;
  const Character character = character_at(text, at);
  return is_space(character.code_point) ? character.bytes : 0;
}

/// Behind the run of characters of a class.
template <class CharacterAt>
std::size_t skip_all(std::string_view text, std::size_t at, CharacterAt character_at) {
  while (const std::size_t bytes = character_at(text, at)) at += bytes;
  return at;
}

/// Behind the space or comment at `at`; `at` itself where there is none.
std::size_t skip_blank(std::string_view text, std::size_t at) {
  if (space_at(text, at) > 0) return skip_all(text, at, space_at);
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("//")) return std::min(text.find_first_of("\r\n", at), text.size());
  if (rest.starts_with("/*")) {
    const std::size_t close = text.find("*/", at + 2);
    if (close != std::string_view::npos) return close + 2;
  }
  return at;
}

/// Behind the string that the quote at `begin` opens; `begin`: it is never closed.
std::size_t string_end(std::string_view text, std::size_t begin) {
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == text[begin]) {
      return i + 1;
    }
  }
  return begin;
}

/// As string_end(), for a name in backticks. A doubled backtick stands for one, unless the name is not closed then.
std::size_t quoted_name_end(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    if (text[i] != '`') continue;
    end = i + 1;
    if (end == text.size() || text[end] != '`') break;
    ++i;
  }
  return end;
}

}  // namespace

Scanner::Scanner(const antlr4::dfa::Vocabulary& vocabulary) {
  for (std::size_t type = CypherParser::ALL; type <= CypherParser::YIELD; ++type) {
    std::string keyword = vocabulary.getSymbolicName(type);
    if (keyword.ends_with('_')) keyword.pop_back();  // NULL_ is no name for C++ otherwise
    keywords_[letter_number(keyword.front())].push_back({keyword, type});
  }
  for (std::size_t type = 1; type <= vocabulary.getMaxTokenType(); ++type) {
    const std::string quoted = vocabulary.getLiteralName(type);
    if (quoted.empty()) continue;
    const std::string text = quoted.substr(1, quoted.size() - 2);
    signs_[static_cast<unsigned char>(text.front())].push_back({text, type});
  }
  for (std::vector<Word>& signs : signs_) {
    std::ranges::sort(signs, std::ranges::greater(), [](const Word& sign) { return sign.text.size(); });
  }
}

void Scanner::scan(std::string_view text, TokenList& tokens) const {
  tokens.clear();
  StepCount steps;
  for (std::size_t at = 0; at < text.size();) {
    steps.step();
    if (const std::size_t behind = skip_blank(text, at); behind != at) {
      at = behind;
      continue;
    }
    const Lexeme lexeme = lexeme_at(text, at);
    tokens.append(lexeme.type, at, lexeme.end);
    at = lexeme.end;
  }
  tokens.append(antlr4::Token::EOF, text.size(), text.size());
}

Scanner::Lexeme Scanner::lexeme_at(std::string_view text, std::size_t begin) const {
  const char first = text[begin];
  if (name_start_at(text, begin) > 0) return word_at(text, begin);
  if (is_digit(first) || (first == '.' && digit_at(text, begin + 1) > 0)) return number_at(text, begin);
  if (first == '\'' || first == '"') {
    if (const std::size_t end = string_end(text, begin); end != begin) return {CypherParser::STRING, end};
  } else if (first == '`') {
    if (const std::size_t end = quoted_name_end(text, begin); end != begin) return {CypherParser::QUOTED_NAME, end};
  }
  return sign_at(text, begin);
}

Scanner::Lexeme Scanner::number_at(std::string_view text, std::size_t begin) const {
  const std::size_t integer_end = is_digit(text[begin]) ? skip_all(text, begin, name_part_at) : begin;
  std::size_t float_end = skip_all(text, begin, digit_at);
  bool is_float = false;
  if (float_end < text.size() && text[float_end] == '.' && digit_at(text, float_end + 1) > 0) {
    float_end = skip_all(text, float_end + 1, digit_at);
    is_float = true;
  }
  if (float_end < text.size() && (text[float_end] == 'e' || text[float_end] == 'E')) {
    std::size_t digits = float_end + 1;
    if (digits < text.size() && (text[digits] == '+' || text[digits] == '-')) ++digits;
    if (digit_at(text, digits) > 0) {
      float_end = skip_all(text, digits, digit_at);
      is_float = true;
    }
  }
  float_end = skip_all(text, float_end, name_part_at);
  // The longer one counts, of equally long ones the one that the grammar has first.
  if (is_float && float_end > integer_end) return {CypherParser::FLOAT, float_end};
  return {CypherParser::INTEGER, integer_end};
}

Scanner::Lexeme Scanner::word_at(std::string_view text, std::size_t begin) const {
  const std::size_t end = skip_all(text, begin, name_part_at);
  const std::string_view word = text.substr(begin, end - begin);
  if (is_letter(word.front())) {
    for (const Word& keyword : keywords_[letter_number(word.front())]) {
      if (std::ranges::equal(word, keyword.text, {}, upper)) return {keyword.type, end};
    }
  }
  return {CypherParser::NAME, end};
}

Scanner::Lexeme Scanner::sign_at(std::string_view text, std::size_t begin) const {
  const std::string_view rest = text.substr(begin);
  if (!is_ascii(rest.front())) return {CypherParser::UNKNOWN, begin + character_at(text, begin).bytes};
  for (const Word& sign : signs_[static_cast<unsigned char>(rest.front())]) {
    if (rest.starts_with(sign.text)) return {sign.type, begin + sign.text.size()};
  }
  return {CypherParser::UNKNOWN, begin + 1};
}

}  // namespace liaison
