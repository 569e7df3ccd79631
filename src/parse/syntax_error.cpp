#include "parse/syntax_error.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "CypherParser.h"
#include "value/nearest.h"

namespace liaison {
namespace {

// What a word that stands where none may is likely meant to be.
constexpr std::array<std::string_view, 32> frequent_words{
    "MATCH",  "OPTIONAL", "WHERE", "RETURN", "WITH",  "UNWIND", "CREATE", "MERGE", "SET",      "REMOVE", "DELETE",
    "DETACH", "CALL",     "YIELD", "UNION",  "ORDER", "LIMIT",  "SKIP",   "AND",   "XOR",      "NOT",    "STARTS",
    "ENDS",   "CONTAINS", "CASE",  "WHEN",   "THEN",  "ELSE",   "DESC",   "ASC",   "DISTINCT", "EXISTS"};
// Words that stand before a name, so that one misspelt reads as a name itself and is noticed only behind it.
constexpr std::array<std::string_view, 7> leading_words{"OPTIONAL", "MATCH",  "DISTINCT", "DETACH",
                                                        "DELETE",   "UNWIND", "RETURN"};
constexpr std::size_t longest_shown = 40;  // bytes of a token in a message

class Explanation {
 public:
  Explanation(const StatementText& source, antlr4::Parser& parser, antlr4::Token& offending)
      : source_(source),
        parser_(parser),
        stream_(*parser.getTokenStream()),
        offending_(offending),
        at_(offending.getTokenIndex()) {}

  Error error() {
    if (at_ == 0 && (type(0) == antlr4::Token::EOF || type(0) == CypherParser::SEMICOLON)) {
      return fault("the statement is empty", at_);
    }
    if (auto unknown = unknown_character()) return *unknown;
    if (auto open = open_comment()) return *open;
    if (type(at_) == antlr4::Token::EOF) return early_end();
    if (auto bracket = wrong_bracket()) return *bracket;
    if (auto word = misspelt_leading_word()) return *word;
    if (auto open = open_before_clause()) return *open;
    if (auto bare = bare_node()) return *bare;
    std::string message = "unexpected " + shown(at_);
    const std::string wanted = expected();
    if (!wanted.empty()) message += ": expected " + wanted;
    return fault(std::move(message), at_, hint());
  }

 private:
  [[nodiscard]] std::size_t type(std::size_t i) const {
    return i < stream_.size() ? stream_.get(i)->getType() : antlr4::Token::EOF;
  }
  [[nodiscard]] std::string_view text(std::size_t i) const { return source_.text(source_.span(*stream_.get(i))); }
  [[nodiscard]] bool touch(std::size_t left) const {
    return left + 1 < stream_.size() && stream_.get(left)->getStopIndex() + 1 == stream_.get(left + 1)->getStartIndex();
  }
  [[nodiscard]] bool are(std::size_t first, std::size_t left, std::size_t right) const {
    return type(first) == left && type(first + 1) == right && touch(first);
  }

  [[nodiscard]] std::string shown(std::size_t i) const {
    std::string_view whole = text(i);
    if (whole.size() <= longest_shown) return "'" + std::string(whole) + "'";
    std::size_t length = longest_shown;
    while (length > 0 && (static_cast<unsigned char>(whole[length]) & 0xC0) == 0x80) --length;
    return "'" + std::string(whole.substr(0, length)) + "…'";
  }

  [[nodiscard]] Error fault(std::string message, std::size_t where, std::string hint = {}) const {
    return source_.error("UnexpectedSyntax", std::move(message), source_.span(*stream_.get(where)), std::move(hint));
  }

  /// A character that no token begins with explains more than the place where the parser noticed.
  [[nodiscard]] std::optional<Error> unknown_character() const {
    for (std::size_t i = 0; i <= at_; ++i) {
      if (type(i) != CypherParser::UNKNOWN) continue;
      const std::string character(text(i));
      if (character == "'" || character == "\"") return fault("this quote is never closed", i);
      if (character == "`") return fault("this backtick is never closed", i);
      if (character == "?") return fault("unexpected '?'", i, "a parameter is written $name");
      if (static_cast<unsigned char>(character.front()) < 0x80) {
        return fault("the character '" + character + "' has no meaning here", i);
      }
      return source_.error("InvalidUnicodeCharacter",
                           "the character '" + character + "' has no meaning outside strings",
                           source_.span(*stream_.get(i)), "a word processor's dash or quote? write - and '");
    }
    return {};
  }

  [[nodiscard]] std::optional<Error> open_comment() const {
    if (are(at_, CypherParser::SLASH, CypherParser::STAR)) return fault("this comment is never closed", at_);
    if (at_ > 0 && are(at_ - 1, CypherParser::SLASH, CypherParser::STAR)) {
      return fault("this comment is never closed", at_ - 1);
    }
    return {};
  }

