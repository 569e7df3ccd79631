#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "CypherLexer.h"
#include "parse/token_list.h"

namespace liaison {

/// Cuts a statement into the tokens of grammar/CypherLexer.g4. The grammar stays the one definition: keywords and signs
/// are read from the lexer that ANTLR made of it, and text that is not ASCII goes through that lexer. For the rest its
/// rules (numbers, strings, names, comments) stand here once more, since an interpreter of automata that takes a lock
/// for every character needed a third of all time of parsing. A test holds the two against each other.
class Scanner {
 public:
  Scanner();

  /// Fills `tokens` anew. REQUIRES: valid UTF-8.
  void scan(std::string_view text, TokenList& tokens);

  /// The same by the generated lexer alone.
  void scan_by_lexer(std::string_view text, TokenList& tokens);

  /// What the parser takes for the maker of the tokens.
  [[nodiscard]] antlr4::TokenSource& source() { return lexer_; }

 private:
  struct Sign {
    std::string text;
    std::size_t type;
  };
  struct Lexeme {
    std::size_t type;
    std::size_t end;
  };

  [[nodiscard]] Lexeme lexeme_at(std::string_view text, std::size_t begin) const;
  [[nodiscard]] Lexeme number_at(std::string_view text, std::size_t begin) const;
  [[nodiscard]] Lexeme word_at(std::string_view text, std::size_t begin) const;
  [[nodiscard]] Lexeme sign_at(std::string_view text, std::size_t begin) const;

  antlr4::ANTLRInputStream input_;
  CypherLexer lexer_;
  std::unordered_map<std::string, std::size_t> keywords_;  // in upper case
  std::size_t keyword_length_max_ = 0;
  std::array<std::vector<Sign>, 128> signs_;  // by first character, longer ones first
};

}  // namespace liaison
