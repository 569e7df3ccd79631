#include <algorithm>
#include <deque>

#include "bind/binder.h"
#include "bind/pattern_rules.h"
#include "bind/type_rules.h"

namespace liaison {
namespace {

bool reads_any(const Expression& expression, const std::set<VariableId>& variables) {
  const std::vector<VariableId> read = free_variables(expression);
  return std::any_of(read.begin(), read.end(), [&](VariableId variable) { return variables.contains(variable); });
}

void add_made_by(const PatternRelationship& relationship, std::set<VariableId>& made) {
  if (!relationship.bound) made.insert(relationship.variable);
  if (!relationship.part) return;
  for (const PatternPart::Group& group : relationship.part->groups) made.insert(group.list);
}

/// What a search finds: its relationships, the nodes inside, the path as a whole.
std::set<VariableId> found_by(const PatternSearch& search, const QueryGraph& graph) {
  std::set<VariableId> found;
  for (std::uint32_t i = search.first; i < search.first + search.size; ++i) {
    add_made_by(graph.relationships[i], found);
    if (i > search.first) found.insert(graph.nodes[graph.relationships[i].from].variable);
  }
  if (search.path) found.insert(*search.path);
  return found;
}

/// All that a pattern makes but nodes that stand for themselves: those could be looked up before anything is walked.
std::set<VariableId> made_on_the_way(const QueryGraph& graph) {
  std::set<VariableId> made;
  for (const PatternRelationship& relationship : graph.relationships) add_made_by(relationship, made);
  for (const PatternPathVariable& path : graph.paths) made.insert(path.variable);
  for (const PatternSearch& search : graph.searches) made.merge(found_by(search, graph));
  return made;
}

std::set<VariableId> without(std::set<VariableId> variables, const std::set<VariableId>& others) {
  for (VariableId variable : others) variables.erase(variable);
  return variables;
}

}  // namespace

void Binder::declare_part(const ast::RelationshipPattern& relationship, std::uint32_t from, std::uint32_t to,
                          PatternUse use, PatternScope& declared, QueryGraph& graph) {
  const ast::PatternPath& path = *relationship.part;
  if (path.relationships.empty()) {
    fail("InvalidRelationshipPattern", "a part that is walked several times holds at least one relationship",
         relationship.span);
  }
  PatternPart part;
  std::vector<std::pair<std::string, VariableId>>& names = declared.parts.emplace_back();
  const auto known_here = [&](const ast::Name& name) {
    return std::find_if(names.begin(), names.end(), [&](const auto& known) { return known.first == name.text; });
  };
  // Inside it is one node or relationship, outside the list of those of all times.
  const auto declare_inside = [&](const ast::Name& name, Kind kind) {
    if (find(name.text, name.span)) {
      fail(
          "VariableAlreadyBound",
          "'" + name.text + "' has a value already: what is walked several times names its own nodes and relationships",
          name.span, "compare the two in a WHERE");
    }
    const VariableId inside = declare(name.text, kind);
    TypeSet type = TypeSet::list_of(kind);
    if (use == PatternUse::OptionalMatch) type = type.with(Kind::Null);
    const VariableId list = declare(name.text, type);
    scope_.set(name.text, list);
    names.emplace_back(name.text, inside);
    part.groups.push_back({inside, list});
    if (kind == Kind::Relationship) declared.relationships.push_back(list);
    return inside;
  };
  const auto declare_node_inside = [&](const ast::NodePattern& node) {
    const bool is_plain = !node.labels && !node.properties && !node.where && !node.entity;
    if (!node.variable) {
      return is_plain ? PatternPart::unnamed : make_up("n" + std::to_string(variables_->size()), Kind::Node);
    }
    const auto known = known_here(*node.variable);
    if (known == names.end()) return declare_inside(*node.variable, Kind::Node);
    if (!type_of(known->second).is(Kind::Node)) {
      fail("VariableTypeConflict", "'" + node.variable->text + "' is Relationship, it cannot stand for a node",
           node.variable->span);
    }
    const VariableId again = make_up("n" + std::to_string(variables_->size()), Kind::Node);
    part.predicates.push_back(equality(variable_reference(again, Kind::Node),
                                       variable_reference(known->second, Kind::Node), place(node.span)));
    return again;
  };
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    if (i > 0) {
      const ast::RelationshipPattern& pattern = path.relationships[i - 1];
      if (pattern.quantity) {
        fail("NestedQuantifier", "a part that is walked several times cannot hold another that is", pattern.span,
             "write the inner one out, or walk the two one behind the other");
      }
      PartHop hop{.relationship = 0, .direction = direction_of(pattern.arrow), .types = {}};
      if (!pattern.variable) {
        hop.relationship = make_up("r" + std::to_string(variables_->size()), Kind::Relationship);
      } else if (known_here(*pattern.variable) != names.end()) {
        fail("RelationshipUniquenessViolation",
             "'" + pattern.variable->text + "' stands twice in one pattern, whose relationships must all differ",
             pattern.variable->span);
      } else {
        hop.relationship = declare_inside(*pattern.variable, Kind::Relationship);
      }
      part.hops.push_back(std::move(hop));
    }
    const ast::NodePattern& node = path.nodes[i];
    part.nodes.push_back(declare_node_inside(node));
    if (!node.entity) continue;
    // It is looked up once, and each time compared.
    const VariableId entity = make_up("n" + std::to_string(variables_->size()), Kind::Node);
    const Place at = place(node.entity->span);
    graph.nodes.push_back({.variable = entity, .bound = false, .labels = {}, .entity = node.entity->text, .place = at});
    part.predicates.push_back(
        equality(variable_reference(part.nodes.back(), Kind::Node), variable_reference(entity, Kind::Node), at));
  }

