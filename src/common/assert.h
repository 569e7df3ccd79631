#pragma once

namespace liaison {

/// Prints what failed and where, and aborts: a fault of liaison's own, never of its input.
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);

}  // namespace liaison

/// Always on: cheap checks of what the code relies on. No user input may ever reach a failing one.
#define LIAISON_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::liaison::assertion_failed(#condition, __FILE__, __LINE__))
