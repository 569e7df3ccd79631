#include "execute/operator/check_constraints.h"

#include <utility>

namespace liaison {

CheckConstraints::CheckConstraints(OperatorPtr input, Execution& execution) : execution_(execution) {
  layout = input->layout;
  inputs.push_back(std::move(input));
}

bool CheckConstraints::next(Chunk& chunk) {
  if (inputs.front()->next(chunk)) return true;
  execution_.transaction->check_constraints();
  return false;
}

}  // namespace liaison
