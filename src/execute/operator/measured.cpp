#include "execute/operator/measured.h"

#include <limits>
#include <utility>

#include "common/assert.h"
#include "execute/compile.h"
#include "liaison/error.h"

namespace liaison {
namespace {

using Clock = std::chrono::steady_clock;

/// Adds the time until it is gone.
class Stopwatch {
 public:
  explicit Stopwatch(std::chrono::nanoseconds& total) : total_(total) {}
  ~Stopwatch() { total_ += Clock::now() - begin_; }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  std::chrono::nanoseconds& total_;
  Clock::time_point begin_ = Clock::now();
};

}  // namespace

Measured::Measured(OperatorPtr op) {
  layout = op->layout;
  estimated_rows = op->estimated_rows;
  inputs.push_back(std::move(op));
}

void Measured::open() {
  const Stopwatch watch(time_);
  inputs.front()->open();
}

bool Measured::next(Chunk& chunk) {
  ++calls_;
  {
    const Stopwatch watch(time_);
    if (!inputs.front()->next(chunk)) return false;
  }
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  try {
    if (__builtin_add_overflow(rows_, row_count(chunk), &rows_)) rows_ = most;
  } catch (const Error&) {
    rows_ = most;  // more than can be counted are no fault of a query that does not count them
  }
  return true;
}

std::chrono::nanoseconds Measured::own_time() const {
  std::chrono::nanoseconds own = time_;
  for (const OperatorPtr& input : op().inputs) {
    const auto* below = dynamic_cast<const Measured*>(input.get());
    LIAISON_ASSERT(below != nullptr);
    own -= below->time_;
  }
  return own;
}

OperatorPtr measured(OperatorPtr root) {
  for (OperatorPtr& input : root->inputs) input = measured(std::move(input));
  return std::make_unique<Measured>(std::move(root));
}

}  // namespace liaison
