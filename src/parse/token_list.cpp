#include "parse/token_list.h"

#include <algorithm>

#include "common/memory_limit.h"
#include "common/stop_signal.h"

namespace liaison {
namespace {

constexpr std::uint32_t tokens_between_checks = 1024;

}  // namespace

void TokenList::clear() {
  tokens_.clear();
  index_ = 0;
}

void TokenList::append(std::size_t type, std::size_t begin, std::size_t end) {
  antlr4::CommonToken& token = tokens_.emplace_back(type);
  token.setTokenIndex(tokens_.size() - 1);
  token.setStartIndex(begin);
  token.setStopIndex(end - 1);  // of an EOF at the very beginning: SIZE_MAX, which + 1 is the end again
}

void TokenList::consume() {
  if (index_ + 1 >= tokens_.size()) throw antlr4::IllegalStateException("cannot consume EOF");
  ++index_;
  if (++consumed_ % tokens_between_checks != 0) return;
  check_stop();
  check_paused_memory_limit();
}

antlr4::Token* TokenList::LT(ssize_t distance) {
  if (distance > 0) return get(index_ + static_cast<std::size_t>(distance) - 1);
  const auto back = static_cast<std::size_t>(-distance);
  return distance == 0 || back > index_ ? nullptr : &tokens_[index_ - back];
}

antlr4::Token* TokenList::get(std::size_t index) const { return &tokens_[std::min(index, tokens_.size() - 1)]; }

}  // namespace liaison
