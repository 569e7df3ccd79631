#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "antlr4-runtime.h"
#include "parse/token_list.h"

namespace liaison {

/// Cuts a statement into the tokens of grammar/CypherLexer.g4. The grammar stays the one definition: keywords and signs
/// are read from the vocabulary that ANTLR made of it, its other rules (numbers, strings, names, comments) stand here
/// once more. The lexer that ANTLR makes is an interpreter of automata that takes a lock for every character, a third
/// of all time of parsing, and reading its tables took 10 ms of the start of a program. A test holds the two against
/// each other.
class Scanner {
 public:
  explicit Scanner(const antlr4::dfa::Vocabulary& vocabulary);

  /// Fills `tokens` anew; their places count bytes. REQUIRES: valid UTF-8.
  void scan(std::string_view text, TokenList& tokens) const;

 private:
  struct Word {
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

  std::array<std::vector<Word>, 26> keywords_;  // by first letter, in upper case
  std::array<std::vector<Word>, 128> signs_;    // by first character, longer ones first
};

}  // namespace liaison
