#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "fuzz/grammar.h"

namespace liaison {

/// Random sentences of a grammar. Alternatives that came seldom, and those that lead to such, are preferred.
class SentenceGenerator {
 public:
  /// Supplies the text of tokens with many spellings (NAME, STRING).
  using Words = std::function<std::string(const std::string& token)>;
  /// May supply the text of a whole rule, where it may go by a label, instead of what the grammar would make.
  using Graft = std::function<std::optional<std::string>(const std::string& rule, const std::string& label)>;

  SentenceGenerator(const Grammar& grammar, std::mt19937_64& random, Words words, Graft graft);

  /// A sentence of the rule. Rules nest `depth` deep, and deeper only as far as they must.
  std::string sentence(const std::string& rule, std::uint32_t depth);

  /// The alternatives taken by the last sentence, repetitions included.
  [[nodiscard]] const std::vector<std::size_t>& last_taken() const { return taken_; }

 private:
  std::uint32_t least_depth(const GrammarPart& part) const;
  void collect_below(const GrammarPart& part, std::vector<bool>& below) const;
  void weigh(const GrammarPart& part);
  void make(const GrammarPart& part, std::int64_t depth);
  /// Notes the alternative that is taken: of `count` ones, those that `fits` allows.
  std::size_t choose(const GrammarPart& part, std::size_t count, const std::function<bool(std::size_t)>& fits);
  void put(const std::string& text, bool touching = false);
  void put_token(const std::string& token);

  const Grammar& grammar_;
  std::mt19937_64& random_;
  Words words_;
  Graft graft_;
  std::vector<std::string> tokens_;
  std::map<std::string, std::uint32_t> least_depths_;     // by rule
  std::map<std::string, std::vector<bool>> below_rules_;  // the alternatives that each rule may lead to
  std::vector<double> hits_;                              // by alternative
  std::vector<double> weights_;
  std::vector<std::size_t> taken_;
  std::string text_;
  std::size_t token_count_ = 0;
  std::uint64_t sentences_ = 0;
  bool touches_ = false;
};

}  // namespace liaison
