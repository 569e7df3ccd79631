#pragma once

#include <cstddef>

/// What the operators new and delete of operator_new.cpp are made of: who links them brings these two.
namespace liaison {

/// A block of memory, never null: throws std::bad_alloc. `boundary`: a power of two; malloc()'s own is good enough for
/// what asks for less.
void* allocate_block(std::size_t bytes, std::size_t boundary);
/// Null too.
void free_block(void* block) noexcept;

}  // namespace liaison
