#include "query/expression.h"

#include <gtest/gtest.h>

#include "query/walk.h"

namespace liaison {
namespace {

template <class Node>
Expression made(Node node) {
  return Expression{.place = {}, .type = TypeSet::any(), .node = std::move(node)};
}

ExpressionPtr boxed(Expression expression) { return std::make_unique<Expression>(std::move(expression)); }

Expression reference(VariableId variable) { return variable_reference(variable, TypeSet::any()); }

Expression property(VariableId variable, std::string key) {
  return made(PropertyOf{boxed(reference(variable)), std::move(key)});
}

/// [x IN list WHERE x.age > limit | y], with x 0, list 1, limit 2, y 3.
Expression comprehension() {
  ComparisonOf comparison;
  comparison.operands.push_back(property(0, "age"));
  comparison.operands.push_back(reference(2));
  comparison.operators.push_back(ast::ComparisonOperator::Greater);
  return made(ListComprehension{0, boxed(reference(1)), boxed(made(std::move(comparison))), boxed(reference(3))});
}

const VariableTable variables{
    {"x", TypeSet::any()}, {"list", TypeSet::any()}, {"the limit", TypeSet::any()}, {" count(*)", TypeSet::any()}};

TEST(FreeVariables, LeaveOutWhatTheExpressionDeclares) {
  EXPECT_EQ(free_variables(comprehension()), (std::vector<VariableId>{1, 2, 3}));
}

TEST(FreeVariables, HoldWhatSubqueriesImport) {
  const Expression subquery = made(SubqueryExpression{ast::SubqueryKind::Exists, nullptr, {5, 2}, nullptr});
  EXPECT_EQ(free_variables(subquery), (std::vector<VariableId>{2, 5}));
  EXPECT_EQ(free_variables(made(MakePath{{3, 1}, {2}})), (std::vector<VariableId>{1, 2, 3}));
}

TEST(ToText, ReadsLikeCypher) {
  EXPECT_EQ(to_text(comprehension(), variables), "[x IN list WHERE x.age > `the limit` | count(*)]");
}

TEST(ToText, PutsParenthesesAroundOperands) {
  Arithmetic sum;
  sum.operands.push_back(constant(Value::integer(1)));
  sum.operands.push_back(property(0, "age"));
  sum.operators.push_back(ast::ArithmeticOperator::Add);
  Arithmetic product;
  product.operands.push_back(made(std::move(sum)));
  product.operands.push_back(made(Negate{boxed(reference(1))}));
  product.operators.push_back(ast::ArithmeticOperator::Multiply);
  EXPECT_EQ(to_text(made(std::move(product)), variables), "(1 + x.age) * (-list)");
}

TEST(ToText, ShowsLabelTests) {
  LabelPredicate labels{LabelPredicate::Form::And, {}, {}};
  labels.operands.push_back({LabelPredicate::Form::Name, "A", {}});
  LabelPredicate negated{LabelPredicate::Form::Not, {}, {}};
  negated.operands.push_back({LabelPredicate::Form::Name, "cloud-platform", {}});
  labels.operands.push_back(std::move(negated));
  EXPECT_EQ(to_text(made(LabelCheck{boxed(reference(0)), std::move(labels), {}}), variables),
            "x:(A&!`cloud-platform`)");
}

TEST(Clone, IsDeep) {
  Expression original = comprehension();
  const Expression copy = clone(original);
  for_each_child(original, [](Expression& child) { child = constant(Value()); });
  EXPECT_EQ(to_text(copy, variables), "[x IN list WHERE x.age > `the limit` | count(*)]");
}

TEST(Clone, HoldsLongChains) {
  Arithmetic sum;
  for (int i = 0; i < 100'000; ++i) {
    if (i > 0) sum.operators.push_back(ast::ArithmeticOperator::Add);
    sum.operands.push_back(constant(Value::integer(1)));
  }
  const Expression copy = clone(made(std::move(sum)));
  EXPECT_EQ(std::get<Arithmetic>(copy.node).operands.size(), 100'000u);
  EXPECT_EQ(to_text(copy, variables).size(), 4u * 99'999 + 1);
}

}  // namespace
}  // namespace liaison
