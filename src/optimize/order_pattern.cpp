#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "common/assert.h"
#include "common/stop_signal.h"
#include "optimize/index_use.h"
#include "optimize/rules.h"
#include "store/statistics.h"

namespace liaison {
namespace {

Direction reversed(Direction direction) {
  switch (direction) {
    case Direction::Outgoing:
      return Direction::Incoming;
    case Direction::Incoming:
      return Direction::Outgoing;
    case Direction::Both:
      return Direction::Both;
  }
  return direction;
}

/// Reads the statistics as estimates for planning; names the graph does not know match nothing.
class Estimates {
 public:
  explicit Estimates(const GraphView& view) : view_(view), statistics_(view.statistics()) {}

  [[nodiscard]] double nodes(const std::vector<std::string>& labels) const {
    double rows = static_cast<double>(statistics_.nodes());
    for (const std::string& label : labels) {
      const std::optional<LabelId> id = view_.catalog().labels.find(label);
      rows = std::min(rows, id ? static_cast<double>(statistics_.nodes_with(*id)) : 0.0);
    }
    return rows;
  }

  /// Relationships that a node with `labels` has on average.
  [[nodiscard]] double fan_out(const std::vector<std::string>& types, Direction direction,
                               const std::vector<std::string>& labels) const {
    double relationships = 0;
    const auto add_type = [&](TypeId type) {
      if (direction != Direction::Incoming) relationships += at(type, Direction::Outgoing, labels);
      if (direction != Direction::Outgoing) relationships += at(type, Direction::Incoming, labels);
    };
    if (types.empty()) {
      for (TypeId type = 0; type < view_.catalog().types.size(); ++type) add_type(type);
    }
    for (const std::string& name : types) {
      if (const std::optional<TypeId> type = view_.catalog().types.find(name)) add_type(*type);
    }
    return relationships / std::max(1.0, nodes(labels));
  }

  /// Share of nodes that are among those with `labels`.
  [[nodiscard]] double share(const std::vector<std::string>& labels) const {
    return nodes(labels) / std::max(1.0, static_cast<double>(statistics_.nodes()));
  }

  [[nodiscard]] double distinct_values(const std::string& key) const {
    const std::optional<PropertyKey> id = view_.catalog().property_keys.find(key);
    return id ? std::max(1.0, statistics_.distinct_values(*id)) : 1.0;
  }

 private:
  [[nodiscard]] double at(TypeId type, Direction direction, const std::vector<std::string>& labels) const {
    double relationships = static_cast<double>(statistics_.relationships_of(type));
    for (const std::string& label : labels) {
      const std::optional<LabelId> id = view_.catalog().labels.find(label);
      relationships =
          std::min(relationships, id ? static_cast<double>(statistics_.relationships_at(type, direction, *id)) : 0.0);
    }
    return relationships;
  }

  const GraphView& view_;
  const Statistics& statistics_;
};

constexpr double guessed_share_of_filter = 0.3;
constexpr double guessed_length = 2;

/// Types by name: two relationships can be the same one only if some type fits both.
bool may_share_type(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  if (left.empty() || right.empty()) return true;
  return std::ranges::any_of(left, [&](const std::string& type) { return std::ranges::count(right, type) != 0; });
}

class PatternOrder {
 public:
  PatternOrder(logical::MatchPattern pattern, LogicalOperatorPtr input, const GraphView& view, bool by_cost)
      : graph_(std::move(pattern.graph)),
        predicates_(std::move(pattern.predicates)),
        root_(std::move(input)),
        view_(view),
        estimates_(view),
        by_cost_(by_cost),
        node_done_(graph_.nodes.size()),
        relationship_done_(graph_.relationships.size()),
        path_done_(graph_.paths.size()),
        search_of_(graph_.relationships.size()),
        is_inside_search_(graph_.nodes.size()) {
    pattern_made();
    for (std::size_t search = 0; search < graph_.searches.size(); ++search) {
      const auto [first, size] = std::pair(graph_.searches[search].first, graph_.searches[search].size);
      for (std::uint32_t i = first; i < first + size; ++i) {
        search_of_[i] = search;
        if (i > first) is_inside_search_[graph_.relationships[i].from] = true;
      }
    }
    rows_ = root_ && root_->estimated_rows >= 0 ? root_->estimated_rows : 1;
  }

