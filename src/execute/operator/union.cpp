#include "execute/operator/union.h"

#include <utility>

namespace liaison {

Union::Union(const logical::Union& plan, std::vector<OperatorPtr> parts) {
  layout.add_group(-1);
  for (VariableId variable : plan.outputs) layout.add(variable, 0);
  inputs = std::move(parts);
}

void Union::open() {
  for (const OperatorPtr& part : inputs) part->open();
  part_ = 0;
}

bool Union::next(Chunk& chunk) {
  for (; part_ < inputs.size(); ++part_) {
    if (inputs[part_]->next(chunk)) return true;
  }
  return false;
}

}  // namespace liaison
