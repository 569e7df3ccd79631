#include "execute/execution.h"

#include "liaison/error.h"

namespace liaison {

void Execution::check_limits() const {
  if (interrupted != nullptr && interrupted->load(std::memory_order_relaxed)) {
    throw runtime_error(ErrorCode::Interrupted, "Interrupted", "the statement was interrupted");
  }
  if (deadline && std::chrono::steady_clock::now() >= *deadline) {
    throw runtime_error(ErrorCode::LimitExceeded, "Timeout", "the statement took longer than it may");
  }
}

}  // namespace liaison