  LogicalOperatorPtr run() {
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      PatternNode& node = graph_.nodes[i];
      if (node.bound) {
        node_done_[i] = true;
        check_labels(node);
      } else if (node.entity) {
        add(logical::EntityLookup{EntityToFind{node.variable, *node.entity, node.labels, node.place}}, rows_);
        finish_node(i);
      }
    }
    settle();
    while (true) {
      check_stop();
      if (const std::optional<std::size_t> relationship = next_relationship()) {
        walk(*relationship);
      } else if (const std::optional<std::size_t> node = next_start()) {
        start_at(*node);
      } else if (const std::optional<std::size_t> waiting = first_waiting()) {
        test_after_walking(graph_.relationships[*waiting]);
      } else {
        break;
      }
      settle();
    }
    LIAISON_ASSERT(std::ranges::count(relationship_done_, false) == 0);
    LIAISON_ASSERT(predicates_.empty());
    if (!root_) root_ = make_operator(logical::Argument{});
    return std::move(root_);
  }

 private:
  /// Variables that the pattern itself makes and has not made yet: expressions that read one must wait.
  void pattern_made() {
    for (const PatternNode& node : graph_.nodes) {
      if (!node.bound) missing_.insert(node.variable);
    }
    for (const PatternRelationship& relationship : graph_.relationships) {
      if (!relationship.bound) missing_.insert(relationship.variable);
      for_each_group(relationship, [&](VariableId list) { missing_.insert(list); });
    }
    for (const PatternPathVariable& path : graph_.paths) missing_.insert(path.variable);
  }

  template <class Visit>
  static void for_each_group(const PatternRelationship& relationship, const Visit& visit) {
    if (!relationship.part) return;
    for (const PatternPart::Group& group : relationship.part->groups) visit(group.list);
  }

  [[nodiscard]] bool ready(const Expression& expression) const {
    return std::ranges::none_of(free_variables(expression),
                                [&](VariableId variable) { return missing_.contains(variable); });
  }

  template <class Node>
  void add(Node node, double rows) {
    root_ = make_operator(std::move(node), std::move(root_));
    rows_ = rows;
    root_->estimated_rows = rows;
  }

  /// Paths whose parts are there, then predicates whose variables are there.
  void settle() {
    for (std::size_t i = 0; i < graph_.paths.size(); ++i) {
      if (path_done_[i]) continue;
      PatternPathVariable& path = graph_.paths[i];
      const auto is_there = [&](VariableId variable) { return !missing_.contains(variable); };
      if (!std::ranges::all_of(path.path.nodes, is_there) || !std::ranges::all_of(path.path.relationships, is_there)) {
        continue;
      }
      std::vector<NamedExpression> items(1);
      items.front().variable = path.variable;
      items.front().expression.type = TypeSet{Kind::Path, Kind::Null};
      items.front().expression.node = path.path;
      add(logical::Project{std::move(items)}, rows_);
      missing_.erase(path.variable);
      path_done_[i] = true;
    }
    std::vector<Expression> now, waiting;
    double rows = rows_;
    for (Expression& predicate : predicates_) {
      const bool is_ready = ready(predicate);
      if (is_ready) rows *= share_of(predicate);
      (is_ready ? now : waiting).push_back(std::move(predicate));
    }
    predicates_ = std::move(waiting);
    if (!now.empty()) add(logical::Filter{std::move(now)}, rows);
  }

  /// n.key = something: one of the key's distinct values; anything else is a guess.
  [[nodiscard]] double share_of(const Expression& predicate) const {
    const auto* comparison = std::get_if<ComparisonOf>(&predicate.node);
    if (comparison == nullptr || comparison->operators.size() != 1 ||
        comparison->operators.front() != ast::ComparisonOperator::Equal) {
      return guessed_share_of_filter;
    }
    for (const Expression& operand : comparison->operands) {
      if (const auto* property = std::get_if<PropertyOf>(&operand.node)) {
        return 1.0 / estimates_.distinct_values(property->key);
      }
    }
    return guessed_share_of_filter;
  }

