#include "parse/brackets.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "CypherParser.h"
#include "parse/parse.h"
#include "value/text.h"

namespace liaison {
namespace {

using Type = std::size_t;

bool begins_list_type(std::string_view word) {
  const std::string upper = upper_case(word);
  return upper == "LIST" || upper == "ARRAY";
}

/// Tokens by number, and for each bracket its partner. Reading beyond the end gives EOF.
class Tokens {
 public:
  Tokens(const StatementText& source, const TokenSet& variable_words, std::vector<antlr4::CommonToken>& tokens)
      : variable_words_(variable_words), tokens_(tokens), partner_(tokens.size(), 0) {
    std::vector<std::uint32_t> open;
    std::size_t cases = 0;
    std::size_t prefixes = 0, list_types = 0;  // in a row
    for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
      switch (type(i)) {
        case CypherParser::LPAREN:
        case CypherParser::LBRACKET:
        case CypherParser::LBRACE:
          open.push_back(i);
          break;
        case CypherParser::RPAREN:
        case CypherParser::RBRACKET:
        case CypherParser::RBRACE:
          if (!open.empty()) {
            partner_[open.back()] = i;
            open.pop_back();
          }
          break;
        case CypherParser::CASE:
          if (!is_name(i)) ++cases;
          break;
        case CypherParser::END:
          if (!is_name(i) && cases > 0) --cases;
          break;
        default:
          break;
      }
      prefixes = is_prefix(type(i)) ? prefixes + 1 : 0;
      // LIST<LIST<…: only in a row, since elsewhere `list < …` is a comparison.
      if (is(i, CypherParser::LESS) && i > 0 && begins_list_type(source.text(source.span(tokens_[i - 1])))) {
        ++list_types;
      } else if (!is(i, CypherParser::NAME)) {
        list_types = 0;
      }
      if (open.size() + cases + prefixes + list_types > max_nesting) {
        throw source.error("NestingTooDeep",
                           "the statement nests deeper than " + std::to_string(max_nesting) + " levels",
                           source.span(tokens_[i]), "large data belongs in parameters or in a file");
      }
    }
  }

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] Type type(std::size_t i) const { return (i < tokens_.size() ? tokens_[i] : tokens_.back()).getType(); }
  [[nodiscard]] bool is(std::size_t i, Type wanted) const { return type(i) == wanted; }
  [[nodiscard]] std::string_view text(const StatementText& source, std::size_t i) const {
    return source.text(source.span(tokens_[i]));
  }
  void retype(std::size_t i, Type to) { tokens_[i].setType(to); }

  /// A word that may be a variable.
  [[nodiscard]] bool is_variable(std::size_t i) const {
    const Type word = type(i);
    return word < variable_words_.size() && variable_words_[word];
  }

  /// The token behind the bracket that token i opens; nullopt: token i is no such bracket, or it is never closed.
  [[nodiscard]] std::optional<std::size_t> behind(std::size_t i, Type bracket) const {
    if (!is(i, bracket) || partner_[i] == 0) return {};
    return partner_[i] + 1;
  }

 private:
  /// A keyword that what stands around it makes a name: `n.case`, `:case`, `$case`, `{case: …}`.
  [[nodiscard]] bool is_name(std::size_t i) const {
    const Type before = i == 0 ? antlr4::Token::EOF : type(i - 1);
    return before == CypherParser::DOT || before == CypherParser::COLON || before == CypherParser::DOLLAR ||
           is(i + 1, CypherParser::COLON);
  }

  static bool is_prefix(Type type) {
    return type == CypherParser::NOT || type == CypherParser::MINUS || type == CypherParser::PLUS ||
           type == CypherParser::BANG;
  }

  const TokenSet& variable_words_;
  std::vector<antlr4::CommonToken>& tokens_;
  std::vector<std::uint32_t> partner_;
};

enum class NodeForm : std::uint8_t { None, Plain, Literal };

