#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "store/catalog.h"
#include "store/graph_view.h"

namespace liaison {

/// Exact counts of a view (pinned classes: `exact` unless said otherwise). Kept current by every write.
class Statistics {
 public:
  virtual ~Statistics() = default;
  [[nodiscard]] virtual std::uint64_t nodes() const = 0;
  [[nodiscard]] virtual std::uint64_t relationships() const = 0;
  [[nodiscard]] virtual std::uint64_t nodes_of_shape(ShapeId shape) const = 0;
  [[nodiscard]] virtual std::uint64_t nodes_with(LabelId label) const = 0;
  [[nodiscard]] virtual std::uint64_t relationships_of(TypeId type) const = 0;
  /// Upper bound, never too small: the longest list of the type in that direction.
  [[nodiscard]] virtual std::uint32_t max_degree(TypeId type, Direction direction) const = 0;
  /// May be true without need, never false wrongly: two relationships of the type between the same ordered pair.
  [[nodiscard]] virtual bool may_have_parallel(TypeId type) const = 0;
  /// Relationships of the type that start (Outgoing) or end (Incoming) at nodes with the label; Both: the two together.
  [[nodiscard]] virtual std::uint64_t relationships_at(TypeId type, Direction direction, LabelId label) const = 0;
  /// Estimate: how many distinct values a node property has, of all nodes.
  [[nodiscard]] virtual double distinct_values(PropertyKey key) const = 0;
};

}  // namespace liaison
