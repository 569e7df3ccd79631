// What the naive evaluator changes: a row after another, a property after another.
#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "differential/naive_evaluator.h"
#include "liaison/error.h"

namespace liaison {
namespace {

std::uint32_t type_id(const std::string& name) {
  const auto found = std::ranges::find(model_types(), name);
  return static_cast<std::uint32_t>(found - model_types().begin());
}

void check_storable(const Value& value) {
  const auto refuse = [] { throw runtime_error(ErrorCode::TypeError, "InvalidPropertyType", "no property"); };
  if (value.kind() == Kind::List) {
    for (const Value& item : value.as_list()) {
      if (item.is_null() || item.kind() == Kind::List) refuse();
      check_storable(item);
    }
  } else if (value.kind() == Kind::Map || value.kind() == Kind::Node || value.kind() == Kind::Relationship ||
             value.kind() == Kind::Path) {
    refuse();
  }
}

}  // namespace

void NaiveEvaluator::write_property(const Value& entity, const std::string& key, const Value& value) {
  if (entity.is_null()) return;
  check_storable(value);
  if (entity.kind() != Kind::Node && entity.kind() != Kind::Relationship) {
    throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType", "no properties");
  }
  std::map<std::string, Value>& properties =
      entity.kind() == Kind::Node ? live_node(entity).properties : live_relationship(entity).properties;
  const bool was_there = properties.contains(key);
  if (value.is_null()) {
    properties.erase(key);
  } else {
    properties[key] = value;
  }
  if (was_there || !value.is_null()) ++counters_.properties_set;
}

void NaiveEvaluator::check_unique() {
  const auto holds = [&](const ModelConstraint& constraint) { return graph_.is_unique(constraint); };
  if (std::ranges::all_of(graph_.constraints, holds)) return;
  throw runtime_error(ErrorCode::ConstraintVerificationFailed, "UniqueConstraintViolated", "a value comes twice");
}

void NaiveEvaluator::check_present() {
  const auto holds = [&](const ModelConstraint& constraint) { return graph_.is_present(constraint); };
  if (std::ranges::all_of(graph_.constraints, holds)) return;
  throw runtime_error(ErrorCode::ConstraintVerificationFailed, "ExistenceConstraintViolated", "a value is missing");
}

void NaiveEvaluator::write_properties(const Value& entity, const Value& map) {
  if (map.is_null()) return;
  if (map.kind() != Kind::Map) throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType", "no map");
  for (const MapEntry& entry : map.as_map().entries()) write_property(entity, entry.key, entry.value);
}

/// One thing after another, each for all rows.
void NaiveEvaluator::create(const BoundCreate& create, std::span<Row> rows, std::span<const Properties> properties) {
  const auto write = [&](std::size_t i, const Value& made, const ExpressionPtr& expression) {
    if (!expression) return;
    const auto known = properties[i].find(expression.get());
    write_properties(made, known != properties[i].end() ? known->second : evaluate(*expression, rows[i]));
  };
  for (const NodeToCreate& wanted : create.nodes) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto id = static_cast<NodeId>(graph_.nodes.size());
      std::set<std::string> labels(wanted.labels.begin(), wanted.labels.end());
      if (wanted.computed) {
        for (const std::string& label : names_of(evaluate(*wanted.computed, rows[i]))) labels.insert(label);
      }
      counters_.labels_added += labels.size();
      graph_.nodes.push_back({std::move(labels), {}, false});
      ++counters_.nodes_created;
      write(i, Value::node(id), wanted.properties);
      rows[i][wanted.variable] = Value::node(id);
    }
  }
  for (const RelationshipToCreate& wanted : create.relationships) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto end_point = [&](VariableId variable) {
        if (rows[i][variable].kind() != Kind::Node) {
          throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType", "no node at an end");
        }
        live_node(rows[i][variable]);
        return rows[i][variable].as_node();
      };
      const NodeId start = end_point(wanted.start), end = end_point(wanted.end);
      std::string type = wanted.type;
      if (wanted.computed) {
        const std::vector<std::string> types = names_of(evaluate(*wanted.computed, rows[i]));
        if (types.empty() || std::ranges::count(types, types.front()) != std::ssize(types)) {
          throw runtime_error(ErrorCode::ArgumentError, "InvalidArgumentValue", "not exactly one type");
        }
        type = types.front();
      }
      const Value made = Value::relationship(graph_.create_relationship(type_id(type), start, end));
      ++counters_.relationships_created;
      write(i, made, wanted.properties);
      rows[i][wanted.variable] = made;
    }
  }
  for (const PatternPathVariable& named : create.paths) {
    for (Row& row : rows) row[named.variable] = path(named.path, row);
  }
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundCreate& wanted, const Rows& rows) {
  // What the properties ask of the graph is asked before anything is made, but for those that read what is made.
  std::set<VariableId> made;
  for (const NodeToCreate& node : wanted.nodes) made.insert(node.variable);
  for (const RelationshipToCreate& relationship : wanted.relationships) made.insert(relationship.variable);
  for (const PatternPathVariable& named : wanted.paths) made.insert(named.variable);
  Rows result = rows;
  for (Row& row : result) {
    for (const EntityToFind& named : wanted.entities)
      row[named.variable] = Value::node(entity(named.name, named.labels));
  }
  std::vector<Properties> properties(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    step();
    const auto ask = [&](const ExpressionPtr& expression) {
      if (!expression) return;
      const auto is_made = [&](VariableId variable) { return made.contains(variable); };
      if (std::ranges::any_of(free_variables(*expression), is_made)) return;
      properties[i][expression.get()] = evaluate(*expression, result[i]);
    };
    for (const NodeToCreate& node : wanted.nodes) ask(node.properties);
    for (const RelationshipToCreate& relationship : wanted.relationships) ask(relationship.properties);
  }
  if (order_ % 2 == 1) {
    create(wanted, result, properties);
  } else {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      create(wanted, std::span(result).subspan(i, 1), std::span(properties).subspan(i, 1));
    }
  }
  return result;
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundMerge& merge, const Rows& rows) {
  Rows result;
  for (Row row : rows) {
    for (const Expression& expression : merge.must_not_be_null) {
      if (evaluate(expression, row).is_null()) {
        throw runtime_error(ErrorCode::SemanticError, "MergeReadOwnWrites", "a property is null");
      }
    }
    for (const EntityToFind& named : merge.entities)
      row[named.variable] = Value::node(entity(named.name, named.labels));
    Rows found = find(merge.graph, merge.predicates, row);
    const bool is_new = found.empty();
    if (is_new) {
      const Properties nothing_known;
      create(merge.create, std::span(&row, 1), std::span(&nothing_known, 1));
      found.push_back(row);
    }
    for (Row& match : found) {
      for (const UpdateItem& item : is_new ? merge.on_create : merge.on_match) update(item, match);
      result.push_back(match);
    }
  }
  return result;
}

