#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

namespace liaison {

/// What ends a piece of work before its time: an interrupt, or a deadline.
struct StopSignal {
  const std::atomic<bool>* interrupted = nullptr;
  std::optional<std::chrono::steady_clock::time_point> deadline;

  /// Throws Error Interrupted or LimitExceeded Timeout if the work must stop.
  void check() const;
};

/// The signal of what the present thread does, for code that is far from whoever knows it: the equality of two long
/// lists, the sorting of an index. Null: nothing stops it.
extern constinit thread_local const StopSignal* present_stop_signal;

/// Makes a signal the present one while it lives. REQUIRES: the signal lives as long.
class StopScope {
 public:
  explicit StopScope(const StopSignal& signal) : around_(std::exchange(present_stop_signal, &signal)) {}
  ~StopScope() { present_stop_signal = around_; }
  StopScope(const StopScope&) = delete;
  StopScope& operator=(const StopScope&) = delete;

 private:
  const StopSignal* around_;
};

/// Throws as the present signal says.
inline void check_stop() {
  if (present_stop_signal != nullptr) present_stop_signal->check();
}

/// Counts small steps of long work, and looks at the present signal now and then. A thread has one count for all its
/// work: that of walks which go down into themselves, and take few steps at each level, is looked at as well.
class StepCount {
 public:
  void step() {
    if (++steps_ % steps_between_checks == 0) check_stop();
  }

 private:
  static constexpr std::uint32_t steps_between_checks = 4096;
  static inline constinit thread_local std::uint32_t steps_ = 0;
};

}  // namespace liaison
