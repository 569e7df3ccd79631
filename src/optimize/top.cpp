#include <utility>

#include "optimize/rules.h"

namespace liaison {

void top(LogicalOperatorPtr& root) {
  for (LogicalOperatorPtr& input : root->inputs) top(input);
  auto* limit = std::get_if<logical::Limit>(&root->node);
  if (limit == nullptr) return;
  LogicalOperatorPtr* below = &root->inputs.front();
  ExpressionPtr skip;
  if (auto* skipped = std::get_if<logical::Skip>(&(*below)->node)) {
    if (!std::holds_alternative<logical::Sort>((*below)->inputs.front()->node)) return;
    skip = std::make_unique<Expression>(std::move(skipped->count));
    below = &(*below)->inputs.front();
  }
  auto* sort = std::get_if<logical::Sort>(&(*below)->node);
  if (sort == nullptr) return;
  LogicalOperatorPtr input = std::move((*below)->inputs.front());
  root = make_operator(
      logical::Top{std::move(sort->keys), std::move(skip), std::make_unique<Expression>(std::move(limit->count))},
      std::move(input));
}

}  // namespace liaison
