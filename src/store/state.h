#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "store/catalog.h"
#include "store/column.h"
#include "store/cow.h"
#include "store/lists.h"
#include "store/name_index.h"
#include "store/pieces.h"
#include "store/schema.h"
#include "store/shape_counts.h"
#include "store/sources.h"
#include "store/vocabulary.h"

namespace liaison {

/// The nodes of one extent: the shape of each row, and the properties.
struct NodeExtent {
  std::vector<ShapeId> shapes;  // by row; `gone`: no node. One entry `uniform` for all rows while they agree
  std::uint32_t rows = 0;       // ids given out in this extent
  ColumnSet properties;

  static constexpr ShapeId gone = 0xffffffff;
  [[nodiscard]] ShapeId shape(std::uint32_t row) const {
    return row >= rows ? gone : shapes.size() == 1 ? shapes.front() : shapes[row];
  }
  void push_back(ShapeId shape);
  void set_shape(std::uint32_t row, ShapeId shape);
};

/// The file that a state rests on.
class StateBase {
 public:
  virtual ~StateBase() = default;
  /// Reads all of it, and tries every checksum. Throws Error(GraphFileError, StoreDamaged).
  virtual void read_all() const = 0;
};

/// The whole of a graph at one moment, in pieces that are shared with other moments (store/README.md). Copying it
/// copies pointers, about one for every 4,096 nodes, 128 names and 32 property keys.
struct GraphState {
  std::shared_ptr<const StateBase> base;  // what the pieces refer to that nobody has changed; null: nothing
  Cow<Catalog> catalog;
  Pieces<NodeExtent> nodes;  // by extent
  NodeId node_limit = 0;
  std::uint64_t node_count = 0;
  std::uint64_t relationship_count = 0;
  ShapeCounts nodes_by_shape;
  std::vector<Cow<TypeStore>> types;  // by TypeId
  CowArray<KeyStrings, 32> keys;      // by PropertyKey; nodes and relationships share them
  NameIndex names;
  Cow<Schema> schema;
  std::shared_ptr<const Vocabulary> vocabulary;
  std::shared_ptr<const GraphInfo> info;
  std::shared_ptr<const Sources> sources;

  [[nodiscard]] ShapeId shape_of(NodeId node) const {
    return node >= node_limit ? NodeExtent::gone : nodes[node / extent_rows].shape(node % extent_rows);
  }
};

/// The empty graph; shared, so that making one costs nothing.
[[nodiscard]] const GraphState& empty_state();

/// The shape with exactly these written labels (any order), made if absent; implied labels come from the vocabulary.
[[nodiscard]] ShapeId find_or_add_shape(GraphState& state, std::vector<LabelId> written, Owner owner);

/// Throws Error(LimitExceeded) when the numbers are used up.
[[nodiscard]] NodeId add_node(GraphState& state, std::span<const LabelId> labels, Owner owner);

/// The property key of this name, made if absent.
[[nodiscard]] PropertyKey find_or_add_key(GraphState& state, std::string_view name, Owner owner);

}  // namespace liaison
