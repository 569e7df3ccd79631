#include "execute/operator/filter.h"

#include <algorithm>
#include <utility>

#include "common/assert.h"

namespace liaison {

Filter::Filter(std::span<const Expression* const> predicates, OperatorPtr input, Execution& execution)
    : execution_(execution), predicates_(predicates.begin(), predicates.end()) {
  layout = input->layout;
  for (const Expression* predicate : predicates) {
    const std::int32_t deepest = layout.deepest(free_variables(*predicate));
    LIAISON_ASSERT(deepest >= -1);
    const std::uint16_t group = static_cast<std::uint16_t>(std::max(deepest, 0));
    tests_.push_back({Evaluator(*predicate, layout, group, execution), group});
  }
  inputs.push_back(std::move(input));
}

bool Filter::next(Chunk& chunk) {
  while (inputs.front()->next(chunk)) {
    execution_.begin_work(*this);
    const bool has_rows = std::ranges::all_of(tests_, [&](Test& test) {
      test.evaluator.filter(chunk);
      return chunk.groups[test.group].live() > 0;
    });
    if (has_rows) return true;
  }
  return false;
}

std::string Filter::describe() const {
  std::string text = "Filter ";
  for (std::size_t i = 0; i < predicates_.size(); ++i) {
    text += (i == 0 ? "" : " AND ") + to_text(*predicates_[i], *execution_.variables);
  }
  return text;
}

}  // namespace liaison
