// Expressions of the naive evaluator: one value of one row at a time, straight from the language's definition.
#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "differential/naive_evaluator.h"
#include "function/function.h"
#include "function/temporal_component.h"
#include "liaison/error.h"
#include "value/arithmetic.h"
#include "value/equality.h"
#include "value/order.h"

namespace liaison {
namespace {

Error type_error(std::string_view what) {
  return runtime_error(ErrorCode::TypeError, "InvalidArgumentType", std::string(what));
}

Truth truth_of(const Value& value) {
  if (value.is_null()) return Truth::Unknown;
  if (value.kind() != Kind::Boolean) throw type_error("a condition must be a Boolean");
  return value.as_boolean() ? Truth::True : Truth::False;
}

Value value_of(Truth truth) { return truth == Truth::Unknown ? Value() : Value::boolean(truth == Truth::True); }

Truth negated(Truth truth) {
  if (truth == Truth::Unknown) return truth;
  return truth == Truth::True ? Truth::False : Truth::True;
}

Value calculate(ast::ArithmeticOperator op, const Value& left, const Value& right) {
  switch (op) {
    case ast::ArithmeticOperator::Add:
      return add(left, right);
    case ast::ArithmeticOperator::Subtract:
      return subtract(left, right);
    case ast::ArithmeticOperator::Multiply:
      return multiply(left, right);
    case ast::ArithmeticOperator::Divide:
      return divide(left, right);
    case ast::ArithmeticOperator::Modulo:
      return modulo(left, right);
    case ast::ArithmeticOperator::Power:
      return power(left, right);
    case ast::ArithmeticOperator::Concatenate:
      return concatenate(left, right);
  }
  return {};
}

Truth compare_by(ast::ComparisonOperator op, const Value& left, const Value& right) {
  switch (op) {
    case ast::ComparisonOperator::Equal:
      return equals(left, right);
    case ast::ComparisonOperator::NotEqual:
      return negated(equals(left, right));
    case ast::ComparisonOperator::Less:
      return compare(Comparison::Less, left, right);
    case ast::ComparisonOperator::LessOrEqual:
      return compare(Comparison::LessOrEqual, left, right);
    case ast::ComparisonOperator::Greater:
      return compare(Comparison::Greater, left, right);
    case ast::ComparisonOperator::GreaterOrEqual:
      return compare(Comparison::GreaterOrEqual, left, right);
  }
  return Truth::Unknown;
}

/// openCypher 9: AND is false if any operand is, OR true if any is; XOR needs both.
Truth combine(ast::LogicalOperator op, Truth left, Truth right) {
  switch (op) {
    case ast::LogicalOperator::And:
      if (left == Truth::False || right == Truth::False) return Truth::False;
      return left == Truth::True && right == Truth::True ? Truth::True : Truth::Unknown;
    case ast::LogicalOperator::Or:
      if (left == Truth::True || right == Truth::True) return Truth::True;
      return left == Truth::False && right == Truth::False ? Truth::False : Truth::Unknown;
    case ast::LogicalOperator::Xor:
      if (left == Truth::Unknown || right == Truth::Unknown) return Truth::Unknown;
      return left != right ? Truth::True : Truth::False;
  }
  return Truth::Unknown;
}

Truth is_in(const Value& value, const Value& list) {
  if (list.is_null()) return Truth::Unknown;
  if (list.kind() != Kind::List) throw type_error("IN needs a list");
  Truth found = Truth::False;
  for (const Value& item : list.as_list()) found = combine(ast::LogicalOperator::Or, found, equals(value, item));
  return found;
}

Truth text_test(ast::PredicateOperator op, const Value& left, const Value& right) {
  if (left.kind() != Kind::String || right.kind() != Kind::String) return Truth::Unknown;
  const std::string text(left.as_string()), part(right.as_string());
  bool holds = false;
  if (op == ast::PredicateOperator::StartsWith) holds = text.starts_with(part);
  if (op == ast::PredicateOperator::EndsWith) holds = text.ends_with(part);
  if (op == ast::PredicateOperator::Contains) holds = text.find(part) != std::string::npos;
  return holds ? Truth::True : Truth::False;
}

Value element_of_list(const Value& list, const Value& index) {
  if (index.kind() != Kind::Integer) throw type_error("a list is indexed by an Integer");
  const auto size = static_cast<std::int64_t>(list.as_list().size());
  const std::int64_t at = index.as_integer() < 0 ? index.as_integer() + size : index.as_integer();
  return at >= 0 && at < size ? list.as_list()[static_cast<std::size_t>(at)] : Value();
}

Value slice(const Value& list, const Value& from, const Value& to) {
  if (list.is_null() || from.is_null() || to.is_null()) return {};
  if (list.kind() != Kind::List) throw type_error("a slice is of a list");
  if (from.kind() != Kind::Integer || to.kind() != Kind::Integer) throw type_error("bounds are Integers");
  const auto size = static_cast<std::int64_t>(list.as_list().size());
  const auto place = [&](std::int64_t at) { return at < 0 ? at + size : at; };
  std::vector<Value> items;
  for (std::int64_t i = 0; i < size; ++i) {
    if (i >= place(from.as_integer()) && i < place(to.as_integer())) {
      items.push_back(list.as_list()[static_cast<std::size_t>(i)]);
    }
  }
  return Value::list(std::move(items));
}

Value quantified(ast::QuantifierKind kind, const std::vector<Truth>& truths) {
  const auto yes = std::ranges::count(truths, Truth::True);
  const auto no = std::ranges::count(truths, Truth::False);
  const bool unknown = std::ranges::count(truths, Truth::Unknown) != 0;
  switch (kind) {
    case ast::QuantifierKind::All:
      return no > 0 ? Value::boolean(false) : unknown ? Value() : Value::boolean(true);
    case ast::QuantifierKind::Any:
      return yes > 0 ? Value::boolean(true) : unknown ? Value() : Value::boolean(false);
    case ast::QuantifierKind::None:
      return yes > 0 ? Value::boolean(false) : unknown ? Value() : Value::boolean(true);
    case ast::QuantifierKind::Single:
      return yes > 1 ? Value::boolean(false) : unknown ? Value() : Value::boolean(yes == 1);
  }
  return {};
}

/// By an ORDER BY at its end.
bool is_sorted(const BoundQuery& query) {
  const auto* last = std::get_if<BoundProjection>(&query.parts[0].clauses.back().node);
  return query.parts.size() == 1 && last != nullptr && !last->order.empty();
}

std::span<const Value> items_of(const Value& list) {
  if (list.kind() != Kind::List) throw type_error("a list is needed");
  return list.as_list();
}

}  // namespace

ModelNode& NaiveEvaluator::live_node(const Value& node) {
  if (node.kind() != Kind::Node) throw type_error("a node is needed");
  ModelNode& found = graph_.nodes[node.as_node()];
  if (found.deleted) throw runtime_error(ErrorCode::EntityNotFound, "DeletedEntityAccess", "the node is deleted");
  return found;
}

ModelRelationship& NaiveEvaluator::live_relationship(const Value& relationship) {
  ModelRelationship* found = graph_.find(relationship.as_relationship());
  if (found == nullptr || found->deleted) {
    throw runtime_error(ErrorCode::EntityNotFound, "DeletedEntityAccess", "the relationship is deleted");
  }
  return *found;
}

const std::map<std::string, Value>& NaiveEvaluator::properties_of(const Value& entity) {
  return entity.kind() == Kind::Node ? live_node(entity).properties : live_relationship(entity).properties;
}

Value NaiveEvaluator::property(const Value& base, const std::string& key) {
  if (base.is_null()) return {};
  if (base.kind() == Kind::Map) {
    const Value* found = base.as_map().find(key);
    return found != nullptr ? *found : Value();
  }
  if (TypeSet::temporal().contains(base.kind())) {
    const std::optional<Value> component = temporal_component(base, key);
    if (!component) throw runtime_error(ErrorCode::ArgumentError, "InvalidArgumentValue", "no such part");
    return *component;
  }
  if (base.kind() != Kind::Node && base.kind() != Kind::Relationship) throw type_error("no properties");
  const std::map<std::string, Value>& properties = properties_of(base);
  const auto found = properties.find(key);
  return found != properties.end() ? found->second : Value();
}

std::vector<std::string> NaiveEvaluator::names_of(const Value& value) {
  if (value.kind() == Kind::String) {
    if (value.as_string().empty()) throw runtime_error(ErrorCode::ArgumentError, "InvalidArgumentValue", "no name");
    return {std::string(value.as_string())};
  }
  if (value.kind() != Kind::List) throw type_error("a name is a String");
  std::vector<std::string> names;
  for (const Value& item : value.as_list()) std::ranges::move(names_of(item), std::back_inserter(names));
  return names;
}

bool NaiveEvaluator::passes(const LabelPredicate& predicate, const std::set<std::string>& labels,
                            const std::vector<std::vector<std::string>>& computed) {
  const auto holds = [&](const LabelPredicate& operand) { return passes(operand, labels, computed); };
  const auto is_there = [&](const std::string& label) { return labels.contains(label); };
  switch (predicate.form) {
    case LabelPredicate::Form::Name:
      return labels.contains(predicate.name);
    case LabelPredicate::Form::Any:
      return !labels.empty();
    case LabelPredicate::Form::Not:
      return !holds(predicate.operands[0]);
    case LabelPredicate::Form::And:
      return std::ranges::all_of(predicate.operands, holds);
    case LabelPredicate::Form::Or:
      return std::ranges::any_of(predicate.operands, holds);
    case LabelPredicate::Form::AllOf:
      return std::ranges::all_of(computed[predicate.computed], is_there);
    case LabelPredicate::Form::AnyOf:
      return std::ranges::any_of(computed[predicate.computed], is_there);
  }
  return false;
}

Value NaiveEvaluator::path(const MakePath& path, const Row& row) {
  if (row[path.nodes[0]].is_null()) return {};
  std::vector<NodeId> nodes{row[path.nodes[0]].as_node()};
  std::vector<RelationshipId> relationships;
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    const Value& walked = row[path.relationships[i]];
    if (walked.is_null() || row[path.nodes[i + 1]].is_null()) return {};
    const std::vector<Value> steps = walked.kind() == Kind::List
                                         ? std::vector<Value>(walked.as_list().begin(), walked.as_list().end())
                                         : std::vector<Value>{walked};
    for (const Value& step : steps) {
      const ModelRelationship* relationship = graph_.find(step.as_relationship());
      relationships.push_back(relationship->id);
      nodes.push_back(relationship->start == nodes.back() ? relationship->end : relationship->start);
    }
  }
  return Value::path(std::move(nodes), std::move(relationships));
}

