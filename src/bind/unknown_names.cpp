#include "bind/unknown_names.h"

#include <set>
#include <string_view>
#include <variant>

#include "bind/scope.h"
#include "query/walk.h"
#include "value/text.h"

namespace liaison {
namespace {

constexpr std::size_t least_length = 3;  // code points

/// The names of one kind that a statement looks for and those that it gives.
struct NamesUsed {
  std::set<std::string> sought, given;
};

bool is_entity(const TypeSet& type) {
  const TypeSet kinds = type.without(Kind::Null);
  return !kinds.is_empty() && kinds.without(Kind::Node).without(Kind::Relationship).is_empty();
}

/// Walks a statement and gathers the names in it.
class NameCollector {
 public:
  NamesUsed labels, types, keys;

  void add(const BoundQuery& query) {
    for (const BoundSingleQuery& part : query.parts) {
      for (const BoundClause& clause : part.clauses) {
        std::visit([&](const auto& bound) { add(bound); }, clause.node);
      }
    }
  }

 private:
  void add(const BoundMatch& match) {
    add(match.graph);
    add(match.predicates);
  }
  void add(const BoundUnwind& unwind) { add(unwind.list); }
  void add(const BoundProjection& projection) {
    for (const NamedExpression& key : projection.keys) add(key.expression);
    for (const AggregateCall& aggregate : projection.aggregates) add(aggregate.arguments);
    for (const NamedExpression& item : projection.items) add(item.expression);
    for (const SortKey& key : projection.order) add(key.expression);
    add(projection.predicates);
  }
  void add(const BoundCreate& create) {
    for (const NodeToCreate& node : create.nodes) {
      labels.given.insert(node.labels.begin(), node.labels.end());
      give_keys(node.properties);
    }
    for (const RelationshipToCreate& relationship : create.relationships) {
      if (!relationship.computed) types.given.insert(relationship.type);
      give_keys(relationship.properties);
    }
  }
  /// What MERGE looks for it makes where there is none.
  void add(const BoundMerge& merge) {
    add(merge.create);
    add(merge.on_create);
    add(merge.on_match);
  }
  void add(const BoundUpdate& update) { add(update.items); }
  void add(const BoundDelete& deletion) { add(deletion.expressions); }
  void add(const BoundChangeSchema&) {}
  void add(const BoundCall& call) {
    add(call.arguments);
    add(call.predicates);
  }
  void add(const BoundLoadCsv& load) { add(load.file); }
  void add(const BoundCallSubquery& call) { add(*call.query); }
  void add(const BoundForeach& clause) {
    add(clause.list);
    add(*clause.query);
  }

  void add(const QueryGraph& graph) {
    for (const PatternNode& node : graph.nodes) labels.sought.insert(node.labels.begin(), node.labels.end());
    for (const PatternRelationship& relationship : graph.relationships) {
      types.sought.insert(relationship.types.begin(), relationship.types.end());
      add(relationship.each_predicates);
      if (!relationship.part) continue;
      for (const PartHop& hop : relationship.part->hops) types.sought.insert(hop.types.begin(), hop.types.end());
      add(relationship.part->predicates);
    }
    for (const PatternSearch& search : graph.searches) add(search.predicates);
  }
  void add(const std::vector<Expression>& expressions) {
    for (const Expression& expression : expressions) add(expression);
  }
  void add(const std::vector<UpdateItem>& items) {
    for (const UpdateItem& item : items) {
      if (const auto* set = std::get_if<SetLabelsOf>(&item)) {
        (set->remove ? labels.sought : labels.given).insert(set->labels.begin(), set->labels.end());
        if (set->computed) add(*set->computed);
      } else if (const auto* all = std::get_if<SetAllTo>(&item)) {
        give_keys(all->value);
        add(all->value);
      } else if (const auto* property = std::get_if<SetPropertyTo>(&item)) {
        const auto* key = std::get_if<Constant>(&property->key->node);
        if (key != nullptr && key->value.kind() == Kind::String) keys.given.emplace(key->value.as_string());
        add(property->value);
      }
    }
  }
  void add(const Expression& expression) {
    if (const auto* property = std::get_if<PropertyOf>(&expression.node)) {
      if (is_entity(property->base->type)) keys.sought.insert(property->key);
    } else if (const auto* check = std::get_if<LabelCheck>(&expression.node)) {
      // A label or a type: only an operand known to be a node tells which.
      if (check->base->type.without(Kind::Null).is(Kind::Node)) add(check->labels);
    } else if (const auto* subquery = std::get_if<SubqueryExpression>(&expression.node)) {
      if (subquery->query) add(*subquery->query);
    }
    for_each_child(expression, [&](const Expression& child) { add(child); });
  }
  void add(const LabelPredicate& predicate) {
    if (predicate.form == LabelPredicate::Form::Name) labels.sought.insert(predicate.name);
    for (const LabelPredicate& operand : predicate.operands) add(operand);
  }

  void give_keys(const ExpressionPtr& properties) {
    if (properties) give_keys(*properties);
  }
  void give_keys(const Expression& properties) {
    if (const auto* map = std::get_if<MakeMap>(&properties.node)) keys.given.insert(map->keys.begin(), map->keys.end());
  }
};

void add_notices(const NamesUsed& used, const Names& known, std::string_view what, std::vector<std::string>& notices) {
  for (const std::string& name : used.sought) {
    if (known.find(name) || used.given.contains(name) || code_point_count(name) < least_length) continue;
    std::vector<std::string_view> candidates;
    for (std::uint32_t id = 0; id < known.size(); ++id) {
      if (code_point_count(known.name(id)) >= least_length) candidates.push_back(known.name(id));
    }
    const std::string hint = did_you_mean(name, std::move(candidates));
    if (!hint.empty()) notices.push_back(std::string(what) + " '" + name + "': " + hint);
  }
}

}  // namespace

std::vector<std::string> notices_of_unknown_names(const BoundQuery& query, const Catalog& catalog) {
  NameCollector names;
  names.add(query);
  std::vector<std::string> notices;
  add_notices(names.labels, catalog.labels, "no node has the label", notices);
  add_notices(names.types, catalog.types, "no relationship has the type", notices);
  add_notices(names.keys, catalog.property_keys, "nothing has the property", notices);
  return notices;
}

}  // namespace liaison
