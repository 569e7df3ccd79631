#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/load/foreign_graph.h"
#include "store/load/graph_assembly.h"
#include "store/load/json_items.h"
#include "store/load/property_json.h"

namespace liaison {
namespace {

/// NetworkX has no types; where an edge names none, it is this.
constexpr std::string_view usual_type = "link";

bool is_edges(std::string_view section) { return section == "links" || section == "edges"; }

/// Ids may be strings or numbers, and 1 is not "1".
GraphAssembly::NodeName name_of(JsonValue id, std::string_view what) {
  if (id.type() == JsonType::Number) return {"number", std::string(id.text())};
  return {"", read_string(id, what)};
}

std::optional<JsonValue> member(JsonValue object, std::string_view name) {
  std::optional<JsonValue> found;
  object.for_each_member([&](JsonValue key, JsonValue value) {
    if (key.text() == name) found = value;
  });
  return found;
}

JsonValue required(JsonValue object, std::string_view name, std::string_view what) {
  if (const std::optional<JsonValue> found = member(object, name)) return *found;
  throw GraphFileFault{"MissingMember", std::string(what) + " has no '" + std::string(name) + "'", object.before()};
}

class NodeLinkReader {
 public:
  explicit NodeLinkReader(const std::filesystem::path& file) : file_(file), assembly_({}, {}) {}

  Snapshot read() {
    for (const bool is_for_nodes : {true, false}) {
      JsonItems items(file_, JsonItems::Form::Document);
      items.for_each([&] {
        const bool is_node = items.section() == "nodes";
        const bool is_item = is_node || is_edges(items.section());
        if (!is_item) {
          check_head(items);
        } else if (items.is_whole_section()) {
          require_type(items.item(), JsonType::Array, "the member '" + std::string(items.section()) + "'");
        } else if (is_node == is_for_nodes) {
          take(items.item(), is_node);
        }
      });
    }
    return assembly_.finish();
  }

 private:
  /// What the graph says of itself is none of our properties; what is none of its members is a mistake.
  static void check_head(const JsonItems& items) {
    static constexpr std::array<std::string_view, 6> known{"directed", "multigraph", "graph",
                                                           "nodes",    "links",      "edges"};
    if (items.section() == "directed" || items.section() == "multigraph" || items.section() == "graph") return;
    throw GraphFileFault{"UnknownMember", "'" + std::string(items.section()) + "' is no member of node-link JSON",
                         items.item().before(), near_hint(items.section(), known)};
  }

  void take(JsonValue item, bool is_node) {
    require_type(item, JsonType::Object, is_node ? "a node" : "an edge");
    try {
      if (is_node) {
        add_node(item);
      } else {
        add_edge(item);
      }
    } catch (const RecordFault& fault) {
      throw GraphFileFault{"DoubledId", fault.message, item.before()};
    }
  }

  void add_node(JsonValue item) {
    const JsonValue id = required(item, "id", "a node");
    GraphAssembly::NodeFacts facts;
    facts.names.push_back(name_of(id, "the id of a node"));
    item.for_each_member([&](JsonValue key, JsonValue value) {
      if (key.text() == "labels" && value.type() == JsonType::Array) {
        facts.labels = read_strings(value, "labels");
      } else {
        add_property(key, value, facts.properties);
      }
    });
    assembly_.check_node(facts, ExpectedNode::New);
    assembly_.add_node(std::move(facts));
  }

  void add_edge(JsonValue item) {
    const NodeId start = end_point(required(item, "source", "an edge"), "source");
    const NodeId end = end_point(required(item, "target", "an edge"), "target");
    std::string type(usual_type);
    std::vector<NamedValue> properties;
    item.for_each_member([&](JsonValue key, JsonValue value) {
      if (key.text() == "source" || key.text() == "target") return;
      if (key.text() == "type" && value.type() == JsonType::String && !value.text().empty()) {
        type = value.text();
      } else {
        add_property(key, value, properties);
      }
    });
    assembly_.add_relationship(start, type, end, properties);
  }

  static void add_property(JsonValue key, JsonValue value, std::vector<NamedValue>& out) {
    Value read = read_property_json(value, "the property '" + std::string(key.text()) + "'");
    if (!read.is_null()) out.push_back({std::string(key.text()), std::move(read)});
  }

  [[nodiscard]] NodeId end_point(JsonValue id, std::string_view what) const {
    const GraphAssembly::NodeName name = name_of(id, "the " + std::string(what) + " of an edge");
    if (const std::optional<NodeId> node = assembly_.find(name.space, name.id)) return *node;
    throw GraphFileFault{"UnknownNode", "the " + std::string(what) + " is the node " + name.id + ", which is not there",
                         id.before()};
  }

  std::filesystem::path file_;
  GraphAssembly assembly_;
};

}  // namespace

Snapshot read_node_link(const std::filesystem::path& file) { return NodeLinkReader(file).read(); }

}  // namespace liaison
