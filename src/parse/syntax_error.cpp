#include "parse/syntax_error.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "CypherLexer.h"
#include "parse/parse.h"
#include "query/ast.h"
#include "value/nearest.h"
#include "value/text.h"

namespace liaison {
namespace {

Place place_of_token(std::string_view text, const antlr4::Token& token) {
  // Byte offsets from code point offsets.
  std::size_t code_point = 0;
  std::uint32_t begin = static_cast<std::uint32_t>(text.size());
  std::uint32_t end = begin;
  const bool is_end = token.getType() == antlr4::Token::EOF;
  for (std::uint32_t i = 0; i < text.size() && !is_end; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
    if (code_point == token.getStartIndex()) begin = i;
    if (code_point == token.getStopIndex() + 1) {
      end = i;
      break;
    }
    ++code_point;
  }
  return ast::place_of(text, {begin, std::max(begin, end)});
}

constexpr std::array<std::string_view, 24> clause_words{
    "MATCH", "OPTIONAL", "WHERE", "RETURN", "WITH",  "UNWIND", "CREATE",  "MERGE",  "SET",    "REMOVE", "DELETE", "DETACH",
    "CALL",  "YIELD",    "UNION", "ORDER",  "LIMIT", "SKIP",   "EXPLAIN", "EXISTS", "DISTINCT", "STARTS", "ENDS", "CONTAINS"};

bool opens(std::size_t type) {
  return type == CypherLexer::LPAREN || type == CypherLexer::LBRACKET || type == CypherLexer::LBRACE;
}
bool closes(std::size_t type) {
  return type == CypherLexer::RPAREN || type == CypherLexer::RBRACKET || type == CypherLexer::RBRACE;
}

/// The bracket that is still open before the token, if any.
antlr4::Token* open_bracket(antlr4::CommonTokenStream& tokens, const antlr4::Token& before) {
  std::vector<antlr4::Token*> open;
  for (antlr4::Token* token : tokens.getTokens()) {
    if (token->getTokenIndex() >= before.getTokenIndex()) break;
    if (opens(token->getType())) open.push_back(token);
    if (closes(token->getType()) && !open.empty()) open.pop_back();
  }
  return open.empty() ? nullptr : open.back();
}

}  // namespace

Error syntax_error(std::string_view text, antlr4::CommonTokenStream& tokens, antlr4::Token& offending) {
  const auto error = [&](std::string_view detail, std::string message, const antlr4::Token& at, std::string hint = {}) {
    return compile_error(ErrorCode::SyntaxError, detail, std::move(message), place_of_token(text, at), std::move(hint));
  };
  // A character that no token begins with explains more than the place where the parser noticed.
  for (antlr4::Token* token : tokens.getTokens()) {
    if (token->getTokenIndex() > offending.getTokenIndex()) break;
    if (token->getType() != CypherLexer::UNKNOWN) continue;
    const std::string character = token->getText();
    if (character == "'" || character == "\"") return error("UnexpectedSyntax", "this quote is never closed", *token);
    if (character == "`") return error("UnexpectedSyntax", "this backtick is never closed", *token);
    if (static_cast<unsigned char>(character.front()) >= 0x80) {
      return error("InvalidUnicodeCharacter", "the character '" + character + "' has no meaning outside strings", *token,
                   "a dash or quote from a word processor? write - and '");
    }
    return error("UnexpectedSyntax", "the character '" + character + "' has no meaning here", *token);
  }
  if (offending.getType() == antlr4::Token::EOF) {
    if (antlr4::Token* open = open_bracket(tokens, offending)) {
      return error("UnexpectedSyntax", "this '" + open->getText() + "' is never closed", *open);
    }
    return error("UnexpectedSyntax", "the statement ends too early", offending);
  }
  const std::string word = offending.getText();
  std::string hint;
  if (offending.getType() == CypherLexer::NAME) {
    if (const auto meant = nearest(word, clause_words)) hint = "did you mean " + *meant + "?";
  }
  // A misspelt word may read as a name, and be noticed only behind it.
  if (hint.empty() && offending.getTokenIndex() > 0) {
    antlr4::Token* previous = tokens.get(offending.getTokenIndex() - 1);
    if (previous->getType() == CypherLexer::NAME) {
      if (const auto meant = nearest(previous->getText(), clause_words)) {
        return error("UnexpectedSyntax", "unexpected '" + previous->getText() + "'", *previous,
                     "did you mean " + *meant + "?");
      }
    }
  }
  return error("UnexpectedSyntax", "unexpected '" + word + "'", offending, std::move(hint));
}

void check_nesting(std::string_view text, antlr4::CommonTokenStream& tokens) {
  std::size_t depth = 0;
  std::size_t prefixes = 0;  // in a row
  for (antlr4::Token* token : tokens.getTokens()) {
    const std::size_t type = token->getType();
    if (opens(type) || type == CypherLexer::CASE) {
      ++depth;
    } else if ((closes(type) || type == CypherLexer::END) && depth > 0) {
      --depth;
    }
    const bool is_prefix = type == CypherLexer::NOT || type == CypherLexer::MINUS || type == CypherLexer::PLUS ||
                           type == CypherLexer::BANG;
    prefixes = is_prefix ? prefixes + 1 : 0;
    if (depth + prefixes > max_nesting) {
      throw compile_error(ErrorCode::SyntaxError, "NestingTooDeep",
                          "the statement nests deeper than " + std::to_string(max_nesting) + " levels",
                          place_of_token(text, *token), "use parameters for large data, and fewer brackets");
    }
  }
}

}  // namespace liaison
