#include "fuzz/sentence_generator.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

namespace liaison {
namespace {

using Form = GrammarPart::Form;

constexpr std::uint32_t endless = 1'000'000;
constexpr std::size_t tokens_max = 90;  // beyond it a sentence comes to its end
constexpr std::uint64_t sentences_between_weighings = 200;

/// Tokens that the parser gives out itself.
const std::map<std::string, std::string, std::less<>>& derived_spellings() {
  static const std::map<std::string, std::string, std::less<>> spellings{
      {"PATTERN_LPAREN", "("}, {"PATTERN_LBRACKET", "["}, {"HYPHEN", "-"}, {"EOF", ""}};
  return spellings;
}

}  // namespace

SentenceGenerator::SentenceGenerator(const Grammar& grammar, std::mt19937_64& random, Words words, Graft graft)
    : grammar_(grammar),
      random_(random),
      words_(std::move(words)),
      graft_(std::move(graft)),
      hits_(grammar.alternatives.size()),
      weights_(grammar.alternatives.size(), 1) {
  for (const auto& [name, text] : grammar.spellings) tokens_.push_back(name);
  for (const auto& [name, body] : grammar.rules) {
    least_depths_[name] = endless;
    below_rules_[name].resize(hits_.size());
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [name, body] : grammar.rules) {
      const std::uint32_t depth = std::min(endless, least_depth(body));
      changed |= std::exchange(least_depths_[name], depth) != depth;
      std::vector<bool> below = below_rules_[name];
      collect_below(body, below);
      changed |= std::exchange(below_rules_[name], below) != below;
    }
  }
}

std::uint32_t SentenceGenerator::least_depth(const GrammarPart& part) const {
  std::uint32_t depth = part.form == Form::Choice ? endless : 0;
  switch (part.form) {
    case Form::Optional:
    case Form::Star:
    case Form::Token:
    case Form::AnyTokenBut:
      return 0;
    case Form::Rule:
      return 1 + least_depths_.at(part.name);
    case Form::Sequence:
    case Form::Plus:
      for (const GrammarPart& inner : part.parts) depth = std::max(depth, least_depth(inner));
      return depth;
    case Form::Choice:
      for (const GrammarPart& inner : part.parts) depth = std::min(depth, least_depth(inner));
      return depth;
  }
  return depth;
}

void SentenceGenerator::collect_below(const GrammarPart& part, std::vector<bool>& below) const {
  if (part.form == Form::Rule) {
    const std::vector<bool>& of_rule = below_rules_.at(part.name);
    for (std::size_t i = 0; i < below.size(); ++i) below[i] = below[i] || of_rule[i];
    return;
  }
  const std::size_t own = part.form == Form::Choice ? part.parts.size()
                          : part.form == Form::Optional || part.form == Form::Star || part.form == Form::Plus ? 2
                                                                                                              : 0;
  for (std::size_t i = 0; i < own; ++i) below[part.first_alternative + i] = true;
  for (const GrammarPart& inner : part.parts) collect_below(inner, below);
}

/// An alternative weighs as much as what it leads to is wanting, the less the more often it came itself.
void SentenceGenerator::weigh(const GrammarPart& part) {
  const auto wanting = [&](const std::vector<bool>& below) {
    double sum = 0;
    for (std::size_t i = 0; i < below.size(); ++i) {
      if (below[i]) sum += 1.0 / (1 + hits_[i]);
    }
    return sum;
  };
  const auto set = [&](std::size_t alternative, double led_to) {
    const double hits = 1 + hits_[alternative];
    weights_[alternative] = (led_to + 1.0 / hits) / std::sqrt(hits);
  };
  const bool repeats = part.form == Form::Optional || part.form == Form::Star || part.form == Form::Plus;
  for (std::size_t i = 0; i < part.parts.size(); ++i) {
    if (part.form != Form::Choice && !repeats) break;
    std::vector<bool> below(hits_.size());
    collect_below(part.parts[i], below);
    const double sum = wanting(below);
    set(part.first_alternative + (repeats ? 1 : i), sum);
    // To leave a part out is as good as to have it, and to end a repetition better than to go on.
    if (repeats) set(part.first_alternative, part.form == Form::Optional ? sum : 3 * sum);
  }
  for (const GrammarPart& inner : part.parts) weigh(inner);
}

