#pragma once

#include <cstdint>
#include <optional>

#include "common/memory_limit.h"

namespace liaison {

class Operator;

/// The memory that one statement may hold, from here to the end of the scope or to lift().
class StatementMemory {
 public:
  /// Throws Error UsageError MemoryNotCounted if there is a limit that this program cannot keep.
  explicit StatementMemory(std::optional<std::uint64_t> bytes);
  /// Gives the system back what a statement that had to stop left free.
  ~StatementMemory();

  /// From here on nothing is refused.
  void lift() noexcept { limit_.lift(); }

  /// Throws Error LimitExceeded MemoryLimit, or the present std::bad_alloc if it was not this limit that was reached.
  /// `at_work` took the last of it; null: nobody in particular. REQUIRES: within a handler of std::bad_alloc.
  [[noreturn]] void fail(const Operator* at_work = nullptr);

 private:
  std::optional<std::uint64_t> bytes_;
  MemoryLimit limit_;
};

}  // namespace liaison