  PatternRelationship result{};
  TypeSet type = TypeSet::list_of(Kind::Relationship);
  if (use == PatternUse::OptionalMatch) type = type.with(Kind::Null);
  result.variable = make_up("r" + std::to_string(variables_->size()), type);
  result.from = from;
  result.to = to;
  result.direction = Direction::Outgoing;
  result.length = PatternLength{.minimum = relationship.quantity->minimum.value_or(1),
                                .maximum = relationship.quantity->maximum.value_or(PatternLength::unbounded)};
  result.part = std::move(part);
  result.place = place(relationship.span);
  graph.relationships.push_back(std::move(result));
}

void Binder::bind_part_predicates(const ast::PatternPath& path,
                                  const std::vector<std::pair<std::string, VariableId>>& names, PatternPart& part) {
  std::deque<Local> inside;
  for (const auto& [name, variable] : names) inside.emplace_back(*this, name, variable);
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    const ast::NodePattern& node = path.nodes[i];
    if (node.labels) part.predicates.push_back(label_check(*node.labels, part.nodes[i], Kind::Node));
    bind_property_predicates(node.properties, part.nodes[i], part.predicates);
    bind_predicate(node.where, part.predicates);
  }
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    const ast::RelationshipPattern& pattern = path.relationships[i];
    bind_types(pattern.types, part.hops[i].relationship, part.hops[i].types, part.predicates);
    bind_property_predicates(pattern.properties, part.hops[i].relationship, part.predicates);
    bind_predicate(pattern.where, part.predicates);
  }
  bind_predicate(path.where, part.predicates);
}

PatternSearch Binder::declare_search(const ast::PatternPath& path, const QueryGraph& graph) const {
  const bool in_groups = path.search == ast::PathSearch::AllShortestPaths ||
                         path.search == ast::PathSearch::AllShortest || path.search == ast::PathSearch::ShortestGroups;
  PatternSearch search{.selection = in_groups ? PathSelection::ShortestGroups : PathSelection::Shortest,
                       .count = path.search_count,
                       .first = static_cast<std::uint32_t>(graph.relationships.size()),
                       .size = static_cast<std::uint32_t>(path.relationships.size()),
                       .predicates = {},
                       .path = std::nullopt};
  search.takes_where = path.search == ast::PathSearch::ShortestPath || path.search == ast::PathSearch::AllShortestPaths;
  if (search.takes_where && (search.size != 1 || path.relationships.front().part)) {
    fail("InvalidRelationshipPattern",
         "shortestPath() and allShortestPaths() take two nodes and one relationship, as in shortestPath((a)-[*]->(b))",
         path.span, "longer patterns are searched by ANY SHORTEST and ALL SHORTEST");
  }
  return search;
}

