#include "store/state.h"

#include <algorithm>
#include <utility>

#include "liaison/error.h"

namespace liaison {

void NodeExtent::push_back(ShapeId shape) {
  if (rows == 0) {
    shapes.assign(1, shape);
  } else if (shapes.size() == 1 && shapes.front() != shape) {
    shapes.assign(rows, shapes.front());
    shapes.push_back(shape);
  } else if (shapes.size() != 1) {
    shapes.push_back(shape);
  }
  ++rows;
}

void NodeExtent::set_shape(std::uint32_t row, ShapeId shape) {
  if (shapes.size() == 1 && rows > 1) shapes.assign(rows, shapes.front());
  shapes[row] = shape;
}

const GraphState& empty_state() {
  static const GraphState state = [] {
    GraphState made;
    made.catalog = Cow<Catalog>(0, Catalog{});
    made.schema = Cow<Schema>(0, Schema{});
    made.vocabulary = std::make_shared<const Vocabulary>();
    made.info = std::make_shared<const GraphInfo>();
    made.sources = std::make_shared<const Sources>();
    return made;
  }();
  return state;
}

ShapeId find_or_add_shape(GraphState& state, std::vector<LabelId> written, Owner owner) {
  std::ranges::sort(written);
  written.erase(std::unique(written.begin(), written.end()), written.end());
  if (const auto found = state.catalog->find_shape(written)) return *found;
  Catalog& catalog = state.catalog.change(owner);
  Shape shape{written, written};
  for (LabelId label : written) {
    // A copy: interning an implied label may move the names.
    const std::string name = catalog.labels.name(label);
    for (const std::string& implied : state.vocabulary->with_implied(name)) {
      shape.labels.push_back(catalog.labels.intern(implied, owner));
    }
  }
  std::ranges::sort(shape.labels);
  shape.labels.erase(std::unique(shape.labels.begin(), shape.labels.end()), shape.labels.end());
  return catalog.add_shape(std::move(shape), owner);
}

NodeId add_node(GraphState& state, std::span<const LabelId> labels, Owner owner) {
  // The last extent stays unused, so that the end of each extent is a number too.
  if (state.node_limit >= NodeExtent::gone - extent_rows) {
    throw runtime_error(ErrorCode::LimitExceeded, "TooManyNodes", "a graph has room for 4,294,963,199 nodes");
  }
  const ShapeId shape = find_or_add_shape(state, {labels.begin(), labels.end()}, owner);
  const NodeId node = state.node_limit++;
  state.nodes.change(owner, node / extent_rows).push_back(shape);
  ++state.node_count;
  state.nodes_by_shape.add(shape, 1, owner);
  return node;
}

PropertyKey find_or_add_key(GraphState& state, std::string_view name, Owner owner) {
  if (const auto known = state.catalog->property_keys.find(name)) return *known;
  const PropertyKey made = state.catalog.change(owner).property_keys.intern(name, owner);
  state.keys.push_back(owner, {});
  return made;
}

}  // namespace liaison
