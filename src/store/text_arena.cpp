#include "store/text_arena.h"

#include <algorithm>

namespace liaison {

std::string_view TextArena::keep(std::string_view text) {
  if (text.size() > left_) {
    left_ = std::max(block_bytes, text.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    free_ = blocks_.back().get();
  }
  char* const begin = free_;
  free_ = std::ranges::copy(text, begin).out;
  left_ -= text.size();
  return {begin, text.size()};
}

}  // namespace liaison
