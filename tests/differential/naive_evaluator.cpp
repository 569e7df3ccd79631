#include "differential/naive_evaluator.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "function/aggregate.h"
#include "liaison/error.h"
#include "value/equality.h"
#include "value/order.h"

namespace liaison {
namespace {

constexpr std::size_t max_steps = 40'000;

std::uint32_t type_id(const std::string& name) {
  const auto found = std::ranges::find(model_types(), name);
  return static_cast<std::uint32_t>(found - model_types().begin());
}

bool same_columns(const std::vector<VariableId>& columns, const std::vector<Value>& left,
                  const std::vector<Value>& right) {
  return std::ranges::all_of(columns, [&](VariableId variable) { return equivalent(left[variable], right[variable]); });
}

std::vector<std::vector<Value>> distinct(const std::vector<std::vector<Value>>& rows,
                                         const std::vector<VariableId>& columns) {
  std::vector<std::vector<Value>> result;
  for (const std::vector<Value>& row : rows) {
    const auto is_same = [&](const std::vector<Value>& other) { return same_columns(columns, row, other); };
    if (std::ranges::none_of(result, is_same)) result.push_back(row);
  }
  return result;
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

void NaiveEvaluator::step() {
  if (++steps_ > max_steps) throw TooManySteps{};
}

std::vector<std::vector<Value>> NaiveEvaluator::run(const BoundQuery& query) {
  std::vector<std::vector<Value>> result;
  width_ = query.variables->size();
  for (const Row& row : run_query(query, Row(width_))) {
    if (query.outputs.empty()) break;  // run for its effects only
    std::vector<Value> columns;
    for (VariableId variable : query.outputs) columns.push_back(row[variable]);
    result.push_back(std::move(columns));
  }
  return result;
}

NaiveEvaluator::Rows NaiveEvaluator::run_query(const BoundQuery& query, const Row& outer) {
  Rows result;
  const Row* const around = std::exchange(around_, &outer);
  for (const BoundSingleQuery& part : query.parts) {
    Rows rows{outer};
    for (const BoundClause& clause : part.clauses) {
      rows = std::visit([&](const auto& node) { return apply(node, rows); }, clause.node);
    }
    for (Row& row : rows) {
      if (query.parts.size() > 1) {
        std::vector<Value> columns;
        for (VariableId variable : part.outputs) columns.push_back(row[variable]);
        for (std::size_t i = 0; i < columns.size(); ++i) row[query.outputs[i]] = columns[i];
      }
      result.push_back(std::move(row));
    }
  }
  around_ = around;
  return query.parts.size() > 1 && !query.union_all ? distinct(result, query.outputs) : result;
}

// ---- MATCH ----------------------------------------------------------------------------------------------------------

/// A pattern partly matched. Copied at every choice: there is nothing to undo.
struct NaiveEvaluator::Match {
  const QueryGraph& pattern;
  const std::vector<Expression>& predicates;
  Row row;
  std::set<VariableId> placed;
  std::vector<std::pair<std::uint32_t, RelationshipId>> used;  // with the scope in which it must not come again
  Rows* results;
};

NaiveEvaluator::Rows NaiveEvaluator::find(const QueryGraph& pattern, const std::vector<Expression>& predicates,
                                          const Row& row) {
  Rows results;
  Match match{pattern, predicates, row, {}, {}, &results};
  for (const PatternNode& node : pattern.nodes) {
    if (!node.bound) continue;
    if (row[node.variable].kind() == Kind::Node && graph_.nodes[row[node.variable].as_node()].deleted) {
      throw Unspecified{};
    }
    match.placed.insert(node.variable);
  }
  match_relationship(match, 0);
  return results;
}

std::vector<std::size_t> NaiveEvaluator::ordered(std::size_t count) {
  std::vector<std::size_t> indexes(count);
  std::iota(indexes.begin(), indexes.end(), std::size_t{0});
  if (order_ == 1) std::ranges::reverse(indexes);
  shuffle(indexes);
  return indexes;
}

template <class Items>
void NaiveEvaluator::shuffle(Items& items) {
  if (order_ > 1) std::ranges::shuffle(items, random_);
}

/// Goes on with `then` if the node can stand at the pattern's `index`.
template <class Then>
void NaiveEvaluator::with_node(Match& match, std::size_t index, NodeId id, const Then& then) {
  step();
  const PatternNode& wanted = match.pattern.nodes[index];
  const ModelNode& node = graph_.nodes[id];
  if (node.deleted) return;
  const auto has = [&](const std::string& label) { return node.labels.contains(label); };
  if (!std::ranges::all_of(wanted.labels, has)) return;
  if (match.placed.contains(wanted.variable)) {
    const Value& value = match.row[wanted.variable];
    if (value.kind() == Kind::Node && value.as_node() == id) then(match);
    return;
  }
  Match next = match;
  next.row[wanted.variable] = Value::node(id);
  next.placed.insert(wanted.variable);
  then(next);
}

bool NaiveEvaluator::is_used(const Match& match, std::uint32_t scope, RelationshipId relationship) const {
  return std::ranges::count(match.used, std::pair(scope, relationship)) != 0;
}

void NaiveEvaluator::match_relationship(Match& match, std::size_t index) {
  if (index == match.pattern.relationships.size()) return match_node(match, 0);
  const PatternRelationship& wanted = match.pattern.relationships[index];
  if (wanted.length) {
    for (std::size_t from : ordered(graph_.nodes.size())) {
      with_node(match, wanted.from, static_cast<NodeId>(from), [&](Match& next) {
        std::vector<Value> trail;
        match_trail(next, index, static_cast<NodeId>(from), static_cast<NodeId>(from), trail);
      });
    }
    return;
  }
  for (std::size_t i : ordered(graph_.relationships.size())) {
    const ModelRelationship relationship = graph_.relationships[i];
    const Value value = Value::relationship(relationship.id);
    if (relationship.deleted || is_used(match, wanted.uniqueness_scope, relationship.id)) continue;
    if (!wanted.types.empty() && std::ranges::count(wanted.types, model_types()[relationship.id.type]) == 0) continue;
    if (wanted.bound && !identical(match.row[wanted.variable], value)) continue;
    const auto go_on = [&](NodeId from, NodeId to) {
      with_node(match, wanted.from, from, [&](Match& half) {
        with_node(half, wanted.to, to, [&](Match& whole) {
          Match next = whole;
          next.row[wanted.variable] = value;
          next.used.emplace_back(wanted.uniqueness_scope, relationship.id);
          match_relationship(next, index + 1);
        });
      });
    };
    const bool is_loop = relationship.start == relationship.end;
    if (wanted.direction != Direction::Incoming) go_on(relationship.start, relationship.end);
    if (wanted.direction == Direction::Incoming || (wanted.direction == Direction::Both && !is_loop)) {
      go_on(relationship.end, relationship.start);
    }
  }
}

void NaiveEvaluator::match_trail(Match& match, std::size_t index, NodeId from, NodeId at, std::vector<Value>& trail) {
  step();
  const PatternRelationship& wanted = match.pattern.relationships[index];
  if (trail.size() >= wanted.length->minimum && trail.size() <= wanted.length->maximum) {
    const Value list = Value::list(trail);
    if (!wanted.bound || identical(match.row[wanted.variable], list)) {
      with_node(match, wanted.to, at, [&](Match& placed) {
        Match next = placed;
        next.row[wanted.variable] = list;
        for (const Value& walked : trail) next.used.emplace_back(wanted.uniqueness_scope, walked.as_relationship());
        match_relationship(next, index + 1);
      });
    }
  }
  if (trail.size() >= wanted.length->maximum) return;
  for (std::size_t i : ordered(graph_.relationships.size())) {
    const ModelRelationship relationship = graph_.relationships[i];
    const Value value = Value::relationship(relationship.id);
    if (relationship.deleted || is_used(match, wanted.uniqueness_scope, relationship.id)) continue;
    if (!wanted.types.empty() && std::ranges::count(wanted.types, model_types()[relationship.id.type]) == 0) continue;
    if (std::ranges::any_of(trail, [&](const Value& walked) { return identical(walked, value); })) continue;
    const bool forward = relationship.start == at && wanted.direction != Direction::Incoming;
    const bool backward = relationship.end == at && wanted.direction != Direction::Outgoing;
    if (!forward && !backward) continue;
    Row row = match.row;
    row[wanted.each] = value;
    if (!all_true(wanted.each_predicates, row)) continue;
    trail.push_back(value);
    match_trail(match, index, from, forward ? relationship.end : relationship.start, trail);
    trail.pop_back();
  }
}

void NaiveEvaluator::match_node(Match& match, std::size_t index) {
  if (index < match.pattern.nodes.size()) {
    const PatternNode& wanted = match.pattern.nodes[index];
    if (match.placed.contains(wanted.variable)) {
      const Value& value = match.row[wanted.variable];
      if (value.kind() != Kind::Node) return;
      with_node(match, index, value.as_node(), [&](Match& next) { match_node(next, index + 1); });
      return;
    }
    for (std::size_t node : ordered(graph_.nodes.size())) {
      with_node(match, index, static_cast<NodeId>(node), [&](Match& next) { match_node(next, index + 1); });
    }
    return;
  }
  Row row = match.row;
  for (const PatternPathVariable& named : match.pattern.paths) row[named.variable] = path(named.path, row);
  if (all_true(match.predicates, row)) match.results->push_back(std::move(row));
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundMatch& match, const Rows& rows) {
  Rows result;
  for (const Row& row : rows) {
    Rows found = find(match.graph, match.predicates, row);
    if (found.empty() && match.optional) {
      found.push_back(row);
      Row& nulls = found.front();
      for (const PatternNode& node : match.graph.nodes) {
        if (!node.bound) nulls[node.variable] = Value();
      }
      for (const PatternRelationship& relationship : match.graph.relationships) {
        if (!relationship.bound) nulls[relationship.variable] = Value();
      }
      for (const PatternPathVariable& named : match.graph.paths) nulls[named.variable] = Value();
    }
    std::ranges::move(found, std::back_inserter(result));
  }
  shuffle(result);
  return result;
}

// ---- UNWIND, WITH, RETURN -------------------------------------------------------------------------------------------

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundUnwind& unwind, const Rows& rows) {
  Rows result;
  for (Row row : rows) {
    const Value list = evaluate(unwind.list, row);
    if (list.is_null()) continue;
    if (list.kind() != Kind::List) {
      throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType", "UNWIND needs a list");
    }
    for (const Value& item : list.as_list()) {
      step();
      row[unwind.variable] = item;
      result.push_back(row);
    }
  }
  if (rows.size() > 1) shuffle(result);
  return result;
}

NaiveEvaluator::Rows NaiveEvaluator::aggregate(const BoundProjection& projection, const Rows& rows) {
  std::vector<VariableId> keys;
  for (const NamedExpression& key : projection.keys) keys.push_back(key.variable);
  Rows keyed;
  for (Row row : rows) {
    Row next = row;
    for (const NamedExpression& key : projection.keys) next[key.variable] = evaluate(key.expression, row);
    keyed.push_back(std::move(next));
  }
  Rows groups = distinct(keyed, keys);
  if (keys.empty() && rows.empty()) groups.emplace_back(width_);
  Rows result;
  for (const Row& group : groups) {
    Row made = projection.regains_imported ? *around_ : group;
    for (const AggregateCall& call : projection.aggregates) {
      const std::unique_ptr<AggregateState> state = call.aggregate->make();
      std::vector<std::vector<Value>> seen;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!same_columns(keys, keyed[i], group)) continue;
        Row row = rows[i];
        std::vector<Value> arguments;
        for (const Expression& argument : call.arguments) arguments.push_back(evaluate(argument, row));
        if (!arguments.empty() && arguments.front().is_null()) continue;
        if (call.distinct) {
          const auto is_same = [&](const std::vector<Value>& other) {
            return std::ranges::equal(arguments, other, equivalent);
          };
          if (std::ranges::any_of(seen, is_same)) continue;
          seen.push_back(arguments);
        }
        state->add(arguments, 1);
      }
      made[call.variable] = state->finish();
    }
    result.push_back(std::move(made));
  }
  return result;
}