bool NaiveEvaluator::all_true(const std::vector<Expression>& predicates, Row& row) {
  return std::ranges::all_of(
      predicates, [&](const Expression& predicate) { return truth_of(evaluate(predicate, row)) == Truth::True; });
}

/// Functions that read the graph are done here, the others by their own rows.
Value NaiveEvaluator::call_function(const Call& call, Row& row) {
  std::vector<Value> arguments;
  for (const Expression& argument : call.arguments) arguments.push_back(evaluate(argument, row));
  const std::string_view name = call.function->name;
  const bool of_entity =
      !arguments.empty() && (arguments[0].kind() == Kind::Node || arguments[0].kind() == Kind::Relationship);
  if (of_entity && (name == "keys" || name == "properties")) {
    std::vector<MapEntry> entries;
    std::vector<Value> keys;
    for (const auto& [key, value] : properties_of(arguments[0])) {
      entries.push_back({key, value});
      keys.push_back(Value::string(key));
    }
    return name == "keys" ? Value::list(std::move(keys)) : Value::map(Map(std::move(entries)));
  }
  if (of_entity && name == "labels" && arguments[0].kind() == Kind::Node) {
    std::vector<Value> labels;
    for (const std::string& label : live_node(arguments[0]).labels) labels.push_back(Value::string(label));
    return Value::list(std::move(labels));
  }
  if (of_entity && arguments[0].kind() == Kind::Relationship) {
    if (name == "type") return Value::string(model_types()[arguments[0].as_relationship().type]);
    if (name == "startNode") return Value::node(live_relationship(arguments[0]).start);
    if (name == "endNode") return Value::node(live_relationship(arguments[0]).end);
  }
  return liaison::call(*call.function, arguments, FunctionContext{});
}

