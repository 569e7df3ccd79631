#include "common/memory_limit.h"

#include <algorithm>
#include <new>
#include <utility>

namespace liaison {

constinit thread_local MemoryAccount memory_account;
constinit bool memory_is_counted = false;

MemoryLimit::MemoryLimit(std::optional<std::uint64_t> bytes)
    : around_(memory_account.held_max), refusals_(memory_account.refusals) {
  if (!bytes) return;
  std::int64_t most = MemoryAccount::no_limit;
  if (__builtin_add_overflow(memory_account.held, *bytes, &most)) return;
  memory_account.held_max = std::min(around_, most);
}

MemoryLimitPause::MemoryLimitPause() { std::swap(memory_account.held_max, memory_account.paused_held_max); }
MemoryLimitPause::~MemoryLimitPause() { std::swap(memory_account.held_max, memory_account.paused_held_max); }

void check_paused_memory_limit() {
  if (memory_account.held <= memory_account.paused_held_max) return;
  ++memory_account.refusals;
  throw std::bad_alloc();
}

}  // namespace liaison