void NaiveEvaluator::update(const UpdateItem& item, Row& row) {
  if (const auto* property = std::get_if<SetPropertyTo>(&item)) {
    const Value entity = evaluate(property->entity, row);
    const Value key = evaluate(*property->key, row);
    if (entity.is_null()) return;
    if (key.kind() != Kind::String) {
      throw runtime_error(ErrorCode::TypeError, "MapElementAccessByNonString", "no key");
    }
    write_property(entity, std::string(key.as_string()), evaluate(property->value, row));
  } else if (const auto* all = std::get_if<SetAllTo>(&item)) {
    const Value entity = row[all->entity];
    if (entity.is_null()) return;
    const Value source = evaluate(all->value, row);
    std::map<std::string, Value> properties;
    if (source.kind() == Kind::Map) {
      for (const MapEntry& entry : source.as_map().entries()) properties[entry.key] = entry.value;
    } else if (source.kind() == Kind::Node || source.kind() == Kind::Relationship) {
      properties = properties_of(source);
    } else if (!source.is_null() || !all->add) {
      throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType", "no map");
    }
    if (!all->add) {
      const std::map<std::string, Value> present = properties_of(entity);
      for (const auto& [key, value] : present) {
        if (!properties.contains(key)) write_property(entity, key, Value());
      }
    }
    for (const auto& [key, value] : properties) write_property(entity, key, value);
  } else {
    const auto& labels = std::get<SetLabelsOf>(item);
    if (row[labels.entity].is_null()) return;
    ModelNode& node = live_node(row[labels.entity]);
    std::vector<std::string> names = labels.labels;
    if (labels.computed) std::ranges::move(names_of(evaluate(*labels.computed, row)), std::back_inserter(names));
    for (const std::string& label : names) {
      if (labels.remove) {
        counters_.labels_removed += node.labels.erase(label);
      } else {
        counters_.labels_added += node.labels.insert(label).second ? 1 : 0;
      }
    }
  }
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundUpdate& wanted, const Rows& rows) {
  Rows result = rows;
  for (Row& row : result) {
    for (const UpdateItem& item : wanted.items) update(item, row);
  }
  return result;
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundDelete& deletion, const Rows& rows) {
  std::set<NodeId> nodes;
  std::set<RelationshipId> relationships;
  for (Row row : rows) {
    for (const Expression& expression : deletion.expressions) {
      const Value value = evaluate(expression, row);
      if (value.kind() == Kind::Node) {
        nodes.insert(value.as_node());
      } else if (value.kind() == Kind::Relationship) {
        relationships.insert(value.as_relationship());
      } else if (value.kind() == Kind::Path) {
        nodes.insert(value.path_nodes().begin(), value.path_nodes().end());
        relationships.insert(value.path_relationships().begin(), value.path_relationships().end());
      } else if (!value.is_null()) {
        throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType", "nothing to delete");
      }
    }
  }
  for (ModelRelationship& relationship : graph_.relationships) {
    const bool hangs_off = nodes.contains(relationship.start) || nodes.contains(relationship.end);
    if (relationship.deleted || !(relationships.contains(relationship.id) || (deletion.detach && hangs_off))) continue;
    relationship.deleted = true;
    ++counters_.relationships_deleted;
  }
  for (NodeId id : nodes) {
    const auto is_attached = [&](const ModelRelationship& relationship) {
      return !relationship.deleted && (relationship.start == id || relationship.end == id);
    };
    if (std::ranges::any_of(graph_.relationships, is_attached)) {
      throw runtime_error(ErrorCode::ConstraintVerificationFailed, "DeleteConnectedNode", "still connected");
    }
    if (!std::exchange(graph_.nodes[id].deleted, true)) ++counters_.nodes_deleted;
  }
  return rows;
}

}  // namespace liaison
