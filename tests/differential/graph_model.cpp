#include "differential/graph_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>

#include "common/assert.h"
#include "value/equality.h"
#include "value/text.h"

namespace liaison {
namespace {

std::uint32_t below(std::mt19937_64& random, std::uint32_t limit) {
  return static_cast<std::uint32_t>(random() % limit);
}

bool chance(std::mt19937_64& random, std::uint32_t percent) { return below(random, 100) < percent; }

Value mixed_value(std::mt19937_64& random) {
  switch (below(random, 8)) {
    case 0:
      return Value::integer(below(random, 4));
    case 1:
      return Value::floating(below(random, 4));
    case 2:
      return Value::floating(below(random, 4) + 0.5);
    case 3:
      return Value::string(below(random, 2) == 0 ? "a" : "");
    case 4:
      return Value::boolean(below(random, 2) == 0);
    case 5:
      return Value::list({Value::integer(1), Value::integer(below(random, 3))});
    case 6:
      return Value::date({static_cast<std::int64_t>(below(random, 3)) + 19000, DatePrecision::Day});
    default:
      return Value::floating(0.0 / 0.0);
  }
}

/// i holds integers, f floats, s strings, b booleans, l lists, m anything; each may be missing.
std::map<std::string, Value> random_properties(std::mt19937_64& random, bool is_node) {
  std::map<std::string, Value> properties;
  if (chance(random, 80)) properties["i"] = Value::integer(below(random, 4));
  if (chance(random, 35)) {
    constexpr const char* texts[] = {"a", "b", "ab", "Ba", ""};
    properties["s"] = Value::string(texts[below(random, 5)]);
  }
  if (chance(random, 25)) properties["f"] = Value::floating(below(random, 4) + 0.5);
  if (!is_node) return properties;
  if (chance(random, 30)) properties["b"] = Value::boolean(chance(random, 50));
  if (chance(random, 40)) properties["m"] = mixed_value(random);
  if (chance(random, 25)) {
    std::vector<Value> items(below(random, 4));
    for (Value& item : items) item = Value::integer(below(random, 4));
    properties["l"] = Value::list(std::move(items));
  }
  return properties;
}

/// Of all that the constraint is about; null where one has none.
std::vector<Value> values_of(const GraphModel& graph, const ModelConstraint& constraint) {
  std::vector<Value> values;
  const auto add = [&](const std::map<std::string, Value>& properties) {
    const auto found = properties.find(constraint.key);
    values.push_back(found == properties.end() ? Value() : found->second);
  };
  for (const ModelNode& node : graph.nodes) {
    if (!constraint.of_relationships && !node.deleted && node.labels.contains(constraint.token)) add(node.properties);
  }
  for (const ModelRelationship& relationship : graph.relationships) {
    const bool is_of_type = model_types()[relationship.id.type] == constraint.token;
    if (constraint.of_relationships && !relationship.deleted && is_of_type) add(relationship.properties);
  }
  return values;
}

ModelConstraint random_constraint(std::mt19937_64& random) {
  constexpr ConstraintKind kinds[] = {ConstraintKind::Unique, ConstraintKind::Unique, ConstraintKind::Exists,
                                      ConstraintKind::Key};
  ModelConstraint constraint{kinds[below(random, 4)], chance(random, 25), {}, chance(random, 70) ? "i" : "m"};
  const std::vector<std::string>& tokens = constraint.of_relationships ? model_types() : model_labels();
  constraint.token = tokens[below(random, static_cast<std::uint32_t>(tokens.size()))];
  return constraint;
}

std::string constraint_text(const ModelConstraint& constraint) {
  const char* kind = constraint.kind == ConstraintKind::Unique   ? "UNIQUE"
                     : constraint.kind == ConstraintKind::Exists ? "NOT NULL"
                     : constraint.of_relationships               ? "RELATIONSHIP KEY"
                                                                 : "NODE KEY";
  return fmt::format(fmt::runtime(constraint.of_relationships ? "CREATE CONSTRAINT FOR ()-[e:{}]-() REQUIRE e.{} IS {}"
                                                              : "CREATE CONSTRAINT FOR (e:{}) REQUIRE e.{} IS {}"),
                     constraint.token, constraint.key, kind);
}

std::string properties_text(const std::map<std::string, Value>& properties) {
  if (properties.empty()) return {};
  std::string text = "{";
  for (const auto& [key, value] : properties) {
    if (text.size() > 1) text += ", ";
    // NaN has no literal.
    const bool is_nan = value.kind() == Kind::Float && value.as_float() != value.as_float();
    text += key + ": " + (is_nan ? "0.0 / 0.0" : literal_text(value));
  }
  return text + "}";
}

std::size_t different(const std::vector<std::string>& colours, const GraphModel& graph) {
  std::set<std::string> found;
  for (std::size_t i = 0; i < colours.size(); ++i) {
    if (!graph.nodes[graph.nodes.size() - colours.size() + i].deleted) found.insert(colours[i]);
  }
  return found.size();
}

}  // namespace

ModelRelationship* GraphModel::find(RelationshipId id) {
  const auto found = std::ranges::find(relationships, id, &ModelRelationship::id);
  return found == relationships.end() ? nullptr : &*found;
}

const ModelRelationship* GraphModel::find(RelationshipId id) const { return const_cast<GraphModel*>(this)->find(id); }

RelationshipId GraphModel::create_relationship(std::uint32_t type, NodeId start, NodeId end) {
  RelationshipId id{type, 0};
  for (const ModelRelationship& relationship : relationships) {
    if (relationship.id.type == type) id.serial = std::max(id.serial, relationship.id.serial + 1);
  }
  relationships.push_back({id, start, end, {}, false});
  return id;
}

bool GraphModel::is_unique(const ModelConstraint& constraint) const {
  if (constraint.kind == ConstraintKind::Exists) return true;
  const std::vector<Value> values = values_of(*this, constraint);
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (equals(values[i], values[j]) == Truth::True) return false;
    }
  }
  return true;
}

