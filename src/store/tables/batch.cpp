#include "store/tables/batch.h"

#include <utility>

namespace liaison {

bool BatchQueue::push(Batch batch) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_closed_ || batches_.size() < batches_max; });
  if (is_closed_) return false;
  batches_.push_back(std::move(batch));
  changed_.notify_all();
  return true;
}

void BatchQueue::finish(std::exception_ptr fault) {
  const std::scoped_lock lock(mutex_);
  is_finished_ = true;
  fault_ = std::move(fault);
  changed_.notify_all();
}

std::optional<Batch> BatchQueue::pop() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_finished_ || !batches_.empty(); });
  if (batches_.empty()) {
    if (fault_) std::rethrow_exception(fault_);
    return std::nullopt;
  }
  Batch batch = std::move(batches_.front());
  batches_.pop_front();
  changed_.notify_all();
  return batch;
}

void BatchQueue::close() {
  const std::scoped_lock lock(mutex_);
  is_closed_ = true;
  changed_.notify_all();
}

}  // namespace liaison
