#include <malloc.h>

#include <cstdlib>
#include <new>

#include "common/memory_limit.h"

// The program's allocation functions: malloc() and free(), with what each thread holds counted and kept within its
// limit. A program that links this file can limit the memory of statements (SessionOptions::memory_bytes); the library
// itself leaves a program's allocation functions alone. Every form of new and delete stands here, though by default the
// others would call the first of each: a sanitizer's runtime brings its own, and would meet half of a pair.

namespace {

using liaison::memory_account;

/// In front of each block, where malloc() keeps its size.
constexpr std::int64_t header_bytes = sizeof(std::size_t);

[[maybe_unused]] const bool counted = liaison::memory_is_counted = true;

template <class Allocate>
void* counted_block(std::size_t bytes, Allocate allocate) {
  if (!memory_account.admits(bytes)) {
    ++memory_account.refusals;
    throw std::bad_alloc();
  }
  void* block = allocate();
  while (block == nullptr) {
    const std::new_handler make_room = std::get_new_handler();
    if (make_room == nullptr) throw std::bad_alloc();
    make_room();
    block = allocate();
  }
  memory_account.held += static_cast<std::int64_t>(malloc_usable_size(block)) + header_bytes;
  return block;
}

template <class Allocate>
void* null_if_refused(Allocate allocate) noexcept {
  try {
    return allocate();
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

void free_counted(void* block) noexcept {
  if (block == nullptr) return;
  memory_account.held -= static_cast<std::int64_t>(malloc_usable_size(block)) + header_bytes;
  std::free(block);
}

}  // namespace

void* operator new(std::size_t bytes) {
  return counted_block(bytes, [bytes] { return std::malloc(bytes == 0 ? 1 : bytes); });
}

void* operator new(std::size_t bytes, std::align_val_t alignment) {
  const auto boundary = static_cast<std::size_t>(alignment);
  const std::size_t whole = (bytes + boundary - 1) / boundary * boundary;  // as aligned_alloc() wants it
  return counted_block(bytes,
                       [whole, boundary] { return std::aligned_alloc(boundary, whole == 0 ? boundary : whole); });
}

void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  return null_if_refused([bytes] { return ::operator new(bytes); });
}

void* operator new(std::size_t bytes, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return null_if_refused([bytes, alignment] { return ::operator new(bytes, alignment); });
}

void* operator new[](std::size_t bytes) { return ::operator new(bytes); }

void* operator new[](std::size_t bytes, std::align_val_t alignment) { return ::operator new(bytes, alignment); }

void* operator new[](std::size_t bytes, const std::nothrow_t& no_throw) noexcept {
  return ::operator new(bytes, no_throw);
}

void* operator new[](std::size_t bytes, std::align_val_t alignment, const std::nothrow_t& no_throw) noexcept {
  return ::operator new(bytes, alignment, no_throw);
}

void operator delete(void* block) noexcept { free_counted(block); }
void operator delete(void* block, std::size_t) noexcept { free_counted(block); }
void operator delete(void* block, std::align_val_t) noexcept { free_counted(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { free_counted(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { free_counted(block); }
void operator delete(void* block, std::align_val_t, const std::nothrow_t&) noexcept { free_counted(block); }
void operator delete[](void* block) noexcept { free_counted(block); }
void operator delete[](void* block, std::size_t) noexcept { free_counted(block); }
void operator delete[](void* block, std::align_val_t) noexcept { free_counted(block); }
void operator delete[](void* block, std::size_t, std::align_val_t) noexcept { free_counted(block); }
void operator delete[](void* block, const std::nothrow_t&) noexcept { free_counted(block); }
void operator delete[](void* block, std::align_val_t, const std::nothrow_t&) noexcept { free_counted(block); }