std::string SentenceGenerator::sentence(const std::string& rule, std::uint32_t depth) {
  if (sentences_++ % sentences_between_weighings == 0) {
    for (const auto& [name, body] : grammar_.rules) weigh(body);
  }
  taken_.clear();
  text_.clear();
  token_count_ = 0;
  touches_ = true;
  make(grammar_.rules.at(rule), depth);
  for (std::size_t alternative : taken_) ++hits_[alternative];
  return text_;
}

std::size_t SentenceGenerator::choose(const GrammarPart& part, std::size_t count,
                                      const std::function<bool(std::size_t)>& fits) {
  std::vector<double> weights(count);
  bool any = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (!fits(i)) continue;
    weights[i] = weights_[part.first_alternative + i];
    any = true;
  }
  if (!any) weights.assign(count, 1);
  const std::size_t chosen = std::discrete_distribution<std::size_t>(weights.begin(), weights.end())(random_);
  taken_.push_back(part.first_alternative + chosen);
  return chosen;
}

void SentenceGenerator::make(const GrammarPart& part, std::int64_t depth) {
  if (token_count_ > tokens_max) depth = std::min<std::int64_t>(depth, 0);
  const auto fits = [&](const GrammarPart& inner) { return static_cast<std::int64_t>(least_depth(inner)) <= depth; };
  switch (part.form) {
    case Form::Sequence:
      for (const GrammarPart& inner : part.parts) make(inner, depth);
      return;
    case Form::Choice: {
      std::uint32_t least = endless;
      for (const GrammarPart& inner : part.parts) least = std::min(least, least_depth(inner));
      const auto allowed = [&](std::size_t i) { return fits(part.parts[i]) || least_depth(part.parts[i]) == least; };
      make(part.parts[choose(part, part.parts.size(), allowed)], depth);
      return;
    }
    case Form::Optional:
      if (choose(part, 2, [&](std::size_t i) { return i == 0 || fits(part.parts[0]); }) == 1) {
        make(part.parts[0], depth);
      }
      return;
    case Form::Star:
      for (int i = 0; i < 3; ++i) {
        if (choose(part, 2, [&](std::size_t more) { return more == 0 || fits(part.parts[0]); }) == 0) return;
        make(part.parts[0], depth);
      }
      return;
    case Form::Plus:
      make(part.parts[0], depth);
      for (int i = 0; i < 3; ++i) {
        if (choose(part, 2, [&](std::size_t more) { return more == 0 || fits(part.parts[0]); }) == 0) return;
        make(part.parts[0], depth);
      }
      return;
    case Form::Rule:
      if (const std::optional<std::string> graft = graft_(part.name, part.label)) {
        put(*graft);
      } else {
        make(grammar_.rules.at(part.name), depth - 1);
      }
      return;
    case Form::Token:
      put_token(part.name);
      return;
    case Form::AnyTokenBut: {
      std::string token = part.name;
      while (token == part.name) token = tokens_[random_() % tokens_.size()];
      put_token(token);
      return;
    }
  }
}

void SentenceGenerator::put_token(const std::string& token) {
  if (const auto derived = derived_spellings().find(token); derived != derived_spellings().end()) {
    if (!derived->second.empty()) put(derived->second, token == "HYPHEN");
    return;
  }
  const auto known = grammar_.spellings.find(token);
  std::string text = known != grammar_.spellings.end() ? known->second : words_(token);
  if (known != grammar_.spellings.end() && random_() % 20 == 0) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  }
  put(text);
}

void SentenceGenerator::put(const std::string& text, bool touching) {
  if (!touches_ && !touching) text_ += ' ';
  text_ += text;
  touches_ = touching;
  ++token_count_;
}

}  // namespace liaison
