#include <algorithm>
#include <utility>

#include "optimize/rules.h"

namespace liaison {

void optional_expand(LogicalOperatorPtr& root) {
  for (LogicalOperatorPtr& input : root->inputs) optional_expand(input);
  const auto* apply = std::get_if<logical::Apply>(&root->node);
  if (apply == nullptr || apply->kind != logical::ApplyKind::Optional) return;
  LogicalOperator& inner = *root->inputs[1];
  auto* expand = std::get_if<logical::Expand>(&inner.node);
  if (expand == nullptr || inner.inputs.empty()) return;
  const auto* argument = std::get_if<logical::Argument>(&inner.inputs.front()->node);
  if (argument == nullptr) return;
  // The hop must start at a node of the row and bind both others: nothing else may be asked, since a row whose
  // relationships all fail a test stays too.
  const auto in_row = [&](VariableId variable) { return std::ranges::count(argument->variables, variable) != 0; };
  if (!in_row(expand->from) || in_row(expand->to) || in_row(expand->relationship) || expand->to_bound) return;
  logical::Expand whole = std::move(*expand);
  whole.optional = true;
  LogicalOperatorPtr input = std::move(root->inputs[0]);
  root = make_operator(std::move(whole), std::move(input));
}

}  // namespace liaison
