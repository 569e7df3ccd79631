#include "allocation/operator_new.h"

#include <new>

// Every form of new and delete (C++20, new.delete.single and new.delete.array). By default most of them would call the
// first of each, but a sanitizer's runtime brings its own of all, and a program that replaces some would hand a block
// of the runtime's new to its own delete.

using liaison::allocate_block;
using liaison::free_block;

namespace {

void* allocate_or_null(std::size_t bytes, std::size_t boundary) noexcept {
  try {
    return allocate_block(bytes, boundary);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

constexpr std::size_t usual = __STDCPP_DEFAULT_NEW_ALIGNMENT__;
constexpr std::size_t bytes_of(std::align_val_t alignment) { return static_cast<std::size_t>(alignment); }

}  // namespace

void* operator new(std::size_t n) { return allocate_block(n, usual); }
void* operator new[](std::size_t n) { return allocate_block(n, usual); }
void* operator new(std::size_t n, std::align_val_t a) { return allocate_block(n, bytes_of(a)); }
void* operator new[](std::size_t n, std::align_val_t a) { return allocate_block(n, bytes_of(a)); }
void* operator new(std::size_t n, const std::nothrow_t&) noexcept { return allocate_or_null(n, usual); }
void* operator new[](std::size_t n, const std::nothrow_t&) noexcept { return allocate_or_null(n, usual); }
void* operator new(std::size_t n, std::align_val_t a, const std::nothrow_t&) noexcept {
  return allocate_or_null(n, bytes_of(a));
}
void* operator new[](std::size_t n, std::align_val_t a, const std::nothrow_t&) noexcept {
  return allocate_or_null(n, bytes_of(a));
}

void operator delete(void* block) noexcept { free_block(block); }
void operator delete[](void* block) noexcept { free_block(block); }
void operator delete(void* block, std::size_t) noexcept { free_block(block); }
void operator delete[](void* block, std::size_t) noexcept { free_block(block); }
void operator delete(void* block, std::align_val_t) noexcept { free_block(block); }
void operator delete[](void* block, std::align_val_t) noexcept { free_block(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { free_block(block); }
void operator delete[](void* block, std::size_t, std::align_val_t) noexcept { free_block(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { free_block(block); }
void operator delete[](void* block, const std::nothrow_t&) noexcept { free_block(block); }
void operator delete(void* block, std::align_val_t, const std::nothrow_t&) noexcept { free_block(block); }
void operator delete[](void* block, std::align_val_t, const std::nothrow_t&) noexcept { free_block(block); }
