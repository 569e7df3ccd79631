#pragma once

#include "store/state.h"

namespace liaison {

/// Makes a type's lists of one direction, with what is counted of them, from the ends of its relationships, of which
/// none is deleted. Time: linear in the relationships.
/// Thread-safety: the two directions of a type may be made at once.
void pack_lists(const GraphState& state, Direction direction, TypeStore& store, Owner owner);

}  // namespace liaison
