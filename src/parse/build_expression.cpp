#include <utility>

#include "parse/builder.h"
#include "parse/parse.h"

namespace liaison {
namespace {

/// The operand on the left of a left-recursive form; nullptr: the form begins with something else.
CypherParser::ExpressionContext* left_operand(CypherParser::ExpressionContext* context) {
  if (context->children.empty()) return nullptr;
  return dynamic_cast<CypherParser::ExpressionContext*>(context->children.front());
}

ast::ExpressionPtr boxed(ast::Expression expression) { return std::make_unique<ast::Expression>(std::move(expression)); }

/// The chain that `left` is, if it goes on with operators of the same kind; parentheses end a chain.
template <class Chain>
Chain* chain_of(ast::Expression& left) {
  return left.parenthesized ? nullptr : std::get_if<Chain>(&left.node);
}

template <class Chain, class Operator>
void extend(ast::Expression& left, Operator op, ast::Expression right, bool same_level) {
  if (auto* chain = chain_of<Chain>(left); chain != nullptr && same_level) {
    chain->operators.push_back(op);
    chain->operands.push_back(std::move(right));
    return;
  }
  Chain chain;
  const ast::Span span = left.span;
  chain.operands.push_back(std::move(left));
  chain.operators.push_back(op);
  chain.operands.push_back(std::move(right));
  left = ast::Expression{};
  left.span = span;
  left.node = std::move(chain);
}

enum class Level : std::uint8_t { Power, Product, Sum };

Level level_of(ast::ArithmeticOperator op) {
  switch (op) {
    case ast::ArithmeticOperator::Add:
    case ast::ArithmeticOperator::Subtract:
      return Level::Sum;
    case ast::ArithmeticOperator::Multiply:
    case ast::ArithmeticOperator::Divide:
    case ast::ArithmeticOperator::Modulo:
      return Level::Product;
    case ast::ArithmeticOperator::Power:
      return Level::Power;
  }
  return Level::Sum;
}

void extend_arithmetic(ast::Expression& left, ast::ArithmeticOperator op, ast::Expression right) {
  auto* chain = chain_of<ast::ArithmeticChain>(left);
  extend<ast::ArithmeticChain>(left, op, std::move(right),
                               chain != nullptr && level_of(chain->operators.front()) == level_of(op));
}

void extend_logical(ast::Expression& left, ast::LogicalOperator op, ast::Expression right) {
  if (auto* chain = chain_of<ast::LogicalChain>(left); chain != nullptr && chain->op == op) {
    chain->operands.push_back(std::move(right));
    return;
  }
  ast::LogicalChain chain{op, {}};
  const ast::Span span = left.span;
  chain.operands.push_back(std::move(left));
  chain.operands.push_back(std::move(right));
  left = ast::Expression{};
  left.span = span;
  left.node = std::move(chain);
}

}  // namespace

ast::ExpressionPtr Builder::pointer(CypherParser::ExpressionContext* context) {
  return context == nullptr ? nullptr : boxed(expression(context));
}

std::vector<ast::Expression> Builder::expressions(const std::vector<CypherParser::ExpressionContext*>& contexts) {
  std::vector<ast::Expression> result;
  result.reserve(contexts.size());
  for (auto* context : contexts) result.push_back(expression(context));
  return result;
}

/// The parse tree leans left: `1 + 2 + 3 …` is as deep as it is long. So the left spine is walked down by a loop, and
/// folded up into chains that are flat.
ast::Expression Builder::expression(CypherParser::ExpressionContext* context) {
  std::vector<CypherParser::ExpressionContext*> spine{context};
  while (auto* left = left_operand(spine.back())) spine.push_back(left);
  ast::Expression result = leaf(spine.back());
  std::size_t depth = 0;
  for (std::size_t i = spine.size() - 1; i-- > 0;) {
    const bool was_chain = std::holds_alternative<ast::ArithmeticChain>(result.node) ||
                           std::holds_alternative<ast::LogicalChain>(result.node) ||
                           std::holds_alternative<ast::ComparisonChain>(result.node);
    const std::size_t index_before = result.node.index();
    result = fold(spine[i], std::move(result));
    result.span = span(spine[i]);
    const bool grew_flat = was_chain && result.node.index() == index_before;
    if (!grew_flat && ++depth > max_nesting) {
      fail("NestingTooDeep", "the expression applies more than " + std::to_string(max_nesting) +
                                 " operators one upon another", span(spine[i]));
    }
  }
  return result;
}

ast::Expression Builder::leaf(CypherParser::ExpressionContext* context) {
  if (auto* atomic = dynamic_cast<CypherParser::AtomicContext*>(context)) return atom(atomic->atom());
  if (auto* signed_ = dynamic_cast<CypherParser::SignContext*>(context)) return sign(signed_);
  auto* negated = static_cast<CypherParser::NotContext*>(context);
  ast::Expression result;
  result.span = span(context);
  result.node = ast::Unary{ast::UnaryOperator::Not, pointer(negated->expression())};
  return result;
}

ast::Expression Builder::sign(CypherParser::SignContext* context) {
  const bool minus = context->MINUS() != nullptr;
  ast::Expression result;
  result.span = span(context);
  if (auto* atomic = dynamic_cast<CypherParser::AtomicContext*>(context->expression()); minus && atomic != nullptr) {
    auto* number = atomic->atom()->literal();
    if (number != nullptr && (number->INTEGER() != nullptr || number->FLOAT() != nullptr)) {
      result.node = ast::Literal{literal(number, Sign::Minus)};
      return result;
    }
  }
  result.node = ast::Unary{minus ? ast::UnaryOperator::Minus : ast::UnaryOperator::Plus, pointer(context->expression())};
  return result;
}

ast::Expression Builder::fold(CypherParser::ExpressionContext* context, ast::Expression left) {
  ast::Expression result;
  if (auto* property = dynamic_cast<CypherParser::PropertyContext*>(context)) {
    result.node = ast::PropertyAccess{boxed(std::move(left)), name(property->propertyName())};
    return result;
  }
  if (auto* index = dynamic_cast<CypherParser::IndexContext*>(context)) {
    result.node = ast::Index{boxed(std::move(left)), pointer(index->expression(1))};
    return result;
  }
  if (auto* slice = dynamic_cast<CypherParser::SliceContext*>(context)) {
    ast::Slice made{boxed(std::move(left)), nullptr, nullptr};
    const std::size_t dots = slice->DOTS()->getSymbol()->getTokenIndex();
    for (std::size_t i = 1; i < slice->expression().size(); ++i) {
      auto* bound = slice->expression(i);
      (bound->getStart()->getTokenIndex() < dots ? made.from : made.to) = pointer(bound);
    }
    result.node = std::move(made);
    return result;
  }
  if (auto* labels = dynamic_cast<CypherParser::LabelsContext*>(context)) {
    result.node = ast::LabelTest{boxed(std::move(left)), label_tests(labels->labelTest())};
    return result;
  }
  if (auto* test = dynamic_cast<CypherParser::NullTestContext*>(context)) {
    result.node = ast::IsNull{boxed(std::move(left)), test->NOT() != nullptr};
    return result;
  }
  if (auto* predicate = dynamic_cast<CypherParser::PredicateContext*>(context)) {
    const ast::PredicateOperator op = predicate->STARTS() != nullptr     ? ast::PredicateOperator::StartsWith
                                      : predicate->ENDS() != nullptr     ? ast::PredicateOperator::EndsWith
                                      : predicate->CONTAINS() != nullptr ? ast::PredicateOperator::Contains
                                      : predicate->IN() != nullptr       ? ast::PredicateOperator::In
                                                                         : ast::PredicateOperator::Matches;
    result.node = ast::Predicate{op, boxed(std::move(left)), pointer(predicate->expression(1))};
    return result;
  }
  if (auto* comparison = dynamic_cast<CypherParser::ComparisonContext*>(context)) {
    const ast::ComparisonOperator op = comparison->EQUAL() != nullptr           ? ast::ComparisonOperator::Equal
                                       : comparison->NOT_EQUAL() != nullptr     ? ast::ComparisonOperator::NotEqual
                                       : comparison->LESS() != nullptr          ? ast::ComparisonOperator::Less
                                       : comparison->LESS_EQUAL() != nullptr    ? ast::ComparisonOperator::LessOrEqual
                                       : comparison->GREATER() != nullptr       ? ast::ComparisonOperator::Greater
                                                                                : ast::ComparisonOperator::GreaterOrEqual;
    extend<ast::ComparisonChain>(left, op, expression(comparison->expression(1)), true);
    return left;
  }
  if (auto* power = dynamic_cast<CypherParser::PowerContext*>(context)) {
    extend_arithmetic(left, ast::ArithmeticOperator::Power, expression(power->expression(1)));
    return left;
  }
  if (auto* product = dynamic_cast<CypherParser::ProductContext*>(context)) {
    const ast::ArithmeticOperator op = product->STAR() != nullptr    ? ast::ArithmeticOperator::Multiply
                                       : product->SLASH() != nullptr ? ast::ArithmeticOperator::Divide
                                                                     : ast::ArithmeticOperator::Modulo;
    extend_arithmetic(left, op, expression(product->expression(1)));
    return left;
  }
  if (auto* sum = dynamic_cast<CypherParser::SumContext*>(context)) {
    extend_arithmetic(left, sum->PLUS() != nullptr ? ast::ArithmeticOperator::Add : ast::ArithmeticOperator::Subtract,
                      expression(sum->expression(1)));
    return left;
  }
  if (auto* conjunction = dynamic_cast<CypherParser::AndContext*>(context)) {
    extend_logical(left, ast::LogicalOperator::And, expression(conjunction->expression(1)));
  } else if (auto* exclusive = dynamic_cast<CypherParser::XorContext*>(context)) {
    extend_logical(left, ast::LogicalOperator::Xor, expression(exclusive->expression(1)));
  } else {
    auto* disjunction = static_cast<CypherParser::OrContext*>(context);
    extend_logical(left, ast::LogicalOperator::Or, expression(disjunction->expression(1)));
  }
  return left;
}

ast::Expression Builder::atom(CypherParser::AtomContext* context) {
  if (context->parenthesized() != nullptr) {
    ast::Expression inner = expression(context->parenthesized()->expression());
    inner.parenthesized = true;
    inner.span = span(context);
    return inner;
  }
  ast::Expression result;
  result.span = span(context);
  if (context->literal() != nullptr) {
    result.node = ast::Literal{literal(context->literal(), Sign::Plus)};
  } else if (context->parameter() != nullptr) {
    result.node = parameter(context->parameter());
  } else if (context->caseExpression() != nullptr) {
    result.node = case_expression(context->caseExpression());
  } else if (context->countStar() != nullptr) {
    auto* count = context->countStar();
    result.node = ast::FunctionCall{{"count", span(count->COUNT()->getSymbol())}, false, true, {}};
  } else if (context->quantifier() != nullptr) {
    result.node = quantifier(context->quantifier());
  } else if (auto* reduce = context->reduce()) {
    result.node = ast::Reduce{name(reduce->variable(0)), name(reduce->variable(1)), pointer(reduce->expression(0)),
                              pointer(reduce->expression(1)), pointer(reduce->expression(2))};
  } else if (context->subquery() != nullptr) {
    result.node = subquery(context->subquery());
  } else if (auto* comprehension = context->listComprehension()) {
    ast::ListComprehension made{name(comprehension->variable()), pointer(comprehension->expression(0)), nullptr, nullptr};
    std::size_t next = 1;
    if (comprehension->WHERE() != nullptr) made.where = pointer(comprehension->expression(next++));
    if (comprehension->BAR() != nullptr) made.projection = pointer(comprehension->expression(next));
    result.node = std::move(made);
  } else if (auto* pattern = context->patternComprehension()) {
    ast::PatternComprehension made;
    made.path.span = span(pattern);
    if (pattern->variable() != nullptr) made.path.variable = name(pattern->variable());
    made.path.nodes.push_back(node(pattern->nodePattern()));
    for (auto* part : pattern->chainLink()) link(part, made.path);
    made.where = where(pattern->where());
    made.projection = pointer(pattern->expression());
    result.node = std::move(made);
  } else if (context->list() != nullptr) {
    result.node = ast::ListLiteral{expressions(context->list()->expression())};
  } else if (context->map() != nullptr) {
    result.node = map(context->map());
  } else if (context->patternPredicate() != nullptr) {
    result.node = ast::PatternPredicate{predicate_path(context->patternPredicate())};
  } else if (context->functionCall() != nullptr) {
    result.node = function_call(context->functionCall());
  } else if (context->mapProjection() != nullptr) {
    result.node = map_projection(context->mapProjection());
  } else {
    result.node = ast::Variable{name(context->variable()).text};
  }
  return result;
}

/// n.key, (n).key, list[0].key: the target of SET and REMOVE.
ast::Expression Builder::property_target(CypherParser::PropertyTargetContext* context) {
  ast::Expression result = atom(context->atom());
  for (std::size_t i = 1; i < context->children.size(); ++i) {
    ast::Expression outer;
    if (auto* property = dynamic_cast<CypherParser::PropertyNameContext*>(context->children[i])) {
      outer.span = {result.span.begin, span(property).end};
      outer.node = ast::PropertyAccess{boxed(std::move(result)), name(property)};
    } else if (auto* index = dynamic_cast<CypherParser::ExpressionContext*>(context->children[i])) {
      outer.span = {result.span.begin, span(index).end};
      outer.node = ast::Index{boxed(std::move(result)), pointer(index)};
    } else {
      continue;
    }
    result = std::move(outer);
  }
  return result;
}

ast::Case Builder::case_expression(CypherParser::CaseExpressionContext* context) {
  ast::Case result;
  result.subject = pointer(context->subject);
  for (auto* branch : context->caseBranch()) {
    result.branches.push_back({expression(branch->when), expression(branch->then)});
  }
  result.otherwise = pointer(context->otherwise);
  return result;
}

ast::FunctionCall Builder::function_call(CypherParser::FunctionCallContext* context) {
  ast::FunctionCall result;
  for (auto* part : context->functionName()->anyName()) {
    if (!result.name.text.empty()) result.name.text += '.';
    result.name.text += name(part).text;
  }
  result.name.span = span(context->functionName());
  result.distinct = context->DISTINCT() != nullptr;
  result.arguments = expressions(context->expression());
  return result;
}

ast::Quantifier Builder::quantifier(CypherParser::QuantifierContext* context) {
  const ast::QuantifierKind kind = context->ALL() != nullptr    ? ast::QuantifierKind::All
                                   : context->ANY() != nullptr  ? ast::QuantifierKind::Any
                                   : context->NONE() != nullptr ? ast::QuantifierKind::None
                                                                : ast::QuantifierKind::Single;
  return {kind, name(context->variable()), pointer(context->expression(0)),
          context->WHERE() != nullptr ? pointer(context->expression(1)) : nullptr};
}

/// EXISTS { (a)-->(b) WHERE … } is EXISTS { MATCH (a)-->(b) WHERE … }.
ast::Subquery Builder::subquery(CypherParser::SubqueryContext* context) {
  ast::Subquery result;
  result.kind = context->EXISTS() != nullptr  ? ast::SubqueryKind::Exists
                : context->COUNT() != nullptr ? ast::SubqueryKind::Count
                                              : ast::SubqueryKind::Collect;
  if (context->query() != nullptr) {
    result.query = std::make_unique<ast::Query>(query(context->query()));
    return result;
  }
  ast::Match match;
  match.pattern = pattern(context->pattern());
  match.where = where(context->where());
  auto inner = std::make_unique<ast::Query>();
  inner->span = span(context);
  ast::Clause only{span(context), std::move(match)};
  inner->parts.emplace_back();
  inner->parts.back().clauses.push_back(std::move(only));
  result.query = std::move(inner);
  return result;
}

ast::MapProjection Builder::map_projection(CypherParser::MapProjectionContext* context) {
  ast::MapProjection result;
  result.variable = name(context->variable());
  using Form = ast::MapProjection::Item::Form;
  for (auto* entry : context->projectedEntry()) {
    ast::MapProjection::Item item;
    if (entry->STAR() != nullptr) {
      item.form = Form::AllProperties;
    } else if (entry->variable() != nullptr) {
      item.form = Form::Variable;
      item.name = name(entry->variable());
    } else {
      item.form = entry->DOT() != nullptr ? Form::Property : Form::Entry;
      item.name = name(entry->propertyName());
      item.value = pointer(entry->expression());
    }
    result.items.push_back(std::move(item));
  }
  return result;
}

ast::MapLiteral Builder::map(CypherParser::MapContext* context) {
  ast::MapLiteral result;
  for (auto* entry : context->mapEntry()) {
    result.keys.push_back(name(entry->propertyName()));
    result.values.push_back(expression(entry->expression()));
  }
  return result;
}

ast::Parameter Builder::parameter(CypherParser::ParameterContext* context) {
  if (context->INTEGER() != nullptr) return {context->INTEGER()->getText()};
  return {name(context->anyName()).text};
}

}  // namespace liaison
