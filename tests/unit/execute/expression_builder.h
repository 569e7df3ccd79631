#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "query/expression.h"

/// Short names for bound expressions, as tests write them.
namespace liaison::build {

inline Expression made(auto node) {
  Expression expression;
  expression.node = std::move(node);
  return expression;
}
inline ExpressionPtr boxed(Expression expression) { return std::make_unique<Expression>(std::move(expression)); }

template <class... Expressions>
std::vector<Expression> expressions(Expressions... each) {
  std::vector<Expression> result;
  (result.push_back(std::move(each)), ...);
  return result;
}

inline Expression literal(Value value) { return made(Constant{std::move(value)}); }
inline Expression integer(std::int64_t number) { return literal(Value::integer(number)); }
inline Expression text(std::string_view string) { return literal(Value::string(string)); }
inline Expression boolean(bool truth) { return literal(Value::boolean(truth)); }
inline Expression null() { return literal(Value()); }
inline Expression variable(VariableId id) { return made(VariableRef{id}); }
inline Expression parameter(std::string name) { return made(ParameterRef{std::move(name)}); }

inline Expression arithmetic(Expression left, ast::ArithmeticOperator op, Expression right) {
  return made(Arithmetic{expressions(std::move(left), std::move(right)), {op}});
}
inline Expression plus(Expression left, Expression right) {
  return arithmetic(std::move(left), ast::ArithmeticOperator::Add, std::move(right));
}
inline Expression divided(Expression left, Expression right) {
  return arithmetic(std::move(left), ast::ArithmeticOperator::Divide, std::move(right));
}
inline Expression comparison(Expression left, ast::ComparisonOperator op, Expression right) {
  return made(ComparisonOf{expressions(std::move(left), std::move(right)), {op}});
}
inline Expression equal(Expression left, Expression right) {
  return comparison(std::move(left), ast::ComparisonOperator::Equal, std::move(right));
}
inline Expression greater(Expression left, Expression right) {
  return comparison(std::move(left), ast::ComparisonOperator::Greater, std::move(right));
}
inline Expression connected(ast::LogicalOperator op, std::vector<Expression> operands) {
  return made(Logical{op, std::move(operands)});
}
inline Expression both(Expression left, Expression right) {
  return connected(ast::LogicalOperator::And, expressions(std::move(left), std::move(right)));
}
inline Expression either(Expression left, Expression right) {
  return connected(ast::LogicalOperator::Or, expressions(std::move(left), std::move(right)));
}
inline Expression predicate(Expression left, ast::PredicateOperator op, Expression right) {
  return made(PredicateTest{op, boxed(std::move(left)), boxed(std::move(right))});
}
inline Expression in(Expression left, Expression right) {
  return predicate(std::move(left), ast::PredicateOperator::In, std::move(right));
}
inline Expression list(std::vector<Expression> items) { return made(MakeList{std::move(items)}); }
inline Expression property(Expression base, std::string key) {
  return made(PropertyOf{boxed(std::move(base)), std::move(key)});
}
inline Expression element(Expression base, Expression index) {
  return made(ElementOf{boxed(std::move(base)), boxed(std::move(index))});
}
inline Expression comprehension(VariableId item, Expression list, ExpressionPtr where, ExpressionPtr projection) {
  return made(ListComprehension{item, boxed(std::move(list)), std::move(where), std::move(projection)});
}
inline Expression quantifier(ast::QuantifierKind kind, VariableId item, Expression list, Expression where) {
  return made(Quantifier{kind, item, boxed(std::move(list)), boxed(std::move(where))});
}
inline Expression reduce(VariableId accumulator, Expression initial, VariableId item, Expression list,
                         Expression expression) {
  return made(
      Reduce{accumulator, item, boxed(std::move(initial)), boxed(std::move(list)), boxed(std::move(expression))});
}

inline Value integers(std::initializer_list<std::int64_t> numbers) {
  std::vector<Value> items;
  for (const std::int64_t number : numbers) items.push_back(Value::integer(number));
  return Value::list(std::move(items));
}

}  // namespace liaison::build