  static Expression label_test(const PatternNode& node) {
    Expression test;
    test.place = node.place;
    test.type = Kind::Boolean;
    LabelPredicate all{.form = LabelPredicate::Form::And, .name = {}, .operands = {}};
    for (const std::string& label : node.labels) {
      all.operands.push_back({.form = LabelPredicate::Form::Name, .name = label, .operands = {}});
    }
    if (all.operands.size() == 1) {
      LabelPredicate only = std::move(all.operands.front());
      all = std::move(only);
    }
    test.node =
        LabelCheck{std::make_unique<Expression>(variable_reference(node.variable, Kind::Node)), std::move(all), {}};
    return test;
  }

  void check_labels(const PatternNode& node) {
    if (node.labels.empty()) return;
    std::vector<Expression> predicates;
    predicates.push_back(label_test(node));
    add(logical::Filter{std::move(predicates)}, rows_ * estimates_.share(node.labels));
  }

  void finish_node(std::size_t index) {
    node_done_[index] = true;
    missing_.erase(graph_.nodes[index].variable);
  }

  [[nodiscard]] bool can_walk(std::size_t index) const {
    const PatternRelationship& relationship = graph_.relationships[index];
    if (search_of_[index]) return can_search(index);
    if (relationship.bound && !relationship.length) return true;
    if (!node_done_[relationship.from] && !node_done_[relationship.to]) return false;
    if (relationship.part) return can_ask(relationship.part->predicates);
    return std::ranges::all_of(relationship.each_predicates, [&](const Expression& predicate) {
      return std::ranges::none_of(free_variables(predicate), [&](VariableId variable) {
        return variable != relationship.each && missing_.contains(variable);
      });
    });
  }

  /// A search is begun at its first relationship, when both its ends are there.
  [[nodiscard]] bool can_search(std::size_t index) const {
    const PatternSearch& search = graph_.searches[*search_of_[index]];
    if (index != search.first) return false;
    const std::size_t last = search.first + search.size - 1;
    if (!node_done_[graph_.relationships[index].from] || !node_done_[graph_.relationships[last].to]) return false;
    for (std::size_t i = index; i <= last; ++i) {
      const PatternRelationship& relationship = graph_.relationships[i];
      if (!can_ask(relationship.each_predicates)) return false;
      if (relationship.part && !can_ask(relationship.part->predicates)) return false;
    }
    return can_ask(search.predicates);
  }

  /// What parts and searches ask reads, of what is still missing, only nodes and what they find themselves.
  [[nodiscard]] bool can_ask(const std::vector<Expression>& predicates) const {
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      if (node_done_[i] || is_inside_search_[i]) continue;
      const auto reads = [&](const Expression& predicate) {
        return std::ranges::count(free_variables(predicate), graph_.nodes[i].variable) != 0;
      };
      if (std::ranges::any_of(predicates, reads)) return false;
    }
    return true;
  }

  /// A relationship that waits, when all nodes are there, for what it would make itself.
  [[nodiscard]] std::optional<std::size_t> first_waiting() const {
    const auto waiting = std::ranges::find(relationship_done_, false);
    if (waiting == relationship_done_.end()) return std::nullopt;
    return static_cast<std::size_t>(waiting - relationship_done_.begin());
  }

  /// (a)-[r:T* {x: r[0].y}]->(b) reads of r what is there only when r was walked.
  void test_after_walking(PatternRelationship& relationship) {
    for (Expression& predicate : relationship.each_predicates) {
      predicates_.push_back(true_of_each(relationship, std::move(predicate)));
    }
    relationship.each_predicates.clear();
  }

