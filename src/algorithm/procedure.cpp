#include "algorithm/procedure.h"

#include <algorithm>
#include <array>
#include <utility>

#include "algorithm/components.h"
#include "algorithm/shortest_path.h"
#include "liaison/error.h"

namespace liaison {

void Procedures::add(Procedure procedure) {
  std::erase_if(procedures_, [&](const auto& known) { return known->name == procedure.name; });
  procedures_.push_back(std::make_shared<const Procedure>(std::move(procedure)));
}

std::shared_ptr<const Procedure> Procedures::find(std::string_view name) const {
  const auto found = std::ranges::find_if(procedures_, [&](const auto& known) { return known->name == name; });
  return found == procedures_.end() ? nullptr : *found;
}

std::vector<std::shared_ptr<const Procedure>> Procedures::all() const {
  std::vector<std::shared_ptr<const Procedure>> sorted = procedures_;
  std::ranges::sort(sorted, {}, [](const auto& procedure) -> const std::string& { return procedure->name; });
  return sorted;
}

std::string signature(const Procedure& procedure) {
  const auto list = [](const std::vector<ProcedureColumn>& columns) {
    std::string text = "(";
    for (const ProcedureColumn& column : columns) {
      text += (text.size() > 1 ? ", " : "") + column.name + ": " + to_string(column.type);
    }
    return text + ")";
  };
  return procedure.name + list(procedure.inputs) + (procedure.outputs.empty() ? "" : " -> " + list(procedure.outputs));
}

namespace {

[[noreturn]] void wrong_argument(std::string_view procedure, std::string_view wanted, const Value& given) {
  throw runtime_error(
      ErrorCode::ArgumentError, "InvalidArgumentType",
      std::string(procedure) + " takes " + std::string(wanted) + ", not a " + std::string(to_string(given.kind())));
}

/// The types that a list of names means; an empty list means all. A name that the graph does not know has none.
std::vector<TypeId> types_argument(const GraphView& graph, std::string_view procedure, const Value& names) {
  constexpr std::string_view wanted = "a list of relationship types' names ([] for all)";
  if (names.kind() != Kind::List) wrong_argument(procedure, wanted, names);
  std::vector<TypeId> types;
  for (const Value& name : names.as_list()) {
    if (name.kind() != Kind::String) wrong_argument(procedure, wanted, name);
    if (const auto type = graph.catalog().types.find(name.as_string())) types.push_back(*type);
  }
  if (names.as_list().empty()) {
    for (TypeId type = 0; type < graph.catalog().types.size(); ++type) types.push_back(type);
  }
  std::ranges::sort(types);
  types.erase(std::unique(types.begin(), types.end()), types.end());
  return types;
}

NodeId node_argument(std::string_view procedure, const Value& node) {
  if (node.kind() != Kind::Node) wrong_argument(procedure, "two nodes", node);
  return node.as_node();
}

void run_components(const GraphView& graph, std::span<const Value> arguments, const ProcedureSink& sink) {
  const std::vector<NodeId> component = components(graph, types_argument(graph, "graph.components", arguments[0]));
  for (NodeId node = 0; node < component.size(); ++node) {
    if (!graph.has_node(node)) continue;
    const std::array row{Value::node(node), Value::integer(component[node])};
    if (!sink(row)) return;
  }
}

void run_shortest_path(const GraphView& graph, std::span<const Value> arguments, const ProcedureSink& sink) {
  constexpr std::string_view name = "graph.shortest_path";
  if (arguments[0].is_null() || arguments[1].is_null()) return;
  const std::vector<TypeId> types = types_argument(graph, name, arguments[2]);
  std::optional<WalkedPath> path = shortest_path(graph, node_argument(name, arguments[0]),
                                                 node_argument(name, arguments[1]), types, Direction::Both);
  if (!path) return;
  const std::int64_t length = static_cast<std::int64_t>(path->relationships.size());
  const std::array row{Value::path(std::move(path->nodes), std::move(path->relationships)), Value::integer(length)};
  sink(row);
}

Procedures make_builtin() {
  Procedures procedures;
  procedures.add({.name = "graph.components",
                  .inputs = {{"types", TypeSet::list_of(Kind::String), false}},
                  .outputs = {{"node", Kind::Node, false}, {"component", Kind::Integer, false}},
                  .help = "Every node with the component it is in, over the relationship types named ([]: all), "
                          "directions ignored. Nodes with the same number hang together.",
                  .example = "CALL graph.components(['invests-in']) YIELD node, component "
                             "RETURN component, count(node) AS size ORDER BY size DESC",
                  .run = run_components});
  procedures.add({.name = "graph.shortest_path",
                  .inputs = {{"from", Kind::Node, true},
                             {"to", Kind::Node, true},
                             {"types", TypeSet::list_of(Kind::String), false}},
                  .outputs = {{"path", Kind::Path, false}, {"length", Kind::Integer, false}},
                  .help = "A path of fewest relationships between two nodes over the types named ([]: all), directions "
                          "ignored; no row if there is none.",
                  .example = "MATCH (a {name: 'Nvidia'}), (b {name: 'OpenAI'}) "
                             "CALL graph.shortest_path(a, b, []) YIELD path, length RETURN path, length",
                  .run = run_shortest_path});
  return procedures;
}

}  // namespace

const Procedures& builtin_procedures() {
  static const Procedures procedures = make_builtin();
  return procedures;
}

}  // namespace liaison
