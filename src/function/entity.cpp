#include <string>
#include <vector>

#include "common/assert.h"
#include "function/table.h"
#include "store/graph_view.h"
#include "store/sources.h"
#include "value/text.h"

/// Nodes, relationships and paths: what they are, hold and connect.
namespace liaison {

namespace {

using Arguments = std::span<const Value>;

constexpr TypeSet entity{Kind::Node, Kind::Relationship};
constexpr TypeSet keyed{Kind::Node, Kind::Relationship, Kind::Map};

const GraphView& graph_of(const FunctionContext& context) {
  LIAISON_ASSERT(context.graph != nullptr);
  return *context.graph;
}

Error deleted(std::string_view what) {
  return runtime_error(ErrorCode::EntityNotFound, "DeletedEntityAccess",
                       "the " + std::string(what) + " was deleted in this transaction");
}

/// The node, if it is still there.
NodeId live_node(const Value& value, const GraphView& graph) {
  if (!graph.has_node(value.as_node())) throw deleted("node");
  return value.as_node();
}

RelationshipId live_relationship(const Value& value, const GraphView& graph) {
  if (!graph.has_relationship(value.as_relationship())) throw deleted("relationship");
  return value.as_relationship();
}

/// Calls visit(name, value) for each property of a node or relationship, in order of name.
template <class Visit>
void for_each_property(const Value& value, const GraphView& graph, Visit visit) {
  const auto with_name = [&](PropertyKey key, const Value& property) {
    visit(graph.catalog().property_keys.name(key), property);
  };
  if (value.kind() == Kind::Node) {
    graph.for_each_property(live_node(value, graph), with_name);
  } else {
    graph.for_each_property(live_relationship(value, graph), with_name);
  }
}

/// One number from type and serial, for as many serials as leave the type its bits.
Value id(Arguments arguments, const FunctionContext&) {
  if (arguments[0].kind() == Kind::Node) return Value::integer(arguments[0].as_node());
  const RelationshipId relationship = arguments[0].as_relationship();
  constexpr unsigned serial_bits = 40, type_bits = 23;
  if (relationship.serial >> serial_bits != 0 || relationship.type >> type_bits != 0) {
    throw out_of_range("this relationship's id does not fit an Integer; use elementId()");
  }
  return Value::integer(
      static_cast<std::int64_t>(std::uint64_t{relationship.type} << serial_bits | relationship.serial));
}

Value element_id_of(Arguments arguments, const FunctionContext&) {
  return Value::string(arguments[0].kind() == Kind::Node ? element_id(arguments[0].as_node())
                                                         : element_id(arguments[0].as_relationship()));
}

Value labels(Arguments arguments, const FunctionContext& context) {
  const GraphView& graph = graph_of(context);
  const Catalog& catalog = graph.catalog();
  std::vector<Value> names;
  for (const LabelId label : catalog.shapes[graph.shape_of(live_node(arguments[0], graph))].labels) {
    names.push_back(Value::string(catalog.labels.name(label)));
  }
  return Value::list(std::move(names));
}

/// Also of a relationship that is deleted: its type is part of its identity.
Value type(Arguments arguments, const FunctionContext& context) {
  return Value::string(graph_of(context).catalog().types.name(arguments[0].as_relationship().type));
}

Value keys(Arguments arguments, const FunctionContext& context) {
  std::vector<Value> names;
  if (arguments[0].kind() == Kind::Map) {
    for (const MapEntry& entry : arguments[0].as_map().entries()) names.push_back(Value::string(entry.key));
  } else {
    for_each_property(arguments[0], graph_of(context),
                      [&names](std::string_view name, const Value&) { names.push_back(Value::string(name)); });
  }
  return Value::list(std::move(names));
}

Value properties(Arguments arguments, const FunctionContext& context) {
  if (arguments[0].kind() == Kind::Map) return arguments[0];
  std::vector<MapEntry> entries;
  for_each_property(arguments[0], graph_of(context), [&entries](std::string_view name, const Value& value) {
    entries.push_back({std::string(name), value});
  });
  return Value::map(Map(std::move(entries)));
}

Value start_node(Arguments arguments, const FunctionContext& context) {
  const GraphView& graph = graph_of(context);
  return Value::node(graph.end_points(live_relationship(arguments[0], graph)).start);
}

Value end_node(Arguments arguments, const FunctionContext& context) {
  const GraphView& graph = graph_of(context);
  return Value::node(graph.end_points(live_relationship(arguments[0], graph)).end);
}

Value length(Arguments arguments, const FunctionContext&) {
  return Value::integer(static_cast<std::int64_t>(arguments[0].path_relationships().size()));
}

Value nodes(Arguments arguments, const FunctionContext&) {
  std::vector<Value> items;
  for (const NodeId node : arguments[0].path_nodes()) items.push_back(Value::node(node));
  return Value::list(std::move(items));
}

Value relationships(Arguments arguments, const FunctionContext&) {
  std::vector<Value> items;
  for (const RelationshipId& each : arguments[0].path_relationships()) items.push_back(Value::relationship(each));
  return Value::list(std::move(items));
}

Value text_or_null(std::string_view text) { return text.empty() ? Value() : Value::string(text); }

Value sources(Arguments arguments, const FunctionContext& context) {
  const GraphView& graph = graph_of(context);
  const Sources& all = graph.sources();
  const auto citations = arguments[0].kind() == Kind::Node ? all.citations(live_node(arguments[0], graph))
                                                           : all.citations(live_relationship(arguments[0], graph));
  std::vector<Value> items;
  for (const Citation& citation : citations) {
    const Source& source = all.all()[citation.source];
    std::vector<MapEntry> entries = {
        {"source", Value::string(source.id)},
        {"at", text_or_null(citation.at)},
        {"said_by", text_or_null(citation.said_by)},
    };
    for (const char* name : {"title", "publisher", "published"}) {
      const Value* member = source.member(name);
      entries.push_back({name, member != nullptr ? *member : Value()});
    }
    items.push_back(Value::map(Map(std::move(entries))));
  }
  return Value::list(std::move(items));
}

}  // namespace

std::span<const Function> entity_functions() {
  static const Function rows[] = {
      {.name = "elementId",
       .parameters = {{"entity", entity}},
       .result = Kind::String,
       .help = "The identity of a node or relationship as a string, never used again within a graph's life.",
       .example = "MATCH (n) RETURN elementId(n) LIMIT 1",
       .evaluate = element_id_of},
      {.name = "endNode",
       .parameters = {{"relationship", Kind::Relationship}},
       .result = Kind::Node,
       .help = "The node that the relationship points to.",
       .example = "CREATE (:Company)-[r:`invests-in`]->(:Lab) RETURN labels(endNode(r))  // ['Lab']",
       .evaluate = end_node},
      {.name = "id",
       .parameters = {{"entity", entity}},
       .result = Kind::Integer,
       .help = "The identity of a node or relationship as an Integer; elementId() is the newer way.",
       .example = "MATCH (n) RETURN id(n) LIMIT 1",
       .evaluate = id},
      {.name = "keys",
       .parameters = {{"of", keyed}},
       .result = TypeSet::list_of(Kind::String),
       .help = "The names of the properties of a node or relationship, or the keys of a map, in order of name.",
       .example = "RETURN keys({name: 'Mistral AI', founded: 2023})  // ['founded', 'name']",
       .evaluate = keys},
      {.name = "labels",
       .parameters = {{"node", Kind::Node}},
       .result = TypeSet::list_of(Kind::String),
       .help = "The labels of a node, those included that others imply.",
       .example = "CREATE (n:Company) RETURN labels(n)  // ['Company']",
       .evaluate = labels},
      {.name = "length",
       .parameters = {{"path", Kind::Path}},
       .result = Kind::Integer,
       .help = "The number of relationships in a path; size() counts lists and strings.",
       .example = "CREATE p = ()-[:KNOWS]->()-[:KNOWS]->() RETURN length(p)  // 2",
       .evaluate = length},
      {.name = "nodes",
       .parameters = {{"path", Kind::Path}},
       .result = TypeSet::list_of(Kind::Node),
       .help = "The nodes of a path, in its order.",
       .example = "CREATE p = ()-[:KNOWS]->() RETURN size(nodes(p))  // 2",
       .evaluate = nodes},
      {.name = "properties",
       .parameters = {{"of", keyed}},
       .result = Kind::Map,
       .help = "All properties of a node or relationship as a map.",
       .example = "CREATE (n {name: 'Cohere'}) RETURN properties(n)  // {name: 'Cohere'}",
       .evaluate = properties},
      {.name = "relationships",
       .parameters = {{"path", Kind::Path}},
       .result = TypeSet::list_of(Kind::Relationship),
       .help = "The relationships of a path, in its order.",
       .example = "CREATE p = ()-[:KNOWS]->() RETURN size(relationships(p))  // 1",
       .evaluate = relationships},
      {.name = "sources",
       .parameters = {{"entity", entity}},
       .result = TypeSet::list_of(Kind::Map),
       .help = "Who says so: a map for each citation, with source, at, said_by, title, publisher and published.",
       .example = "MATCH ()-[r]->() RETURN sources(r) LIMIT 1",
       .evaluate = sources},
      {.name = "startNode",
       .parameters = {{"relationship", Kind::Relationship}},
       .result = Kind::Node,
       .help = "The node that the relationship comes from.",
       .example = "CREATE (:Company)-[r:`invests-in`]->(:Lab) RETURN labels(startNode(r))  // ['Company']",
       .evaluate = start_node},
      {.name = "type",
       .parameters = {{"relationship", Kind::Relationship}},
       .result = Kind::String,
       .help = "The type of a relationship.",
       .example = "CREATE ()-[r:KNOWS]->() RETURN type(r)  // 'KNOWS'",
       .evaluate = type},
  };
  return rows;
}

}  // namespace liaison
