#include <algorithm>

#include "bind/binder.h"
#include "bind/syntax.h"
#include "bind/type_rules.h"
#include "common/assert.h"
#include "common/stop_signal.h"

namespace liaison {
namespace {

ExpressionPtr boxed(Expression expression) { return std::make_unique<Expression>(std::move(expression)); }

template <class Node>
Expression made(Node node, TypeSet type) {
  return Expression{.place = {}, .type = type, .node = std::move(node)};
}

const TypeSet truth{Kind::Boolean, Kind::Null};
const TypeSet entity{Kind::Node, Kind::Relationship};

}  // namespace

Expression Binder::bind_expression(const ast::Expression& expression, Position position) {
  check_stop();
  if (context_.projected != nullptr) {
    for (const Projected& projected : *context_.projected) {
      if (!same_expression(statement_.text, expression, *projected.expression)) continue;
      // A variable declared on the way here may go by a name that the projected expression uses in its own sense.
      const std::vector<std::string_view> names = variable_names(expression);
      const bool hidden = std::any_of(
          locals_.begin() + static_cast<std::ptrdiff_t>(context_.first_local), locals_.end(),
          [&](const auto& local) { return std::find(names.begin(), names.end(), local.first) != names.end(); });
      if (!hidden) return refer(projected.variable, expression.span);
    }
  }
  Expression bound =
      std::visit([&](const auto& node) { return bind_node(expression, node, position); }, expression.node);
  bound.place = place(expression.span);
  return bound;
}

ExpressionPtr Binder::bind_optional(const ast::ExpressionPtr& expression, Position position) {
  return expression ? boxed(bind_expression(*expression, position)) : nullptr;
}

std::vector<Expression> Binder::bind_all(const std::vector<ast::Expression>& expressions) {
  std::vector<Expression> bound;
  bound.reserve(expressions.size());
  for (const ast::Expression& expression : expressions) bound.push_back(bind_expression(expression));
  return bound;
}

Expression Binder::bind_boolean(const ast::Expression& expression) {
  Expression bound = bind_expression(expression, Position::Predicate);
  require(bound, Kind::Boolean, expression.span, "a condition");
  return bound;
}

void Binder::bind_predicate(const ast::ExpressionPtr& expression, std::vector<Expression>& predicates) {
  if (!expression) return;
  Expression bound = bind_boolean(*expression);
  auto* chain = std::get_if<Logical>(&bound.node);
  if (chain == nullptr || chain->op != ast::LogicalOperator::And) {
    predicates.push_back(std::move(bound));
    return;
  }
  for (Expression& operand : chain->operands) predicates.push_back(std::move(operand));
}

void Binder::require(const Expression& expression, TypeSet expected, ast::Span span, std::string_view what) const {
  if (may_be(expression.type, expected)) return;
  fail("InvalidArgumentType",
       std::string(what) + " must be " + to_string(expected) + ", this is " + to_string(expression.type), span);
}

// ---- Atoms ----------------------------------------------------------------------------------------------------------

Expression Binder::bind_node(const ast::Expression&, const ast::Literal& node, Position) {
  return constant(node.value);
}

void Binder::check_parameter(const std::string& name, ast::Span span) const {
  if (parameters_.find(name) != nullptr) return;
  std::vector<std::string_view> names;
  for (const MapEntry& entry : parameters_.entries()) names.push_back(entry.key);
  throw compile_error(ErrorCode::ParameterMissing, "MissingParameter", "parameter '" + name + "' has no value",
                      place(span), did_you_mean(name, std::move(names)));
}

Expression Binder::bind_node(const ast::Expression& expression, const ast::Parameter& node, Position) {
  check_parameter(node.name, expression.span);
  return made(ParameterRef{node.name}, TypeSet::any());
}

Expression Binder::bind_node(const ast::Expression& expression, const ast::Variable& node, Position) {
  return refer(node.name, expression.span);
}

Expression Binder::bind_node(const ast::Expression&, const ast::ListLiteral& node, Position) {
  MakeList list{bind_all(node.items)};
  TypeSet items = TypeSet::none();
  for (const Expression& item : list.items) items = items.or_type(item.type);
  return made(std::move(list), TypeSet::list_of(items.is_empty() ? TypeSet::any() : items));
}

Expression Binder::bind_node(const ast::Expression&, const ast::MapLiteral& node, Position) {
  MakeMap map{{}, bind_all(node.values)};
  for (const ast::Name& key : node.keys) map.keys.push_back(key.text);
  return made(std::move(map), Kind::Map);
}

// ---- Operators ------------------------------------------------------------------------------------------------------

Expression Binder::bind_node(const ast::Expression&, const ast::ArithmeticChain& node, Position) {
  LIAISON_ASSERT(node.operands.size() == node.operators.size() + 1);
  Arithmetic chain{bind_all(node.operands), node.operators};
  TypeSet type = chain.operands.front().type;
  for (std::size_t i = 0; i < chain.operators.size(); ++i) {
    const TypeSet right = chain.operands[i + 1].type;
    const TypeSet result = arithmetic_type(chain.operators[i], type, right);
    if (result.is_empty()) {
      const bool joins = chain.operators[i] == ast::ArithmeticOperator::Concatenate;
      fail("InvalidArgumentType",
           "this operator cannot take " + to_string(type) + " and " + to_string(right) + " together",
           {node.operands.front().span.begin, node.operands[i + 1].span.end},
           joins ? "|| joins two strings or two lists; an alternative is written OR" : "");
    }
    type = result;
  }
  return made(std::move(chain), type);
}

Expression Binder::bind_node(const ast::Expression&, const ast::LogicalChain& node, Position position) {
  Logical chain{node.op, {}};
  chain.operands.reserve(node.operands.size());
  for (const ast::Expression& operand : node.operands) {
    Expression bound = bind_expression(operand, position);
    require(bound, Kind::Boolean, operand.span, "an operand of AND, OR and XOR");
    // (a AND b) AND c is one chain: what stands in it can be tested in any order.
    auto* inner = std::get_if<Logical>(&bound.node);
    if (inner != nullptr && inner->op == node.op) {
      for (Expression& part : inner->operands) chain.operands.push_back(std::move(part));
    } else {
      chain.operands.push_back(std::move(bound));
    }
  }
  return made(std::move(chain), truth);
}

Expression Binder::bind_node(const ast::Expression&, const ast::ComparisonChain& node, Position) {
  return made(ComparisonOf{bind_all(node.operands), node.operators}, truth);
}

Expression Binder::bind_node(const ast::Expression&, const ast::Predicate& node, Position) {
  Expression left = bind_expression(*node.left), right = bind_expression(*node.right);
  if (node.op == ast::PredicateOperator::In) require(right, Kind::List, node.right->span, "what stands behind IN");
  return made(PredicateTest{node.op, boxed(std::move(left)), boxed(std::move(right))}, truth);
}

Expression Binder::bind_node(const ast::Expression&, const ast::IsNull& node, Position) {
  return made(NullTest{bind_optional(node.operand), node.negated}, Kind::Boolean);
}

Expression Binder::bind_node(const ast::Expression&, const ast::TypeTest& node, Position) {
  return made(TypeTest{bind_optional(node.operand), node.type, node.negated}, Kind::Boolean);
}

Expression Binder::bind_node(const ast::Expression&, const ast::Unary& node, Position position) {
  switch (node.op) {
    case ast::UnaryOperator::Not: {
      Expression operand = bind_expression(*node.operand, position);
      require(operand, Kind::Boolean, node.operand->span, "the operand of NOT");
      return made(Not{boxed(std::move(operand))}, truth);
    }
    case ast::UnaryOperator::Minus: {
      Expression operand = bind_expression(*node.operand);
      require(operand, TypeSet::number(), node.operand->span, "the operand of -");
      const TypeSet type = operand.type;
      return made(Negate{boxed(std::move(operand))}, type);
    }
    case ast::UnaryOperator::Plus: {
      Expression operand = bind_expression(*node.operand);
      require(operand, TypeSet::number(), node.operand->span, "the operand of +");
      return operand;
    }
  }
  LIAISON_ASSERT(false);
}

// ---- Parts of values ------------------------------------------------------------------------------------------------

Expression Binder::bind_node(const ast::Expression& expression, const ast::PropertyAccess& node, Position) {
  Expression base = bind_expression(*node.base);
  const TypeSet readable = TypeSet::temporal().with(Kind::Node).with(Kind::Relationship).with(Kind::Map);
  if (!may_be(base.type, readable)) {
    // The TCK wants a TypeError for values and, for a path, a SyntaxError (Map1 [6], MatchWhere1 [14]).
    const std::string message = "a property can be read of a node, a relationship, a map or a temporal value, not of " +
                                to_string(without_null(base.type));
    if (base.type.contains(Kind::Path)) fail("InvalidArgumentType", message, expression.span);
    throw compile_error(ErrorCode::TypeError, "InvalidArgumentType", message, place(expression.span));
  }
  return made(PropertyOf{boxed(std::move(base)), node.key.text}, TypeSet::any());
}

Expression Binder::bind_node(const ast::Expression& expression, const ast::Index& node, Position) {
  Expression base = bind_expression(*node.base), index = bind_expression(*node.index);
  const TypeSet kinds = without_null(base.type);
  if (!may_be(base.type, {Kind::List, Kind::Map, Kind::Node, Kind::Relationship})) {
    throw compile_error(ErrorCode::TypeError, "InvalidArgumentType",
                        to_string(kinds) + " has no elements that [ ] could take out", place(expression.span));
  }
  if (kinds.is(Kind::List) && !may_be(index.type, Kind::Integer)) {
    throw compile_error(ErrorCode::TypeError, "InvalidArgumentType",
                        "the index of a list must be Integer, this is " + to_string(index.type),
                        place(node.index->span));
  }
  const TypeSet type = kinds.is(Kind::List) ? item_type(base.type).with(Kind::Null) : TypeSet::any();
  return made(ElementOf{boxed(std::move(base)), boxed(std::move(index))}, type);
}

Expression Binder::bind_node(const ast::Expression&, const ast::Slice& node, Position) {
  Expression base = bind_expression(*node.base);
  ExpressionPtr from = bind_optional(node.from), to = bind_optional(node.to);
  require(base, Kind::List, node.base->span, "what is cut by [..]");
  if (from) require(*from, Kind::Integer, node.from->span, "the start of a slice");
  if (to) require(*to, Kind::Integer, node.to->span, "the end of a slice");
  const TypeSet type = TypeSet::list_of(item_type(base.type)).with(Kind::Null);
  return made(SliceOf{boxed(std::move(base)), std::move(from), std::move(to)}, type);
}

Expression Binder::bind_node(const ast::Expression&, const ast::LabelTest& node, Position) {
  Expression base = bind_expression(*node.base);
  require(base, entity, node.base->span, "what has a label or a type");
  return bind_label_check(std::move(base), node.labels);
}

Expression Binder::bind_label_check(Expression base, const ast::LabelExpression& labels) {
  const TypeSet type = base.type.contains(Kind::Null) ? truth : TypeSet(Kind::Boolean);
  LabelCheck check{boxed(std::move(base)), {}, {}};
  check.labels = bind_labels(labels, check.computed);
  Expression bound = made(std::move(check), type);
  bound.place = place(labels.span);
  return bound;
}

Expression Binder::bind_computed_label(const ast::LabelDynamic& label) {
  Expression bound = bind_expression(*label.expression);
  require(bound, {Kind::String, Kind::List}, label.expression->span, "a computed name");
  return bound;
}

LabelPredicate Binder::bind_labels(const ast::LabelExpression& labels, std::vector<Expression>& computed) {
  using Form = LabelPredicate::Form;
  const auto all = [&](const std::vector<ast::LabelExpression>& operands) {
    std::vector<LabelPredicate> bound;
    bound.reserve(operands.size());
    for (const ast::LabelExpression& operand : operands) bound.push_back(bind_labels(operand, computed));
    return bound;
  };
  return std::visit(
      [&](const auto& node) -> LabelPredicate {
        using Node = std::remove_cvref_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, ast::LabelName>) {
          return {Form::Name, node.name.text, {}, 0};
        } else if constexpr (std::is_same_v<Node, ast::LabelWildcard>) {
          return {Form::Any, {}, {}, 0};
        } else if constexpr (std::is_same_v<Node, ast::LabelDynamic>) {
          computed.push_back(bind_computed_label(node));
          return {node.any ? Form::AnyOf : Form::AllOf, {}, {}, static_cast<std::uint32_t>(computed.size() - 1)};
        } else if constexpr (std::is_same_v<Node, ast::LabelNot>) {
          LabelPredicate negated{Form::Not, {}, {}, 0};
          negated.operands.push_back(bind_labels(*node.operand, computed));
          return negated;
        } else if constexpr (std::is_same_v<Node, ast::LabelAnd>) {
          return {Form::And, {}, all(node.operands), 0};
        } else {
          static_assert(std::is_same_v<Node, ast::LabelOr>);
          return {Form::Or, {}, all(node.operands), 0};
        }
      },
      labels.node);
}

