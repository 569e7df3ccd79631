#include "execute/expression/compile_expression.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/assert.h"
#include "common/stop_signal.h"
#include "execute/expression/nodes.h"
#include "function/function.h"
#include "query/walk.h"

namespace liaison {
namespace {

// The value of a list or map of literals, however long and deep: one constant instead of a node an item.
std::optional<Value> literal_value(const Expression& expression) {
  if (const auto* constant = std::get_if<Constant>(&expression.node)) return constant->value;
  if (const auto* list = std::get_if<MakeList>(&expression.node)) {
    std::vector<Value> items;
    items.reserve(list->items.size());
    for (const Expression& item : list->items) {
      std::optional<Value> value = literal_value(item);
      if (!value) return std::nullopt;
      items.push_back(std::move(*value));
    }
    return Value::list(std::move(items));
  }
  if (const auto* map = std::get_if<MakeMap>(&expression.node); map != nullptr && map->spread.empty()) {
    std::vector<MapEntry> entries;
    entries.reserve(map->keys.size());
    for (std::size_t index = 0; index < map->keys.size(); ++index) {
      std::optional<Value> value = literal_value(map->values[index]);
      if (!value) return std::nullopt;
      entries.push_back({map->keys[index], std::move(*value)});
    }
    return Value::map(Map(std::move(entries)));
  }
  return std::nullopt;
}

}  // namespace

ExpressionCompiler::ExpressionCompiler(const Layout& layout, std::uint16_t group, Execution& execution)
    : execution_(execution), layout_(&layout) {
  for (std::int32_t at = group; at >= 0; at = layout.parents()[static_cast<std::size_t>(at)]) {
    path_.push_back(static_cast<std::uint16_t>(at));
  }
  std::reverse(path_.begin(), path_.end());
}

ExpressionCompiler::Column ExpressionCompiler::column(VariableId variable) const {
  if (const auto local = locals_.find(variable); local != locals_.end()) return local->second;
  LIAISON_ASSERT(layout_ != nullptr);
  const Slot slot = layout_->slot(variable);
  const auto group = std::find(path_.begin(), path_.end(), slot.group);
  LIAISON_ASSERT(group != path_.end());
  return {static_cast<Level>(group - path_.begin()), slot.column};
}

ExpressionCompiler::Level ExpressionCompiler::lowest_read(const Expression& expression) const {
  Level lowest = constant_level;
  for (const VariableId variable : free_variables(expression)) lowest = std::max(lowest, column(variable).level);
  return lowest;
}

// Impure functions give each row its own value. A subquery reads the graph, which writes between two chunks change.
bool ExpressionCompiler::must_stay(const Expression& expression) const {
  if (const auto* call = std::get_if<Call>(&expression.node); call != nullptr && !call->function->pure) return true;
  if (std::holds_alternative<SubqueryExpression>(expression.node) && execution_.transaction != nullptr) return true;
  bool found = false;
  for_each_child(expression, [&](const Expression& child) { found = found || must_stay(child); });
  return found;
}

NodePtr ExpressionCompiler::compile_or_null(const ExpressionPtr& expression, Level level) {
  return expression != nullptr ? compile(*expression, level) : nullptr;
}

std::vector<NodePtr> ExpressionCompiler::compile_all(const std::vector<Expression>& expressions, Level level) {
  std::vector<NodePtr> nodes;
  nodes.reserve(expressions.size());
  for (const Expression& expression : expressions) nodes.push_back(compile(expression, level));
  return nodes;
}

NodePtr ExpressionCompiler::compile_variable(VariableId variable, Level level) {
  const Column at = column(variable);
  LIAISON_ASSERT(at.level <= level);
  return make_variable(static_cast<std::uint32_t>(level - at.level), at.index);
}

NodePtr ExpressionCompiler::compile(const Expression& expression, Level level) {
  check_stop();
  if (std::optional<Value> literal = literal_value(expression)) return make_constant(std::move(*literal));
  const bool is_leaf =
      std::holds_alternative<ParameterRef>(expression.node) || std::holds_alternative<VariableRef>(expression.node);
  const Level wanted = is_leaf || must_stay(expression) ? level : lowest_read(expression);
  LIAISON_ASSERT(wanted <= level);
  NodePtr node = compile_here(expression, wanted);
  node->place = expression.place;
  if (wanted == level) return node;
  node = wanted == constant_level ? make_once(std::move(node))
                                  : make_lifted(std::move(node), static_cast<std::uint32_t>(level - wanted));
  node->place = expression.place;
  return node;
}

struct ExpressionCompiler::Visitor {
  ExpressionCompiler& compiler;
  Level level;

