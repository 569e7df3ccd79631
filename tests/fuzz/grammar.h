#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace liaison {

/// A part of a rule, as ANTLR's notation has it.
struct GrammarPart {
  enum class Form : unsigned char { Sequence, Choice, Optional, Star, Plus, Rule, Token, AnyTokenBut };

  Form form = Form::Sequence;
  std::string name;   // Rule, Token, AnyTokenBut
  std::string label;  // `headers` of headers=anyName
  std::vector<GrammarPart> parts;
  /// The number of the first of its alternatives among all of the grammar's: each of a Choice; absent and present for
  /// Optional and Star; one and several for Plus.
  std::size_t first_alternative = 0;
};

/// A grammar of ours, read from its files, so that tests follow it without code of their own.
struct Grammar {
  std::map<std::string, GrammarPart> rules;
  /// Keywords and signs as they are spelt, by token. Tokens with many spellings (names, numbers) are missing.
  std::map<std::string, std::string> spellings;
  std::vector<std::string> alternatives;  // what each is, for reports: "clause 2: unwindClause"
};

/// Reads what these files need of ANTLR 4's notation; actions, labels and options are passed over. Throws
/// std::runtime_error for what it does not know.
[[nodiscard]] Grammar read_grammar(const std::filesystem::path& parser, const std::filesystem::path& lexer);

/// The grammar of this checkout.
[[nodiscard]] Grammar own_grammar();

}  // namespace liaison
