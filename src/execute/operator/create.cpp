#include "execute/operator/create.h"

#include <algorithm>
#include <utility>

#include "execute/operator/fan_out.h"
#include "execute/operator/property_writer.h"
#include "liaison/error.h"
#include "value/text.h"

namespace liaison {

PatternMaker::PatternMaker(const BoundCreate& create, Layout& layout, Execution& execution) : execution_(execution) {
  // Evaluators are made in the order in which columns are added, so a property may read what was made before it.
  std::set<VariableId> made;
  for (const NodeToCreate& node : create.nodes) {
    nodes_.push_back({&node, compile(node.properties, layout, made, execution)});
    layout.add(node.variable, 0);
    made.insert(node.variable);
  }
  for (const RelationshipToCreate& relationship : create.relationships) {
    relationships_.push_back({&relationship, layout.slot(relationship.start), layout.slot(relationship.end),
                              compile(relationship.properties, layout, made, execution)});
    layout.add(relationship.variable, 0);
    made.insert(relationship.variable);
  }
  path_expressions_.resize(create.paths.size());
  for (std::size_t i = 0; i < create.paths.size(); ++i) {
    path_expressions_[i].type = Kind::Path;
    path_expressions_[i].node = create.paths[i].path;
    paths_.emplace_back(path_expressions_[i], layout, std::uint16_t{0}, execution);
    layout.add(create.paths[i].variable, 0);
  }
}

PatternMaker::PropertyMaps PatternMaker::compile(const ExpressionPtr& properties, const Layout& layout,
                                                 const std::set<VariableId>& made, Execution& execution) {
  PropertyMaps maps;
  if (!properties) return maps;
  maps.evaluator.emplace(*properties, layout, std::uint16_t{0}, execution);
  maps.reads_made =
      std::ranges::any_of(free_variables(*properties), [&](VariableId variable) { return made.contains(variable); });
  return maps;
}

void PatternMaker::set_properties(PropertyMaps& properties, const Vector& entities, const Chunk& chunk, Place place) {
  if (!properties.evaluator) return;
  if (properties.reads_made) properties.values = &properties.evaluator->evaluate(chunk);
  const Vector& maps = *properties.values;
  const Group& group = chunk.groups.front();
  for (std::uint32_t i = 0; i < group.live(); ++i) {
    const std::uint16_t row = live_row(group, i);
    const Value map = maps.get(row);
    if (map.is_null()) continue;
    if (map.kind() != Kind::Map) {
      throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                          "properties come from a map, not from a " + std::string(to_string(map.kind())), place);
    }
    write_properties(execution_, entities.get(row), map.as_map(), place);
  }
}

void PatternMaker::make_nodes(NodeMaker& maker, Chunk& chunk) {
  Transaction& transaction = *execution_.transaction;
  std::vector<LabelId> labels;
  for (const std::string& label : maker.node->labels) labels.push_back(transaction.label(label));
  Group& group = chunk.groups.front();
  auto column = std::make_shared<Vector>();
  column->reset(VectorKind::Node);
  column->resize(group.size);
  for (std::uint32_t i = 0; i < group.live(); ++i) {
    column->nodes[live_row(group, i)] = transaction.create_node(labels);
  }
  execution_.counters.nodes_created += group.live();
  execution_.counters.labels_added += group.live() * labels.size();
  const Place place = maker.node->properties ? maker.node->properties->place : Place{};
  set_properties(maker.properties, *column, chunk, place);
  group.columns.push_back(std::move(column));
}

void PatternMaker::make_relationships(RelationshipMaker& maker, Chunk& chunk) {
  Transaction& transaction = *execution_.transaction;
  const RelationshipToCreate& wanted = *maker.relationship;
  const TypeId type = transaction.type(wanted.type);
  Group& group = chunk.groups.front();
  auto column = std::make_shared<Vector>();
  column->reset(VectorKind::Relationship);
  column->resize(group.size);
  const auto node_at = [&](const Slot& slot, std::uint16_t row) {
    const Value node = group.columns[slot.column]->get(row);
    if (node.kind() != Kind::Node) {
      throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                          "a relationship " + quoted_name(wanted.type) + " needs a node at both ends, one is null",
                          wanted.place);
    }
    if (!execution_.view->has_node(node.as_node())) {
      throw runtime_error(ErrorCode::EntityNotFound, "DeletedEntityAccess",
                          "a relationship " + quoted_name(wanted.type) + " cannot end at a node that was deleted",
                          wanted.place);
    }
    return node.as_node();
  };
  for (std::uint32_t i = 0; i < group.live(); ++i) {
    const std::uint16_t row = live_row(group, i);
    column->relationships[row] =
        transaction.create_relationship(node_at(maker.start, row), type, node_at(maker.end, row));
  }
  execution_.counters.relationships_created += group.live();
  set_properties(maker.properties, *column, chunk, wanted.place);
  group.columns.push_back(std::move(column));
}

void PatternMaker::make(Chunk& chunk) {
  const auto compute = [&](PropertyMaps& properties) {
    if (properties.evaluator && !properties.reads_made) properties.values = &properties.evaluator->evaluate(chunk);
  };
  for (NodeMaker& maker : nodes_) compute(maker.properties);
  for (RelationshipMaker& maker : relationships_) compute(maker.properties);
  for (NodeMaker& maker : nodes_) make_nodes(maker, chunk);
  for (RelationshipMaker& maker : relationships_) make_relationships(maker, chunk);
  for (Evaluator& path : paths_) {
    chunk.groups.front().columns.push_back(std::make_shared<Vector>(path.evaluate(chunk)));
  }
}

Create::Create(const BoundCreate& create, OperatorPtr input, Execution& execution)
    : execution_(execution), create_(create) {
  layout = input->layout;
  maker_.emplace(create, layout, execution);
  inputs.push_back(std::move(input));
}

bool Create::next(Chunk& chunk) {
  if (!inputs.front()->next(chunk)) return false;
  execution_.check_limits();
  maker_->make(chunk);
  return true;
}

std::string Create::describe() const {
  const VariableTable& names = *execution_.variables;
  std::string text = "Create";
  for (const NodeToCreate& node : create_.nodes) {
    text += " (" + shown_name(names[node.variable]);
    for (const std::string& label : node.labels) text += ":" + quoted_name(label);
    text += ")";
  }
  for (const RelationshipToCreate& relationship : create_.relationships) {
    text += " (" + shown_name(names[relationship.start]) + ")-[:" + quoted_name(relationship.type) + "]->(" +
            shown_name(names[relationship.end]) + ")";
  }
  return text;
}

}  // namespace liaison