bool GraphModel::is_present(const ModelConstraint& constraint) const {
  return constraint.kind == ConstraintKind::Unique ||
         std::ranges::none_of(values_of(*this, constraint), &Value::is_null);
}

bool GraphModel::satisfies_all() const {
  return std::ranges::all_of(constraints,
                             [&](const ModelConstraint& each) { return is_unique(each) && is_present(each); });
}

const std::vector<std::string>& model_labels() {
  static const std::vector<std::string> names{"A", "B", "C", "D"};
  return names;
}

const std::vector<std::string>& model_types() {
  static const std::vector<std::string> names{"R", "S", "T"};
  return names;
}

GraphModel random_graph(std::mt19937_64& random) {
  GraphModel model;
  if (chance(random, 3)) return model;
  const std::uint32_t nodes = 1 + below(random, 7);
  for (std::uint32_t i = 0; i < nodes; ++i) {
    ModelNode node;
    if (chance(random, 60)) node.labels.insert("A");
    if (chance(random, 35)) node.labels.insert("B");
    if (chance(random, 15)) node.labels.insert("C");
    node.properties = random_properties(random, true);
    model.nodes.push_back(std::move(node));
  }
  model.nodes[0].properties["name"] = Value::string("Ada");
  model.nodes[nodes / 2].properties["aliases"] = Value::list({Value::string("Bob"), Value::string("B")});
  const std::uint32_t relationships = below(random, 2 * nodes + 2);
  const bool has_hub = chance(random, 30);
  for (std::uint32_t i = 0; i < relationships; ++i) {
    if (!model.relationships.empty() && chance(random, 15)) {  // parallel to another, or against it
      const ModelRelationship& other = model.relationships[below(random, static_cast<std::uint32_t>(i))];
      const NodeId start = chance(random, 70) ? other.start : other.end;
      const NodeId end = start == other.start ? other.end : other.start;
      model.create_relationship(other.id.type, start, end);
    } else {
      const NodeId start = has_hub ? 0 : below(random, nodes);
      const NodeId end = chance(random, 10) ? start : below(random, nodes);
      model.create_relationship(chance(random, 60) ? 0 : below(random, 3), start, end);
    }
    model.relationships.back().properties = random_properties(random, false);
  }
  for (int tries = chance(random, 15) ? 5 : 0; tries > 0; --tries) {
    model.constraints = {random_constraint(random)};
    if (!model.satisfies_all()) model.constraints.clear();
  }
  return model;
}

