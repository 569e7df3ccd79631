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
      {"PATTERN_LPAREN", "("}, {"PATTERN_LBRACKET", "["}, {"HYPHEN", "-"},
      {"TRIM_SIDE", "BOTH"},   {"TRIM_FROM", "FROM"},     {"EOF", ""}};
  return spellings;
}

bool repeats(const GrammarPart& part) {
  return part.form == Form::Optional || part.form == Form::Star || part.form == Form::Plus;
}

/// How many alternatives the part itself has.
std::size_t choices(const GrammarPart& part) {
  return part.form == Form::Choice ? part.parts.size() : repeats(part) ? 2 : 0;
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
    distances_[name].resize(hits_.size(), endless);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [name, body] : grammar.rules) {
      const std::uint32_t depth = std::min(endless, least_depth(body));
      changed |= std::exchange(least_depths_[name], depth) != depth;
      Distances distances = distances_[name];
      collect_distances(body, distances);
      changed |= std::exchange(distances_[name], distances) != distances;
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

void SentenceGenerator::collect_distances(const GrammarPart& part, Distances& distances) const {
  if (part.form == Form::Rule) {
    const Distances& of_rule = distances_.at(part.name);
    for (std::size_t i = 0; i < distances.size(); ++i) distances[i] = std::min(distances[i], of_rule[i] + 1);
    return;
  }
  for (std::size_t i = 0; i < choices(part); ++i) distances[part.first_alternative + i] = 0;
  for (const GrammarPart& inner : part.parts) collect_distances(inner, distances);
}

/// An alternative weighs as much as what it leads to is wanting, the less the more often it came itself.
void SentenceGenerator::weigh(const GrammarPart& part) {
  const auto wanting = [&](const Distances& distances) {
    double sum = 0;
    for (std::size_t i = 0; i < distances.size(); ++i) {
      if (distances[i] < endless) sum += 1.0 / (1 + hits_[i]);
    }
    return sum;
  };
  const auto set = [&](std::size_t alternative, double led_to) {
    const double hits = 1 + hits_[alternative];
    weights_[alternative] = (led_to + 1.0 / hits) / std::sqrt(hits);
  };
  for (std::size_t i = 0; i < part.parts.size() && choices(part) > 0; ++i) {
    Distances distances(hits_.size(), endless);
    collect_distances(part.parts[i], distances);
    const double sum = wanting(distances);
    set(part.first_alternative + (repeats(part) ? 1 : i), sum);
    // To leave a part out is as good as to have it, and to end a repetition better than to go on.
    if (repeats(part)) set(part.first_alternative, part.form == Form::Optional ? sum : 3 * sum);
  }
  for (const GrammarPart& inner : part.parts) weigh(inner);
}

std::string SentenceGenerator::sentence(const std::string& rule, std::uint32_t depth) {
  target_.reset();
  return make_sentence(rule, depth);
}

std::string SentenceGenerator::sentence_with_seldom(const std::string& rule) {
  constexpr std::uint32_t seldom = 20;  // one of so many that came least
  std::vector<std::size_t> reachable;
  for (std::size_t i = 0; i < hits_.size(); ++i) {
    if (distances_.at(rule)[i] < endless) reachable.push_back(i);
  }
  const std::size_t place = random_() % std::min<std::size_t>(seldom, reachable.size());
  std::ranges::nth_element(reachable, reachable.begin() + static_cast<std::ptrdiff_t>(place), {},
                           [&](std::size_t alternative) { return hits_[alternative]; });
  target_ = reachable[place];
  return make_sentence(rule, 0);
}

std::string SentenceGenerator::make_sentence(const std::string& rule, std::uint32_t depth) {
  if (sentences_++ % sentences_between_weighings == 0) {
    for (const auto& [name, body] : grammar_.rules) weigh(body);
  }
  text_.clear();
  token_count_ = 0;
  touches_ = true;
  make(grammar_.rules.at(rule), rule, depth);
  return text_;
}

std::uint32_t SentenceGenerator::distance_to_target(const GrammarPart& part) const {
  if (part.form == Form::Rule) return distances_.at(part.name)[*target_] + 1;
  if (*target_ - part.first_alternative < choices(part)) return 0;
  std::uint32_t least = endless;
  for (const GrammarPart& inner : part.parts) least = std::min(least, distance_to_target(inner));
  return least;
}

std::optional<std::size_t> SentenceGenerator::on_the_way(const GrammarPart& part) const {
  if (!target_) return std::nullopt;
  if (const std::size_t own = *target_ - part.first_alternative; own < choices(part)) return own;
  std::optional<std::size_t> nearest;
  std::uint32_t least = endless;
  for (std::size_t i = 0; i < part.parts.size(); ++i) {
    const std::uint32_t distance = distance_to_target(part.parts[i]);
    if (distance >= least) continue;
    least = distance;
    nearest = repeats(part) ? 1 : i;
  }
  return nearest;
}

std::size_t SentenceGenerator::choose(const GrammarPart& part, std::size_t count,
                                      const std::function<bool(std::size_t)>& fits) {
  if (const std::optional<std::size_t> way = on_the_way(part)) {
    if (part.first_alternative + *way == *target_) target_.reset();
    return *way;
  }
  std::vector<double> weights(count);
  bool any = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (!fits(i)) continue;
    weights[i] = weights_[part.first_alternative + i];
    any = true;
  }
  if (!any) weights.assign(count, 1);
  return std::discrete_distribution<std::size_t>(weights.begin(), weights.end())(random_);
}

