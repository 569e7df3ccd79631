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

/// Random sentences of a grammar: either anything, where alternatives that the parser took seldom, and those that lead
/// to such, are preferred; or the straight way to one alternative that it took seldom, which is more likely to parse.
class SentenceGenerator {
 public:
  /// Supplies the text of tokens with many spellings (NAME, STRING), by the rule they stand in and the label they have
  /// there.
  using Words = std::function<std::string(const std::string& token, const std::string& rule, const std::string& label)>;
  /// May supply the text of a whole rule, where it may go by a label, instead of what the grammar would make.
  using Graft = std::function<std::optional<std::string>(const std::string& rule, const std::string& label)>;

  SentenceGenerator(const Grammar& grammar, std::mt19937_64& random, Words words, Graft graft);

  /// A sentence of the rule. Rules nest `depth` deep, and deeper only as far as they must.
  std::string sentence(const std::string& rule, std::uint32_t depth);

  /// A sentence of the rule with one of the alternatives in it that the parser took least, and little else.
  std::string sentence_with_seldom(const std::string& rule);

  /// Counts alternatives that the parser took.
  void count(const std::vector<std::size_t>& alternatives) {
    for (std::size_t alternative : alternatives) ++hits_[alternative];
  }

 private:
  /// For each alternative the number of rules to enter before it can be taken.
  using Distances = std::vector<std::uint32_t>;

  std::uint32_t least_depth(const GrammarPart& part) const;
  void collect_distances(const GrammarPart& part, Distances& distances) const;
  std::string make_sentence(const std::string& rule, std::uint32_t depth);
  void weigh(const GrammarPart& part);
  void make(const GrammarPart& part, const std::string& rule, std::int64_t depth);
  /// The alternative that is taken: of `count` ones, those that `fits` allows.
  std::size_t choose(const GrammarPart& part, std::size_t count, const std::function<bool(std::size_t)>& fits);
  void make_sequence(const GrammarPart& part, const std::string& rule, std::int64_t depth);
  std::uint32_t distance_to_target(const GrammarPart& part) const;
  /// The alternative of the part that is on the straight way to the target; none where all of them may be left.
  std::optional<std::size_t> on_the_way(const GrammarPart& part) const;
  void put(const std::string& text, bool touching = false);
  void put_token(const std::string& token, const std::string& rule, const std::string& label);

  const Grammar& grammar_;
  std::mt19937_64& random_;
  Words words_;
  Graft graft_;
  std::vector<std::string> tokens_;
  std::map<std::string, std::uint32_t> least_depths_;  // by rule
  std::map<std::string, Distances> distances_;         // by rule
  std::vector<double> hits_;                           // by alternative
  std::vector<double> weights_;
  std::optional<std::size_t> target_;  // the alternative that a straight sentence has still to come to
  std::string text_;
  std::size_t token_count_ = 0;
  std::uint64_t sentences_ = 0;
  bool touches_ = false;
};

}  // namespace liaison
