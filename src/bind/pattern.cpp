#include <algorithm>

#include "bind/binder.h"
#include "bind/pattern_rules.h"
#include "bind/type_rules.h"

namespace liaison {
QueryGraph Binder::bind_pattern(const std::vector<const ast::PatternPath*>& paths, PatternUse use,
                                std::vector<Expression>& predicates) {
  // First every variable of the pattern, then what is asked of them: a property map may name any of them.
  QueryGraph graph;
  PatternScope declared;
  declared.uniqueness_scope = uniqueness_scopes_;
  std::vector<std::uint32_t> node_of;  // each node pattern's place in graph.nodes, in order of writing
  for (const ast::PatternPath* path : paths) declare_path(*path, use, declared, graph, node_of, predicates);
  std::size_t node = 0, relationship = 0, part = 0, search = 0;
  for (const ast::PatternPath* path : paths) {
    const bool is_searched =
        search < graph.searches.size() && graph.searches[search].first == relationship && !path->relationships.empty();
    std::vector<Expression>& of_path = is_searched ? graph.searches[search++].predicates : predicates;
    for (std::size_t i = 0; i < path->nodes.size(); ++i) {
      const bool is_end = i == 0 || i + 1 == path->nodes.size();
      bind_node_predicates(path->nodes[i], graph.nodes[node_of[node++]], is_end ? predicates : of_path);
    }
    for (const ast::RelationshipPattern& pattern : path->relationships) {
      PatternRelationship& bound = graph.relationships[relationship++];
      if (pattern.part) {
        bind_part_predicates(*pattern.part, declared.parts[part++], *bound.part);
      } else {
        bind_relationship_predicates(pattern, bound, of_path);
      }
    }
    bind_predicate(path->where, of_path);
  }
  settle_searches(graph);
  ask_lone_nodes(graph, predicates);
  return graph;
}

void Binder::ask_lone_nodes(const QueryGraph& graph, std::vector<Expression>& predicates) {
  std::vector<bool> walked(graph.nodes.size());
  for (const PatternRelationship& walk : graph.relationships) walked[walk.from] = walked[walk.to] = true;
  for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) {
    const PatternNode& node = graph.nodes[i];
    if (walked[i] || !node.bound || type_of(node.variable).subset_of(Kind::Node)) continue;
    ValueType::Term is_node{.name = "NODE", .kinds = Kind::Node, .may_be_null = false};
    auto reference = std::make_unique<Expression>(variable_reference(node.variable, type_of(node.variable)));
    predicates.push_back(
        {.place = node.place, .type = Kind::Boolean, .node = TypeTest{std::move(reference), {{std::move(is_node)}}}});
  }
}

void Binder::declare_path(const ast::PatternPath& path, PatternUse use, PatternScope& declared, QueryGraph& graph,
                          std::vector<std::uint32_t>& node_of, std::vector<Expression>& predicates) {
  std::optional<PatternSearch> search;
  if (path.search != ast::PathSearch::None) search = declare_search(path, graph);
  // A path that is searched for stands alone: its relationships differ from one another only.
  const std::uint32_t uniqueness_scope = search ? ++uniqueness_scopes_ : declared.uniqueness_scope;
  MakePath whole;
  const TypeSet nullable = use == PatternUse::OptionalMatch ? TypeSet(Kind::Null) : TypeSet::none();
  std::uint32_t left = 0;
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    const bool is_inside = search && i > 0 && i + 1 < path.nodes.size();
    const std::uint32_t right = declare_node(path.nodes[i], is_inside ? NodePlace::InsideSearch : NodePlace::Free, use,
                                             declared, graph, search ? search->predicates : predicates);
    node_of.push_back(right);
    whole.nodes.push_back(graph.nodes[right].variable);
    if (i > 0) {
      const ast::RelationshipPattern& pattern = path.relationships[i - 1];
      if (pattern.part) {
        declare_part(pattern, left, right, use, declared, graph);
      } else {
        declare_relationship(pattern, left, right, use, declared, graph);
      }
      PatternRelationship& relationship = graph.relationships.back();
      relationship.uniqueness_scope = uniqueness_scope;
      if (search && relationship.bound) {
        fail("VariableAlreadyBound",
             "'" + pattern.variable->text + "' has a value already, a path that is searched for finds its own",
             pattern.variable->span);
      }
      whole.relationships.push_back(graph.relationships.back().variable);
    }
    left = right;
  }
  if (path.variable) {
    const VariableId variable = declare_path_variable(*path.variable, TypeSet(Kind::Path).or_type(nullable));
    graph.paths.push_back({variable, std::move(whole)});
    if (search) search->path = variable;
  }
  if (search && search->size > 0) graph.searches.push_back(std::move(*search));
}

