#include <charconv>
#include <utility>

#include "parse/builder.h"

namespace liaison {
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
  auto* function = context->pathFunction();
  if (function == nullptr) {
    if (context->pathSearch() != nullptr) search(context->pathSearch(), result);
    chain(context->pathChain(), result);
    return result;
  }
  const ast::Span called = span(function->NAME());
  if (is_word(called, "shortestpath")) {
    result.search = ast::PathSearch::ShortestPath;
  } else if (is_word(called, "allshortestpaths")) {
    result.search = ast::PathSearch::AllShortestPaths;
  } else {
    refuse(called, "a pattern begins with a parenthesis", "shortestPath() and allShortestPaths() take one");
  }
  chain(function->pathChain(), result);
  return result;
}

/// ANY, ANY 2, ALL, ALL SHORTEST, SHORTEST, SHORTEST 2, SHORTEST 2 GROUPS; PATH or PATHS may stand behind.
void Builder::search(CypherParser::PathSearchContext* context, ast::PatternPath& path) {
  std::vector<antlr4::tree::TerminalNode*> words = context->NAME();
  const auto take = [&](std::string_view one, std::string_view many) {
    if (words.empty()) return false;
    const ast::Span written = span(words.front());
    if (!is_word(written, one) && !is_word(written, many)) return false;
    words.erase(words.begin());
    return true;
  };
  take("path", "paths");
  const bool counts_groups = context->ALL() == nullptr && context->SHORTEST() != nullptr && take("group", "groups");
  if (!words.empty()) {
    refuse(span(words.front()), "expected a pattern",
           "a search is written ANY, ALL SHORTEST, SHORTEST 2 PATHS or SHORTEST 2 GROUPS");
  }
  if (context->ALL() != nullptr) {
    // ALL alone asks for what a pattern asks for anyway.
    path.search = context->SHORTEST() != nullptr ? ast::PathSearch::AllShortest : ast::PathSearch::None;
  } else if (context->SHORTEST() == nullptr) {
    path.search = ast::PathSearch::Any;
  } else {
    path.search = counts_groups ? ast::PathSearch::ShortestGroups : ast::PathSearch::Shortest;
  }
  if (context->INTEGER() == nullptr) return;
  path.search_count = bound(context->INTEGER());
  if (path.search_count == 0) {
    fail("UnexpectedSyntax", "a search for no path at all finds nothing: it asks for one at least",
         span(context->INTEGER()));
  }
}

void Builder::chain(CypherParser::PathChainContext* context, ast::PatternPath& path) {
  const auto parts = context->pathPart();
  if (parts.size() == 1) {
    auto* group = parts.front()->groupedPath();
    if (group != nullptr && group->quantity() == nullptr) {
      unnamed(group);
      chain(group->pathChain(), path);
      if (group->where() == nullptr) return;
      if (path.where) refuse(span(group->where()), "a path has one WHERE, not two", "join them with AND");
      path.where = where(group->where());
      return;
    }
  }
  // A part that is walked several times stands between two nodes as a relationship does; those not written are made up.
  const auto needs_node = [&] { return path.nodes.size() == path.relationships.size(); };
  const auto make_up_node = [&](ast::Span at) {
    path.nodes.emplace_back();
    path.nodes.back().span = at;
  };
  for (antlr4::tree::ParseTree* child : context->children) {
    auto* rule = static_cast<Context*>(child);
    if (rule->getRuleIndex() == CypherParser::RuleRelationshipPattern) {
      if (needs_node()) make_up_node(span(rule));
      path.relationships.push_back(relationship(static_cast<CypherParser::RelationshipPatternContext*>(rule)));
      continue;
    }
    auto* piece = static_cast<CypherParser::PathPartContext*>(rule);
    if (piece->groupedPath() != nullptr) {
      if (needs_node()) make_up_node(span(rule));
      path.relationships.push_back(part(piece->groupedPath()));
      continue;
    }
    if (!needs_node()) refuse(span(rule), "between two nodes stands a relationship or a comma");
    path.nodes.push_back(node(piece->nodePattern()));
  }
  if (needs_node()) make_up_node({span(context).end, span(context).end});
}

/// ((x)-[r]->(y) WHERE …){1,3}
ast::RelationshipPattern Builder::part(CypherParser::GroupedPathContext* context) {
  if (context->quantity() == nullptr) {
    refuse(span(context), "a part of a path in parentheses says how often it is walked",
           "write {1} behind it for once");
  }
  unnamed(context);
  ast::RelationshipPattern result;
  result.span = span(context);
  result.quantity = quantity(context->quantity());
  result.part = std::make_unique<ast::PatternPath>();
  result.part->span = result.span;
  chain(context->pathChain(), *result.part);
  if (context->where() == nullptr) return result;
  if (result.part->where) refuse(span(context->where()), "a path has one WHERE, not two", "join them with AND");
  result.part->where = where(context->where());
  return result;
}