  /// The innermost bracket that is open before the offending token.
  [[nodiscard]] std::optional<std::size_t> open_bracket() const {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < at_; ++i) {
      switch (type(i)) {
        case CypherParser::LPAREN:
        case CypherParser::PATTERN_LPAREN:
        case CypherParser::LBRACKET:
        case CypherParser::PATTERN_LBRACKET:
        case CypherParser::LBRACE:
          open.push_back(i);
          break;
        case CypherParser::RPAREN:
        case CypherParser::RBRACKET:
        case CypherParser::RBRACE:
          if (!open.empty()) open.pop_back();
          break;
        default:
          break;
      }
    }
    if (open.empty()) return {};
    return open.back();
  }

  [[nodiscard]] Error early_end() {
    if (const auto open = open_bracket()) return fault("this " + shown(*open) + " is never closed", *open);
    const std::string wanted = expected();
    return fault("the statement ends too early" + (wanted.empty() ? "" : ": expected " + wanted), at_);
  }

  [[nodiscard]] std::optional<Error> wrong_bracket() const {
    std::string_view opener;
    if (type(at_) == CypherParser::RPAREN) opener = "(";
    if (type(at_) == CypherParser::RBRACKET) opener = "[";
    if (type(at_) == CypherParser::RBRACE) opener = "{";
    if (opener.empty()) return {};
    const auto open = open_bracket();
    if (!open) return fault("this " + shown(at_) + " closes nothing", at_);
    if (text(*open) == opener) return {};
    return fault("unexpected " + shown(at_) + ": the " + shown(*open) + " before it is still open", at_);
  }

  /// MATCH n RETURN n
  [[nodiscard]] std::optional<Error> bare_node() const {
    if (at_ < 2 || type(at_ - 1) != CypherParser::NAME || type(at_) == CypherParser::EQUAL) return {};
    const std::size_t clause = type(at_ - 2);
    if (clause != CypherParser::MATCH && clause != CypherParser::CREATE && clause != CypherParser::MERGE) return {};
    const std::string name(text(at_ - 1));
    return fault("unexpected " + shown(at_ - 1) + ": a node stands in parentheses", at_ - 1, "write (" + name + ")");
  }

  /// A clause begins, though a bracket is open.
  [[nodiscard]] std::optional<Error> open_before_clause() const {
    switch (type(at_)) {
      case CypherParser::MATCH:
      case CypherParser::RETURN:
      case CypherParser::UNWIND:
      case CypherParser::CREATE:
      case CypherParser::MERGE:
      case CypherParser::DELETE:
      case CypherParser::DETACH:
        break;
      default:
        return {};
    }
    const auto open = open_bracket();
    if (!open || *open + 1 == at_ || type(at_ - 1) == CypherParser::COMMA) return {};
    return fault("unexpected " + shown(at_) + ": the " + shown(*open) + " before it is still open", at_);
  }

  [[nodiscard]] std::optional<Error> misspelt_leading_word() const {
    if (at_ == 0 || type(at_ - 1) != CypherParser::NAME || text(at_ - 1).size() < 5) return {};
    if (type(at_) != CypherParser::NAME && type(at_) != CypherParser::LPAREN && type(at_) != CypherParser::MATCH &&
        type(at_) != CypherParser::DELETE) {
      return {};
    }
    const auto meant = nearest(text(at_ - 1), leading_words);
    if (!meant) return {};
    return fault("unexpected " + shown(at_ - 1), at_ - 1, "did you mean " + *meant + "?");
  }

