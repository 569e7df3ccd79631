// Patterns of the naive evaluator: every node and every relationship is tried at every place.
#include <algorithm>
#include <cctype>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "differential/naive_evaluator.h"
#include "value/equality.h"

namespace liaison {

/// A pattern partly matched. Copied at every choice: there is nothing to undo.
struct NaiveEvaluator::Match {
  const QueryGraph& pattern;
  Row row;
  std::set<VariableId> placed = {};
  std::vector<std::pair<std::uint32_t, RelationshipId>> used = {};  // with the scope in which it must not come again
};

/// What was walked so far of a relationship of variable length, or of a part.
struct NaiveEvaluator::Walk {
  const PatternRelationship& wanted;
  std::vector<Value> trail = {};
  std::uint64_t times = 0;
  std::vector<std::vector<Value>> groups = {};  // of the part's variables, what they were each time
  Row inside = {};                              // the row with the part's variables of this time
};

NaiveEvaluator::Rows NaiveEvaluator::find(const QueryGraph& pattern, const std::vector<Expression>& predicates,
                                          const Row& row) {
  Match match{pattern, row};
  for (const PatternNode& node : pattern.nodes) {
    if (node.entity) {
      match.row[node.variable] = Value::node(entity(*node.entity, node.labels));
      match.placed.insert(node.variable);
    }
    if (!node.bound) continue;
    if (row[node.variable].kind() == Kind::Node && graph_.nodes[row[node.variable].as_node()].deleted) {
      throw Unspecified{};
    }
    match.placed.insert(node.variable);
  }
  std::vector<std::size_t> all_nodes(pattern.nodes.size());
  std::iota(all_nodes.begin(), all_nodes.end(), std::size_t{0});
  Rows results;
  match_pattern(match, 0, [&](Match& walked) {
    place_nodes(walked, all_nodes, [&](Match& whole) {
      for (const PatternPathVariable& named : pattern.paths) whole.row[named.variable] = path(named.path, whole.row);
      if (all_true(predicates, whole.row)) results.push_back(whole.row);
    });
  });
  shuffle(results);
  return results;
}

std::vector<std::size_t> NaiveEvaluator::ordered(std::size_t count) {
  std::vector<std::size_t> indexes(count);
  std::iota(indexes.begin(), indexes.end(), std::size_t{0});
  if (order_ == 1) std::ranges::reverse(indexes);
  shuffle(indexes);
  return indexes;
}

NodeId NaiveEvaluator::entity(const std::string& name, const std::vector<std::string>& labels) const {
  const auto folded = [](std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
  };
  const auto is_called = [&](const Value& value) {
    return value.kind() == Kind::String && folded(std::string(value.as_string())) == folded(name);
  };
  std::vector<NodeId> found;
  for (std::size_t id = 0; id < graph_.nodes.size(); ++id) {
    const ModelNode& node = graph_.nodes[id];
    const auto has = [&](const std::string& label) { return node.labels.contains(label); };
    if (node.deleted || !std::ranges::all_of(labels, has)) continue;
    const auto own = node.properties.find("name"), aliases = node.properties.find("aliases");
    bool fits = own != node.properties.end() && is_called(own->second);
    if (aliases != node.properties.end() && aliases->second.kind() == Kind::List) {
      fits = fits || std::ranges::any_of(aliases->second.as_list(), is_called);
    }
    if (fits) found.push_back(static_cast<NodeId>(id));
  }
  if (found.size() != 1) throw Unspecified{};
  return found.front();
}

// ---- Nodes ----------------------------------------------------------------------------------------------------------

/// Goes on with `then` if the node can stand at the pattern's `index`.
void NaiveEvaluator::with_node(const Match& match, std::size_t index, NodeId id, const Then& then) {
  step();
  const PatternNode& wanted = match.pattern.nodes[index];
  const ModelNode& node = graph_.nodes[id];
  if (node.deleted) return;
  const auto has = [&](const std::string& label) { return node.labels.contains(label); };
  if (!std::ranges::all_of(wanted.labels, has)) return;
  Match next = match;
  if (match.placed.contains(wanted.variable)) {
    const Value& value = match.row[wanted.variable];
    if (value.kind() == Kind::Node && value.as_node() == id) then(next);
    return;
  }
  next.row[wanted.variable] = Value::node(id);
  next.placed.insert(wanted.variable);
  then(next);
}

/// Goes on with every way to place the pattern's nodes of these indexes.
void NaiveEvaluator::place_nodes(const Match& match, std::span<const std::size_t> indexes, const Then& then) {
  if (indexes.empty()) {
    Match whole = match;
    return then(whole);
  }
  const auto go_on = [&](const Match& next) { place_nodes(next, indexes.subspan(1), then); };
  const PatternNode& wanted = match.pattern.nodes[indexes.front()];
  if (match.placed.contains(wanted.variable)) {
    const Value& value = match.row[wanted.variable];
    if (value.kind() == Kind::Node) with_node(match, indexes.front(), value.as_node(), go_on);
    return;
  }
  for (std::size_t node : ordered(graph_.nodes.size())) {
    with_node(match, indexes.front(), static_cast<NodeId>(node), go_on);
  }
}

/// Adds the pattern's nodes that the predicates read: what is asked on the way may read nodes that come later.
void NaiveEvaluator::add_nodes_read(const QueryGraph& pattern, const std::vector<Expression>& predicates,
                                    std::vector<std::size_t>& indexes) {
  for (const Expression& predicate : predicates) {
    for (VariableId variable : free_variables(predicate)) {
      const auto found = std::ranges::find(pattern.nodes, variable, &PatternNode::variable);
      if (found != pattern.nodes.end()) indexes.push_back(static_cast<std::size_t>(found - pattern.nodes.begin()));
    }
  }
}

// ---- Relationships --------------------------------------------------------------------------------------------------

/// The rest of the pattern, from its relationship of that index.
void NaiveEvaluator::match_pattern(const Match& match, std::size_t index, const Then& then) {
  const QueryGraph& pattern = match.pattern;
  if (index == pattern.relationships.size()) return match_chain(match, index, index, then);
  const auto search = std::ranges::find(pattern.searches, index, &PatternSearch::first);
  const std::size_t next = search == pattern.searches.end() ? index + 1 : index + search->size;
  const auto go_on = [&](const Match& found) { match_pattern(found, next, then); };
  search == pattern.searches.end() ? match_chain(match, index, next, go_on) : match_search(match, *search, go_on);
}

/// Relationships [first, last), one after another.
void NaiveEvaluator::match_chain(const Match& match, std::size_t first, std::size_t last, const Then& then) {
  if (first == last) {
    Match whole = match;
    return then(whole);
  }
  const PatternRelationship& wanted = match.pattern.relationships[first];
  const auto go_on = [&](const Match& next) { match_chain(next, first + 1, last, then); };
  wanted.length ? match_walks(match, wanted, go_on) : match_one(match, wanted, go_on);
}

bool NaiveEvaluator::may_walk(const Match& match, std::uint32_t scope, const std::vector<std::string>& types,
                              const ModelRelationship& relationship) {
  if (relationship.deleted || std::ranges::count(match.used, std::pair(scope, relationship.id)) != 0) return false;
  return types.empty() || std::ranges::count(types, model_types()[relationship.id.type]) != 0;
}

void NaiveEvaluator::match_one(const Match& match, const PatternRelationship& wanted, const Then& then) {
  for (std::size_t i : ordered(graph_.relationships.size())) {
    const ModelRelationship relationship = graph_.relationships[i];
    const Value value = Value::relationship(relationship.id);
    if (!may_walk(match, wanted.uniqueness_scope, wanted.types, relationship)) continue;
    if (wanted.bound && !identical(match.row[wanted.variable], value)) continue;
    const auto go_on = [&](NodeId from, NodeId to) {
      with_node(match, wanted.from, from, [&](const Match& half) {
        with_node(half, wanted.to, to, [&](Match& whole) {
          whole.row[wanted.variable] = value;
          whole.used.emplace_back(wanted.uniqueness_scope, relationship.id);
          then(whole);
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

// ---- Variable length, and parts that repeat -------------------------------------------------------------------------

void NaiveEvaluator::match_walks(const Match& match, const PatternRelationship& wanted, const Then& then) {
  std::vector<std::size_t> first{wanted.from};
  add_nodes_read(match.pattern, wanted.each_predicates, first);
  if (wanted.part) add_nodes_read(match.pattern, wanted.part->predicates, first);
  place_nodes(match, first, [&](Match& ready) {
    const Value& from = ready.row[match.pattern.nodes[wanted.from].variable];
    Walk walk{wanted};
    if (wanted.part) walk.groups.resize(wanted.part->groups.size());
    match_times(ready, walk, from.as_node(), then);
  });
}

/// `walk` has been walked so many whole times, and stands at the node.
void NaiveEvaluator::match_times(const Match& match, const Walk& walk, NodeId at, const Then& then) {
  step();
  const PatternRelationship& wanted = walk.wanted;
  const Value trail = Value::list(walk.trail);
  const bool fits = !wanted.bound || identical(match.row[wanted.variable], trail);
  if (fits && walk.times >= wanted.length->minimum && walk.times <= wanted.length->maximum) {
    with_node(match, wanted.to, at, [&](Match& next) {
      next.row[wanted.variable] = trail;
      for (std::size_t i = 0; i < walk.groups.size(); ++i) {
        next.row[wanted.part->groups[i].list] = Value::list(walk.groups[i]);
      }
      for (const Value& walked : walk.trail) next.used.emplace_back(wanted.uniqueness_scope, walked.as_relationship());
      then(next);
    });
  }
  if (walk.times >= wanted.length->maximum) return;
  Walk next = walk;
  next.inside = match.row;
  if (wanted.part && wanted.part->nodes[0] != PatternPart::unnamed) {
    next.inside[wanted.part->nodes[0]] = Value::node(at);
  }
  match_time(match, next, 0, at, then);
}

/// From the node on, the rest of one time: a part's relationships, or a single one.
void NaiveEvaluator::match_time(const Match& match, const Walk& walk, std::size_t hop, NodeId at, const Then& then) {
  const PatternRelationship& wanted = walk.wanted;
  if (hop == (wanted.part ? wanted.part->hops.size() : 1)) {
    Walk next = walk;
    if (!all_true(wanted.part ? wanted.part->predicates : wanted.each_predicates, next.inside)) return;
    for (std::size_t i = 0; i < next.groups.size(); ++i) {
      next.groups[i].push_back(next.inside[wanted.part->groups[i].inside]);
    }
    ++next.times;
    return match_times(match, next, at, then);
  }
  const auto& types = wanted.part ? wanted.part->hops[hop].types : wanted.types;
  const Direction direction = wanted.part ? wanted.part->hops[hop].direction : wanted.direction;
  for (std::size_t i : ordered(graph_.relationships.size())) {
    const ModelRelationship relationship = graph_.relationships[i];
    const Value value = Value::relationship(relationship.id);
    if (!may_walk(match, wanted.uniqueness_scope, types, relationship)) continue;
    if (std::ranges::any_of(walk.trail, [&](const Value& walked) { return identical(walked, value); })) continue;
    const bool forward = relationship.start == at && direction != Direction::Incoming;
    const bool backward = relationship.end == at && direction != Direction::Outgoing;
    if (!forward && !backward) continue;
    step();
    const NodeId target = forward ? relationship.end : relationship.start;
    Walk next = walk;
    next.trail.push_back(value);
    next.inside[wanted.part ? wanted.part->hops[hop].relationship : wanted.each] = value;
    if (wanted.part && wanted.part->nodes[hop + 1] != PatternPart::unnamed) {
      next.inside[wanted.part->nodes[hop + 1]] = Value::node(target);
    }
    match_time(match, next, hop + 1, target, then);
  }
}

// ---- Searches -------------------------------------------------------------------------------------------------------

/// All paths between two nodes, and of them some by their length.
void NaiveEvaluator::match_search(const Match& match, const PatternSearch& search, const Then& then) {
  const std::span walked = std::span(match.pattern.relationships).subspan(search.first, search.size);
  std::vector<std::size_t> outside{walked.front().from, walked.back().to};
  add_nodes_read(match.pattern, search.predicates, outside);
  for (const PatternRelationship& relationship : walked) {
    add_nodes_read(match.pattern, relationship.each_predicates, outside);
    if (relationship.part) add_nodes_read(match.pattern, relationship.part->predicates, outside);
  }
  for (const PatternRelationship& relationship : walked.subspan(1)) {
    std::erase(outside, static_cast<std::size_t>(relationship.from));  // the search finds them itself
  }
  place_nodes(match, outside, [&](const Match& ready) {
    std::map<std::size_t, std::vector<Match>> found;  // by length
    match_chain(ready, search.first, search.first + search.size, [&](Match& whole) {
      for (const PatternPathVariable& named : match.pattern.paths) {
        if (named.variable == search.path) whole.row[named.variable] = path(named.path, whole.row);
      }
      if (!all_true(search.predicates, whole.row)) return;
      std::size_t length = 0;
      for (const PatternRelationship& relationship : walked) {
        const Value& value = whole.row[relationship.variable];
        length += value.kind() == Kind::List ? value.as_list().size() : 1;
      }
      found[length].push_back(whole);
    });
    std::uint64_t paths = 0, lengths = 0;
    for (auto& [length, matches] : found) {
      for (std::size_t i : ordered(matches.size())) {
        if (search.selection == PathSelection::Shortest && paths++ == search.count) return;
        then(matches[i]);
      }
      if (search.selection == PathSelection::ShortestGroups && ++lengths == search.count) return;
    }
  });
}

// ---- MATCH ----------------------------------------------------------------------------------------------------------

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
        if (!relationship.part) continue;
        for (const PatternPart::Group& group : relationship.part->groups) nulls[group.list] = Value();
      }
      for (const PatternPathVariable& named : match.graph.paths) nulls[named.variable] = Value();
    }
    std::ranges::move(found, std::back_inserter(result));
  }
  shuffle(result);
  return result;
}

}  // namespace liaison