// ---- CASE and what goes through lists -------------------------------------------------------------------------------

Expression Binder::bind_node(const ast::Expression&, const ast::Case& node, Position) {
  CaseOf result;
  result.subject = bind_optional(node.subject);
  TypeSet type = TypeSet::none();
  for (const ast::CaseBranch& branch : node.branches) {
    result.when.push_back(result.subject ? bind_expression(branch.when) : bind_boolean(branch.when));
    result.then.push_back(bind_expression(branch.then));
    type = type.or_type(result.then.back().type);
  }
  result.otherwise = bind_optional(node.otherwise);
  type = type.or_type(result.otherwise ? result.otherwise->type : TypeSet(Kind::Null));
  return made(std::move(result), type);
}

Expression Binder::bind_ranged_list(const ast::Expression& list) {
  Expression bound = bind_expression(list);
  require(bound, Kind::List, list.span, "what stands behind IN");
  return bound;
}

Expression Binder::bind_node(const ast::Expression&, const ast::ListComprehension& node, Position) {
  Expression list = bind_ranged_list(*node.list);
  TypeSet items = item_type(list.type);
  const bool maybe_null = list.type.contains(Kind::Null);
  ListComprehension result{0, boxed(std::move(list)), nullptr, nullptr};
  {
    const Restore restore(context_);
    context_.aggregates = nullptr;
    const Local variable(*this, node.variable, items);
    result.variable = variable.variable();
    if (node.where) result.where = boxed(bind_boolean(*node.where));
    if (node.projection) {
      result.projection = bind_optional(node.projection);
      items = result.projection->type;
    }
  }
  const TypeSet type = TypeSet::list_of(items);
  return made(std::move(result), maybe_null ? type.with(Kind::Null) : type);
}

