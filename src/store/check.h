#pragma once

#include <functional>
#include <string>

#include "store/graph.h"

namespace liaison {

/// Holds everything that a graph keeps twice against what it follows from: both directions of lists against the ends of
/// relationships, counts and bounds against a recount, names and indexes against properties, constraints against what
/// is there; and each text against UTF-8. Calls report(sentence) for each contradiction; ten at most of a kind and
/// place. Reads all of the graph: throws Error(GraphFileError, StoreDamaged) where that cannot be.
/// Time: linear, n log n in entries of indexes. Memory: a bit for each relationship of a type, and an index's entries.
void check_invariants(const Snapshot& snapshot, const std::function<void(std::string)>& report);

}  // namespace liaison
