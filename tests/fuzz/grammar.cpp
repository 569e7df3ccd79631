#include "fuzz/grammar.h"

#include <fmt/format.h>

#include <cctype>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace liaison {
namespace {

using Form = GrammarPart::Form;

bool is_word_part(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// The file's tokens, without comments and actions. Of a set of characters only the brackets stay.
std::vector<std::string> read_tokens(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("no grammar: " + file.string());
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  std::vector<std::string> tokens;
  const auto behind = [&](std::size_t from, std::string_view end) {
    const std::size_t found = text.find(end, from);
    return found == std::string::npos ? text.size() : found + end.size();
  };
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = std::string_view(text).substr(i);
    if (std::isspace(static_cast<unsigned char>(text[i])) != 0) {
      ++i;
    } else if (rest.starts_with("//")) {
      i = behind(i, "\n");
    } else if (rest.starts_with("/*")) {
      i = behind(i, "*/");
    } else if (text[i] == '{') {
      for (std::size_t depth = 0; i < text.size(); ++i) {
        if (text[i] == '{') ++depth;
        if (text[i] == '}' && --depth == 0) break;
      }
      ++i;
    } else if (text[i] == '\'') {
      std::string literal = "'";
      for (++i; i < text.size() && text[i] != '\''; ++i) {
        if (text[i] == '\\') ++i;
        literal += text[i];
      }
      ++i;
      tokens.push_back(std::move(literal));
    } else if (text[i] == '[') {
      while (i < text.size() && text[i] != ']') i += text[i] == '\\' ? 2 : 1;
      ++i;
      tokens.emplace_back("[]");
    } else if (is_word_part(text[i])) {
      std::size_t end = i;
      while (end < text.size() && is_word_part(text[end])) ++end;
      tokens.push_back(text.substr(i, end - i));
      i = end;
    } else {
      const std::size_t length = rest.starts_with("->") || rest.starts_with("::") ? 2 : 1;
      tokens.push_back(text.substr(i, length));
      i += length;
    }
  }
  return tokens;
}

bool is_word(const std::string& token) { return !token.empty() && is_word_part(token[0]); }

/// The rules of one file.
class RuleReader {
 public:
  explicit RuleReader(std::vector<std::string> tokens) : tokens_(std::move(tokens)) {}

  struct NamedRule {
    std::string name;
    bool is_fragment;
    GrammarPart body;
  };

  std::vector<NamedRule> read() {
    std::vector<NamedRule> rules;
    while (at_ < tokens_.size()) {
      const std::string word = take();
      if (word == "lexer" || word == "parser" || word == "grammar") {
        skip_to(";");
        take();
      } else if (word == "@") {  // @parser::members {…}
        take();
        if (take_if("::")) take();
      } else if (word != "options" && word != "tokens") {
        const bool is_fragment = word == "fragment";
        const std::string name = is_fragment ? take() : word;
        skip_to(":");
        take();
        rules.push_back({name, is_fragment, choice()});
        expect(";");
      }
    }
    return rules;
  }

 private:
  [[nodiscard]] std::string peek(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : std::string();
  }
  std::string take() {
    std::string token = peek();
    ++at_;
    return token;
  }
  bool take_if(std::string_view wanted) {
    if (peek() != wanted) return false;
    ++at_;
    return true;
  }
  void expect(std::string_view wanted) {
    if (!take_if(wanted)) throw std::runtime_error(fmt::format("grammar: '{}' where '{}' should be", peek(), wanted));
  }
  void skip_to(std::string_view wanted) {
    while (at_ < tokens_.size() && peek() != wanted) ++at_;
  }

  GrammarPart choice() {
    GrammarPart whole{Form::Choice, {}, {}, {}, 0};
    do {
      whole.parts.push_back(sequence());
    } while (take_if("|"));
    return whole.parts.size() == 1 ? std::move(whole.parts[0]) : whole;
  }

  GrammarPart sequence() {
    GrammarPart whole{Form::Sequence, {}, {}, {}, 0};
    while (peek() != "|" && peek() != ")" && peek() != ";" && !peek().empty()) {
      if (take_if("#")) {  // the alternative's label
        take();
      } else if (take_if("->")) {  // the lexer's command
        take();
      } else {
        std::string label;
        if (is_word(peek()) && peek(1) == "=") {
          label = take();
          take();
        }
        GrammarPart part = single();
        part.label = std::move(label);
        whole.parts.push_back(repeated(std::move(part)));
      }
    }
    return whole.parts.size() == 1 ? std::move(whole.parts[0]) : whole;
  }

