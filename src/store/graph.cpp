#include "store/graph.h"

#include <atomic>
#include <utility>

#include "common/assert.h"
#include "liaison/error.h"
#include "store/disk/journaled_transaction.h"
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
  mutable std::mutex mutex;  // of the two below
  Snapshot current;
  bool has_writer = false;
  std::shared_ptr<CommitLog> log;  // none: in memory

  void publish(Snapshot made) {
    const std::lock_guard lock(mutex);
    current.swap(made);  // the old one goes after the lock: it may be large
  }

  /// Gives the state to start from.
  Snapshot become_writer() {
    const std::lock_guard lock(mutex);
    if (has_writer) {
      throw runtime_error(ErrorCode::ReadOnly, "WriterActive", "another statement is writing to this graph", {},
                          "try again when it has finished: there is one writer at a time");
    }
    if (log) log->require_writable();
    has_writer = true;
    return current;
  }

  /// Becomes the writer and makes, of the state to start from, what ends that. Where that fails nobody writes.
  template <class Make>
  auto as_writer(Make&& make) {
    Snapshot from = become_writer();
    try {
      return make(std::move(from));
    } catch (...) {
      end_writer();
      throw;
    }
  }

  void end_writer() {
    const std::lock_guard lock(mutex);
    has_writer = false;
  }

  void commit(const Snapshot& made, std::span<const std::byte> changes) {
    if (changes.empty()) return;
    log->append(changes);
    publish(made);
    if (!log->is_checkpoint_due()) return;
    try {
      publish(make_snapshot(log->checkpoint(state_of(made))));
    } catch (const std::exception&) {
      // The commit lasts all the same, in the log; it is for a later one to try again.
    }
  }
};

Graph::Graph() : state_(std::make_shared<State>()) {
  static const Snapshot empty = make_snapshot(empty_state());
  state_->current = empty;
}

Graph::Graph(Snapshot content, std::shared_ptr<CommitLog> log) : state_(std::make_shared<State>()) {
  state_->current = std::move(content);
  state_->log = std::move(log);
}

Graph::~Graph() = default;

Snapshot Graph::snapshot() const {
  const std::lock_guard lock(state_->mutex);
  return state_->current;
}

std::unique_ptr<Transaction> Graph::begin() {
  const std::shared_ptr<State> shared = state_;
  return shared->as_writer([&](const Snapshot& from) -> std::unique_ptr<Transaction> {
    const auto close = [shared] { shared->end_writer(); };
    if (!shared->log) {
      return std::make_unique<StateTransaction>(
          state_of(from), [shared](GraphState state) { shared->publish(make_snapshot(std::move(state))); }, close);
    }
    return std::make_unique<JournaledTransaction>(
        state_of(from),
        [shared](GraphState state, std::span<const std::byte> changes) {
          // Made first: once the changes last, nothing may keep them from being seen.
          const Snapshot made = make_snapshot(std::move(state));
          shared->commit(made, changes);
        },
        close);
  });
}

void Graph::checkpoint() {
  LIAISON_ASSERT(state_->log != nullptr);
  const Snapshot from = state_->become_writer();
  const std::shared_ptr<State> shared(state_);
  struct End {
    State& state;
    ~End() { state.end_writer(); }
  } const end{*shared};
  shared->publish(make_snapshot(shared->log->checkpoint(state_of(from))));
}

void Graph::replace(Snapshot built) {
  const std::lock_guard lock(state_->mutex);
  LIAISON_ASSERT(!state_->has_writer);
  state_->current.swap(built);
}

// ---- Several transactions as one ------------------------------------------------------------------------------------

/// What the inner graph's transactions change, one behind the other.
class GraphTransaction::GatheredChanges : public CommitLog {
 public:
  void require_writable() const override {}
  void append(std::span<const std::byte> changes) override {
    bytes_.insert(bytes_.end(), changes.begin(), changes.end());
  }
  [[nodiscard]] bool is_checkpoint_due() const override { return false; }
  GraphState checkpoint(const GraphState& state) override { return state; }

  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }

 private:
  std::vector<std::byte> bytes_;
};

GraphTransaction::GraphTransaction(const Graph& of)
    : outer_(of.state_), changes_(outer_->log ? std::make_shared<GatheredChanges>() : nullptr) {
  inner_ = outer_->as_writer([&](Snapshot from) { return std::make_shared<Graph>(std::move(from), changes_); });
}

GraphTransaction::GraphTransaction(GraphTransaction&&) noexcept = default;

GraphTransaction::~GraphTransaction() {
  if (outer_) outer_->end_writer();
}

void GraphTransaction::commit() {
  if (changes_) {
    outer_->commit(inner_->snapshot(), changes_->bytes());
  } else {
    outer_->publish(inner_->snapshot());
  }
}

}  // namespace liaison
