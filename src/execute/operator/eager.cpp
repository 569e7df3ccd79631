#include "execute/operator/eager.h"

#include <utility>

namespace liaison {

Eager::Eager(OperatorPtr input, Execution& execution) : execution_(execution) {
  layout = input->layout;
  inputs.push_back(std::move(input));
}

void Eager::open() {
  inputs.front()->open();
  chunks_.clear();
  position_ = 0;
  collected_ = false;
}

bool Eager::next(Chunk& chunk) {
  if (!collected_) {
    Chunk input;
    while (inputs.front()->next(input)) {
      execution_.begin_work(*this);
      chunks_.push_back(std::move(input));
    }
    collected_ = true;
  }
  if (position_ == chunks_.size()) return false;
  chunk = std::move(chunks_[position_++]);
  return true;
}

Nothing::Nothing(OperatorPtr input) {
  layout.add_group(-1);
  inputs.push_back(std::move(input));
}

bool Nothing::next(Chunk&) {
  Chunk dropped;
  while (inputs.front()->next(dropped)) {
  }
  return false;
}

}  // namespace liaison
