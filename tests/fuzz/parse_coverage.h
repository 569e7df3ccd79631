#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "fuzz/grammar.h"

namespace liaison {

/// Counts how often the parser took each alternative of the grammar: the tree it makes of a statement is held against
/// the rules. An alternative counts once a statement, however often it is taken in it.
class ParseCoverage {
 public:
  explicit ParseCoverage(const Grammar& grammar);
  ~ParseCoverage();

  /// Counts a statement and returns the alternatives in it; none for one that does not parse. Throws std::logic_error
  /// if the tree is none of the grammar's.
  const std::vector<std::size_t>& add(const std::string& statement);

  /// By alternative, in the order of Grammar::alternatives.
  [[nodiscard]] const std::vector<std::uint64_t>& counts() const { return counts_; }

 private:
  class TreeReader;
  std::unique_ptr<TreeReader> reader_;
  std::vector<std::size_t> taken_;
  std::vector<std::uint64_t> counts_;
};

}  // namespace liaison
