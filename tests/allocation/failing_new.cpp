#include "allocation/failing_new.h"

#include <cstdlib>
#include <new>

#include "allocation/operator_new.h"
#include "common/memory_limit.h"

namespace liaison {

constinit thread_local AllocationFaults allocation_faults;

void* allocate_block(std::size_t bytes, std::size_t boundary) {
  const bool may_fail = memory_account.paused_held_max == MemoryAccount::no_limit;
  if (may_fail && allocation_faults.until_failure > 0 && --allocation_faults.until_failure == 0) {
    ++memory_account.refusals;
    throw std::bad_alloc();
  }
  void* const block = std::aligned_alloc(boundary, (bytes + boundary) / boundary * boundary);
  if (block == nullptr) throw std::bad_alloc();
  ++allocation_faults.blocks_held;
  return block;
}

void free_block(void* block) noexcept {
  if (block != nullptr) --allocation_faults.blocks_held;
  std::free(block);
}

}  // namespace liaison
