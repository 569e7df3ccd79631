#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "liaison/value.h"
#include "store/catalog.h"
#include "value/vector.h"

namespace liaison {

class EntityNames;
struct Schema;
class Statistics;
struct Vocabulary;
struct GraphInfo;
class Sources;

/// The serial number of a relationship as lists keep it: half the memory of a RelationshipId's.
using Serial = std::uint32_t;
inline constexpr std::uint64_t serial_max = 0xfffffffe;

enum class Direction : std::uint8_t { Outgoing, Incoming, Both };

/// A node's neighbours over one relationship type and direction: `nodes` ascending, `serials` beside them (the
/// relationship is {type, serials[i]}). Valid until the next call with the same Scratch, or the next write.
struct Neighbours {
  std::span<const NodeId> nodes;
  std::span<const Serial> serials;

  /// How many relationships lead to `node`. Time: logarithmic.
  [[nodiscard]] std::size_t count(NodeId node) const {
    const auto [first, last] = std::equal_range(nodes.begin(), nodes.end(), node);
    return static_cast<std::size_t>(last - first);
  }
};

/// Room for a merged list; reused between calls, one per operator.
struct Scratch {
  std::vector<NodeId> nodes;
  std::vector<Serial> serials;
};

struct EndPoints {
  NodeId start;
  NodeId end;
};

/// What readers see of a graph: immutable base and delta for a snapshot, the writer's private state inside a
/// transaction. Everything that reads a graph (operators, functions, algorithms, writers of files) reads it here and
/// only here, so that nothing else knows about deltas (and one day, about disk).
/// Thread-safety: const calls from any number of threads for a snapshot; a transaction's view on its own thread only.
class GraphView {
 public:
  virtual ~GraphView() = default;

  [[nodiscard]] virtual const Catalog& catalog() const = 0;
  [[nodiscard]] virtual const Statistics& statistics() const = 0;
  /// Words, implied labels and date properties of the graph file; empty for graphs without one.
  [[nodiscard]] virtual const Vocabulary& vocabulary() const = 0;
  /// Name, title, license and what else the graph file says of itself.
  [[nodiscard]] virtual const GraphInfo& info() const = 0;
  /// Where facts come from: sources and citations of nodes and relationships.
  [[nodiscard]] virtual const Sources& sources() const = 0;
  /// Look-up of nodes by name and alias, letter case and accents ignored; always up to date with this view.
  [[nodiscard]] virtual const EntityNames& entity_names() const = 0;
  /// Indexes and constraints; always up to date with this view.
  [[nodiscard]] virtual const Schema& schema() const = 0;

  // Nodes. Ids are below node_limit(); not each id below it is a node.
  [[nodiscard]] virtual NodeId node_limit() const = 0;
  [[nodiscard]] virtual bool has_node(NodeId node) const = 0;
  /// REQUIRES: has_node(node) (also below).
  [[nodiscard]] virtual ShapeId shape_of(NodeId node) const = 0;
  /// Appends to `out`, ascending, up to `limit` nodes with id >= `from` whose shape is in `shapes` (a byte per shape
  /// id; empty: every shape). Gives the id to go on from (node_limit() when done). Skips whole extents of other shapes.
  virtual NodeId scan(NodeId from, std::span<const std::uint8_t> shapes, std::uint32_t limit,
                      std::vector<NodeId>& out) const = 0;

  // Properties. Absent is null.
  [[nodiscard]] virtual Value property(NodeId node, PropertyKey key) const = 0;
  [[nodiscard]] virtual Value property(RelationshipId relationship, PropertyKey key) const = 0;
  /// Column reads: out = the property of each; typed where the data is, Any where kinds mix. All entities must exist.
  virtual void properties(std::span<const NodeId> nodes, PropertyKey key, Vector& out) const = 0;
  virtual void properties(std::span<const RelationshipId> relationships, PropertyKey key, Vector& out) const = 0;
  /// Every property that is set, in order of key name.
  virtual void for_each_property(NodeId node, const std::function<void(PropertyKey, const Value&)>& visit) const = 0;
  virtual void for_each_property(RelationshipId relationship,
                                 const std::function<void(PropertyKey, const Value&)>& visit) const = 0;

  // Relationships. Direction is Outgoing or Incoming here; undirected readers read both, skipping self-loops once.
  [[nodiscard]] virtual Neighbours neighbours(NodeId node, TypeId type, Direction direction,
                                              Scratch& scratch) const = 0;
  [[nodiscard]] virtual std::uint32_t degree(NodeId node, TypeId type, Direction direction) const = 0;
  [[nodiscard]] virtual bool has_relationship(RelationshipId relationship) const = 0;
  /// REQUIRES: has_relationship(relationship).
  [[nodiscard]] virtual EndPoints end_points(RelationshipId relationship) const = 0;
  /// Visits all relationships of one type, ascending by start, then end, then serial; for scans and writers.
  virtual void for_each_relationship(TypeId type,
                                     const std::function<void(RelationshipId, EndPoints)>& visit) const = 0;

  [[nodiscard]] virtual std::uint64_t node_count() const = 0;
  [[nodiscard]] virtual std::uint64_t relationship_count() const = 0;

  // Conveniences over the above.
  [[nodiscard]] bool has_label(NodeId node, LabelId label) const { return catalog().shapes[shape_of(node)].has(label); }
  /// The implied-or-written labels' byte map for scan(): shapes that have all of `labels`.
  [[nodiscard]] std::vector<std::uint8_t> shapes_with(std::span<const LabelId> labels) const;
};

}  // namespace liaison
