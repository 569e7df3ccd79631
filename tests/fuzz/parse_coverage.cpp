#include "fuzz/parse_coverage.h"

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "CypherParser.h"
#include "liaison/error.h"
#include "parse/brackets.h"
#include "parse/scanner.h"
#include "parse/source.h"
#include "parse/token_list.h"

namespace liaison {

using Form = GrammarPart::Form;
using Children = std::vector<antlr4::tree::ParseTree*>;

class ParseCoverage::TreeReader {
 public:
  explicit TreeReader(const Grammar& grammar)
      : grammar_(grammar), parser_(&tokens_), scanner_(parser_.getVocabulary()) {
    variable_words_ = first_words(parser_.getATN(), CypherParser::RuleVariable);
    parser_.removeErrorListeners();
    parser_.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  }

  void read(const std::string& statement, std::vector<std::size_t>& taken) {
    try {
      const StatementText source(statement);
      scanner_.scan(statement, tokens_);
      prepare_brackets(source, variable_words_, tokens_);
      tokens_.seek(0);
      parser_.setTokenStream(&tokens_);
      parser_.hyphens = 0;
      parser_.depth = 0;
      antlr4::ParserRuleContext* tree = parser_.statement();
      taken_.clear();
      read(*tree);
      taken = taken_;
    } catch (const Error&) {
      taken.clear();
    } catch (const antlr4::ParseCancellationException&) {
      taken.clear();
    }
  }

 private:
  /// What follows has to fit from this child on.
  using Rest = std::function<bool(std::size_t)>;

  void read(antlr4::ParserRuleContext& rule) {
    const std::string& name = parser_.getRuleNames()[rule.getRuleIndex()];
    const auto ends = [&](std::size_t at) { return at == rule.children.size(); };
    if (!fits(grammar_.rules.at(name), rule.children, 0, ends)) throw std::logic_error("no alternative fits: " + name);
    for (antlr4::tree::ParseTree* child : rule.children) {
      if (auto* inner = dynamic_cast<antlr4::ParserRuleContext*>(child)) read(*inner);
    }
  }

  /// Do the children from `at` on fit the part and then the rest? Notes the alternatives if so.
  bool fits(const GrammarPart& part, const Children& children, std::size_t at, const Rest& rest) {
    switch (part.form) {
      case Form::Sequence:
        return sequence_fits(part, 0, children, at, rest);
      case Form::Choice:
        for (std::size_t i = 0; i < part.parts.size(); ++i) {
          if (takes(part.first_alternative + i, part.parts[i], children, at, rest)) return true;
        }
        return false;
      case Form::Optional:
        return takes(part.first_alternative + 1, part.parts[0], children, at, rest) ||
               skips(part.first_alternative, at, rest);
      case Form::Star:
        return repetition_fits(part, part.first_alternative, children, at, rest);
      case Form::Plus:
        return fits(part.parts[0], children, at, [&](std::size_t next) {
          return repetition_fits(part, part.first_alternative, children, next, rest);
        });
      case Form::Rule:
      case Form::Token:
      case Form::AnyTokenBut:
        return at < children.size() && is(part, *children[at]) && rest(at + 1);
    }
    return false;
  }

  bool sequence_fits(const GrammarPart& part, std::size_t i, const Children& children, std::size_t at,
                     const Rest& rest) {
    if (i == part.parts.size()) return rest(at);
    return fits(part.parts[i], children, at,
                [&, i](std::size_t next) { return sequence_fits(part, i + 1, children, next, rest); });
  }

  /// None or more further ones; the alternatives: absent (or once), present (or several).
  bool repetition_fits(const GrammarPart& part, std::size_t first, const Children& children, std::size_t at,
                       const Rest& rest) {
    const auto and_more = [&, at](std::size_t next) {
      return next > at && further_fit(part.parts[0], children, next, rest);
    };
    return takes(first + 1, part.parts[0], children, at, and_more) || skips(first, at, rest);
  }
  bool further_fit(const GrammarPart& one, const Children& children, std::size_t at, const Rest& rest) {
    const auto and_more = [&, at](std::size_t next) { return next > at && further_fit(one, children, next, rest); };
    return fits(one, children, at, and_more) || rest(at);
  }

  bool takes(std::size_t alternative, const GrammarPart& part, const Children& children, std::size_t at,
             const Rest& rest) {
    const std::size_t before = taken_.size();
    taken_.push_back(alternative);
    if (fits(part, children, at, rest)) return true;
    taken_.resize(before);
    return false;
  }
  bool skips(std::size_t alternative, std::size_t at, const Rest& rest) {
    taken_.push_back(alternative);
    if (rest(at)) return true;
    taken_.pop_back();
    return false;
  }

  bool is(const GrammarPart& part, antlr4::tree::ParseTree& child) const {
    if (auto* inner = dynamic_cast<antlr4::ParserRuleContext*>(&child)) {
      return part.form == Form::Rule && parser_.getRuleNames()[inner->getRuleIndex()] == part.name;
    }
    if (part.form == Form::Rule) return false;
    auto& terminal = dynamic_cast<antlr4::tree::TerminalNode&>(child);
    const std::string token = parser_.getVocabulary().getSymbolicName(terminal.getSymbol()->getType());
    return (token == part.name) == (part.form == Form::Token);
  }

  const Grammar& grammar_;
  TokenList tokens_;
  mutable CypherParser parser_;  // its names are had by functions that are not const
  Scanner scanner_;
  TokenSet variable_words_;
  std::vector<std::size_t> taken_;
};

ParseCoverage::ParseCoverage(const Grammar& grammar)
    : reader_(std::make_unique<TreeReader>(grammar)), counts_(grammar.alternatives.size()) {}
ParseCoverage::~ParseCoverage() = default;

const std::vector<std::size_t>& ParseCoverage::add(const std::string& statement) {
  reader_->read(statement, taken_);
  std::ranges::sort(taken_);
  taken_.erase(std::ranges::unique(taken_).begin(), taken_.end());
  for (std::size_t alternative : taken_) ++counts_[alternative];
  return taken_;
}

}  // namespace liaison