  /// What could stand at the offending token, if that is short to say.
  [[nodiscard]] std::string expected() {
    if (at_ > 0 && type(at_ - 1) == CypherParser::DOT) return "a name";
    if (parser_.getCurrentToken() != &offending_) return {};  // found by reading ahead of where the parser stands
    const antlr4::misc::IntervalSet set = parser_.getExpectedTokens();
    const auto has = [&](std::size_t wanted) { return set.contains(wanted); };
    if (has(CypherParser::CARET)) return {};      // any operator
    if (has(CypherParser::SEMICOLON)) return {};  // all that was optional has been passed by
    if (has(CypherParser::NAME) && has(CypherParser::STRING) && has(CypherParser::CASE)) return "an expression";
    if (has(CypherParser::MATCH) && has(CypherParser::UNWIND) && has(CypherParser::CREATE)) {
      return has(CypherParser::NAME) ? "" : "a clause";
    }
    std::vector<std::string> words;
    const auto add = [&](std::string word) {
      if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
    };
    if (has(CypherParser::NAME)) add("a name");
    for (const ssize_t each : set.toList()) {
      const auto token = static_cast<std::size_t>(each);
      if (each <= 0) {
        add("the end");
      } else if (token == CypherParser::TRIM_SIDE || token == CypherParser::TRIM_FROM) {
        continue;  // of one function alone
      } else if (token == CypherParser::PATTERN_LPAREN) {
        add("'('");
      } else if (token == CypherParser::PATTERN_LBRACKET) {
        add("'['");
      } else if (token == CypherParser::INTEGER) {
        add("a whole number");
      } else if (token == CypherParser::STRING) {
        add("a string");
      } else if (!has(CypherParser::NAME) || parser_.getVocabulary().getLiteralName(token) != "") {
        std::string word = parser_.getVocabulary().getDisplayName(token);
        if (word.ends_with('_')) word.pop_back();
        add(std::move(word));
      }
    }
    if (words.size() > 4) return {};
    std::string list;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i > 0) list += i + 1 == words.size() ? " or " : ", ";
      list += words[i];
    }
    return list;
  }

  [[nodiscard]] bool allows(std::size_t wanted) {
    return parser_.getCurrentToken() == &offending_ && parser_.getExpectedTokens().contains(wanted);
  }

  /// What is likely meant. Silent where it would be a guess.
  [[nodiscard]] std::string hint() {
    const std::size_t before = at_ == 0 ? antlr4::Token::EOF : type(at_ - 1);
    switch (type(at_)) {
      case CypherParser::NAME:
        return hint_for_name();
      case CypherParser::EQUAL:
        if (before == CypherParser::EQUAL) return "equality is written =";
        if (before == CypherParser::BANG) return "inequality is written <>";
        if (allows(CypherParser::COLON)) {
          return "in a map, a colon stands between a key and its value";
        }
        return {};
      case CypherParser::BANG:
        return type(at_ + 1) == CypherParser::EQUAL ? "inequality is written <>" : "";
      case CypherParser::AMPERSAND:
        return "write AND";
      case CypherParser::MINUS:
        return before == CypherParser::NAME && open_bracket()
                   ? "the parts of a name with hyphens touch, or backticks hold it"
                   : "";
      case CypherParser::BAR:
        return "an alternative is written OR";
      case CypherParser::GREATER:
        return before == CypherParser::MINUS ? "an arrow is written --> or -[:TYPE]->" : "";
      case CypherParser::ORDER:
      case CypherParser::SKIP_:
        return "the order is ORDER BY, SKIP, LIMIT";
      case CypherParser::STRING:
        return before == CypherParser::LBRACE || before == CypherParser::COMMA ? "a map's keys stand without quotes"
                                                                               : "";
      default:
        break;
    }
    const bool is_word = parser_.getVocabulary().getLiteralName(type(at_)).empty();
    const bool follows_opening = before == CypherParser::LPAREN || before == CypherParser::LBRACKET;
    const bool wants_name = allows(CypherParser::QUOTED_NAME) && !allows(CypherParser::CASE);
    return is_word && (wants_name || follows_opening) ? "a word of the language needs backticks to be a name" : "";
  }

  /// Three words or more, and not a bracket or operator among them.
  [[nodiscard]] bool is_prose() const {
    for (std::size_t i = 0; i + 1 < stream_.size(); ++i) {
      if (!parser_.getVocabulary().getLiteralName(type(i)).empty() || type(i) == CypherParser::UNKNOWN) return false;
    }
    return stream_.size() > 3;
  }

  [[nodiscard]] std::string hint_for_name() const {
    const std::string_view word = text(at_);
    if (at_ > 0 && type(at_ - 1) == CypherParser::STRING && touch(at_ - 1)) {
      return "a quote within a string is written \\'";
    }
    const std::array<std::string_view, 1> select{"SELECT"};
    if (at_ == 0 && nearest(word, select)) return "a query is written MATCH … RETURN …";
    if (at_ == 0 && is_prose()) return "a question in plain English ends in '?'";
    if (const auto meant = word.size() < 3 ? std::nullopt : nearest(word, frequent_words)) {
      return "did you mean " + *meant + "?";
    }
    const std::array<std::string_view, 1> group{"GROUP"};
    if (type(at_ + 1) == CypherParser::BY && nearest(word, group)) {
      return "rows are grouped by what RETURN or WITH has beside its aggregates";
    }
    return {};
  }

  const StatementText& source_;
  antlr4::Parser& parser_;
  antlr4::TokenStream& stream_;
  antlr4::Token& offending_;
  std::size_t at_;
};

}  // namespace

Error syntax_error(const StatementText& source, antlr4::Parser& parser, antlr4::Token& offending) {
  return Explanation(source, parser, offending).error();
}

}  // namespace liaison
