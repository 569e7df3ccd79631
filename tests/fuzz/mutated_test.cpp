// The statements of the query tests, changed at random: what tests/libfuzzer does by coverage, in short and everywhere.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <iostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "fuzz/environment.h"
#include "fuzz/grammar.h"
#include "fuzz/sample_graphs.h"
#include "fuzz/seed_statements.h"
#include "fuzz/statement_runner.h"

namespace liaison {
namespace {

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed), seeds_(seed_statements()) {
    for (const auto& [token, spelling] : own_grammar().spellings) words_.push_back(spelling);
    for (const char* word :
         {"'a'", "n", "1", "0.5", "9223372036854775807", "`", "\"", "/*", "//", "\xC3\xA9", "\xE2", "\n"}) {
      words_.emplace_back(word);
    }
  }

  std::string next() {
    std::string text = one_of(seeds_);
    // Half of the mutants have one change only: the more there are, the earlier the parser gives up.
    for (std::size_t changes = 1 + below(2) * below(4); changes > 0; --changes) change(text);
    return text;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  const std::string& one_of(const std::vector<std::string>& texts) { return texts[below(texts.size())]; }

  static bool is_word_part(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

  /// Where a word or a sign begins, at or behind a random place, and how long it is.
  std::pair<std::size_t, std::size_t> some_token(const std::string& text) {
    std::size_t begin = below(text.size());
    while (begin > 0 && is_word_part(text[begin]) && is_word_part(text[begin - 1])) --begin;
    std::size_t end = begin + 1;
    while (end < text.size() && is_word_part(text[begin]) && is_word_part(text[end])) ++end;
    return {begin, end - begin};
  }

  void change(std::string& text) {
    if (text.empty()) text = "n";
    const auto [begin, length] = some_token(text);
    switch (below(9)) {
      case 0:
        text[below(text.size())] = static_cast<char>(below(256));
        break;
      case 1:
        text.erase(below(text.size()), 1 + below(8));
        break;
      case 2:
        text.erase(begin, length);
        break;
      case 3:
        text.insert(begin, one_of(words_) + " ");
        break;
      case 4:
        text.replace(begin, length, one_of(words_));
        break;
      case 5: {  // one of its own tokens in another's place
        const auto [other, other_length] = some_token(text);
        text.replace(begin, length, text.substr(other, other_length));
        break;
      }
      case 6: {  // a piece twice
        const std::string piece = text.substr(begin, 1 + below(30));
        text.insert(begin, piece + " ");
        break;
      }
      case 7: {  // another statement's piece in the place of one
        const std::string& other = one_of(seeds_);
        const std::size_t from = some_token(other).first;
        text.replace(begin, below(20), other.substr(from, 1 + below(40)));
        break;
      }
      default: {  // this one's head, another's tail
        const std::string& other = one_of(seeds_);
        text = text.substr(0, begin) + " " + other.substr(some_token(other).first);
        break;
      }
    }
  }

  std::mt19937_64 random_;
  std::vector<std::string> seeds_;
  std::vector<std::string> words_;
};

TEST(Mutated, NoStatementDoesWorseThanAnError) {
  const std::uint64_t statements = number_from("LIAISON_FUZZ_MUTANTS", 6'000);
  const std::uint64_t seed = number_from("LIAISON_SEED", 20251101);
  const std::uint64_t most_reports = number_from("LIAISON_REPORTS", 5);
  const auto tiny = std::ranges::find(sample_graphs(), "tiny", &SampleGraph::name);
  Mutator mutator(seed);
  std::uint64_t parsed = 0, compiled = 0, gave_rows = 0, faults = 0;
  for (std::uint64_t i = 0; i < statements && faults < most_reports; ++i) {
    const std::string statement = mutator.next();
    const Verdict verdict = run_on({&*tiny, 1}, statement);
    parsed += verdict.parsed ? 1 : 0;
    compiled += verdict.compiled ? 1 : 0;
    gave_rows += verdict.gave_rows ? 1 : 0;
    if (verdict.fault.empty()) continue;
    ++faults;
    ADD_FAILURE() << "LIAISON_SEED=" << seed << " mutant " << i << ": " << verdict.fault
                  << "\nLIAISON_FUZZ_STATEMENT=" << statement;
  }
  std::cout << fmt::format("seed {}: {} mutants, {} parsed, {} compiled, {} gave rows\n", seed, statements, parsed,
                           compiled, gave_rows);
}

}  // namespace
}  // namespace liaison
