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

/// A line's members, each where it stands.
struct Line {
  std::optional<JsonValue> id, type, label, labels, properties, start, end;
};

Line members_of(JsonValue item) {
  static constexpr std::array<std::string_view, 7> known{"id", "type", "label", "labels", "properties", "start", "end"};
  require_type(item, JsonType::Object, "a line");
  Line line;
  const std::array<std::optional<JsonValue>*, 7> places{&line.id,         &line.type,  &line.label, &line.labels,
                                                        &line.properties, &line.start, &line.end};
  item.for_each_member([&](JsonValue key, JsonValue value) {
    for (std::size_t i = 0; i < known.size(); ++i) {
      if (key.text() == known[i]) {
        *places[i] = value;
        return;
      }
    }
    throw GraphFileFault{"UnknownMember", "'" + std::string(key.text()) + "' is no member of a node or relationship",
                         key.before(), near_hint(key.text(), known)};
  });
  return line;
}

JsonValue required(const std::optional<JsonValue>& member, JsonValue of, std::string_view name) {
  if (member) return *member;
  throw GraphFileFault{"MissingMember", "there is no '" + std::string(name) + "'", of.before()};
}

/// Ids are strings, or numbers in exports of old versions.
std::string id_of(const std::optional<JsonValue>& id, JsonValue of) {
  const JsonValue value = required(id, of, "id");
  if (value.type() != JsonType::Number) require_type(value, JsonType::String, "'id'");
  return std::string(value.text());
}

std::vector<NamedValue> properties_of(const std::optional<JsonValue>& properties) {
  std::vector<NamedValue> values;
  if (!properties) return values;
  require_type(*properties, JsonType::Object, "'properties'");
  properties->for_each_member([&](JsonValue key, JsonValue value) {
    Value read = read_property_json(value, "the property '" + std::string(key.text()) + "'");
    if (!read.is_null()) values.push_back({std::string(key.text()), std::move(read)});
  });
  return values;
}

class ApocReader {
 public:
  explicit ApocReader(const std::filesystem::path& file) : file_(file), assembly_({}, {}) {}

  Snapshot read() {
    for (const bool is_for_nodes : {true, false}) {
      JsonItems items(file_, JsonItems::Form::Lines);
      items.for_each([&] {
        const Line line = members_of(items.item());
        const JsonValue type = required(line.type, items.item(), "type");
        require_type(type, JsonType::String, "'type'");
        const bool is_node = type.text() == "node";
        if (!is_node && type.text() != "relationship") {
          throw GraphFileFault{"WrongType", "the type is '" + std::string(type.text()) + "'", type.before(),
                               "it may be node or relationship"};
        }
        if (is_node != is_for_nodes) return;
        try {
          if (is_node) {
            add_node(line, items.item());
          } else {
            add_relationship(line, items.item());
          }
        } catch (const RecordFault& fault) {
          throw GraphFileFault{"DoubledId", fault.message, items.item().before()};
        }
      });
    }
    return assembly_.finish();
  }

 private:
  void add_node(const Line& line, JsonValue item) {
    const std::string id = id_of(line.id, item);
    GraphAssembly::NodeFacts facts;
    facts.names.push_back({"", id});
    if (line.labels) facts.labels = read_strings(*line.labels, "labels");
    facts.properties = properties_of(line.properties);
    facts.properties.push_back({"id", Value::string(id)});  // after them: an `id` of the node's own stays
    assembly_.check_node(facts, ExpectedNode::New);
    assembly_.add_node(std::move(facts));
  }

  void add_relationship(const Line& line, JsonValue item) {
    const std::string type = read_string(required(line.label, item, "label"), "'label'");
    const NodeId start = end_point(required(line.start, item, "start"), "start");
    const NodeId end = end_point(required(line.end, item, "end"), "end");
    assembly_.add_relationship(start, type, end, properties_of(line.properties));
  }

  [[nodiscard]] NodeId end_point(JsonValue value, std::string_view name) const {
    require_type(value, JsonType::Object, "'" + std::string(name) + "'");
    std::optional<JsonValue> id_value;
    value.for_each_member([&](JsonValue key, JsonValue content) {
      if (key.text() == "id") id_value = content;
    });
    const std::string id = id_of(id_value, value);
    if (const std::optional<NodeId> node = assembly_.find("", id)) return *node;
    throw GraphFileFault{"UnknownNode", "the " + std::string(name) + " is the node '" + id + "', which is not there",
                         value.before()};
  }

  std::filesystem::path file_;
  GraphAssembly assembly_;
};

}  // namespace

Snapshot read_apoc_json(const std::filesystem::path& file) { return ApocReader(file).read(); }

}  // namespace liaison
