#include <unordered_map>

#include "bind/binder.h"
#include "bind/type_rules.h"

namespace liaison {

BoundMerge Binder::bind_merge(const ast::Merge& merge, ast::Span span) {
  BoundMerge result;
  result.place = place(span);
  const auto first = static_cast<VariableId>(variables_->size());
  // Making it decides what the names mean and finds the faults; looking for it goes by the same variables.
  Making making{.merge = true, .first = first, .create = {}};
  make_path(merge.path, making);
  result.create = std::move(making.create);
  result.entities = std::move(result.create.entities);
  result.create.entities.clear();
  look_for(merge.path, first, result);
  result.on_create = bind_set(merge.on_create);
  result.on_match = bind_set(merge.on_match);
  return result;
}

void Binder::look_for(const ast::PatternPath& path, VariableId first, BoundMerge& merge) {
  ++uniqueness_scopes_;
  std::unordered_map<VariableId, std::uint32_t> index_of;
  const auto index = [&](VariableId variable, bool bound, Place at) {
    const auto [known, added] = index_of.try_emplace(variable, static_cast<std::uint32_t>(merge.graph.nodes.size()));
    if (added) {
      merge.graph.nodes.push_back({.variable = variable, .bound = bound, .labels = {}, .entity = {}, .place = at});
    }
    return known->second;
  };

  // make_path gave the new nodes and relationships in order of writing; all others have their values before.
  std::size_t made_nodes = 0, made_relationships = 0, found_entities = 0;
  std::uint32_t left = 0;
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    const ast::NodePattern& node = path.nodes[i];
    const Place at = place(node.span);
    std::uint32_t right = 0;
    std::optional<VariableId> named;
    if (node.variable) named = scope_.find(node.variable->text);
    if (node.entity) {
      right = index(merge.entities[found_entities++].variable, true, at);
    } else if (made_nodes < merge.create.nodes.size() &&
               (!named || *named == merge.create.nodes[made_nodes].variable)) {
      const NodeToCreate& made = merge.create.nodes[made_nodes++];
      right = index(made.variable, false, at);
      merge.graph.nodes[right].labels = made.labels;
      if (made.computed) ask_for_computed(node.labels, made.variable, first, merge);
      ask_for_properties(node.properties, made.variable, first, merge);
    } else {
      right = index(*named, true, at);
    }
    if (i > 0) {
      const ast::RelationshipPattern& relationship = path.relationships[i - 1];
      const RelationshipToCreate& made = merge.create.relationships[made_relationships++];
      PatternRelationship looked_for{};
      looked_for.variable = made.variable;
      looked_for.from = left;
      looked_for.to = right;
      looked_for.direction = relationship.arrow == ast::Arrow::Left    ? Direction::Incoming
                             : relationship.arrow == ast::Arrow::Right ? Direction::Outgoing
                                                                       : Direction::Both;
      if (made.computed) {
        ask_for_computed(relationship.types, made.variable, first, merge);
      } else {
        looked_for.types = {made.type};
      }
      looked_for.uniqueness_scope = uniqueness_scopes_;
      looked_for.place = made.place;
      merge.graph.relationships.push_back(std::move(looked_for));
      ask_for_properties(relationship.properties, made.variable, first, merge);
    }
    left = right;
  }
  merge.graph.paths = merge.create.paths;
}

/// All the labels, or the type, of what is looked for where some are computed.
void Binder::ask_for_computed(const std::optional<ast::LabelExpression>& labels, VariableId variable, VariableId first,
                              BoundMerge& merge) {
  const Restore restore(context_);
  context_.hidden_from = first;
  context_.hidden_kinds = pattern_kinds;
  Expression checked = variable_reference(variable, type_of(variable));
  checked.place = place(labels->span);
  merge.predicates.push_back(bind_label_check(std::move(checked), *labels));
}

void Binder::ask_for_properties(const ast::ExpressionPtr& properties, VariableId variable, VariableId first,
                                BoundMerge& merge) {
  if (!properties) return;
  const Restore restore(context_);
  context_.hidden_from = first;
  context_.hidden_kinds = pattern_kinds;
  bind_property_predicates(properties, variable, merge.predicates);
  // Bound once more rather than cloned: a subquery's plan belongs to one expression.
  for (const ast::Expression& value : std::get<ast::MapLiteral>(properties->node).values) {
    merge.must_not_be_null.push_back(bind_expression(value));
  }
}

}  // namespace liaison