Snapshot load(const GraphModel& model) {
  Graph graph;
  const std::unique_ptr<Transaction> transaction = graph.begin();
  for (const std::string& label : model_labels()) transaction->label(label);
  for (const std::string& type : model_types()) transaction->type(type);
  for (const ModelNode& node : model.nodes) {
    std::vector<LabelId> labels;
    for (const std::string& label : node.labels) labels.push_back(transaction->label(label));
    const NodeId id = transaction->create_node(labels);
    for (const auto& [key, value] : node.properties) {
      transaction->set_property(id, transaction->property_key(key), value);
    }
  }
  for (const ModelRelationship& relationship : model.relationships) {
    const RelationshipId id =
        transaction->create_relationship(relationship.start, relationship.id.type, relationship.end);
    LIAISON_ASSERT(id == relationship.id);
    for (const auto& [key, value] : relationship.properties) {
      transaction->set_property(id, transaction->property_key(key), value);
    }
  }
  for (const ModelConstraint& constraint : model.constraints) {
    const std::uint32_t token =
        constraint.of_relationships ? transaction->type(constraint.token) : transaction->label(constraint.token);
    transaction->create_constraint(
        {"c", constraint.kind, {constraint.of_relationships, token, {transaction->property_key(constraint.key)}}});
  }
  transaction->commit();
  return graph.snapshot();
}

GraphModel read(const GraphView& view) {
  GraphModel model;
  const Catalog& catalog = view.catalog();
  model.nodes.resize(view.node_limit());
  for (NodeId id = 0; id < view.node_limit(); ++id) {
    ModelNode& node = model.nodes[id];
    node.deleted = !view.has_node(id);
    if (node.deleted) continue;
    for (LabelId label : catalog.shapes[view.shape_of(id)].labels) node.labels.insert(catalog.labels.name(label));
    view.for_each_property(
        id, [&](PropertyKey key, const Value& value) { node.properties[catalog.property_keys.name(key)] = value; });
  }
  for (TypeId type = 0; type < catalog.types.size(); ++type) {
    view.for_each_relationship(type, [&](RelationshipId id, EndPoints ends) {
      ModelRelationship relationship{id, ends.start, ends.end, {}, false};
      view.for_each_property(id, [&](PropertyKey key, const Value& value) {
        relationship.properties[catalog.property_keys.name(key)] = value;
      });
      model.relationships.push_back(std::move(relationship));
    });
  }
  return model;
}

std::string create_statement(const GraphModel& model) {
  if (model.nodes.empty()) return "(the empty graph)";
  std::string text = "CREATE ";
  for (std::size_t i = 0; i < model.nodes.size(); ++i) {
    const ModelNode& node = model.nodes[i];
    if (i > 0) text += ", ";
    text += fmt::format("(n{}", i);
    for (const std::string& label : node.labels) text += ":" + label;
    text += (node.properties.empty() ? "" : " ") + properties_text(node.properties) + ")";
  }
  for (const ModelRelationship& relationship : model.relationships) {
    text += fmt::format(", (n{})-[:{}{}{}]->(n{})", relationship.start, model_types()[relationship.id.type],
                        relationship.properties.empty() ? "" : " ", properties_text(relationship.properties),
                        relationship.end);
  }
  for (const ModelConstraint& constraint : model.constraints) text += ";\n" + constraint_text(constraint);
  return text;
}

// ---- EntityTexts ----------------------------------------------------------------------------------------------------

EntityTexts::EntityTexts(const GraphModel& after, const GraphModel& before, Precision precision)
    : after_(after), nodes_before_(before.nodes.size()), precision_(precision) {
  for (const ModelRelationship& relationship : before.relationships) relationships_before_.insert(relationship.id);
  std::vector<std::string> contents;
  for (std::size_t i = nodes_before_; i < after.nodes.size(); ++i) contents.push_back(content(after.nodes[i]));
  colours_ = contents;
  // Until no more are told apart than before.
  std::size_t count = 0;
  for (std::size_t next = different(colours_, after); next > count; next = different(colours_, after)) {
    count = next;
    std::vector<std::vector<std::string>> around(contents.size());
    for (const ModelRelationship& relationship : after.relationships) {
      if (relationship.deleted) continue;
      const bool is_new = relationship.start >= nodes_before_ || relationship.end >= nodes_before_;
      if (!is_new) continue;
      const std::string what = std::to_string(relationship.id.type) + content(relationship.properties);
      const auto add = [&](NodeId at, NodeId other, const char* arrow) {
        if (at >= nodes_before_) around[at - nodes_before_].push_back(arrow + what + node_name(other));
      };
      add(relationship.start, relationship.end, ">");
      add(relationship.end, relationship.start, "<");
    }
    for (std::size_t i = 0; i < contents.size(); ++i) {
      std::ranges::sort(around[i]);
      std::string all = contents[i];
      for (const std::string& one : around[i]) all += one;
      around[i] = {fmt::format("{:08x}", std::hash<std::string>{}(all)&0xffffffff)};
    }
    for (std::size_t i = 0; i < contents.size(); ++i) colours_[i] = around[i].front();
  }
}

