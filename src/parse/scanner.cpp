#include "parse/scanner.h"

#include <algorithm>

namespace liaison {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
}

// The ASCII characters of the lexer's rules.
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name_start(char c) { return is_letter(c) || c == '_'; }
bool is_name_part(char c) { return is_name_start(c) || is_digit(c) || c == '$'; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1C' && c <= '\x1F'); }

template <class Test>
std::size_t skip_while(std::string_view text, std::size_t at, Test test) {
  while (at < text.size() && test(text[at])) ++at;
  return at;
}

/// Behind the space or comment at `at`; `at` itself where there is none.
std::size_t skip_blank(std::string_view text, std::size_t at) {
  if (is_space(text[at])) return skip_while(text, at, is_space);
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("//")) return skip_while(text, at, [](char c) { return c != '\r' && c != '\n'; });
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

Scanner::Scanner() : lexer_(&input_) {
  lexer_.removeErrorListeners();
  const antlr4::dfa::Vocabulary& vocabulary = lexer_.getVocabulary();
  for (std::size_t type = CypherLexer::ALL; type <= CypherLexer::YIELD; ++type) {
    std::string keyword = vocabulary.getSymbolicName(type);
    if (keyword.ends_with('_')) keyword.pop_back();  // NULL_ is no name for C++ otherwise
    keyword_length_max_ = std::max(keyword_length_max_, keyword.size());
    keywords_.emplace(std::move(keyword), type);
  }
  for (std::size_t type = 1; type <= vocabulary.getMaxTokenType(); ++type) {
    const std::string quoted = vocabulary.getLiteralName(type);
    if (quoted.empty()) continue;
    const std::string text = quoted.substr(1, quoted.size() - 2);
    signs_[static_cast<unsigned char>(text.front())].push_back({text, type});
  }
  for (std::vector<Sign>& signs : signs_) {
    std::ranges::sort(signs, std::ranges::greater(), [](const Sign& sign) { return sign.text.size(); });
  }
}

void Scanner::scan(std::string_view text, TokenList& tokens) {
  if (!is_ascii(text)) return scan_by_lexer(text, tokens);
  tokens.clear();
  for (std::size_t at = 0; at < text.size();) {
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

void Scanner::scan_by_lexer(std::string_view text, TokenList& tokens) {
  tokens.clear();
  input_.load(std::string(text));
  lexer_.setInputStream(&input_);
  while (true) {
    const std::unique_ptr<antlr4::Token> token = lexer_.nextToken();
    tokens.append(token->getType(), token->getStartIndex(), token->getStopIndex() + 1);
    if (token->getType() == antlr4::Token::EOF) return;
  }
}

Scanner::Lexeme Scanner::lexeme_at(std::string_view text, std::size_t begin) const {
  const char first = text[begin];
  if (is_name_start(first)) return word_at(text, begin);
  if (is_digit(first) || (first == '.' && begin + 1 < text.size() && is_digit(text[begin + 1]))) {
    return number_at(text, begin);
  }
  if (first == '\'' || first == '"') {
    if (const std::size_t end = string_end(text, begin); end != begin) return {CypherLexer::STRING, end};
  } else if (first == '`') {
    if (const std::size_t end = quoted_name_end(text, begin); end != begin) return {CypherLexer::QUOTED_NAME, end};
  }
  return sign_at(text, begin);
}

Scanner::Lexeme Scanner::number_at(std::string_view text, std::size_t begin) const {
  const std::size_t integer_end = is_digit(text[begin]) ? skip_while(text, begin, is_name_part) : begin;
  std::size_t float_end = skip_while(text, begin, is_digit);
  bool is_float = false;
  if (float_end + 1 < text.size() && text[float_end] == '.' && is_digit(text[float_end + 1])) {
    float_end = skip_while(text, float_end + 1, is_digit);
    is_float = true;
  }
  if (float_end < text.size() && (text[float_end] == 'e' || text[float_end] == 'E')) {
    std::size_t digits = float_end + 1;
    if (digits < text.size() && (text[digits] == '+' || text[digits] == '-')) ++digits;
    if (digits < text.size() && is_digit(text[digits])) {
      float_end = skip_while(text, digits, is_digit);
      is_float = true;
    }
  }
  float_end = skip_while(text, float_end, is_name_part);
  // The longer one counts, of equally long ones the one that the grammar has first.
  if (is_float && float_end > integer_end) return {CypherLexer::FLOAT, float_end};
  return {CypherLexer::INTEGER, integer_end};
}

Scanner::Lexeme Scanner::word_at(std::string_view text, std::size_t begin) const {
  const std::size_t end = skip_while(text, begin, is_name_part);
  if (end - begin > keyword_length_max_) return {CypherLexer::NAME, end};
  std::string upper(text.substr(begin, end - begin));
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  const auto keyword = keywords_.find(upper);
  return {keyword == keywords_.end() ? std::size_t{CypherLexer::NAME} : keyword->second, end};
}

Scanner::Lexeme Scanner::sign_at(std::string_view text, std::size_t begin) const {
  const std::string_view rest = text.substr(begin);
  for (const Sign& sign : signs_[static_cast<unsigned char>(rest.front())]) {
    if (rest.starts_with(sign.text)) return {sign.type, begin + sign.text.size()};
  }
  return {CypherLexer::UNKNOWN, begin + 1};
}

}  // namespace liaison
