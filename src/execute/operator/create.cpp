#include "execute/operator/create.h"

#include <algorithm>
#include <utility>

#include "execute/expression/computed_names.h"
#include "execute/operator/fan_out.h"
#include "execute/operator/property_writer.h"
#include "liaison/error.h"
#include "value/text.h"

namespace liaison {
namespace {

std::vector<std::string> names_at(const Vector& computed, std::uint16_t row, Place place) {
  std::vector<std::string> names;
  append_computed_names(computed.get(row), "label", place, names);
  return names;
}

}  // namespace

PatternMaker::PatternMaker(const BoundCreate& create, Layout& layout, Execution& execution) : execution_(execution) {
  // Evaluators are made in the order in which columns are added, so a property may read what was made before it.
  std::set<VariableId> made;
  for (const NodeToCreate& node : create.nodes) {
    nodes_.push_back(
        {&node, compile(node.computed, layout, made, execution), compile(node.properties, layout, made, execution)});
    layout.add(node.variable, 0);
    made.insert(node.variable);
  }
  for (const RelationshipToCreate& relationship : create.relationships) {
    relationships_.push_back({&relationship, layout.slot(relationship.start), layout.slot(relationship.end),
                              compile(relationship.computed, layout, made, execution),
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

PatternMaker::Computed PatternMaker::compile(const ExpressionPtr& expression, const Layout& layout,
                                             const std::set<VariableId>& made, Execution& execution) {
  Computed computed;
  if (!expression) return computed;
  computed.evaluator.emplace(*expression, layout, std::uint16_t{0}, execution);
  computed.reads_made =
      std::ranges::any_of(free_variables(*expression), [&](VariableId variable) { return made.contains(variable); });
  computed.place = expression->place;
  return computed;
}

void PatternMaker::Computed::before_making(const Chunk& chunk) {
  if (evaluator && !reads_made) values = &evaluator->evaluate(chunk);
}

const Vector& PatternMaker::Computed::now(const Chunk& chunk) {
  return reads_made ? evaluator->evaluate(chunk) : *values;
}

void PatternMaker::set_properties(Computed& properties, const Vector& entities, const Chunk& chunk) {
  if (!properties.evaluator) return;
  const Vector& maps = properties.now(chunk);
  const Group& group = chunk.groups.front();
  for (std::uint32_t i = 0; i < group.live(); ++i) {
    const std::uint16_t row = live_row(group, i);
    const Value map = maps.get(row);
    if (map.is_null()) continue;
    if (map.kind() != Kind::Map) {
      throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                          "properties come from a map, not from a " + std::string(to_string(map.kind())),
                          properties.place);
    }
    write_properties(execution_, entities.get(row), map.as_map(), properties.place);
  }
}

void PatternMaker::make_nodes(NodeMaker& maker, Chunk& chunk) {
  Transaction& transaction = *execution_.transaction;
  std::vector<LabelId> labels;
  for (const std::string& label : maker.node->labels) labels.push_back(transaction.label(label));
  const std::size_t named = labels.size();
  const Vector* computed = maker.labels.evaluator ? &maker.labels.now(chunk) : nullptr;
  Group& group = chunk.groups.front();
  auto column = std::make_shared<Vector>();
  column->reset(VectorKind::Node);
  column->resize(group.size);
  for (std::uint32_t i = 0; i < group.live(); ++i) {
    const std::uint16_t row = live_row(group, i);
    if (computed != nullptr) {
      labels.resize(named);
      for (const std::string& name : names_at(*computed, row, maker.labels.place)) {
        const LabelId label = transaction.label(name);
        if (std::ranges::find(labels, label) == labels.end()) labels.push_back(label);
      }
    }
    column->nodes[row] = transaction.create_node(labels);
    execution_.counters.labels_added += labels.size();
  }
  execution_.counters.nodes_created += group.live();
  set_properties(maker.properties, *column, chunk);
  group.columns.push_back(std::move(column));
}

void PatternMaker::make_relationships(RelationshipMaker& maker, Chunk& chunk) {
  Transaction& transaction = *execution_.transaction;
  const RelationshipToCreate& wanted = *maker.relationship;
  const Vector* computed = maker.type.evaluator ? &maker.type.now(chunk) : nullptr;
  std::string type_name = wanted.type;
  std::optional<TypeId> type;
  Group& group = chunk.groups.front();
  auto column = std::make_shared<Vector>();
  column->reset(VectorKind::Relationship);
  column->resize(group.size);
  const auto node_at = [&](const Slot& slot, std::uint16_t row) {
    const Value node = group.columns[slot.column]->get(row);
    if (node.kind() != Kind::Node) {
      throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                          "a relationship " + quoted_name(type_name) + " needs a node at both ends, one is " +
                              (node.is_null() ? "null" : "of type " + std::string(to_string(node.kind()))),
                          wanted.place);
    }
    if (!execution_.view->has_node(node.as_node())) {
      throw runtime_error(ErrorCode::EntityNotFound, "DeletedEntityAccess",
                          "a relationship " + quoted_name(type_name) + " cannot end at a node that was deleted",
                          wanted.place);
    }
    return node.as_node();
  };
  for (std::uint32_t i = 0; i < group.live(); ++i) {
    const std::uint16_t row = live_row(group, i);
    if (computed != nullptr) {
      type_name = computed_type(computed->get(row), maker.type.place);
      type.reset();
    }
    if (!type) type = transaction.type(type_name);
    column->relationships[row] =
        transaction.create_relationship(node_at(maker.start, row), *type, node_at(maker.end, row));
  }
  execution_.counters.relationships_created += group.live();
  set_properties(maker.properties, *column, chunk);
  group.columns.push_back(std::move(column));
}

void PatternMaker::make(Chunk& chunk) {
  for (NodeMaker& maker : nodes_) maker.labels.before_making(chunk), maker.properties.before_making(chunk);
  for (RelationshipMaker& maker : relationships_) {
    maker.type.before_making(chunk), maker.properties.before_making(chunk);
  }
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
  execution_.begin_work(*this);
  maker_->make(chunk);
  return true;
}

std::string Create::describe() const {
  const VariableTable& names = *execution_.variables;
  std::string text = "Create";
  for (const NodeToCreate& node : create_.nodes) {
    text += " (" + shown_name(names[node.variable]);
    for (const std::string& label : node.labels) text += ":" + quoted_name(label);
    if (node.computed) text += ":$" + to_text(*node.computed, names);
    text += ")";
  }
  for (const RelationshipToCreate& relationship : create_.relationships) {
    const std::string type =
        relationship.computed ? "$(" + to_text(*relationship.computed, names) + ")" : quoted_name(relationship.type);
    text += " (" + shown_name(names[relationship.start]) + ")-[:" + type + "]->(" +
            shown_name(names[relationship.end]) + ")";
  }
  return text;
}

}  // namespace liaison
