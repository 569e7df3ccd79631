#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "liaison/value.h"
#include "store/entity_names.h"
#include "store/graph_view.h"
#include "store/statistics.h"
#include "value/equality.h"
#include "value/text.h"

namespace liaison {

/// A graph as plainly as it can be written down, to hold the store against. Everything goes by name: ids of labels,
/// types and keys may differ between a graph and its model's other graphs.
struct GraphModel {
  using Properties = std::map<std::string, Value>;
  struct Node {
    std::set<std::string> written;
    Properties properties;
  };
  struct Relationship {
    NodeId start = 0, end = 0;
    Properties properties;
  };
  using RelationshipName = std::pair<std::string, std::uint64_t>;  // type and serial

  std::map<NodeId, Node> nodes;
  std::map<RelationshipName, Relationship> relationships;
  std::map<std::string, std::set<std::string>> implied;  // by label, transitive

  [[nodiscard]] std::set<std::string> labels_of(const Node& node) const {
    std::set<std::string> labels = node.written;
    for (const std::string& label : node.written) {
      if (const auto found = implied.find(label); found != implied.end()) {
        labels.insert(found->second.begin(), found->second.end());
      }
    }
    return labels;
  }

  static void set(Properties& properties, const std::string& key, const Value& value) {
    if (value.is_null()) {
      properties.erase(key);
    } else {
      properties[key] = value;
    }
  }
};

/// Holds every reading function of a view against the model; gives the first difference, or an empty string.
class Comparison {
 public:
  Comparison(const GraphView& view, const GraphModel& model, std::uint32_t seed = 1)
      : view_(view), model_(model), random_(seed) {
    for (const auto& [id, node] : model_.nodes) nodes_.push_back(id);
  }

  [[nodiscard]] std::string difference() {
    compare_nodes();
    compare_relationships();
    compare_columns(nodes_);
    compare_columns(relationships_);
    compare_labels();
    compare_types();
    compare_names();
    return first_;
  }

 private:
  void check(bool holds, std::string_view what, std::string_view where = "") {
    if (!holds && first_.empty()) first_ = std::string(what) + " " + std::string(where);
  }

  template <class Entity>
  void compare_properties(Entity entity, const GraphModel::Properties& expected, const std::string& where) {
    for (PropertyKey key = 0; key < view_.catalog().property_keys.size(); ++key) {
      const auto found = expected.find(view_.catalog().property_keys.name(key));
      const Value value = view_.property(entity, key);
      check(identical(value, found == expected.end() ? Value() : found->second), "property", where);
    }
    auto next = expected.begin();
    view_.for_each_property(entity, [&](PropertyKey key, const Value& value) {
      check(next != expected.end() && view_.catalog().property_keys.name(key) == next->first, "order of keys", where);
      check(next != expected.end() && identical(value, next->second), "visited property", where);
      if (next != expected.end()) ++next;
    });
    check(next == expected.end(), "properties not visited", where);
  }

  void compare_nodes() {
    check(view_.node_count() == nodes_.size() && view_.statistics().nodes() == nodes_.size(), "node count");
    std::vector<NodeId> scanned;
    for (NodeId from = 0; from < view_.node_limit();) from = view_.scan(from, {}, 100, scanned);
    check(scanned == nodes_, "scan of all nodes");
    check(!view_.has_node(view_.node_limit()), "a node at the limit");
    for (const auto& [id, node] : model_.nodes) {
      const std::string where = "of node " + std::to_string(id);
      check(view_.has_node(id), "existence", where);
      if (!first_.empty()) return;
      const Shape& shape = view_.catalog().shapes[view_.shape_of(id)];
      check(names_of(shape.written) == node.written, "written labels", where);
      check(names_of(shape.labels) == model_.labels_of(node), "labels", where);
      compare_properties(id, node.properties, where);
    }
  }

  std::set<std::string> names_of(const std::vector<LabelId>& labels) {
    std::set<std::string> names;
    for (LabelId label : labels) names.insert(view_.catalog().labels.name(label));
    return names;
  }

  void compare_relationships() {
    const std::uint64_t count = model_.relationships.size();
    check(view_.relationship_count() == count && view_.statistics().relationships() == count, "relationship count");
    for (const auto& [name, relationship] : model_.relationships) {
      const std::string where = "of relationship " + name.first + " " + std::to_string(name.second);
      const auto type = view_.catalog().types.find(name.first);
      check(type.has_value(), "type", where);
      if (!first_.empty()) return;
      const RelationshipId id{*type, name.second};
      relationships_.push_back(id);
      check(view_.has_relationship(id), "existence", where);
      const EndPoints ends = view_.end_points(id);
      check(ends.start == relationship.start && ends.end == relationship.end, "end points", where);
      compare_properties(id, relationship.properties, where);
    }
  }

  /// Column reads give what single reads give, in id order and in any other.
  template <class Entity>
  void compare_columns(std::vector<Entity> entities) {
    for (const bool shuffled : {false, true}) {
      if (shuffled) std::ranges::shuffle(entities, random_);
      for (PropertyKey key = 0; key < view_.catalog().property_keys.size(); ++key) {
        Vector column;
        view_.properties(std::span<const Entity>(entities), key, column);
        check(column.size == entities.size(), "size of a column");
        for (std::uint32_t row = 0; row < column.size && first_.empty(); ++row) {
          check(identical(column.get(row), view_.property(entities[row], key)), "entry of the column",
                view_.catalog().property_keys.name(key));
          check(column.is_null(row) == column.get(row).is_null(), "null of the column",
                view_.catalog().property_keys.name(key));
        }
      }
    }
  }

