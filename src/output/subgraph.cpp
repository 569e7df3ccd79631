#include "output/subgraph.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "store/catalog.h"
#include "store/graph_view.h"
#include "value/limits.h"

namespace liaison {

namespace {

class Collector {
 public:
  explicit Collector(const GraphView& view) : view_(view) {}

  Subgraph take() { return std::move(found_); }

  /// Recursion is bounded by max_value_depth.
  void add(const Value& value) {
    switch (value.kind()) {
      case Kind::Node:
        add(value.as_node());
        return;
      case Kind::Relationship:
        add(value.as_relationship());
        return;
      case Kind::Path:
        for (const NodeId node : value.path_nodes()) add(node);
        for (const RelationshipId relationship : value.path_relationships()) add(relationship);
        return;
      case Kind::List:
        for (const Value& item : value.as_list()) add_item(item);
        return;
      case Kind::Map:
        for (const MapEntry& entry : value.as_map().entries()) add_item(entry.value);
        return;
      case Kind::Null:
      case Kind::Boolean:
      case Kind::Integer:
      case Kind::Float:
      case Kind::String:
      case Kind::Date:
      case Kind::Time:
      case Kind::LocalTime:
      case Kind::LocalDateTime:
      case Kind::DateTime:
      case Kind::Duration:
        return;
    }
  }

  void add(NodeId node) {
    if (node >= has_node_.size()) has_node_.resize(std::max<std::size_t>(node + std::size_t{1}, view_.node_limit()));
    if (has_node_[node] || !view_.has_node(node)) return;
    has_node_[node] = true;
    found_.nodes.push_back(node);
  }

  void add(RelationshipId relationship) {
    if (!view_.has_relationship(relationship) || !seen_.insert(relationship).second) return;
    const EndPoints ends = view_.end_points(relationship);
    add(ends.start);
    add(ends.end);
    found_.relationships.push_back(relationship);
  }

 private:
  void add_item(const Value& value) {
    check_walked_parts(++parts_);
    add(value);
  }

  const GraphView& view_;
  std::uint64_t parts_ = 0;  // of lists and maps
  Subgraph found_;
  std::vector<bool> has_node_;
  std::set<RelationshipId> seen_;
};

}  // namespace

Subgraph subgraph_of(const StatementResult& result) {
  Collector collector(*result.snapshot);
  for (const Value& value : result.values) collector.add(value);
  return collector.take();
}

Subgraph subgraph_of(const GraphView& view) {
  Collector collector(view);
  std::vector<NodeId> nodes;
  view.scan(0, {}, view.node_limit(), nodes);
  for (const NodeId node : nodes) collector.add(node);
  for (TypeId type = 0; type < view.catalog().types.size(); ++type) {
    view.for_each_relationship(type, [&](RelationshipId relationship, EndPoints) { collector.add(relationship); });
  }
  return collector.take();
}

}  // namespace liaison