VariableId Binder::declare_path_variable(const ast::Name& name, TypeSet type) {
  if (find(name.text, name.span)) {
    fail("VariableAlreadyBound", "'" + name.text + "' has a value already, a path needs a name of its own", name.span);
  }
  const VariableId variable = declare(name.text, type);
  scope_.set(name.text, variable);
  return variable;
}

std::uint32_t Binder::declare_node(const ast::NodePattern& node, NodePlace where, PatternUse use,
                                   PatternScope& declared, QueryGraph& graph, std::vector<Expression>& predicates) {
  const bool is_inside = where == NodePlace::InsideSearch;
  const TypeSet type = use == PatternUse::OptionalMatch ? TypeSet{Kind::Node, Kind::Null} : TypeSet(Kind::Node);
  const auto add = [&](VariableId variable, bool bound) {
    graph.nodes.push_back(
        {.variable = variable, .bound = bound, .labels = {}, .entity = {}, .place = place(node.span)});
    const auto index = static_cast<std::uint32_t>(graph.nodes.size() - 1);
    declared.nodes.emplace(variable, index);
    return index;
  };
  const auto make_node = [&] { return add(make_up("n" + std::to_string(variables_->size()), type), false); };

  if (!node.variable && !is_inside) {
    const std::uint32_t index = make_node();
    if (node.entity) graph.nodes[index].entity = node.entity->text;
    return index;
  }
  std::uint32_t index = 0;
  if (!node.variable) {
    index = make_node();
  } else if (const ast::Name& name = *node.variable; const auto known = find(name.text, name.span)) {
    if (is_inside ||
        std::find(declared.inner_nodes.begin(), declared.inner_nodes.end(), *known) != declared.inner_nodes.end()) {
      fail("VariableAlreadyBound",
           "'" + name.text +
               "' stands inside a path that is searched for and elsewhere: what is inside is found by the "
               "search alone",
           name.span, "give it a name of its own, and compare the two");
    }
    if (!may_be(type_of(*known), Kind::Node)) {
      fail("VariableTypeConflict",
           "'" + name.text + "' is " + to_string(without_null(type_of(*known))) + ", it cannot stand for a node",
           name.span);
    }
    const auto here = declared.nodes.find(*known);
    if (here == declared.nodes.end()) import(*known);
    index = here != declared.nodes.end() ? here->second : add(*known, true);
  } else {
    if (use == PatternUse::Predicate) undefined(name.text, name.span);
    index = add(declare(name.text, type), false);
    scope_.set(name.text, graph.nodes[index].variable);
  }
  if (is_inside) declared.inner_nodes.push_back(graph.nodes[index].variable);
  if (!node.entity) return index;
  if (!is_inside && !graph.nodes[index].bound && !graph.nodes[index].entity) {
    graph.nodes[index].entity = node.entity->text;
    return index;
  }
  // It has a value or another name already: the entity is looked up apart, and must be the same node.
  const std::uint32_t entity = make_node();
  graph.nodes[entity].entity = node.entity->text;
  const Place at = place(node.entity->span);
  predicates.push_back(equality(variable_reference(graph.nodes[index].variable, Kind::Node),
                                variable_reference(graph.nodes[entity].variable, Kind::Node), at));
  return index;
}