void Binder::settle_searches(QueryGraph& graph) const {
  const std::set<VariableId> made = made_on_the_way(graph);
  for (const PatternRelationship& relationship : graph.relationships) {
    if (relationship.part) check_reads(relationship.part->predicates, made);
  }
  for (PatternSearch& search : graph.searches) {
    const std::set<VariableId> found = found_by(search, graph);
    for (std::uint32_t i = search.first; i < search.first + search.size; ++i) {
      PatternRelationship& relationship = graph.relationships[i];
      // What is asked of each relationship by what the search finds can be asked only of a whole path.
      for (auto predicate = relationship.each_predicates.begin(); predicate != relationship.each_predicates.end();) {
        if (!reads_any(*predicate, found)) {
          ++predicate;
          continue;
        }
        search.predicates.push_back(true_of_each(relationship, std::move(*predicate)));
        predicate = relationship.each_predicates.erase(predicate);
      }
      check_reads(relationship.each_predicates, made);
    }
    check_reads(search.predicates, without(made, found));
  }
}

void Binder::check_reads(const std::vector<Expression>& predicates, const std::set<VariableId>& unseen) const {
  for (const Expression& predicate : predicates) {
    for (VariableId variable : free_variables(predicate)) {
      if (!unseen.contains(variable)) continue;
      const std::string name = shown_name((*variables_)[variable]);
      throw compile_error(
          ErrorCode::SyntaxError, "UndefinedVariable",
          "'" + name + "' has no value yet while this path is looked for: it is found by the same MATCH",
          predicate.place, "move the condition to the WHERE behind the pattern");
    }
  }
}

void Binder::bind_where(const ast::ExpressionPtr& where, QueryGraph& graph, std::vector<Expression>& predicates) {
  std::vector<Expression> asked;
  bind_predicate(where, asked);
  const std::set<VariableId> made = made_on_the_way(graph);
  for (Expression& predicate : asked) {
    const auto search = std::find_if(graph.searches.begin(), graph.searches.end(), [&](const PatternSearch& each) {
      const std::set<VariableId> found = found_by(each, graph);
      return each.takes_where && reads_any(predicate, found) && !reads_any(predicate, without(made, found));
    });
    (search == graph.searches.end() ? predicates : search->predicates).push_back(std::move(predicate));
  }
}

Expression Binder::bind_shortest_path(const ast::Expression& expression, const ast::PatternPath& path) {
  Inside inside(*this);
  ++uniqueness_scopes_;
  for (const ast::NodePattern* end : {&path.nodes.front(), &path.nodes.back()}) {
    const bool is_known = end->entity || (end->variable && find(end->variable->text, end->variable->span));
    if (is_known) continue;
    if (end->variable) undefined(end->variable->text, end->variable->span);
    fail("UndefinedVariable", "both ends of a path that is computed must be known nodes", end->span,
         "look for the path in a MATCH: MATCH p = shortestPath(…)");
  }
  BoundMatch match;
  match.graph = bind_pattern({&path}, PatternUse::Match, match.predicates);
  const PatternRelationship& walked = match.graph.relationships.front();
  const VariableId found = make_up("path", Kind::Path);
  MakePath whole{{match.graph.nodes[walked.from].variable, match.graph.nodes[walked.to].variable}, {walked.variable}};
  match.graph.paths.push_back({found, std::move(whole)});

  BoundProjection projection;
  projection.is_return = true;
  projection.columns.emplace_back("path");
  projection.items.push_back({found, variable_reference(found, Kind::Path)});
  BoundSingleQuery part;
  part.clauses.push_back({std::move(match)});
  part.clauses.push_back({std::move(projection)});
  part.outputs = {found};
  BoundQuery query;
  query.parts.push_back(std::move(part));
  query.outputs = {found};
  query.columns = {"path"};
  Expression paths = make_subquery(ast::SubqueryKind::Collect, std::move(query), inside, TypeSet::list_of(Kind::Path),
                                   expression.span);
  if (path.search == ast::PathSearch::AllShortestPaths) return paths;
  return {.place = place(expression.span),
          .type = {Kind::Path, Kind::Null},
          .node = ElementOf{std::make_unique<Expression>(std::move(paths)),
                            std::make_unique<Expression>(constant(Value::integer(0)))}};
}

}  // namespace liaison
