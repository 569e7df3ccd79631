#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

namespace liaison {

/// What one thread holds of memory. The allocation functions of src/allocation keep it, in programs that have them.
struct MemoryAccount {
  static constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

  std::int64_t held = 0;  // allocated less freed: below 0 where a thread frees what another allocated
  std::int64_t held_max = no_limit;
  std::int64_t paused_held_max = no_limit;  // the limit, while there is a MemoryLimitPause
  std::uint64_t refusals = 0;               // allocations that would have gone beyond held_max

  [[nodiscard]] bool admits(std::size_t bytes) const {
    return held < held_max && bytes <= static_cast<std::uint64_t>(held_max) - static_cast<std::uint64_t>(held);
  }
};

extern constinit thread_local MemoryAccount memory_account;

/// Set by src/allocation: where it is false, no limit holds.
extern constinit bool memory_is_counted;

/// While it lives, its thread may hold so many bytes more than it does now: an allocation beyond them throws
/// std::bad_alloc. A limit set around it goes on to hold. No bytes: no limit.
class MemoryLimit {
 public:
  explicit MemoryLimit(std::optional<std::uint64_t> bytes);
  ~MemoryLimit() { lift(); }
  MemoryLimit(const MemoryLimit&) = delete;
  MemoryLimit& operator=(const MemoryLimit&) = delete;

  /// Ends it before its time.
  void lift() noexcept { memory_account.held_max = around_; }
  /// An allocation was refused since it began.
  [[nodiscard]] bool was_reached() const { return memory_account.refusals > refusals_; }

 private:
  std::int64_t around_;  // held_max before
  std::uint64_t refusals_;
};

/// While it lives, no allocation of its thread is refused: around code that an exception out of an allocation would
/// leave broken. Where it may be left, that code calls check_paused_memory_limit().
class MemoryLimitPause {
 public:
  MemoryLimitPause();
  ~MemoryLimitPause();
  MemoryLimitPause(const MemoryLimitPause&) = delete;
  MemoryLimitPause& operator=(const MemoryLimitPause&) = delete;
};

/// Throws std::bad_alloc if there is a pause and more is held than the limit allows.
void check_paused_memory_limit();

}  // namespace liaison
