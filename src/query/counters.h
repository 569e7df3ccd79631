#pragma once

#include <cstdint>

namespace liaison {

/// What a statement did to the graph, as Neo4j counts (product.md section 1).
struct Counters {
  std::uint64_t nodes_created = 0;
  std::uint64_t nodes_deleted = 0;
  std::uint64_t relationships_created = 0;
  std::uint64_t relationships_deleted = 0;
  std::uint64_t properties_set = 0;
  std::uint64_t labels_added = 0;
  std::uint64_t labels_removed = 0;
  std::uint64_t indexes_added = 0;
  std::uint64_t indexes_removed = 0;
  std::uint64_t constraints_added = 0;
  std::uint64_t constraints_removed = 0;

  [[nodiscard]] bool any() const {
    return (nodes_created | nodes_deleted | relationships_created | relationships_deleted | properties_set |
            labels_added | labels_removed | indexes_added | indexes_removed | constraints_added |
            constraints_removed) != 0;
  }
};

}  // namespace liaison