  GrammarPart repeated(GrammarPart part) {
    for (const auto& [sign, form] : {std::pair{"?", Form::Optional}, {"*", Form::Star}, {"+", Form::Plus}}) {
      if (!take_if(sign)) continue;
      take_if("?");  // as little as will do
      GrammarPart whole{form, {}, {}, {}, 0};
      whole.parts.push_back(std::move(part));
      return whole;
    }
    return part;
  }

  GrammarPart single() {
    if (take_if("(")) {
      GrammarPart inner = choice();
      expect(")");
      return inner;
    }
    if (take_if("~")) {
      GrammarPart but = single();
      but.form = Form::AnyTokenBut;
      return but;
    }
    const std::string token = take();
    const bool is_rule = std::islower(static_cast<unsigned char>(token[0])) != 0;
    return {is_rule ? Form::Rule : Form::Token, token, {}, {}, 0};
  }

  std::vector<std::string> tokens_;
  std::size_t at_ = 0;
};

/// How a lexer's rule is spelt: `A N D`, `'+='`. Empty: in more ways than one.
std::string spelling(const GrammarPart& part) {
  if (part.form == Form::Token) {
    if (part.name.starts_with('\'')) return part.name.substr(1);
    return part.name.size() == 1 && is_word(part.name) ? part.name : std::string();
  }
  if (part.form != Form::Sequence) return {};
  std::string text;
  for (const GrammarPart& piece : part.parts) {
    const std::string letter = spelling(piece);
    if (letter.empty()) return {};
    text += letter;
  }
  return text;
}

std::string short_text(const GrammarPart& part) {
  const auto joined = [&](const char* between) {
    std::string text;
    for (const GrammarPart& inner : part.parts) text += (text.empty() ? "" : between) + short_text(inner);
    return text;
  };
  switch (part.form) {
    case Form::Sequence:
      return joined(" ");
    case Form::Choice:
      return "( " + joined(" | ") + " )";
    case Form::Optional:
      return "( " + joined(" ") + " )?";
    case Form::Star:
      return "( " + joined(" ") + " )*";
    case Form::Plus:
      return "( " + joined(" ") + " )+";
    case Form::Rule:
    case Form::Token:
      return part.name;
    case Form::AnyTokenBut:
      return "~" + part.name;
  }
  return {};
}

void number_alternatives(const std::string& rule, GrammarPart& part, std::vector<std::string>& names) {
  part.first_alternative = names.size();
  if (part.form == Form::Choice) {
    for (const GrammarPart& inner : part.parts) names.push_back(rule + ": " + short_text(inner));
  } else if (part.form == Form::Optional || part.form == Form::Star || part.form == Form::Plus) {
    const bool is_plus = part.form == Form::Plus;
    names.push_back(rule + (is_plus ? ": once " : ": without ") + short_text(part));
    names.push_back(rule + (is_plus ? ": more than once " : ": with ") + short_text(part));
  }
  for (GrammarPart& inner : part.parts) number_alternatives(rule, inner, names);
}

}  // namespace

Grammar read_grammar(const std::filesystem::path& parser, const std::filesystem::path& lexer) {
  Grammar grammar;
  for (RuleReader::NamedRule& rule : RuleReader(read_tokens(parser)).read()) {
    if (rule.body.form != Form::Choice) rule.body = {Form::Choice, {}, {}, {std::move(rule.body)}, 0};
    number_alternatives(rule.name, rule.body, grammar.alternatives);
    grammar.rules.emplace(std::move(rule.name), std::move(rule.body));
  }
  for (const RuleReader::NamedRule& rule : RuleReader(read_tokens(lexer)).read()) {
    if (rule.is_fragment) continue;
    if (std::string text = spelling(rule.body); !text.empty()) grammar.spellings.emplace(rule.name, std::move(text));
  }
  return grammar;
}

Grammar own_grammar() {
  const std::filesystem::path folder = std::filesystem::path(LIAISON_SOURCE_DIR) / "grammar";
  return read_grammar(folder / "CypherParser.g4", folder / "CypherLexer.g4");
}

}  // namespace liaison
