#include <malloc.h>

#include <cstdlib>
#include <new>

#include "allocation/operator_new.h"
#include "common/memory_limit.h"

// The program's allocation functions: malloc() and free(), with what each thread holds counted and kept within its
// limit. A program that links this file can limit the memory of statements (SessionOptions::memory_bytes); the library
// itself leaves a program's allocation functions alone.
namespace liaison {
namespace {

/// In front of each block, where malloc() keeps its size.
constexpr std::int64_t header_bytes = sizeof(std::size_t);

[[maybe_unused]] const bool counted = memory_is_counted = true;

void* heap_block(std::size_t bytes, std::size_t boundary) {
  if (bytes == 0) bytes = 1;
  if (boundary <= __STDCPP_DEFAULT_NEW_ALIGNMENT__) return std::malloc(bytes);
  return std::aligned_alloc(boundary, (bytes + boundary - 1) / boundary * boundary);  // whole ones, as it wants them
}

}  // namespace

void* allocate_block(std::size_t bytes, std::size_t boundary) {
  if (!memory_account.admits(bytes)) {
    ++memory_account.refusals;
    throw std::bad_alloc();
  }
  void* block = heap_block(bytes, boundary);
  while (block == nullptr) {
    const std::new_handler make_room = std::get_new_handler();
    if (make_room == nullptr) throw std::bad_alloc();
    make_room();
    block = heap_block(bytes, boundary);
  }
  memory_account.held += static_cast<std::int64_t>(malloc_usable_size(block)) + header_bytes;
  return block;
}

void free_block(void* block) noexcept {
  if (block == nullptr) return;
  memory_account.held -= static_cast<std::int64_t>(malloc_usable_size(block)) + header_bytes;
  std::free(block);
}

}  // namespace liaison