  NodePtr one(const ExpressionPtr& expression) const { return compiler.compile_or_null(expression, level); }
  std::vector<NodePtr> all(const std::vector<Expression>& expressions) const {
    return compiler.compile_all(expressions, level);
  }
  NodePtr below(const ExpressionPtr& expression) const { return compiler.compile_or_null(expression, level + 1); }
  void declare(VariableId variable, std::uint32_t column) const { compiler.locals_[variable] = {level + 1, column}; }

  NodePtr operator()(const Constant& node) const { return make_constant(node.value); }
  NodePtr operator()(const ParameterRef& node) const {
    const Map* parameters = compiler.execution_.parameters;
    const Value* value = parameters != nullptr ? parameters->find(node.name) : nullptr;
    if (value == nullptr) {
      throw compile_error(ErrorCode::ParameterMissing, "MissingParameter", "parameter $" + node.name + " is not given");
    }
    return make_constant(*value);
  }
  NodePtr operator()(const VariableRef& node) const { return compiler.compile_variable(node.variable, level); }
  NodePtr operator()(const MakeList& node) const { return make_list(all(node.items)); }
  NodePtr operator()(const MakeMap& node) const { return make_map(node.keys, all(node.values), node.spread); }
  NodePtr operator()(const Arithmetic& node) const { return make_arithmetic(all(node.operands), node.operators); }
  NodePtr operator()(const Logical& node) const { return make_logical(node.op, all(node.operands)); }
  NodePtr operator()(const ComparisonOf& node) const { return make_comparison(all(node.operands), node.operators); }
  NodePtr operator()(const PredicateTest& node) const {
    return make_predicate(node.op, one(node.left), one(node.right));
  }
  NodePtr operator()(const NullTest& node) const { return make_null_test(one(node.operand), node.negated); }
  NodePtr operator()(const TypeTest& node) const { return make_type_test(one(node.operand), node.type, node.negated); }
  NodePtr operator()(const Not& node) const { return make_not(one(node.operand)); }
  NodePtr operator()(const Negate& node) const { return make_negate(one(node.operand)); }
  NodePtr operator()(const PropertyOf& node) const {
    return make_property(one(node.base), node.key, compiler.execution_);
  }
  NodePtr operator()(const ElementOf& node) const {
    return make_element(one(node.base), one(node.index), compiler.execution_);
  }
  NodePtr operator()(const SliceOf& node) const { return make_slice(one(node.base), one(node.from), one(node.to)); }
  NodePtr operator()(const LabelCheck& node) const {
    return make_label_check(one(node.base), node.labels, all(node.computed), compiler.execution_);
  }
  NodePtr operator()(const Call& node) const {
    return make_call(*node.function, all(node.arguments), compiler.execution_);
  }
  NodePtr operator()(const CaseOf& node) const {
    return make_case(one(node.subject), all(node.when), all(node.then), one(node.otherwise));
  }
  NodePtr operator()(const ListComprehension& node) const {
    declare(node.variable, 0);
    return make_list_comprehension(one(node.list), below(node.where), below(node.projection), compiler.execution_);
  }
  NodePtr operator()(const Quantifier& node) const {
    declare(node.variable, 0);
    return make_quantifier(node.kind, one(node.list), below(node.where), compiler.execution_);
  }
  NodePtr operator()(const Reduce& node) const {
    declare(node.accumulator, 0);
    declare(node.variable, 1);
    return make_reduce(one(node.initial), one(node.list), below(node.expression));
  }
  NodePtr operator()(const SubqueryExpression& node) const {
    LIAISON_ASSERT(node.plan != nullptr);
    std::vector<NodePtr> values;
    for (const VariableId variable : node.imported) values.push_back(compiler.compile_variable(variable, level));
    return make_subquery(node.kind, *node.plan, node.imported, std::move(values), compiler.execution_);
  }
  NodePtr operator()(const MakePath& node) const {
    std::vector<NodePtr> nodes, relationships;
    for (const VariableId variable : node.nodes) nodes.push_back(compiler.compile_variable(variable, level));
    for (const VariableId variable : node.relationships) {
      relationships.push_back(compiler.compile_variable(variable, level));
    }
    return make_path(std::move(nodes), std::move(relationships), compiler.execution_);
  }
};

NodePtr ExpressionCompiler::compile_here(const Expression& expression, Level level) {
  return std::visit(Visitor{*this, level}, expression.node);
}

}  // namespace liaison
