#pragma once

#include "store/cow.h"
#include "store/graph.h"
#include "store/state.h"

namespace liaison {

/// Freezes a state: nothing may change its pieces any more.
[[nodiscard]] Snapshot make_snapshot(GraphState state);

/// The state behind a snapshot that make_snapshot() made.
[[nodiscard]] const GraphState& state_of(const Snapshot& snapshot);

/// An owner that never was before in this process: pieces of one graph may find their way into another.
[[nodiscard]] Owner new_owner();

}  // namespace liaison