void NaiveEvaluator::sort(Rows& rows, const std::vector<SortKey>& keys) {
  std::vector<std::pair<std::vector<Value>, Row>> keyed;
  for (Row& row : rows) {
    std::vector<Value> values;
    for (const SortKey& key : keys) values.push_back(evaluate(key.expression, row));
    keyed.emplace_back(std::move(values), std::move(row));
  }
  if (order_ == 1) std::ranges::reverse(keyed);  // ties come in any order
  shuffle(keyed);
  std::ranges::stable_sort(keyed, [&](const auto& left, const auto& right) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::weak_ordering relation = order(left.first[i], right.first[i]);
      if (relation != 0) return keys[i].descending ? relation > 0 : relation < 0;
    }
    return false;
  });
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = std::move(keyed[i].second);
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundProjection& projection, const Rows& rows) {
  Rows result = projection.aggregated ? aggregate(projection, rows) : rows;
  std::vector<VariableId> kept;
  for (const NamedExpression& item : projection.items) kept.push_back(item.variable);
  const auto keep_only_items = [&](Row& row) {
    Row only(width_);
    for (VariableId variable : kept) only[variable] = row[variable];
    row = std::move(only);
  };
  for (Row& row : result) {
    std::vector<Value> values;
    for (const NamedExpression& item : projection.items) values.push_back(evaluate(item.expression, row));
    for (std::size_t i = 0; i < values.size(); ++i) row[kept[i]] = std::move(values[i]);
  }
  if (projection.distinct) {
    std::ranges::for_each(result, keep_only_items);
    result = distinct(result, kept);
  }
  if (!projection.order.empty()) sort(result, projection.order);
  Row nothing(width_);
  const auto count_of = [&](const Expression& expression) {
    const Value count = evaluate(expression, nothing);
    if (count.kind() != Kind::Integer || count.as_integer() < 0) {
      throw runtime_error(ErrorCode::SyntaxError, "NegativeIntegerArgument", "SKIP and LIMIT need a count");
    }
    return std::min(static_cast<std::size_t>(count.as_integer()), result.size());
  };
  if (projection.skip)
    result.erase(result.begin(), result.begin() + static_cast<std::ptrdiff_t>(count_of(*projection.skip)));
  if (projection.limit) result.resize(count_of(*projection.limit));
  std::ranges::for_each(result, keep_only_items);
  std::erase_if(result, [&](Row& row) { return !all_true(projection.predicates, row); });
  return result;
}