void Binder::declare_relationship(const ast::RelationshipPattern& relationship, std::uint32_t from, std::uint32_t to,
                                  PatternUse use, PatternScope& declared, QueryGraph& graph) {
  PatternRelationship result{};
  result.from = from;
  result.to = to;
  result.direction = direction_of(relationship.arrow);
  result.place = place(relationship.span);
  const bool is_list = relationship.quantity.has_value();
  if (is_list) {
    result.length = PatternLength{.minimum = relationship.quantity->minimum.value_or(1),
                                  .maximum = relationship.quantity->maximum.value_or(PatternLength::unbounded)};
    result.each = make_up("r" + std::to_string(variables_->size()), Kind::Relationship);
  }
  TypeSet type = is_list ? TypeSet::list_of(Kind::Relationship) : TypeSet(Kind::Relationship);
  if (use == PatternUse::OptionalMatch) type = type.with(Kind::Null);

  if (!relationship.variable) {
    result.variable = make_up("r" + std::to_string(variables_->size()), type);
  } else {
    const ast::Name& name = *relationship.variable;
    if (const std::optional<VariableId> known = find(name.text, name.span)) {
      const TypeSet has = type_of(*known);
      const bool fits = is_list ? may_be(has, Kind::List) && may_be(item_type(has), Kind::Relationship)
                                : may_be(has, Kind::Relationship);
      if (!fits) {
        fail("VariableTypeConflict",
             "'" + name.text + "' is " + to_string(without_null(has)) + ", it cannot stand for " +
                 (is_list ? "a list of relationships" : "a relationship"),
             name.span);
      }
      if (std::find(declared.relationships.begin(), declared.relationships.end(), *known) !=
          declared.relationships.end()) {
        fail("RelationshipUniquenessViolation",
             "'" + name.text + "' stands twice in one pattern, whose relationships must all differ", name.span);
      }
      import(*known);
      result.variable = *known;
      result.bound = true;
    } else {
      if (use == PatternUse::Predicate) undefined(name.text, name.span);
      result.variable = declare(name.text, type);
      scope_.set(name.text, result.variable);
    }
    declared.relationships.push_back(result.variable);
  }
  graph.relationships.push_back(std::move(result));
}

void Binder::bind_node_predicates(const ast::NodePattern& pattern, PatternNode& node,
                                  std::vector<Expression>& predicates) {
  if (pattern.labels) {
    const bool says_all = conjunction(*pattern.labels, parameters_, node.labels);
    node.labels = without_doubles(std::move(node.labels));
    if (!says_all) {
      predicates.push_back(label_check(*pattern.labels, node.variable, Kind::Node));
    }
  }
  bind_property_predicates(pattern.properties, node.variable, predicates);
  bind_predicate(pattern.where, predicates);
}

void Binder::bind_relationship_predicates(const ast::RelationshipPattern& pattern, PatternRelationship& relationship,
                                          std::vector<Expression>& predicates) {
  const bool is_list = relationship.length.has_value();
  const VariableId one = is_list ? relationship.each : relationship.variable;
  std::vector<Expression>& asked = is_list ? relationship.each_predicates : predicates;
  bind_types(pattern.types, one, relationship.types, asked);
  bind_property_predicates(pattern.properties, one, asked);
  if (is_list && pattern.variable) {
    // Inside the brackets the name of a variable-length relationship means each one on the way.
    const Local each(*this, pattern.variable->text, one);
    bind_predicate(pattern.where, asked);
  } else {
    bind_predicate(pattern.where, asked);
  }
}

void Binder::bind_types(const std::optional<ast::LabelExpression>& pattern, VariableId variable,
                        std::vector<std::string>& types, std::vector<Expression>& predicates) {
  if (!pattern || std::holds_alternative<ast::LabelWildcard>(pattern->node)) return;
  std::vector<std::string> names;
  if (disjunction(*pattern, parameters_, names)) {
    types = without_doubles(std::move(names));
  } else {
    predicates.push_back(label_check(*pattern, variable, Kind::Relationship));
  }
}

Expression Binder::label_check(const ast::LabelExpression& labels, VariableId variable, Kind kind) {
  Expression checked = variable_reference(variable, kind);
  checked.place = place(labels.span);
  return bind_label_check(std::move(checked), labels);
}

void Binder::bind_property_predicates(const ast::ExpressionPtr& properties, VariableId variable,
                                      std::vector<Expression>& predicates) {
  if (!properties) return;
  if (std::holds_alternative<ast::Parameter>(properties->node)) {
    fail("InvalidParameterUse",
         "a parameter cannot stand for the property map of a pattern that is looked for: the properties asked for must "
         "be "
         "known before it runs",
         properties->span, "write them out: {name: $map.name}");
  }
  const auto* map = std::get_if<ast::MapLiteral>(&properties->node);
  if (map == nullptr) fail("UnexpectedSyntax", "the properties of a pattern must be a map {…}", properties->span);
  for (std::size_t i = 0; i < map->keys.size(); ++i) {
    const Place at = place({map->keys[i].span.begin, map->values[i].span.end});
    Expression base = variable_reference(variable, type_of(variable));
    base.place = at;
    Expression property{.place = at,
                        .type = TypeSet::any(),
                        .node = PropertyOf{std::make_unique<Expression>(std::move(base)), map->keys[i].text}};
    predicates.push_back(equality(std::move(property), bind_expression(map->values[i]), at));
  }
}

}  // namespace liaison
