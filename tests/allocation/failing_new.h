#pragma once

#include <cstdint>

namespace liaison {

/// The allocations of this thread: which of them fails, and how many blocks are held. A statement's allocations can be
/// made to fail once memory_is_counted is set and it has a limit; those of paused code (MemoryLimitPause) never do.
struct AllocationFaults {
  std::uint64_t until_failure = 0;  // the so-many-th from now on fails; 0: none does
  std::int64_t blocks_held = 0;
};
extern constinit thread_local AllocationFaults allocation_faults;

}  // namespace liaison