std::vector<Value> NaiveEvaluator::in_some_order(std::span<const Value> items) const {
  std::map<std::size_t, std::uint64_t> times;  // by hash
  std::vector<std::pair<std::uint64_t, Value>> keyed;
  for (const Value& item : items) {
    const std::size_t hash = hash_value(item);
    // Equal items need not stand side by side.
    const std::uint64_t key = (hash + times[hash]++ * 0xbf58476d1ce4e5b9) ^ order_ * 0x9e3779b97f4a7c15;
    keyed.emplace_back(key, item);
  }
  std::ranges::sort(keyed, {}, &std::pair<std::uint64_t, Value>::first);
  std::vector<Value> sorted;
  for (auto& [key, item] : keyed) sorted.push_back(std::move(item));
  return sorted;
}

Value NaiveEvaluator::evaluate(const Expression& expression, Row& row) {
  return std::visit(
      [&](const auto& node) -> Value {
        using Node = std::remove_cvref_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, Constant>) {
          return node.value;
        } else if constexpr (std::is_same_v<Node, ParameterRef>) {
          return *parameters_.find(node.name);
        } else if constexpr (std::is_same_v<Node, VariableRef>) {
          return row[node.variable];
        } else if constexpr (std::is_same_v<Node, MakeList>) {
          std::vector<Value> items;
          for (const Expression& item : node.items) items.push_back(evaluate(item, row));
          return Value::list(std::move(items));
        } else if constexpr (std::is_same_v<Node, MakeMap>) {
          std::vector<MapEntry> entries;
          for (std::size_t i = 0; i < node.keys.size(); ++i) {
            Value value = evaluate(node.values[i], row);
            if (std::ranges::count(node.spread, i) == 0) {
              entries.push_back({node.keys[i], std::move(value)});
            } else if (value.kind() == Kind::Map) {
              const auto taken = value.as_map().entries();
              entries.insert(entries.end(), taken.begin(), taken.end());
            }
          }
          return Value::map(Map(std::move(entries)));
        } else if constexpr (std::is_same_v<Node, Arithmetic>) {
          Value result = evaluate(node.operands[0], row);
          for (std::size_t i = 0; i < node.operators.size(); ++i) {
            result = calculate(node.operators[i], result, evaluate(node.operands[i + 1], row));
          }
          return result;
        } else if constexpr (std::is_same_v<Node, Logical>) {
          Truth result = truth_of(evaluate(node.operands[0], row));
          for (std::size_t i = 1; i < node.operands.size(); ++i) {
            if (node.op == ast::LogicalOperator::And && result == Truth::False) break;
            if (node.op == ast::LogicalOperator::Or && result == Truth::True) break;
            result = combine(node.op, result, truth_of(evaluate(node.operands[i], row)));
          }
          return value_of(result);
        } else if constexpr (std::is_same_v<Node, ComparisonOf>) {
          Truth result = Truth::True;
          Value left = evaluate(node.operands[0], row);
          for (std::size_t i = 0; i < node.operators.size() && result != Truth::False; ++i) {
            const Value right = evaluate(node.operands[i + 1], row);
            result = combine(ast::LogicalOperator::And, result, compare_by(node.operators[i], left, right));
            left = right;
          }
          return value_of(result);
        } else if constexpr (std::is_same_v<Node, PredicateTest>) {
          const Value left = evaluate(*node.left, row), right = evaluate(*node.right, row);
          if (node.op == ast::PredicateOperator::In) return value_of(is_in(left, right));
          return value_of(text_test(node.op, left, right));
        } else if constexpr (std::is_same_v<Node, NullTest>) {
          return Value::boolean(evaluate(*node.operand, row).is_null() != node.negated);
        } else if constexpr (std::is_same_v<Node, TypeTest>) {
          return Value::boolean(is_of_type(evaluate(*node.operand, row), node.type) != node.negated);
        } else if constexpr (std::is_same_v<Node, Not>) {
          return value_of(negated(truth_of(evaluate(*node.operand, row))));
        } else if constexpr (std::is_same_v<Node, Negate>) {
          return negate(evaluate(*node.operand, row));
        } else if constexpr (std::is_same_v<Node, PropertyOf>) {
          return property(evaluate(*node.base, row), node.key);
        } else if constexpr (std::is_same_v<Node, ElementOf>) {
          const Value base = evaluate(*node.base, row), index = evaluate(*node.index, row);
          if (base.is_null() || index.is_null()) return {};
          if (base.kind() == Kind::List) return element_of_list(base, index);
          if (base.kind() != Kind::Map && base.kind() != Kind::Node && base.kind() != Kind::Relationship) {
            throw type_error("no elements");
          }
          if (index.kind() != Kind::String) {
            throw runtime_error(ErrorCode::TypeError, "MapElementAccessByNonString", "no key");
          }
          return property(base, std::string(index.as_string()));
        } else if constexpr (std::is_same_v<Node, SliceOf>) {
          const Value base = evaluate(*node.base, row);
          const Value from = node.from ? evaluate(*node.from, row) : Value::integer(0);
          const Value to = node.to ? evaluate(*node.to, row) : Value::integer(std::numeric_limits<std::int64_t>::max());
          return slice(base, from, to);
        } else if constexpr (std::is_same_v<Node, LabelCheck>) {
          const Value base = evaluate(*node.base, row);
          if (base.is_null()) return {};
          std::vector<std::vector<std::string>> computed;
          for (const Expression& names : node.computed) computed.push_back(names_of(evaluate(names, row)));
          const bool is_relationship = base.kind() == Kind::Relationship;
          return Value::boolean(is_relationship
                                    ? passes(node.labels, {model_types()[base.as_relationship().type]}, computed)
                                    : passes(node.labels, live_node(base).labels, computed));
        } else if constexpr (std::is_same_v<Node, Call>) {
          return call_function(node, row);
        } else if constexpr (std::is_same_v<Node, CaseOf>) {
          const Value subject = node.subject ? evaluate(*node.subject, row) : Value();
          for (std::size_t i = 0; i < node.when.size(); ++i) {
            const Value when = evaluate(node.when[i], row);
            if ((node.subject ? equals(subject, when) : truth_of(when)) == Truth::True) {
              return evaluate(node.then[i], row);
            }
          }
          return node.otherwise ? evaluate(*node.otherwise, row) : Value();
        } else if constexpr (std::is_same_v<Node, ListComprehension>) {
          const Value list = evaluate(*node.list, row);
          if (list.is_null()) return {};
          std::vector<Value> items;
          for (const Value& item : items_of(list)) {
            step();
            row[node.variable] = item;
            if (node.where && truth_of(evaluate(*node.where, row)) != Truth::True) continue;
            items.push_back(node.projection ? evaluate(*node.projection, row) : item);
          }
          return Value::list(std::move(items));
        } else if constexpr (std::is_same_v<Node, Quantifier>) {
          const Value list = evaluate(*node.list, row);
          if (list.is_null()) return {};
          std::vector<Truth> truths;
          for (const Value& item : items_of(list)) {
            row[node.variable] = item;
            truths.push_back(truth_of(evaluate(*node.where, row)));
          }
          return quantified(node.kind, truths);
        } else if constexpr (std::is_same_v<Node, Reduce>) {
          const Value list = evaluate(*node.list, row);
          if (list.is_null()) return {};
          Value result = evaluate(*node.initial, row);
          for (const Value& item : items_of(list)) {
            row[node.accumulator] = result;
            row[node.variable] = item;
            result = evaluate(*node.expression, row);
          }
          return result;
        } else if constexpr (std::is_same_v<Node, SubqueryExpression>) {
          const Rows rows = run_query(*node.query, row);
          if (node.kind == ast::SubqueryKind::Exists) return Value::boolean(!rows.empty());
          if (node.kind == ast::SubqueryKind::Count) return Value::integer(static_cast<std::int64_t>(rows.size()));
          std::vector<Value> items;
          const VariableId column =
              node.query->outputs.empty() ? node.query->parts[0].outputs[0] : node.query->outputs[0];
          for (const Row& found : rows) items.push_back(found[column]);
          return Value::list(is_sorted(*node.query) ? std::move(items) : in_some_order(items));
        } else {
          static_assert(std::is_same_v<Node, MakePath>);
          return path(node, row);
        }
      },
      expression.node);
}

}  // namespace liaison