void SentenceGenerator::make(const GrammarPart& part, const std::string& rule, std::int64_t depth) {
  if (token_count_ > tokens_max) depth = std::min<std::int64_t>(depth, 0);
  const auto fits = [&](const GrammarPart& inner) { return static_cast<std::int64_t>(least_depth(inner)) <= depth; };
  switch (part.form) {
    case Form::Sequence:
      make_sequence(part, rule, depth);
      return;
    case Form::Choice: {
      std::uint32_t least = endless;
      for (const GrammarPart& inner : part.parts) least = std::min(least, least_depth(inner));
      const auto allowed = [&](std::size_t i) { return fits(part.parts[i]) || least_depth(part.parts[i]) == least; };
      make(part.parts[choose(part, part.parts.size(), allowed)], rule, depth);
      return;
    }
    case Form::Optional:
      if (choose(part, 2, [&](std::size_t i) { return i == 0 || fits(part.parts[0]); }) == 1) {
        make(part.parts[0], rule, depth);
      }
      return;
    case Form::Star:
      for (int i = 0; i < 3; ++i) {
        if (choose(part, 2, [&](std::size_t more) { return more == 0 || fits(part.parts[0]); }) == 0) return;
        make(part.parts[0], rule, depth);
      }
      return;
    case Form::Plus: {
      const bool is_target = target_ && *target_ - part.first_alternative < choices(part);
      const std::optional<std::size_t> target = is_target ? std::exchange(target_, std::nullopt) : std::nullopt;
      make(part.parts[0], rule, depth);
      if (is_target) target_ = target;
      for (int i = 0; i < 3; ++i) {
        if (choose(part, 2, [&](std::size_t more) { return more == 0 || fits(part.parts[0]); }) == 0) return;
        make(part.parts[0], rule, depth);
      }
      return;
    }
    case Form::Rule: {
      const std::optional<std::string> graft = target_ ? std::nullopt : graft_(part.name, part.label);
      if (graft) {
        put(*graft);
      } else {
        make(grammar_.rules.at(part.name), part.name, depth - 1);
      }
      return;
    }
    case Form::Token:
      put_token(part.name, rule, part.label);
      return;
    case Form::AnyTokenBut: {
      std::string token = part.name;
      while (token == part.name) token = tokens_[random_() % tokens_.size()];
      put_token(token, rule, part.label);
      return;
    }
  }
}

/// Only the part that is nearest to the target leads to it.
void SentenceGenerator::make_sequence(const GrammarPart& part, const std::string& rule, std::int64_t depth) {
  const std::optional<std::size_t> target = std::exchange(target_, std::nullopt);
  std::size_t nearest = part.parts.size();
  if (target) {
    target_ = target;
    const auto distance = [&](const GrammarPart& inner) { return distance_to_target(inner); };
    nearest = static_cast<std::size_t>(std::ranges::min_element(part.parts, {}, distance) - part.parts.begin());
    if (distance(part.parts[nearest]) >= endless) nearest = part.parts.size();
    target_.reset();
  }
  for (std::size_t i = 0; i < part.parts.size(); ++i) {
    if (i == nearest) target_ = target;
    make(part.parts[i], rule, depth);
    if (i == nearest) target_.reset();
  }
}

void SentenceGenerator::put_token(const std::string& token, const std::string& rule, const std::string& label) {
  if (const auto derived = derived_spellings().find(token); derived != derived_spellings().end()) {
    if (!derived->second.empty()) put(derived->second, token == "HYPHEN");
    return;
  }
  const auto known = grammar_.spellings.find(token);
  std::string text = known != grammar_.spellings.end() ? known->second : words_(token, rule, label);
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
