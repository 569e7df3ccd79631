#include <utility>

#include "parse/builder.h"

namespace liaison {
namespace {

/// A chain of one is that one.
template <class Chain>
ast::LabelExpression joined(std::vector<ast::LabelExpression> operands, bool colon_between, ast::Span span) {
  if (operands.size() == 1) return std::move(operands.front());
  ast::LabelExpression result;
  result.span = span;
  result.colon_between = colon_between;
  result.node = Chain{std::move(operands)};
  return result;
}

ast::LabelExpression negated(ast::LabelExpression operand, ast::Span span) {
  ast::LabelExpression result;
  result.span = span;
  result.node = ast::LabelNot{std::make_unique<ast::LabelExpression>(std::move(operand))};
  return result;
}

ast::LabelExpression named(ast::Name name) {
  ast::LabelExpression result;
  result.span = name.span;
  result.node = ast::LabelName{std::move(name)};
  return result;
}

}  // namespace

ast::LabelExpression Builder::labels(CypherParser::LabelPatternContext* context) {
  return label_or(context->labelOr());
}

ast::LabelExpression Builder::label_or(CypherParser::LabelOrContext* context) {
  std::vector<ast::LabelExpression> operands;
  for (auto* operand : context->labelAnd()) operands.push_back(label_and(operand));
  return joined<ast::LabelOr>(std::move(operands), !context->COLON().empty(), span(context));
}

ast::LabelExpression Builder::label_and(CypherParser::LabelAndContext* context) {
  std::vector<ast::LabelExpression> operands;
  for (auto* operand : context->labelNot()) operands.push_back(label_not(operand));
  return joined<ast::LabelAnd>(std::move(operands), context->AMPERSAND().empty(), span(context));
}

ast::LabelExpression Builder::label_not(CypherParser::LabelNotContext* context) {
  if (context->labelNot() != nullptr) return negated(label_not(context->labelNot()), span(context));
  return label_atom(context->labelAtom(), context->labelAtom()->labelName());
}

ast::LabelExpression Builder::label_colons(CypherParser::LabelColonsContext* context) {
  std::vector<ast::LabelExpression> operands;
  for (antlr4::tree::ParseTree* child : context->children) {
    if (auto* label = exactly<CypherParser::LabelNameContext>(child)) operands.push_back(named(hyphenated(label)));
    if (auto* label = exactly<CypherParser::ComputedLabelContext>(child)) operands.push_back(computed_label(label));
  }
  return joined<ast::LabelAnd>(std::move(operands), true, span(context));
}

ast::LabelExpression Builder::computed_label(CypherParser::ComputedLabelContext* context) {
  ast::LabelExpression result;
  result.span = span(context);
  result.node = ast::LabelDynamic{pointer(context->expression()), context->ANY() != nullptr};
  return result;
}

ast::LabelExpression Builder::label_test(CypherParser::LabelTestContext* context) {
  std::vector<ast::LabelExpression> operands;
  for (auto* operand : context->testAnd()) operands.push_back(test_and(operand));
  return joined<ast::LabelAnd>(std::move(operands), true, span(context));
}

ast::LabelExpression Builder::test_and(CypherParser::TestAndContext* context) {
  std::vector<ast::LabelExpression> operands;
  for (auto* operand : context->testNot()) operands.push_back(test_not(operand));
  return joined<ast::LabelAnd>(std::move(operands), false, span(context));
}

ast::LabelExpression Builder::test_not(CypherParser::TestNotContext* context) {
  if (context->testNot() != nullptr) return negated(test_not(context->testNot()), span(context));
  return label_atom(context->testAtom(), context->testAtom()->testName());
}

template <class Atom>
ast::LabelExpression Builder::label_atom(Atom* context, Context* name) {
  if (name != nullptr) return named(hyphenated(name));
  if (context->labelOr() != nullptr) return label_or(context->labelOr());
  if (context->computedLabel() != nullptr) return computed_label(context->computedLabel());
  ast::LabelExpression result;
  result.span = span(context);
  result.node = ast::LabelWildcard{};
  return result;
}

}  // namespace liaison