  void compare_labels() {
    for (LabelId label = 0; label < view_.catalog().labels.size(); ++label) {
      const std::string& name = view_.catalog().labels.name(label);
      std::vector<NodeId> expected, scanned;
      for (const auto& [id, node] : model_.nodes) {
        if (model_.labels_of(node).contains(name)) expected.push_back(id);
      }
      const std::vector<std::uint8_t> shapes = view_.shapes_with(std::span(&label, 1));
      for (NodeId from = 0; from < view_.node_limit();) from = view_.scan(from, shapes, 7, scanned);
      check(scanned == expected, "scan of label", name);
      check(view_.statistics().nodes_with(label) == expected.size(), "count of label", name);
    }
  }

  void compare_types() {
    using Lists = std::map<NodeId, std::vector<std::pair<NodeId, std::uint64_t>>>;
    for (TypeId type = 0; type < view_.catalog().types.size(); ++type) {
      const std::string& name = view_.catalog().types.name(type);
      Lists forward, backward;
      std::map<std::string, double> starts, ends;
      std::uint64_t count = 0;
      for (const auto& [id, relationship] : model_.relationships) {
        if (id.first != name) continue;
        forward[relationship.start].emplace_back(relationship.end, id.second);
        backward[relationship.end].emplace_back(relationship.start, id.second);
        for (const std::string& label : model_.labels_of(model_.nodes.at(relationship.start))) starts[label] += 1;
        for (const std::string& label : model_.labels_of(model_.nodes.at(relationship.end))) ends[label] += 1;
        ++count;
      }
      compare_lists(type, Direction::Outgoing, forward);
      compare_lists(type, Direction::Incoming, backward);
      bool has_parallel = false;
      for (auto& [node, list] : forward) {
        std::ranges::sort(list);
        has_parallel |=
            std::ranges::adjacent_find(list, {}, [](const auto& entry) { return entry.first; }) != list.end();
      }
      check(!has_parallel || view_.statistics().may_have_parallel(type), "parallel relationships of", name);
      check(view_.statistics().relationships_of(type) == count, "count of type", name);
      for (LabelId label = 0; label < view_.catalog().labels.size(); ++label) {
        const std::string& label_name = view_.catalog().labels.name(label);
        check(view_.statistics().relationships_at(type, Direction::Outgoing, label) == starts[label_name], "starts at",
              label_name);
        check(view_.statistics().relationships_at(type, Direction::Incoming, label) == ends[label_name], "ends at",
              label_name);
      }
      compare_visits(type, name, count);
    }
  }

  template <class Lists>
  void compare_lists(TypeId type, Direction direction, Lists& lists) {
    Scratch scratch;
    for (NodeId node : nodes_) {
      auto& expected = lists[node];
      std::ranges::sort(expected);
      const Neighbours list = view_.neighbours(node, type, direction, scratch);
      std::vector<std::pair<NodeId, std::uint64_t>> found;
      for (std::size_t i = 0; i < list.nodes.size(); ++i) found.emplace_back(list.nodes[i], list.serials[i]);
      check(found == expected, "neighbours of node", std::to_string(node));
      check(view_.degree(node, type, direction) == expected.size(), "degree of node", std::to_string(node));
      check(view_.statistics().max_degree(type, direction) >= expected.size(), "greatest degree");
    }
  }

  void compare_visits(TypeId type, const std::string& name, std::uint64_t count) {
    std::uint64_t visited = 0;
    NodeId last_start = 0;
    view_.for_each_relationship(type, [&](RelationshipId id, EndPoints ends) {
      ++visited;
      const auto found = model_.relationships.find({name, id.serial});
      check(found != model_.relationships.end() && found->second.start == ends.start && found->second.end == ends.end,
            "visited relationship", name);
      check(ends.start >= last_start, "order of visits", name);
      last_start = ends.start;
    });
    check(visited == count, "number of visits", name);
  }

  void compare_names() {
    std::map<std::string, std::set<NodeId>> called;
    const auto add = [&](const Value& value, NodeId node) {
      if (value.kind() == Kind::String) called[folded(value.as_string())].insert(node);
    };
    for (const auto& [id, node] : model_.nodes) {
      for (const char* key : {"name", "aliases"}) {
        const auto found = node.properties.find(key);
        if (found == node.properties.end()) continue;
        add(found->second, id);
        if (found->second.kind() != Kind::List) continue;
        for (const Value& alias : found->second.as_list()) add(alias, id);
      }
    }
    for (const auto& [name, ids] : called) {
      check(view_.entity_names().find(name) == std::vector<NodeId>(ids.begin(), ids.end()), "nodes called", name);
    }
    check(view_.entity_names().find("called by nobody").empty(), "nodes called by nobody");
    check(called.empty() == view_.entity_names().starting_with("", 1).empty(), "names at all");
  }

  const GraphView& view_;
  const GraphModel& model_;
  std::mt19937 random_;
  std::vector<NodeId> nodes_;
  std::vector<RelationshipId> relationships_;
  std::string first_;
};

inline std::string difference(const GraphView& view, const GraphModel& model, std::uint32_t seed = 1) {
  return Comparison(view, model, seed).difference();
}

}  // namespace liaison