Expression Binder::bind_node(const ast::Expression& expression, const ast::Quantifier& node, Position) {
  if (!node.where) {
    fail("UnexpectedSyntax", "all(), any(), none() and single() need a WHERE that says what is asked of each item",
         expression.span);
  }
  Expression list = bind_ranged_list(*node.list);
  const TypeSet items = item_type(list.type);
  Quantifier result{node.kind, 0, boxed(std::move(list)), nullptr};
  const Restore restore(context_);
  context_.aggregates = nullptr;
  const Local variable(*this, node.variable, items);
  result.variable = variable.variable();
  result.where = boxed(bind_boolean(*node.where));
  return made(std::move(result), truth);
}

Expression Binder::bind_node(const ast::Expression&, const ast::Reduce& node, Position) {
  Expression initial = bind_expression(*node.initial);
  Expression list = bind_ranged_list(*node.list);
  const TypeSet items = item_type(list.type);
  Reduce result{0, 0, boxed(std::move(initial)), boxed(std::move(list)), nullptr};
  const Restore restore(context_);
  context_.aggregates = nullptr;
  // What the expression makes of the accumulator is its next value: its type is not known before.
  const Local accumulator(*this, node.accumulator, TypeSet::any());
  const Local variable(*this, node.variable, items);
  result.accumulator = accumulator.variable();
  result.variable = variable.variable();
  result.expression = bind_optional(node.expression);
  return made(std::move(result), TypeSet::any());
}

}  // namespace liaison