  /// Rows after walking the relationship, per row before.
  [[nodiscard]] double growth(const PatternRelationship& relationship) const {
    if (relationship.bound && !relationship.length) return relationship.direction == Direction::Both ? 2 : 1;
    if (relationship.part) return growth_of_part(relationship);
    const bool from_start = starts_at_from(relationship);
    const PatternNode& near = graph_.nodes[from_start ? relationship.from : relationship.to];
    const PatternNode& far = graph_.nodes[from_start ? relationship.to : relationship.from];
    const Direction direction = from_start ? relationship.direction : reversed(relationship.direction);
    double rows = estimates_.fan_out(relationship.types, direction, near.labels);
    if (relationship.length) {
      const double length = std::min(static_cast<double>(relationship.length->maximum), guessed_length + 1);
      rows = std::pow(std::max(rows, 1.0), std::max(length, 1.0));
    }
    if (relationship.bound) rows = std::min(rows, 1.0);
    if (node_done_[relationship.from] && node_done_[relationship.to]) {
      return rows / std::max(1.0, estimates_.nodes(far.labels));
    }
    return rows * estimates_.share(far.labels);
  }

  [[nodiscard]] double growth_of_part(const PatternRelationship& relationship) const {
    double once = 1;
    for (const PartHop& hop : relationship.part->hops) once *= estimates_.fan_out(hop.types, hop.direction, {});
    const double length = std::min(static_cast<double>(relationship.length->maximum), guessed_length + 1);
    const double rows = std::pow(std::max(once, 1.0), std::max(length, 1.0));
    if (!node_done_[relationship.from] || !node_done_[relationship.to]) return rows;
    return rows / std::max(1.0, estimates_.nodes({}));
  }

  [[nodiscard]] bool starts_at_from(const PatternRelationship& relationship) const {
    if (!node_done_[relationship.to]) return true;
    if (!node_done_[relationship.from]) return false;
    // Both ends are there: look at the shorter lists. As written while orders must not matter.
    if (!by_cost_ || relationship.length) return true;
    return estimates_.fan_out(relationship.types, relationship.direction, graph_.nodes[relationship.from].labels) <=
           estimates_.fan_out(relationship.types, reversed(relationship.direction),
                              graph_.nodes[relationship.to].labels);
  }

