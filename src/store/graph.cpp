#include "store/graph.h"

#include <atomic>
#include <utility>

#include "common/assert.h"
#include "liaison/error.h"
#include "store/snapshot.h"
#include "store/state_view.h"
#include "store/transaction.h"

namespace liaison {
namespace {

/// A state and its view in one allocation.
class FrozenState : public GraphState, public StateView {
 public:
  explicit FrozenState(GraphState state)
      : GraphState(std::move(state)), StateView(static_cast<const GraphState&>(*this)) {}
};

}  // namespace

Snapshot make_snapshot(GraphState state) { return std::make_shared<const FrozenState>(std::move(state)); }

const GraphState& state_of(const Snapshot& snapshot) { return static_cast<const FrozenState&>(*snapshot); }

Owner new_owner() {
  static std::atomic<Owner> last = 0;
  return ++last;
}

struct Graph::State {
  mutable std::mutex mutex;  // of all below
  Snapshot current;
  bool has_writer = false;
};

Graph::Graph() : state_(std::make_shared<State>()) {
  static const Snapshot empty = make_snapshot(empty_state());
  state_->current = empty;
}

Graph::~Graph() = default;

Snapshot Graph::snapshot() const {
  const std::lock_guard lock(state_->mutex);
  return state_->current;
}

std::unique_ptr<Transaction> Graph::begin() {
  Snapshot from;
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->has_writer) {
      throw runtime_error(ErrorCode::ReadOnly, "WriterActive", "another statement is writing to this graph", {},
                          "try again when it has finished: there is one writer at a time");
    }
    state_->has_writer = true;
    from = state_->current;
  }
  const std::shared_ptr<State> shared = state_;
  return std::make_unique<StateTransaction>(
      state_of(from),
      [shared](GraphState state) {
        Snapshot made = make_snapshot(std::move(state));
        const std::lock_guard lock(shared->mutex);
        shared->current.swap(made);  // the old one goes after the lock: it may be large
      },
      [shared] {
        const std::lock_guard lock(shared->mutex);
        shared->has_writer = false;
      });
}

void Graph::replace(Snapshot built) {
  const std::lock_guard lock(state_->mutex);
  LIAISON_ASSERT(!state_->has_writer);
  state_->current.swap(built);
}

}  // namespace liaison
