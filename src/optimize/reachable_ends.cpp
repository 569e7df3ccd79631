#include <algorithm>
#include <optional>
#include <set>
#include <type_traits>

#include "function/aggregate.h"
#include "optimize/rules.h"

namespace liaison {
namespace {

/// What is read of a row between an operator and one above it to which a row that comes twice is as good as one;
/// nullopt: there is no such operator, or something between counts rows.
using Read = std::optional<std::set<VariableId>>;

bool minds_duplicates(const AggregateCall& call) {
  return !call.distinct && call.aggregate->name != "min" && call.aggregate->name != "max";
}

class Marker {
 public:
  void visit(LogicalOperator& op, Read read) {
    read = std::visit([&](auto& node) { return below(node, std::move(read)); }, op.node);
    for (std::size_t i = 0; i < op.inputs.size(); ++i) visit(*op.inputs[i], i == 0 ? read : std::nullopt);
  }

 private:
  static void add(const Expression& expression, Read& read) {
    if (!read) return;
    if (!is_pure(expression)) {
      read.reset();
      return;
    }
    for (const VariableId variable : free_variables(expression)) read->insert(variable);
  }
  static void add(const std::vector<Expression>& expressions, Read& read) {
    for (const Expression& expression : expressions) add(expression, read);
  }
  static void add(const std::vector<NamedExpression>& items, Read& read) {
    for (const NamedExpression& item : items) add(item.expression, read);
  }
  static void add_variables(const std::vector<VariableId>& variables, Read& read) {
    if (read) read->insert(variables.begin(), variables.end());
  }

  static Read below(logical::Distinct& node, const Read&) {
    return std::set<VariableId>(node.variables.begin(), node.variables.end());
  }
  static Read below(logical::Aggregation& node, const Read&) {
    if (std::ranges::any_of(node.aggregates, minds_duplicates)) return std::nullopt;
    Read read = std::set<VariableId>();
    add(node.keys, read);
    for (const AggregateCall& call : node.aggregates) add(call.arguments, read);
    return read;
  }
  static Read below(logical::Filter& node, Read read) {
    add(node.predicates, read);
    return read;
  }
  static Read below(logical::Project& node, Read read) {
    add(node.items, read);
    return read;
  }
  static Read below(logical::Sort& node, Read read) {
    for (const SortKey& key : node.keys) add(key.expression, read);
    return read;
  }
  static Read below(logical::Select&, Read read) { return read; }
  static Read below(logical::NodeScan&, Read read) { return read; }
  static Read below(logical::IndexSeek& node, Read read) {
    add(node.values, read);
    return read;
  }
  static Read below(logical::NameSeek& node, Read read) {
    add(node.value, read);
    return read;
  }
  static Read below(logical::EntityLookup&, Read read) { return read; }
  static Read below(logical::Unwind& node, Read read) {
    add(node.list, read);
    return read;
  }
  static Read below(logical::Expand& node, Read read) {
    add_variables({node.from, node.to}, read);
    add_variables(node.unlike, read);
    return read;
  }
  static Read below(logical::ProjectEndPoints& node, Read read) {
    add_variables({node.relationship, node.from, node.to}, read);
    add_variables(node.unlike, read);
    return read;
  }
  static Read below(logical::ExpandVariable& node, Read read) {
    // See ExpandReachable for why these.
    node.each_end_once = read && !read->contains(node.relationship) && !node.relationship_bound &&
                         node.direction != Direction::Both && node.length.minimum <= 1 && node.unlike.empty() &&
                         node.each_predicates.empty();
    add_variables({node.from, node.to, node.relationship}, read);
    add_variables(node.unlike, read);
    add(node.each_predicates, read);
    return read;
  }
  /// All others count rows, cut them, or pass them to other plans.
  template <class Node>
  static Read below(Node&, const Read&) {
    return std::nullopt;
  }
};

}  // namespace

void reachable_ends(LogicalOperatorPtr& root) { Marker().visit(*root, std::nullopt); }

}  // namespace liaison