/// What the parentheses at `at` hold, by their first words. `('x')` is an entity literal or a string.
NodeForm node_form(const Tokens& tokens, std::size_t at) {
  switch (tokens.type(at + 1)) {
    case CypherParser::RPAREN:
    case CypherParser::COLON:
    case CypherParser::LBRACE:
    case CypherParser::IS:
      return NodeForm::Plain;
    case CypherParser::STRING:
      return tokens.is(at + 2, CypherParser::RPAREN) || tokens.is(at + 2, CypherParser::LBRACE) ? NodeForm::Literal
                                                                                                : NodeForm::None;
    default:
      break;
  }
  if (!tokens.is_variable(at + 1)) return NodeForm::None;
  switch (tokens.type(at + 2)) {
    case CypherParser::RPAREN:
    case CypherParser::COLON:
    case CypherParser::LBRACE:
    case CypherParser::DOLLAR:
    case CypherParser::STRING:
    case CypherParser::WHERE:
      return NodeForm::Plain;
    case CypherParser::IS:
      return tokens.is(at + 3, CypherParser::NOT) || tokens.is(at + 3, CypherParser::NULL_) ? NodeForm::None
                                                                                            : NodeForm::Plain;
    default:
      return NodeForm::None;
  }
}

bool is_relationship_detail(const Tokens& tokens, std::size_t at) {
  const std::size_t first = tokens.is_variable(at + 1) ? at + 2 : at + 1;
  switch (tokens.type(first)) {
    case CypherParser::RBRACKET:
    case CypherParser::COLON:
    case CypherParser::STAR:
    case CypherParser::DOTS:
    case CypherParser::LBRACE:
    case CypherParser::DOLLAR:
    case CypherParser::WHERE:
    case CypherParser::IS:
      return true;
    default:
      return false;
  }
}

struct Hop {
  bool points_right = false;
  bool points_left = false;
  bool is_typed = false;  // [:type]
  std::size_t node = 0;   // where the next node's `(` stands
};

/// The relationship at `at`, if one stands there with a node behind it.
std::optional<Hop> hop_at(const Tokens& tokens, std::size_t at) {
  Hop hop;
  hop.points_left = tokens.is(at, CypherParser::LESS);
  if (hop.points_left) ++at;
  if (!tokens.is(at++, CypherParser::MINUS)) return {};
  if (tokens.is(at, CypherParser::LBRACKET)) {
    const auto behind = tokens.behind(at, CypherParser::LBRACKET);
    if (!behind || !is_relationship_detail(tokens, at)) return {};
    hop.is_typed = tokens.is(at + 1, CypherParser::COLON) || tokens.is(at + 2, CypherParser::COLON);
    at = *behind;
  }
  if (!tokens.is(at++, CypherParser::MINUS)) return {};
  hop.points_right = tokens.is(at, CypherParser::GREATER);
  if (hop.points_right) ++at;
  if (tokens.is(at, CypherParser::PLUS) || tokens.is(at, CypherParser::STAR)) {
    ++at;
  } else if (const auto behind = tokens.behind(at, CypherParser::LBRACE)) {
    at = *behind;
  }
  if (!tokens.behind(at, CypherParser::LPAREN) || node_form(tokens, at) == NodeForm::None) return {};
  hop.node = at;
  return hop;
}

/// `('x')<--(n)` is a comparison of a string and a negative number. What makes it a pattern is what arithmetic cannot
/// hold, or a second literal, or an arrow further on.
bool is_literal_pattern(const Tokens& tokens, std::size_t at) {
  bool is_first = true;
  while (const auto behind = tokens.behind(at, CypherParser::LPAREN)) {
    const auto hop = hop_at(tokens, *behind);
    if (!hop) return false;
    if (hop->is_typed || hop->points_right || (hop->points_left && !is_first)) return true;
    if (node_form(tokens, hop->node) == NodeForm::Literal) return true;
    at = hop->node;
    is_first = false;
  }
  return false;
}

/// What stands before a `(` makes it a call's, a label expression's: never a pattern's.
bool is_bound_to_name(const Tokens& tokens, std::size_t at) {
  if (at == 0) return false;
  const Type before = tokens.type(at - 1);
  return tokens.is_variable(at - 1) || before == CypherParser::ALL || before == CypherParser::EXISTS ||
         before == CypherParser::DOLLAR;
}

bool begins_pattern(const Tokens& tokens, std::size_t at) {
  const auto behind = tokens.behind(at, CypherParser::LPAREN);
  if (!behind) return false;
  const NodeForm form = node_form(tokens, at);
  if (form == NodeForm::None || !hop_at(tokens, *behind)) return false;
  return form == NodeForm::Plain || is_literal_pattern(tokens, at);
}

