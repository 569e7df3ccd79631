#include "allocation/failing_new.h"

#include <cstdlib>
#include <new>

#include "common/memory_limit.h"

namespace liaison {

constinit thread_local AllocationFaults allocation_faults;

}  // namespace liaison

namespace {

using liaison::allocation_faults;
using liaison::memory_account;
using liaison::MemoryAccount;

template <class Allocate>
void* faulty_block(Allocate allocate) {
  const bool may_fail = memory_account.paused_held_max == MemoryAccount::no_limit;
  if (may_fail && allocation_faults.until_failure > 0 && --allocation_faults.until_failure == 0) {
    ++memory_account.refusals;
    throw std::bad_alloc();
  }
  void* const block = allocate();
  if (block == nullptr) throw std::bad_alloc();
  ++allocation_faults.blocks_held;
  return block;
}

void free_block(void* block) {
  if (block != nullptr) --allocation_faults.blocks_held;
  std::free(block);
}

}  // namespace

void* operator new(std::size_t bytes) {
  return faulty_block([bytes] { return std::malloc(bytes == 0 ? 1 : bytes); });
}
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  const auto boundary = static_cast<std::size_t>(alignment);
  return faulty_block([=] { return std::aligned_alloc(boundary, (bytes + boundary) / boundary * boundary); });
}
void operator delete(void* block) noexcept { free_block(block); }
void operator delete(void* block, std::size_t) noexcept { free_block(block); }
void operator delete(void* block, std::align_val_t) noexcept { free_block(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { free_block(block); }
