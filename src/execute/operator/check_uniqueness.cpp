#include "execute/operator/check_uniqueness.h"

#include <utility>

namespace liaison {

CheckUniqueness::CheckUniqueness(OperatorPtr input, Execution& execution) : execution_(execution) {
  layout = input->layout;
  inputs.push_back(std::move(input));
}

bool CheckUniqueness::next(Chunk& chunk) {
  if (inputs.front()->next(chunk)) return true;
  execution_.transaction->check_uniqueness();
  return false;
}

}  // namespace liaison
