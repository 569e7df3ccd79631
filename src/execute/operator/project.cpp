#include "execute/operator/project.h"

#include <algorithm>
#include <utility>

#include "common/assert.h"

namespace liaison {

Project::Project(std::span<const NamedExpression* const> items, OperatorPtr input, Execution& execution)
    : execution_(execution), named_(items.begin(), items.end()) {
  layout = input->layout;
  for (const NamedExpression* named : items) {
    Item item;
    if (const auto* reference = std::get_if<VariableRef>(&named->expression.node)) {
      item.copied = layout.slot(reference->variable);
      item.group = item.copied->group;
    } else {
      const std::int32_t deepest = layout.deepest(free_variables(named->expression));
      LIAISON_ASSERT(deepest >= -1);
      item.group = static_cast<std::uint16_t>(std::max(deepest, 0));
      item.evaluator.emplace(named->expression, layout, item.group, execution);
    }
    layout.add(named->variable, item.group);
    items_.push_back(std::move(item));
  }
  inputs.push_back(std::move(input));
}

bool Project::next(Chunk& chunk) {
  if (!inputs.front()->next(chunk)) return false;
  execution_.begin_work(*this);
  for (Item& item : items_) {
    Group& group = chunk.groups[item.group];
    std::shared_ptr<Vector> column =
        item.copied ? group.columns[item.copied->column] : std::make_shared<Vector>(item.evaluator->evaluate(chunk));
    group.columns.push_back(std::move(column));
  }
  return true;
}

std::string Project::describe() const {
  std::string text = "Project ";
  for (std::size_t i = 0; i < named_.size(); ++i) {
    text += (i == 0 ? "" : ", ") + to_text(named_[i]->expression, *execution_.variables) + " AS " +
            (*execution_.variables)[named_[i]->variable].name;
  }
  return text;
}

}  // namespace liaison
