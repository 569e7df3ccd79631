#pragma once

#include <string>
#include <utility>
#include <vector>

#include "liaison/value.h"
#include "store/graph.h"

namespace liaison {

/// A graph that generated statements are run on.
struct SampleGraph {
  std::string name;
  Snapshot snapshot;
};

/// An empty one, one of a handful of nodes and one of some dozens, all over the names below: parallel relationships,
/// self-loops, a hub, missing and mixed properties.
[[nodiscard]] const std::vector<SampleGraph>& sample_graphs();

/// Names, those that find more more than once; one of them finds nothing.
[[nodiscard]] const std::vector<std::string>& sample_labels();
[[nodiscard]] const std::vector<std::string>& sample_types();
[[nodiscard]] const std::vector<std::string>& sample_entities();
/// Property keys with the kind that their values mostly have; Null: anything.
[[nodiscard]] const std::vector<std::pair<std::string, Kind>>& sample_keys();
[[nodiscard]] const Map& sample_parameters();

}  // namespace liaison
