#include "common/stop_signal.h"

#include "liaison/error.h"

namespace liaison {

constinit thread_local const StopSignal* present_stop_signal = nullptr;

void StopSignal::check() const {
  if (interrupted != nullptr && interrupted->load(std::memory_order_relaxed)) {
    throw runtime_error(ErrorCode::Interrupted, "Interrupted", "the statement was interrupted");
  }
  if (deadline && std::chrono::steady_clock::now() >= *deadline) {
    throw runtime_error(ErrorCode::LimitExceeded, "Timeout", "the statement took longer than it may");
  }
}

}  // namespace liaison
