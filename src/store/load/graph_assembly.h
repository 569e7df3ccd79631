#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/builder.h"
#include "store/load/id_table.h"

namespace liaison {

/// What is wrong with a record; whoever reads the file knows where.
struct RecordFault {
  std::string message;
  std::string hint{};
};

struct NamedValue {
  std::string name;
  Value value;
};

enum class ExpectedNode : std::uint8_t { New, Known, Any };

/// Puts a graph together from what records say of nodes and relationships. A node may be named by several ids, and by
/// several records: the first value that a property gets stays, later records fill in what is missing and add labels.
/// Memory besides the graph: an id and 4 bytes a property for each node.
class GraphAssembly {
 public:
  struct NodeName {
    std::string space;
    std::string id;
  };
  struct Collected {
    std::string property;
    std::string except;
    std::string text;
  };
  struct NodeFacts {
    std::vector<NodeName> names;  // at least one
    std::vector<std::string> labels;
    std::vector<NamedValue> properties;
    std::vector<Collected> collected;
  };

  GraphAssembly(Vocabulary vocabulary, GraphInfo info);

  /// Throws RecordFault: the node is not as expected, or the names are those of different nodes.
  void check_node(const NodeFacts& facts, ExpectedNode expected) const;
  /// REQUIRES: check_node() of the facts.
  void add_node(NodeFacts facts);
  [[nodiscard]] std::optional<NodeId> find(std::string_view space, std::string_view id) const;
  void add_relationship(NodeId start, std::string_view type, NodeId end, std::span<const NamedValue> properties);

  /// How many values a property had that differ from the one that stayed.
  [[nodiscard]] const std::map<std::string, std::uint64_t, std::less<>>& differing() const { return differing_; }

  /// REQUIRES: called once.
  [[nodiscard]] Snapshot finish();

 private:
  [[nodiscard]] std::optional<NodeId> node_of(const NodeFacts& facts) const;
  void set_property(NodeId node, const NamedValue& property);
  [[nodiscard]] Snapshot with_late_facts(Snapshot built) const;

  GraphBuilder builder_;
  IdTable names_;
  std::vector<NodeId> node_by_name_;  // by number in names_
  /// By property key, then node: a mark of the value that stands there, 0 where there is none.
  std::vector<std::vector<std::uint32_t>> marks_;
  std::map<std::string, std::uint64_t, std::less<>> differing_;
  /// What the builder cannot take once a node is made.
  std::map<NodeId, std::set<std::string>> late_labels_;
  struct Collection {
    std::string except;
    std::vector<std::string> texts;
  };
  std::map<NodeId, std::map<std::string, Collection>> collections_;
  std::vector<std::vector<std::string>> label_sets_;  // that nodes were made with
  std::map<std::vector<std::string>, std::uint32_t> label_set_numbers_;
  std::vector<std::uint32_t> label_set_by_node_;
};

}  // namespace liaison