std::string EntityTexts::of(const Value& value) const {
  switch (value.kind()) {
    case Kind::Null:
    case Kind::Boolean:
    case Kind::String:
    case Kind::Date:
    case Kind::Time:
    case Kind::LocalTime:
    case Kind::LocalDateTime:
    case Kind::DateTime:
    case Kind::Duration:
      return literal_text(value);
    case Kind::Integer:
    case Kind::Float:
      if (precision_ == Precision::Loose) return fmt::format("{:.9g}", value.as_number() + 0.0);  // no -0
      return value.kind() == Kind::Integer ? literal_text(value) : float_text(value.as_float());
    case Kind::List: {
      std::vector<std::string> items;
      for (const Value& item : value.as_list()) items.push_back(of(item));
      if (precision_ == Precision::Loose) std::ranges::sort(items);
      return fmt::format("[{}]", fmt::join(items, ", "));
    }
    case Kind::Map: {
      std::string text = "{";
      for (const MapEntry& entry : value.as_map().entries()) text += entry.key + ": " + of(entry.value) + "; ";
      return text + "}";
    }
    case Kind::Node:
      return node_name(value.as_node());
    case Kind::Relationship:
      return relationship_name(value.as_relationship());
    case Kind::Path: {
      std::string text = "<" + node_name(value.path_nodes()[0]);
      for (std::size_t i = 0; i < value.path_relationships().size(); ++i) {
        text += " " + relationship_name(value.path_relationships()[i]) + " " + node_name(value.path_nodes()[i + 1]);
      }
      return text + ">";
    }
  }
  return {};
}

std::vector<std::string> EntityTexts::graph() const {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < after_.nodes.size(); ++i) {
    const ModelNode& node = after_.nodes[i];
    if (!node.deleted) lines.push_back(node_name(static_cast<NodeId>(i)) + " " + content(node));
  }
  for (const ModelRelationship& relationship : after_.relationships) {
    if (relationship.deleted) continue;
    lines.push_back(fmt::format("{} {} -> {} {}", relationship_name(relationship.id), node_name(relationship.start),
                                node_name(relationship.end), content(relationship.properties)));
  }
  std::ranges::sort(lines);
  return lines;
}

std::string EntityTexts::node_name(NodeId node) const {
  if (node < nodes_before_) return fmt::format("n{}", node);
  if (node >= after_.nodes.size() || after_.nodes[node].deleted) return "(deleted)";
  return "(new " + colours_[node - nodes_before_] + ")";
}

std::string EntityTexts::relationship_name(RelationshipId id) const {
  if (relationships_before_.contains(id)) return fmt::format("[{}{}]", model_types()[id.type], id.serial);
  const ModelRelationship* relationship = after_.find(id);
  if (relationship == nullptr || relationship->deleted) return fmt::format("[{} deleted]", model_types()[id.type]);
  return fmt::format("[new {} {} {}{}]", model_types()[id.type], node_name(relationship->start),
                     node_name(relationship->end), content(relationship->properties));
}

std::string EntityTexts::content(const ModelNode& node) const {
  std::string text;
  for (const std::string& label : node.labels) text += ":" + label;
  return text + content(node.properties);
}

std::string EntityTexts::content(const std::map<std::string, Value>& properties) const {
  std::string text = "{";
  for (const auto& [key, value] : properties) text += key + ": " + of(value) + ", ";
  return text + "}";
}

}  // namespace liaison