// ---- Writes ---------------------------------------------------------------------------------------------------------

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
      graph_.nodes.push_back({{wanted.labels.begin(), wanted.labels.end()}, {}, false});
      ++counters_.nodes_created;
      counters_.labels_added += wanted.labels.size();
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
      const Value made = Value::relationship(graph_.create_relationship(type_id(wanted.type), start, end));
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
    for (const std::string& label : labels.labels) {
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

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundCallSubquery& call, const Rows& rows) {
  const std::vector<VariableId>& outputs = call.query->outputs;
  Rows result;
  for (const Row& row : rows) {
    const Rows made = run_query(*call.query, row);
    if (outputs.empty() || (call.optional && made.empty())) result.push_back(row);
    for (std::size_t i = 0; i < made.size() && !outputs.empty(); ++i) {
      result.push_back(row);
      for (VariableId variable : outputs) result.back()[variable] = made[i][variable];
    }
  }
  return result;
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundForeach& clause, const Rows& rows) {
  for (Row row : rows) {
    const Value list = evaluate(clause.list, row);
    if (list.is_null()) continue;
    if (list.kind() != Kind::List) throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType", "no list");
    for (const Value& item : list.as_list()) {
      row[clause.variable] = item;
      run_query(*clause.query, row);
    }
  }
  return rows;
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundLoadCsv&, const Rows&) {
  throw compile_error(ErrorCode::NotSupported, "NaiveFiles", "files are compared elsewhere");
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundChangeSchema&, const Rows&) {
  throw compile_error(ErrorCode::NotSupported, "NaiveSchema", "indexes and constraints are compared elsewhere");
}

NaiveEvaluator::Rows NaiveEvaluator::apply(const BoundCall&, const Rows&) {
  throw compile_error(ErrorCode::NotSupported, "NaiveProcedure", "procedures are compared elsewhere");
}

}  // namespace liaison
