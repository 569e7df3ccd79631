#include <charconv>
#include <utility>

#include "parse/builder.h"

namespace liaison {
namespace {

ast::LabelExpression one_or(std::vector<ast::LabelExpression> operands, bool is_or, bool colon_between, ast::Span span) {
  if (operands.size() == 1) return std::move(operands.front());
  ast::LabelExpression joined;
  joined.span = span;
  joined.colon_between = colon_between;
  if (is_or) {
    joined.node = ast::LabelOr{std::move(operands)};
  } else {
    joined.node = ast::LabelAnd{std::move(operands)};
  }
  return joined;
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

ast::Pattern Builder::pattern(CypherParser::PatternContext* context) {
  ast::Pattern result;
  result.span = span(context);
  for (auto* part : context->patternPath()) result.paths.push_back(path(part));
  return result;
}

ast::PatternPath Builder::path(CypherParser::PatternPathContext* context) {
  ast::PatternPath result;
  result.span = span(context);
  if (context->variable() != nullptr) result.variable = name(context->variable());
  if (auto* search = context->pathSearch()) {
    result.search = search->ALL() != nullptr          ? ast::PathSearch::AllShortest
                    : search->SHORTEST() == nullptr   ? ast::PathSearch::Any
                    : search->INTEGER() != nullptr    ? ast::PathSearch::ShortestK
                                                      : ast::PathSearch::Shortest;
  }
  if (auto* function = context->pathFunction()) {
    std::string function_name = name(function->anyName()).text;
    for (char& c : function_name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (function_name == "shortestpath") {
      result.search = ast::PathSearch::Shortest;
    } else if (function_name == "allshortestpaths") {
      result.search = ast::PathSearch::AllShortest;
    } else {
      fail("UnexpectedSyntax", "a pattern cannot stand inside " + name(function->anyName()).text + "()",
           span(function->anyName()), "shortestPath() and allShortestPaths() take one");
    }
    chain(function->pathChain(), result);
    return result;
  }
  chain(context->pathChain(), result);
  return result;
}

void Builder::chain(CypherParser::PathChainContext* context, ast::PatternPath& path) {
  if (auto* inner = dynamic_cast<CypherParser::ChainInParenthesesContext*>(context)) {
    chain(inner->pathChain(), path);
    return;
  }
  if (auto* links = dynamic_cast<CypherParser::ChainOfLinksContext*>(context)) {
    path.nodes.push_back(node(links->nodePattern()));
    for (auto* part : links->chainLink()) link(part, path);
    return;
  }
  // Quantified parts cannot be run yet: one node stands for them, so that the binder can name the fault.
  path.quantified_part = true;
  ast::NodePattern placeholder;
  placeholder.span = span(context);
  path.nodes.push_back(std::move(placeholder));
}

void Builder::link(CypherParser::ChainLinkContext* context, ast::PatternPath& path) {
  path.relationships.push_back(relationship(context->relationshipPattern()));
  path.nodes.push_back(node(context->nodePattern()));
}

ast::NodePattern Builder::node(CypherParser::NodePatternContext* context) {
  ast::NodePattern result;
  result.span = span(context);
  if (context->variable() != nullptr) result.variable = name(context->variable());
  if (context->labelPattern() != nullptr) result.labels = labels(context->labelPattern());
  if (auto* literal = context->STRING()) {
    const ast::Span where = span(literal->getSymbol());
    result.entity = ast::Name{unescaped(literal->getText(), where), where};
  }
  result.properties = properties(context->properties());
  result.where = where(context->where());
  return result;
}

ast::RelationshipPattern Builder::relationship(CypherParser::RelationshipPatternContext* context) {
  ast::RelationshipPattern result;
  result.span = span(context);
  const auto fill = [&](auto* form, ast::Arrow arrow) {
    result.arrow = arrow;
    if (form->relationshipDetail() != nullptr) detail(form->relationshipDetail(), result);
    if (form->quantity() != nullptr) {
      if (result.quantity) fail("UnexpectedSyntax", "a relationship has one length, not two", span(form->quantity()));
      result.quantity = quantity(form->quantity());
    }
  };
  if (auto* both = dynamic_cast<CypherParser::BothArrowsContext*>(context)) {
    fill(both, ast::Arrow::Both);
  } else if (auto* left = dynamic_cast<CypherParser::LeftArrowContext*>(context)) {
    fill(left, ast::Arrow::Left);
  } else if (auto* right = dynamic_cast<CypherParser::RightArrowContext*>(context)) {
    fill(right, ast::Arrow::Right);
  } else {
    fill(static_cast<CypherParser::NoArrowContext*>(context), ast::Arrow::None);
  }
  return result;
}

void Builder::detail(CypherParser::RelationshipDetailContext* context, ast::RelationshipPattern& relationship) {
  if (context->variable() != nullptr) relationship.variable = name(context->variable());
  if (context->labelPattern() != nullptr) relationship.types = labels(context->labelPattern());
  if (context->length() != nullptr) relationship.quantity = length(context->length());
  relationship.properties = properties(context->properties());
  relationship.where = where(context->where());
}

std::uint64_t Builder::bound(antlr4::tree::TerminalNode* node) {
  const std::string digits = node->getText();
  std::uint64_t value = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (fault == std::errc::invalid_argument || end != digits.data() + digits.size()) {
    fail("InvalidNumberLiteral", "'" + digits + "' is no length", span(node->getSymbol()));
  }
  if (fault == std::errc::result_out_of_range) {
    fail("IntegerOverflow", "'" + digits + "' is too long a length", span(node->getSymbol()));
  }
  return value;
}

/// *, *2, *1..3, *..3, *1..; a length without its star is a fault of its own (openCypher TCK, Match4).
ast::Quantity Builder::length(CypherParser::LengthContext* context) {
  ast::Quantity result;
  result.span = span(context);
  if (context->STAR() == nullptr) {
    fail("InvalidRelationshipPattern", "a length needs a star in front", result.span, "write *1..3");
  }
  const auto numbers = context->INTEGER();
  if (context->DOTS() == nullptr) {
    if (!numbers.empty()) result.minimum = result.maximum = bound(numbers.front());
    return result;
  }
  const std::size_t dots = context->DOTS()->getSymbol()->getTokenIndex();
  for (auto* number : numbers) {
    (number->getSymbol()->getTokenIndex() < dots ? result.minimum : result.maximum) = bound(number);
  }
  return result;
}

ast::Quantity Builder::quantity(CypherParser::QuantityContext* context) {
  ast::Quantity result;
  result.span = span(context);
  result.braces = true;
  if (context->PLUS() != nullptr) {
    result.minimum = 1;
  } else if (context->STAR() != nullptr) {
    result.minimum = 0;
  } else {
    const auto numbers = context->INTEGER();
    if (context->COMMA() == nullptr) {
      if (numbers.empty()) fail("UnexpectedSyntax", "a number of repetitions is missing", result.span, "write {1,3}");
      result.minimum = result.maximum = bound(numbers.front());
    } else {
      const std::size_t comma = context->COMMA()->getSymbol()->getTokenIndex();
      result.minimum = 0;
      for (auto* number : numbers) {
        (number->getSymbol()->getTokenIndex() < comma ? result.minimum : result.maximum) = bound(number);
      }
    }
  }
  return result;
}

ast::ExpressionPtr Builder::properties(CypherParser::PropertiesContext* context) {
  if (context == nullptr) return nullptr;
  auto result = std::make_unique<ast::Expression>();
  result->span = span(context);
  if (context->map() != nullptr) {
    result->node = map(context->map());
  } else {
    result->node = parameter(context->parameter());
  }
  return result;
}

ast::PatternPath Builder::predicate_path(CypherParser::PatternPredicateContext* context) {
  ast::PatternPath result;
  result.span = span(context);
  if (auto* plain = context->plainNode()) {
    ast::NodePattern first;
    first.span = span(plain);
    if (plain->variable() != nullptr) first.variable = name(plain->variable());
    if (plain->labelPattern() != nullptr) first.labels = labels(plain->labelPattern());
    first.properties = properties(plain->properties());
    result.nodes.push_back(std::move(first));
  } else {
    result.nodes.push_back(node(context->nodePattern()));
    auto* typed = context->typedLink();
    auto* inner = typed->typedDetail();
    ast::RelationshipPattern relationship;
    relationship.span = span(typed);
    relationship.arrow = typed->LESS() != nullptr      ? (typed->GREATER() != nullptr ? ast::Arrow::Both : ast::Arrow::Left)
                         : typed->GREATER() != nullptr ? ast::Arrow::Right
                                                       : ast::Arrow::None;
    if (inner->variable() != nullptr) relationship.variable = name(inner->variable());
    relationship.types = labels(inner->labelPattern());
    if (inner->length() != nullptr) relationship.quantity = length(inner->length());
    relationship.properties = properties(inner->properties());
    result.relationships.push_back(std::move(relationship));
    result.nodes.push_back(node(typed->nodePattern()));
  }
  for (auto* part : context->chainLink()) link(part, result);
  return result;
}

// ---- Labels ---------------------------------------------------------------------------------------------------------

ast::LabelExpression Builder::labels(CypherParser::LabelPatternContext* context) { return label_or(context->labelOr()); }

ast::LabelExpression Builder::label_or(CypherParser::LabelOrContext* context) {
  std::vector<ast::LabelExpression> operands;
  for (auto* operand : context->labelAnd()) operands.push_back(label_and(operand));
  return one_or(std::move(operands), true, !context->COLON().empty(), span(context));
}

ast::LabelExpression Builder::label_and(CypherParser::LabelAndContext* context) {
  std::vector<ast::LabelExpression> operands;
  for (auto* operand : context->labelNot()) operands.push_back(label_not(operand));
  return one_or(std::move(operands), false, context->AMPERSAND().empty(), span(context));
}

ast::LabelExpression Builder::label_not(CypherParser::LabelNotContext* context) {
  if (context->labelNot() != nullptr) return negated(label_not(context->labelNot()), span(context));
  return label_atom(context->labelAtom());
}

ast::LabelExpression Builder::label_atom(CypherParser::LabelAtomContext* context) {
  if (auto* by_name = dynamic_cast<CypherParser::LabelByNameContext*>(context)) {
    return named(hyphenated(by_name->labelName()));
  }
  if (auto* group = dynamic_cast<CypherParser::LabelGroupContext*>(context)) return label_or(group->labelOr());
  ast::LabelExpression result;
  result.span = span(context);
  if (auto* dynamic = dynamic_cast<CypherParser::LabelByExpressionContext*>(context)) {
    result.node = ast::LabelDynamic{pointer(dynamic->expression())};
  } else {
    result.node = ast::LabelWildcard{};
  }
  return result;
}

ast::LabelExpression Builder::label_colons(CypherParser::LabelColonsContext* context) {
  std::vector<ast::LabelExpression> operands;
  for (auto* label : context->labelName()) operands.push_back(named(hyphenated(label)));
  return one_or(std::move(operands), false, true, span(context));
}

ast::LabelExpression Builder::label_tests(const std::vector<CypherParser::LabelTestContext*>& tests) {
  std::vector<ast::LabelExpression> operands;
  for (auto* test : tests) {
    for (auto* operand : test->testNot()) operands.push_back(test_not(operand));
  }
  const ast::Span whole{span(tests.front()).begin, span(tests.back()).end};
  return one_or(std::move(operands), false, true, whole);
}

ast::LabelExpression Builder::test_not(CypherParser::TestNotContext* context) {
  if (context->testNot() != nullptr) return negated(test_not(context->testNot()), span(context));
  return test_atom(context->testAtom());
}

ast::LabelExpression Builder::test_atom(CypherParser::TestAtomContext* context) {
  if (auto* by_name = dynamic_cast<CypherParser::TestByNameContext*>(context)) {
    return named(hyphenated(by_name->testName()));
  }
  if (auto* group = dynamic_cast<CypherParser::TestGroupContext*>(context)) return label_or(group->labelOr());
  ast::LabelExpression result;
  result.span = span(context);
  if (auto* dynamic = dynamic_cast<CypherParser::TestByExpressionContext*>(context)) {
    result.node = ast::LabelDynamic{pointer(dynamic->expression())};
  } else {
    result.node = ast::LabelWildcard{};
  }
  return result;
}

}  // namespace liaison
