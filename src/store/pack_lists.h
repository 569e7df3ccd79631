#pragma once

#include <vector>

#include "store/state.h"

namespace liaison {

/// Makes the lists of a graph that is built at once.
/// Thread-safety: none; two packers may make the two directions of a type, or lists of two types, at the same time.
class ListPacker {
 public:
  /// Makes a type's lists of one direction, with what is counted of them, from the ends of its relationships, of which
  /// none is deleted. Time: linear in the relationships.
  void pack(const GraphState& state, Direction direction, TypeStore& store, Owner owner);

 private:
  /// A relationship as a list has it.
  struct Entry {
    NodeId near;  // whose list it is in
    NodeId far;
    Serial serial;
  };
  void gather(const TypeStore& store, Direction direction);
  void sort(NodeId node_limit);

  // Kept from one call to the next: memory that the system gives anew is cleared first, which takes as long as sorting.
  std::vector<Entry> entries_;
  std::vector<Entry> room_;
};

}  // namespace liaison