/// [p = (a)-->(b) WHERE … | …]
bool begins_comprehension(const Tokens& tokens, std::size_t at) {
  std::size_t node = at + 1;
  if (tokens.is_variable(node) && tokens.is(node + 1, CypherParser::EQUAL)) node += 2;
  std::size_t hops = 0;
  while (const auto behind = tokens.behind(node, CypherParser::LPAREN)) {
    if (node_form(tokens, node) == NodeForm::None) return false;
    if (const auto hop = hop_at(tokens, *behind)) {
      node = hop->node;
      ++hops;
      continue;
    }
    return hops > 0 && (tokens.is(*behind, CypherParser::BAR) || tokens.is(*behind, CypherParser::WHERE));
  }
  return false;
}

bool begins_operand(const Tokens& tokens, std::size_t i) {
  const Type type = tokens.type(i);
  return tokens.is_variable(i) || type == CypherParser::STRING || type == CypherParser::INTEGER ||
         type == CypherParser::FLOAT || type == CypherParser::DOLLAR || type == CypherParser::NULL_ ||
         type == CypherParser::CASE;
}

bool ends_operand(const Tokens& tokens, std::size_t i) {
  const Type type = tokens.type(i);
  return (begins_operand(tokens, i) && type != CypherParser::DOLLAR && type != CypherParser::CASE) ||
         type == CypherParser::RPAREN || type == CypherParser::RBRACKET || type == CypherParser::RBRACE;
}

/// trim(BOTH 'x' FROM text): the two words are names like others, but that an operand stands on both sides of FROM,
/// which is no expression, and one behind BOTH. `at` is where the parenthesis stands.
void prepare_trim(const StatementText& source, std::size_t at, Tokens& tokens) {
  const auto is_word = [&](std::size_t i, std::string_view word) {
    return tokens.is(i, CypherParser::NAME) && upper_case(tokens.text(source, i)) == word;
  };
  const auto end = tokens.behind(at, CypherParser::LPAREN);
  if (!end || at == 0 || !is_word(at - 1, "TRIM") || (at > 1 && tokens.is(at - 2, CypherParser::DOT))) return;
  for (std::size_t i = at + 1; i + 1 < *end && !tokens.is(i, CypherParser::COMMA); ++i) {
    for (const Type bracket : {CypherParser::LPAREN, CypherParser::LBRACKET, CypherParser::LBRACE}) {
      if (const auto behind = tokens.behind(i, bracket)) i = *behind - 1;
    }
    const bool is_before_operand = begins_operand(tokens, i + 1) || tokens.is(i + 1, CypherParser::LPAREN);
    if (i == at + 1 || !is_word(i, "FROM") || !ends_operand(tokens, i - 1) || !is_before_operand) continue;
    tokens.retype(i, CypherParser::TRIM_FROM);
    const bool is_side = is_word(at + 1, "BOTH") || is_word(at + 1, "LEADING") || is_word(at + 1, "TRAILING");
    if (is_side && (i == at + 2 || begins_operand(tokens, at + 2))) tokens.retype(at + 1, CypherParser::TRIM_SIDE);
    return;
  }
}

}  // namespace

TokenSet first_words(const antlr4::atn::ATN& atn, std::size_t rule) {
  TokenSet words;
  for (const ssize_t type : atn.nextTokens(atn.ruleToStartState[rule]).toList()) {
    if (type > 0) words.set(static_cast<std::size_t>(type));
  }
  return words;
}

void prepare_brackets(const StatementText& source, const TokenSet& variable_words, TokenList& list) {
  Tokens tokens(source, variable_words, list.tokens());
  // Reading ahead meets only tokens that have their first type still.
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens.is(i, CypherParser::LPAREN)) {
      prepare_trim(source, i, tokens);
      if (!is_bound_to_name(tokens, i) && begins_pattern(tokens, i)) tokens.retype(i, CypherParser::PATTERN_LPAREN);
    } else if (tokens.is(i, CypherParser::LBRACKET)) {
      if (begins_comprehension(tokens, i)) tokens.retype(i, CypherParser::PATTERN_LBRACKET);
    }
  }
}

}  // namespace liaison
