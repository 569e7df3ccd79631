#include "store/state.h"

#include <algorithm>
#include <utility>

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
  const std::uint64_t hash = Catalog::hash_of(written);
  if (const auto found = state.catalog->find_shape(written, hash)) return *found;
  Catalog& catalog = state.catalog.change(owner);
  Shape shape{written, written};
  for (LabelId label : written) {
    // A copy: interning an implied label may move the names.
    const std::string name = catalog.labels.name(label);
    for (const std::string& implied : state.vocabulary->with_implied(name)) {
      shape.labels.push_back(catalog.labels.intern(implied));
    }
  }
  std::ranges::sort(shape.labels);
  shape.labels.erase(std::unique(shape.labels.begin(), shape.labels.end()), shape.labels.end());
  state.nodes_by_shape.push_back(0);
  return catalog.add_shape(std::move(shape), hash);
}

}  // namespace liaison