void Builder::unnamed(CypherParser::GroupedPathContext* context) const {
  if (context->variable() == nullptr) return;
  fail("UnexpectedSyntax", "a path inside parentheses has no name of its own", span(context->variable()),
       "name the whole: p = (…)");
}

void Builder::links(const std::vector<CypherParser::RelationshipPatternContext*>& relationships,
                    const std::vector<CypherParser::NodePatternContext*>& nodes, ast::PatternPath& path) {
  for (auto* part : relationships) path.relationships.push_back(relationship(part));
  for (auto* part : nodes) path.nodes.push_back(node(part));
}

ast::NodePattern Builder::node(CypherParser::NodePatternContext* context) {
  return node(context->nodeContent(), span(context));
}

ast::NodePattern Builder::node(CypherParser::NodeContentContext* content, ast::Span whole) {
  ast::NodePattern result;
  result.span = whole;
  if (content->children.empty()) return result;
  if (content->variable() != nullptr) result.variable = name(content->variable());
  if (content->labelPattern() != nullptr) result.labels = labels(content->labelPattern());
  if (auto* literal = content->STRING()) {
    const ast::Span where = span(literal);
    result.entity = ast::Name{unescaped(text(where), where), where};
  }
  result.properties = properties(content->properties());
  result.where = where(content->where());
  return result;
}

ast::RelationshipPattern Builder::relationship(CypherParser::RelationshipPatternContext* context) {
  ast::RelationshipPattern result;
  result.span = span(context);
  const bool points_left = context->LESS() != nullptr;
  const bool points_right = context->GREATER() != nullptr;
  result.arrow = points_left ? (points_right ? ast::Arrow::Both : ast::Arrow::Left)
                             : (points_right ? ast::Arrow::Right : ast::Arrow::None);
  if (auto* detail = context->relationshipDetail()) {
    if (detail->variable() != nullptr) result.variable = name(detail->variable());
    if (detail->labelPattern() != nullptr) result.types = labels(detail->labelPattern());
    if (detail->length() != nullptr) result.quantity = length(detail->length());
    result.properties = properties(detail->properties());
    result.where = where(detail->where());
  }
  if (context->quantity() != nullptr) {
    if (result.quantity) refuse(span(context->quantity()), "a relationship has one length, not two");
    result.quantity = quantity(context->quantity());
  }
  return result;
}

std::uint64_t Builder::bound(antlr4::tree::TerminalNode* node) const {
  const ast::Span where = span(node);
  const std::string_view digits = text(where);
  std::uint64_t value = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (fault == std::errc::invalid_argument || end != digits.data() + digits.size()) {
    fail("InvalidNumberLiteral", "'" + std::string(digits) + "' is no whole number", where);
  }
  if (fault == std::errc::result_out_of_range) {
    fail("IntegerOverflow", "'" + std::string(digits) + "' is too large a number", where);
  }
  return value;
}

/// *, *2, *1..3, *..3, *1..; a length without its star is a fault of its own (openCypher TCK, Match4).
ast::Quantity Builder::length(CypherParser::LengthContext* context) {
  ast::Quantity result;
  result.span = span(context);
  if (context->STAR() == nullptr) {
    fail("InvalidRelationshipPattern", "a length needs a star in front", result.span,
         "write *" + std::string(text(result.span)));
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
  result.minimum = 0;
  if (context->STAR() != nullptr) return result;
  if (context->PLUS() != nullptr) {
    result.minimum = 1;
    return result;
  }
  const auto numbers = context->INTEGER();
  if (context->COMMA() == nullptr) {
    if (numbers.empty()) refuse(result.span, "how often is missing", "write {1,3}");
    result.minimum = result.maximum = bound(numbers.front());
    return result;
  }
  const std::size_t comma = context->COMMA()->getSymbol()->getTokenIndex();
  for (auto* number : numbers) {
    (number->getSymbol()->getTokenIndex() < comma ? result.minimum : result.maximum) = bound(number);
  }
  if (result.maximum && *result.minimum > *result.maximum) {
    fail("InvalidRelationshipPattern",
         std::string(text(result.span)) + " asks for at least " + std::to_string(*result.minimum) + " and at most " +
             std::to_string(*result.maximum),
         result.span, "the smaller number stands first");
  }
  return result;
}

ast::ExpressionPtr Builder::properties(CypherParser::PropertiesContext* context) {
  if (context == nullptr) return nullptr;
  auto result = std::make_unique<ast::Expression>();
  result->span = span(context);
  ++level_;
  if (context->map() != nullptr) {
    result->node = map(context->map());
  } else {
    result->node = parameter(context->parameter());
  }
  --level_;
  return result;
}

}  // namespace liaison
