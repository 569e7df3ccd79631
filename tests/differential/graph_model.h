#pragma once

#include <cstddef>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "liaison/value.h"
#include "store/graph.h"

namespace liaison {

/// A property graph as plain as it can be: the naive evaluator's store, and the form in which both answers are
/// compared. Nodes and relationships are never taken out of the vectors, only marked: NodeId is the index of a node.
struct ModelNode {
  std::set<std::string> labels;
  std::map<std::string, Value> properties;
  bool deleted = false;
};
struct ModelRelationship {
  RelationshipId id;
  NodeId start = 0, end = 0;
  std::map<std::string, Value> properties;
  bool deleted = false;
};
/// Of a property of all nodes with a label, or of all relationships of a type.
struct ModelConstraint {
  ConstraintKind kind;
  bool of_relationships = false;
  std::string token, key;
};
struct GraphModel {
  std::vector<ModelNode> nodes;
  std::vector<ModelRelationship> relationships;
  std::vector<ModelConstraint> constraints;

  /// nullptr: there never was such a one.
  [[nodiscard]] ModelRelationship* find(RelationshipId id);
  [[nodiscard]] const ModelRelationship* find(RelationshipId id) const;
  RelationshipId create_relationship(std::uint32_t type, NodeId start, NodeId end);
  /// No two have equal values; each has one.
  [[nodiscard]] bool is_unique(const ModelConstraint& constraint) const;
  [[nodiscard]] bool is_present(const ModelConstraint& constraint) const;
  [[nodiscard]] bool satisfies_all() const;
};

/// The names of every graph here, interned in this order, so that ids mean the same to model and engine.
[[nodiscard]] const std::vector<std::string>& model_labels();
[[nodiscard]] const std::vector<std::string>& model_types();

/// A small random graph: parallel relationships, self-loops, hubs, missing and mixed properties, a constraint now and
/// then.
[[nodiscard]] GraphModel random_graph(std::mt19937_64& random);

/// The same graph in the engine, with the same ids.
[[nodiscard]] Snapshot load(const GraphModel& model);
/// What a snapshot holds. REQUIRES: it descends from one that load() made.
[[nodiscard]] GraphModel read(const GraphView& view);

/// A statement that makes the graph.
[[nodiscard]] std::string create_statement(const GraphModel& model);

/// How values are told apart in comparisons.
enum class Precision : std::uint8_t {
  Exact,
  Loose,  // 1 is 1.0, floats to nine digits, lists in any order
};

/// Names nodes and relationships of a graph after a statement so that they can be compared between two runs that made
/// new ones in different orders: those that were there before go by their number, new ones by what they hold and what
/// they are connected to (colour refinement; two that look alike to any depth get the same name).
class EntityTexts {
 public:
  EntityTexts(const GraphModel& after, const GraphModel& before, Precision precision);

  [[nodiscard]] std::string of(const Value& value) const;
  /// Every node and relationship with all it holds, a line each, sorted.
  [[nodiscard]] std::vector<std::string> graph() const;

 private:
  [[nodiscard]] std::string node_name(NodeId node) const;
  [[nodiscard]] std::string relationship_name(RelationshipId relationship) const;
  [[nodiscard]] std::string content(const ModelNode& node) const;
  [[nodiscard]] std::string content(const std::map<std::string, Value>& properties) const;

  const GraphModel& after_;
  std::size_t nodes_before_;
  std::set<RelationshipId> relationships_before_;
  Precision precision_;
  std::vector<std::string> colours_;  // of new nodes
};

}  // namespace liaison