  [[nodiscard]] std::optional<std::size_t> next_relationship() const {
    std::optional<std::size_t> best;
    double best_growth = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < graph_.relationships.size(); ++i) {
      if (relationship_done_[i] || !can_walk(i)) continue;
      if (!by_cost_) return i;
      const double rows = search_of_[i] ? 1.0 : growth(graph_.relationships[i]);
      if (!best || rows < best_growth) {
        best = i;
        best_growth = rows;
      }
    }
    return best;
  }

  /// Rows that a scan for the node leaves after the predicates that need nothing but it.
  [[nodiscard]] double start_rows(const PatternNode& node) const {
    double rows = estimates_.nodes(node.labels);
    for (const Expression& predicate : predicates_) {
      const bool only_this = std::ranges::all_of(free_variables(predicate), [&](VariableId variable) {
        return variable == node.variable || !missing_.contains(variable);
      });
      if (only_this && std::ranges::count(free_variables(predicate), node.variable) != 0) rows *= share_of(predicate);
    }
    return rows;
  }

  [[nodiscard]] std::optional<std::size_t> next_start() const {
    std::optional<std::size_t> best;
    double best_rows = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      if (node_done_[i] || is_inside_search_[i]) continue;
      if (!by_cost_) return i;
      const double rows = start_rows(graph_.nodes[i]);
      if (!best || rows < best_rows) {
        best = i;
        best_rows = rows;
      }
    }
    return best;
  }

  void start_at(std::size_t index) {
    const PatternNode& node = graph_.nodes[index];
    const auto is_there = [this](const Expression& expression) { return ready(expression); };
    auto found = by_cost_ ? index_seek(node, predicates_, view_, is_there) : std::nullopt;
    const bool is_exact = found && found->lookup == logical::IndexSeek::Lookup::Equal;
    if (auto by_name = by_cost_ && !is_exact ? name_seek(node, predicates_, is_there) : std::nullopt) {
      const double scanned = rows_ * estimates_.nodes(node.labels);
      add(std::move(*by_name), rows_ * start_rows(node));
      rows_ = scanned;
      finish_node(index);
      return;
    }
    if (found) {
      // The predicates still come, and with them their share of what a scan would give.
      const double scanned = rows_ * estimates_.nodes(node.labels);
      PatternNode unasked = node;
      std::erase(unasked.labels, view_.catalog().labels.name(view_.schema().find_index(found->index)->on.token));
      add(std::move(*found), rows_ * start_rows(node));
      rows_ = scanned;
      finish_node(index);
      check_labels(unasked);
      return;
    }
    add(logical::NodeScan{node.variable, node.labels}, rows_ * estimates_.nodes(node.labels));
    finish_node(index);
  }

  [[nodiscard]] std::vector<VariableId> unlike(std::size_t index) const {
    const PatternRelationship& relationship = graph_.relationships[index];
    std::vector<VariableId> others;
    for (std::size_t i = 0; i < graph_.relationships.size(); ++i) {
      const PatternRelationship& other = graph_.relationships[i];
      if (i == index || !relationship_done_[i] || other.uniqueness_scope != relationship.uniqueness_scope) continue;
      if (may_share_type(types_of(relationship), types_of(other))) others.push_back(other.variable);
    }
    return others;
  }

  /// Any of the relationships it may walk; empty: every type.
  static std::vector<std::string> types_of(const PatternRelationship& relationship) {
    if (!relationship.part) return relationship.types;
    std::vector<std::string> types;
    for (const PartHop& hop : relationship.part->hops) {
      if (hop.types.empty()) return {};
      types.insert(types.end(), hop.types.begin(), hop.types.end());
    }
    return types;
  }

  void walk(std::size_t index) {
    PatternRelationship& relationship = graph_.relationships[index];
    if (search_of_[index]) {
      search(graph_.searches[*search_of_[index]]);
      return;
    }
    if (relationship.bound && !relationship.length) {
      project_end_points(index);
      return;
    }
    const bool from_start = starts_at_from(relationship);
    const std::size_t near = from_start ? relationship.from : relationship.to;
    const std::size_t far = from_start ? relationship.to : relationship.from;
    const bool far_bound = node_done_[far];
    const Direction direction = from_start ? relationship.direction : reversed(relationship.direction);
    const double rows = rows_ * growth(relationship);
    std::vector<VariableId> others = unlike(index);
    if (relationship.part) {
      for_each_group(relationship, [&](VariableId list) { missing_.erase(list); });
      logical::PathStretch stretch = stretch_of(relationship);
      if (!from_start) turn_round(stretch.part);
      stretch.end = graph_.nodes[far].variable;
      add(logical::ExpandPart{.from = graph_.nodes[near].variable,
                              .stretch = std::move(stretch),
                              .to_bound = far_bound,
                              .reversed = !from_start,
                              .unlike = std::move(others)},
          rows);
    } else if (relationship.length) {
      add(logical::ExpandVariable{.from = graph_.nodes[near].variable,
                                  .relationship = relationship.variable,
                                  .to = graph_.nodes[far].variable,
                                  .direction = direction,
                                  .types = relationship.types,
                                  .length = *relationship.length,
                                  .to_bound = far_bound,
                                  .relationship_bound = relationship.bound,
                                  .reversed = !from_start,
                                  .unlike = std::move(others),
                                  .each = relationship.each,
                                  .each_predicates = std::move(relationship.each_predicates)},
          rows);
    } else {
      add(logical::Expand{.from = graph_.nodes[near].variable,
                          .relationship = relationship.variable,
                          .to = graph_.nodes[far].variable,
                          .direction = direction,
                          .types = relationship.types,
                          .to_bound = far_bound,
                          .unlike = std::move(others)},
          rows);
    }
    relationship_done_[index] = true;
    missing_.erase(relationship.variable);
    if (!far_bound) {
      finish_node(far);
      check_labels(graph_.nodes[far]);
    }
  }

  /// Left to right; what is asked goes with it.
  [[nodiscard]] logical::PathStretch stretch_of(PatternRelationship& relationship) const {
    const VariableId end = graph_.nodes[relationship.to].variable;
    logical::PathStretch stretch{.part = {},
                                 .length = relationship.length.value_or(PatternLength{1, 1}),
                                 .relationships = relationship.variable,
                                 .is_single = !relationship.length,
                                 .end = end,
                                 .end_predicates = {}};
    if (relationship.part) {
      stretch.is_part = true;
      stretch.part = std::move(*relationship.part);
      relationship.part.reset();
      return stretch;
    }
    // The ends of a search have their values; those inside are each time others.
    for (const std::uint32_t node : {relationship.from, relationship.to}) {
      const bool is_named = stretch.is_single && is_inside_search_[node];
      stretch.part.nodes.push_back(is_named ? graph_.nodes[node].variable : PatternPart::unnamed);
    }
    stretch.part.hops.push_back({.relationship = stretch.is_single ? relationship.variable : relationship.each,
                                 .direction = relationship.direction,
                                 .types = relationship.types});
    stretch.part.predicates = std::move(relationship.each_predicates);
    return stretch;
  }

  static void turn_round(PatternPart& part) {
    std::ranges::reverse(part.nodes);
    std::ranges::reverse(part.hops);
    for (PartHop& hop : part.hops) hop.direction = reversed(hop.direction);
  }

  void search(PatternSearch& search) {
    const std::size_t last = search.first + search.size - 1;
    std::vector<logical::PathStretch> stretches;
    for (std::size_t i = search.first; i <= last; ++i) {
      PatternRelationship& relationship = graph_.relationships[i];
      for_each_group(relationship, [&](VariableId list) { missing_.erase(list); });
      stretches.push_back(stretch_of(relationship));
      relationship_done_[i] = true;
      missing_.erase(relationship.variable);
      if (i == last) continue;
      const PatternNode& inside = graph_.nodes[relationship.to];
      if (!inside.labels.empty()) search.predicates.push_back(label_test(inside));
      finish_node(relationship.to);
    }
    std::optional<PatternPathVariable> path;
    if (search.path && std::ranges::any_of(search.predicates, [&](const Expression& predicate) {
          return std::ranges::count(free_variables(predicate), *search.path) != 0;
        })) {
      path = *std::ranges::find(graph_.paths, *search.path, &PatternPathVariable::variable);
    }
    add(logical::SearchPaths{.from = graph_.nodes[graph_.relationships[search.first].from].variable,
                             .to = graph_.nodes[graph_.relationships[last].to].variable,
                             .stretches = std::move(stretches),
                             .selection = search.selection,
                             .count = search.count,
                             .predicates = std::move(search.predicates),
                             .path = std::move(path)},
        rows_);
  }

  void project_end_points(std::size_t index) {
    const PatternRelationship& relationship = graph_.relationships[index];
    const std::array ends{relationship.from, relationship.to};
    const bool from_bound = node_done_[relationship.from], to_bound = node_done_[relationship.to];
    add(logical::ProjectEndPoints{.from = graph_.nodes[relationship.from].variable,
                                  .relationship = relationship.variable,
                                  .to = graph_.nodes[relationship.to].variable,
                                  .direction = relationship.direction,
                                  .types = relationship.types,
                                  .from_bound = from_bound,
                                  .to_bound = to_bound,
                                  .unlike = unlike(index)},
        rows_ * growth(relationship));
    relationship_done_[index] = true;
    for (const std::uint32_t end : ends) {
      if (node_done_[end]) continue;
      finish_node(end);
      check_labels(graph_.nodes[end]);
    }
  }

  QueryGraph graph_;
  std::vector<Expression> predicates_;
  LogicalOperatorPtr root_;
  const GraphView& view_;
  Estimates estimates_;
  bool by_cost_;
  std::vector<bool> node_done_, relationship_done_, path_done_;
  std::vector<std::optional<std::size_t>> search_of_;  // for each relationship
  std::vector<bool> is_inside_search_;                 // for each node
  std::set<VariableId> missing_;
  double rows_ = 1;
};

}  // namespace

LogicalOperatorPtr order_pattern(logical::MatchPattern pattern, LogicalOperatorPtr input, const GraphView& view,
                                 bool by_cost) {
  return PatternOrder(std::move(pattern), std::move(input), view, by_cost).run();
}

}  // namespace liaison
