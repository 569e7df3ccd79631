#include <algorithm>
#include <string>
#include <utility>

#include "common/stop_signal.h"
#include "parse/builder.h"
#include "parse/parse.h"
#include "value/text.h"

namespace liaison {
namespace {

using ExpressionContext = CypherParser::ExpressionContext;

ast::ExpressionPtr boxed(ast::Expression expression) {
  return std::make_unique<ast::Expression>(std::move(expression));
}

/// The operand on the left of an operator; nullptr: the expression begins with something else.
ExpressionContext* left_operand(ExpressionContext* context) {
  return RuleNode::of_rule<ExpressionContext>(context->children.front());
}

ExpressionContext* right_operand(CypherParser::InfixContext* context) {
  return static_cast<ExpressionContext*>(context->children.back());
}

/// Operators of one family after one another make one flat chain.
enum class Family : std::uint8_t { None, Power, Product, Sum, Comparison, And, Xor, Or };

Family family_of(std::size_t op) {
  switch (op) {
    case CypherParser::CARET:
      return Family::Power;
    case CypherParser::STAR:
    case CypherParser::SLASH:
    case CypherParser::PERCENT:
      return Family::Product;
    case CypherParser::PLUS:
    case CypherParser::MINUS:
    case CypherParser::DOUBLE_BAR:
      return Family::Sum;
    case CypherParser::EQUAL:
    case CypherParser::NOT_EQUAL:
    case CypherParser::LESS:
    case CypherParser::LESS_EQUAL:
    case CypherParser::GREATER:
    case CypherParser::GREATER_EQUAL:
      return Family::Comparison;
    case CypherParser::AND:
      return Family::And;
    case CypherParser::XOR:
      return Family::Xor;
    case CypherParser::OR:
      return Family::Or;
    default:
      return Family::None;
  }
}

ast::ArithmeticOperator arithmetic_operator(std::size_t op) {
  switch (op) {
    case CypherParser::PLUS:
      return ast::ArithmeticOperator::Add;
    case CypherParser::MINUS:
      return ast::ArithmeticOperator::Subtract;
    case CypherParser::STAR:
      return ast::ArithmeticOperator::Multiply;
    case CypherParser::SLASH:
      return ast::ArithmeticOperator::Divide;
    case CypherParser::PERCENT:
      return ast::ArithmeticOperator::Modulo;
    case CypherParser::DOUBLE_BAR:
      return ast::ArithmeticOperator::Concatenate;
    default:
      return ast::ArithmeticOperator::Power;
  }
}

ast::ComparisonOperator comparison_operator(std::size_t op) {
  switch (op) {
    case CypherParser::EQUAL:
      return ast::ComparisonOperator::Equal;
    case CypherParser::NOT_EQUAL:
      return ast::ComparisonOperator::NotEqual;
    case CypherParser::LESS:
      return ast::ComparisonOperator::Less;
    case CypherParser::LESS_EQUAL:
      return ast::ComparisonOperator::LessOrEqual;
    case CypherParser::GREATER:
      return ast::ComparisonOperator::Greater;
    default:
      return ast::ComparisonOperator::GreaterOrEqual;
  }
}

ast::PredicateOperator predicate_operator(std::size_t op) {
  switch (op) {
    case CypherParser::STARTS:
      return ast::PredicateOperator::StartsWith;
    case CypherParser::ENDS:
      return ast::PredicateOperator::EndsWith;
    case CypherParser::CONTAINS:
      return ast::PredicateOperator::Contains;
    case CypherParser::IN:
      return ast::PredicateOperator::In;
    default:
      return ast::PredicateOperator::Matches;
  }
}

/// Makes `left` a chain of one, unless it goes on with the same family.
template <class Chain>
Chain& chain_of(ast::Expression& left, Chain empty, bool goes_on) {
  if (!goes_on) {
    ast::Expression whole;
    whole.span = left.span;
    empty.operands.push_back(std::move(left));
    whole.node = std::move(empty);
    left = std::move(whole);
  }
  return std::get<Chain>(left.node);
}

void extend(ast::Expression& left, std::size_t op, ast::Expression right, bool goes_on) {
  const std::uint32_t end = right.span.end;
  const Family family = family_of(op);
  switch (family) {
    case Family::Power:
    case Family::Product:
    case Family::Sum: {
      auto& chain = chain_of<ast::ArithmeticChain>(left, {}, goes_on);
      chain.operators.push_back(arithmetic_operator(op));
      chain.operands.push_back(std::move(right));
      break;
    }
    case Family::Comparison: {
      auto& chain = chain_of<ast::ComparisonChain>(left, {}, goes_on);
      chain.operators.push_back(comparison_operator(op));
      chain.operands.push_back(std::move(right));
      break;
    }
    case Family::And:
    case Family::Xor:
    case Family::Or: {
      const ast::LogicalOperator logical = family == Family::And   ? ast::LogicalOperator::And
                                           : family == Family::Xor ? ast::LogicalOperator::Xor
                                                                   : ast::LogicalOperator::Or;
      chain_of<ast::LogicalChain>(left, {logical, {}}, goes_on).operands.push_back(std::move(right));
      break;
    }
    case Family::None: {
      ast::Expression whole;
      whole.span = left.span;
      whole.node = ast::Predicate{predicate_operator(op), boxed(std::move(left)), boxed(std::move(right))};
      left = std::move(whole);
      break;
    }
  }
  left.span.end = end;
}

}  // namespace

/// One operator of the left spine of a parse tree, outermost first.
struct Builder::Fold {
  ExpressionContext* context = nullptr;
  Family family = Family::None;
  std::size_t level = 0;  // of its operands, counted from the top of the spine; a chain is one level
};

/// `1 + 2 + 3 …` leans left in the parse tree, as deep as it is long: the spine is walked by a loop. The last entry is
/// what the expression begins with, no operator of the spine.
Builder::Spine Builder::spine(ExpressionContext* context) const {
  Spine spine;
  for (std::size_t level = 0;; ++level) {
    auto* infix = exactly<CypherParser::InfixContext>(context);
    const Family family = infix != nullptr ? family_of(infix->op->getType()) : Family::None;
    ExpressionContext* left = left_operand(context);
    const bool goes_on = !spine.empty() && family != Family::None && spine.back().family == family;
    if (goes_on) --level;
    spine.push_back({context, family, level + (left != nullptr ? 1 : 0)});
    if (level_ + level > max_nesting) {
      fail("NestingTooDeep", "the expression nests deeper than " + std::to_string(max_nesting) + " levels",
           span(context), "parentheses or WITH can take it apart");
    }
    if (left == nullptr) return spine;
    context = left;
  }
}

/// Applies the operators of the outermost `count` entries to `left`, innermost first.
ast::Expression Builder::fold(const Spine& spine, std::size_t count, ast::Expression left) {
  const std::size_t top = level_;
  bool is_chain = false;  // left was made here, by the entry below
  for (std::size_t i = count; i-- > 0; is_chain = true) {
    const Fold& step = spine[i];
    level_ = top + step.level;
    if (auto* infix = exactly<CypherParser::InfixContext>(step.context)) {
      const bool goes_on = is_chain && step.family != Family::None && spine[i + 1].family == step.family;
      extend(left, infix->op->getType(), expression(right_operand(infix)), goes_on);
      continue;
    }
    ast::Expression whole;
    whole.span = {left.span.begin, span(step.context->getStop()).end};
    if (auto* property = exactly<CypherParser::PropertyContext>(step.context)) {
      whole.node = ast::PropertyAccess{boxed(std::move(left)), name(property->anyName())};
    } else if (auto* index = exactly<CypherParser::IndexContext>(step.context)) {
      if (index->DOTS() != nullptr) {
        whole.node = ast::Slice{boxed(std::move(left)), pointer(index->from), pointer(index->to)};
      } else if (index->from != nullptr) {
        whole.node = ast::Index{boxed(std::move(left)), pointer(index->from)};
      } else {
        refuse(span(index->RBRACKET()), "expected an index");
      }
    } else if (auto* labels = exactly<CypherParser::LabelsContext>(step.context)) {
      whole.node = ast::LabelTest{boxed(std::move(left)), label_test(labels->labelTest())};
    } else if (auto* type = exactly<CypherParser::TypeTestContext>(step.context)) {
      if (type->typed != nullptr && upper_case(text(span(type->typed))) != "TYPED") {
        refuse(span(type->typed), "expected NULL or a type", "a type is asked for as x IS :: INTEGER");
      }
      whole.node = ast::TypeTest{boxed(std::move(left)), value_type(type->valueType()), type->NOT() != nullptr};
    } else {
      auto* test = static_cast<CypherParser::NullTestContext*>(step.context);
      whole.node = ast::IsNull{boxed(std::move(left)), test->NOT() != nullptr};
    }
    left = std::move(whole);
  }
  level_ = top;
  return left;
}

ast::Expression Builder::leaf(ExpressionContext* context) {
  if (auto* atomic = exactly<CypherParser::AtomicContext>(context)) return atom(atomic->atom());
  return prefix(static_cast<CypherParser::PrefixContext*>(context));
}

ast::Expression Builder::expression(ExpressionContext* context) {
  check_stop();
  if (left_operand(context) == nullptr && level_ < max_nesting) {
    ++level_;
    ast::Expression only = leaf(context);
    --level_;
    return only;
  }
  const Spine operators = spine(context);
  const std::size_t top = level_;
  level_ += operators.back().level + 1;
  ast::Expression first = leaf(operators.back().context);
  level_ = top;
  return fold(operators, operators.size() - 1, std::move(first));
}

ast::ExpressionPtr Builder::pointer(ExpressionContext* context) {
  return context == nullptr ? nullptr : boxed(expression(context));
}

std::vector<ast::Expression> Builder::expressions(const std::vector<ExpressionContext*>& contexts) {
  std::vector<ast::Expression> result;
  result.reserve(contexts.size());
  for (auto* context : contexts) result.push_back(expression(context));
  return result;
}

CypherParser::VariableContext* Builder::declared(ExpressionContext* context, std::size_t op) const {
  CypherParser::InfixContext* innermost = nullptr;
  while (ExpressionContext* left = left_operand(context)) {
    innermost = exactly<CypherParser::InfixContext>(context);
    context = left;
  }
  if (innermost == nullptr || innermost->op->getType() != op) return nullptr;
  auto* atomic = exactly<CypherParser::AtomicContext>(context);
  return atomic == nullptr ? nullptr : atomic->atom()->variable();
}

ast::Expression Builder::behind_declared(ExpressionContext* context) {
  const Spine operators = spine(context);
  const std::size_t innermost = operators.size() - 2;
  auto* declaration = static_cast<CypherParser::InfixContext*>(operators[innermost].context);
  const std::size_t top = level_;
  level_ += operators[innermost].level - 1;  // the declaration itself is no expression
  ast::Expression first = expression(right_operand(declaration));
  level_ = top;
  return fold(operators, innermost, std::move(first));
}

ast::Expression Builder::prefix(CypherParser::PrefixContext* context) {
  ast::Expression result;
  result.span = span(context);
  const std::size_t op = context->op->getType();
  if (op == CypherParser::NOT) {
    result.node = ast::Unary{ast::UnaryOperator::Not, pointer(context->expression())};
    return result;
  }
  auto* atomic = exactly<CypherParser::AtomicContext>(context->expression());
  auto* number = atomic != nullptr && op == CypherParser::MINUS ? atomic->atom()->literal() : nullptr;
  if (number != nullptr && (number->INTEGER() != nullptr || number->FLOAT() != nullptr)) {
    result.node = ast::Literal{literal(number, Sign::Minus)};
    return result;
  }
  result.node = ast::Unary{op == CypherParser::MINUS ? ast::UnaryOperator::Minus : ast::UnaryOperator::Plus,
                           pointer(context->expression())};
  return result;
}

ast::Expression Builder::atom(CypherParser::AtomContext* context) {
  ast::Expression result;
  auto* inner = static_cast<Context*>(context->children.front());
  switch (inner->getRuleIndex()) {
    case CypherParser::RuleParenthesized:
      --level_;  // parentheses are no expression of their own
      result = expression(context->parenthesized()->expression());
      ++level_;
      result.parenthesized = true;
      break;
    case CypherParser::RuleLiteral:
      result.node = ast::Literal{literal(context->literal(), Sign::Plus)};
      break;
    case CypherParser::RuleParameter:
      result.node = parameter(context->parameter());
      break;
    case CypherParser::RuleVariable:
      result.node = ast::Variable{name(inner).text};
      break;
    case CypherParser::RuleFunctionCall:
      result = function_call(context->functionCall());
      break;
    case CypherParser::RuleList:
      result = list(context->list());
      break;
    case CypherParser::RuleMap:
      result.node = map(context->map());
      break;
    case CypherParser::RuleCaseExpression:
      result.node = case_expression(context->caseExpression());
      break;
    case CypherParser::RuleSubquery:
      result.node = subquery(context->subquery());
      break;
    case CypherParser::RuleMapProjection:
      result.node = map_projection(context->mapProjection());
      break;
    case CypherParser::RulePatternPredicate:
      result.node = pattern_predicate(context->patternPredicate());
      break;
    default:
      result.node = pattern_comprehension(context->patternComprehension());
      break;
  }
  result.span = span(inner);
  return result;
}

/// n.name, (n).name, list[0].name: what SET and REMOVE change.
ast::Expression Builder::target(CypherParser::TargetContext* context) {
  const std::size_t top = level_;
  level_ += context->children.size();
  ast::Expression result = atom(context->atom());
  level_ = top + 1;
  for (std::size_t i = 1; i < context->children.size(); ++i) {
    if (top + i > max_nesting) {
      fail("NestingTooDeep", "the path nests deeper than " + std::to_string(max_nesting) + " levels", span(context));
    }
    auto* step = static_cast<Context*>(context->children[i]);
    ast::Expression whole;
    whole.span = {result.span.begin, span(step).end};
    if (step->getRuleIndex() == CypherParser::RuleTargetProperty) {
      auto* property = static_cast<CypherParser::TargetPropertyContext*>(step);
      whole.node = ast::PropertyAccess{boxed(std::move(result)), name(property->anyName())};
    } else {
      auto* index = static_cast<CypherParser::TargetIndexContext*>(step);
      whole.node = ast::Index{boxed(std::move(result)), pointer(index->expression())};
    }
    result = std::move(whole);
  }
  level_ = top;
  return result;
}

/// A list, or `[x IN list WHERE … | …]`.
ast::Expression Builder::list(CypherParser::ListContext* context) {
  ast::Expression result;
  std::vector<ExpressionContext*> items = context->expression();
  if (context->projected != nullptr) items.pop_back();
  auto* variable = items.size() == 1 ? declared(items.front(), CypherParser::IN) : nullptr;
  if (variable != nullptr) {
    ast::ListComprehension comprehension{name(variable), boxed(behind_declared(items.front())), nullptr, nullptr};
    comprehension.where = where(context->where());
    comprehension.projection = pointer(context->projected);
    result.node = std::move(comprehension);
    return result;
  }
  if (context->where() != nullptr || context->projected != nullptr) {
    const ast::Span at = context->where() != nullptr ? span(context->where()->WHERE()) : span(context->BAR());
    refuse(at, "a list has no such part", "a list comprehension is [x IN list WHERE … | …]");
  }
  result.node = ast::ListLiteral{expressions(items)};
  return result;
}

/// A call, a quantifier `all(x IN list WHERE …)` or a reduction `reduce(sum = 0, x IN list | sum + x)`.
ast::Expression Builder::function_call(CypherParser::FunctionCallContext* context) {
  ast::Expression result;
  ast::FunctionCall call;
  call.name = dotted(context->functionName());
  call.distinct = context->DISTINCT() != nullptr;
  call.star = context->STAR() != nullptr;
  std::vector<ExpressionContext*> arguments = context->expression();
  if (context->projected != nullptr) arguments.pop_back();

  std::string lower = call.name.text;
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  std::optional<ast::QuantifierKind> kind;
  if (lower == "all") kind = ast::QuantifierKind::All;
  if (lower == "any") kind = ast::QuantifierKind::Any;
  if (lower == "none") kind = ast::QuantifierKind::None;
  if (lower == "single") kind = ast::QuantifierKind::Single;
  const bool is_plain = !call.distinct && context->projected == nullptr;
  if (kind && is_plain && arguments.size() == 1) {
    if (auto* variable = declared(arguments.front(), CypherParser::IN)) {
      ast::Quantifier quantifier{*kind, name(variable), boxed(behind_declared(arguments.front())), nullptr};
      quantifier.where = where(context->where());
      result.node = std::move(quantifier);
      return result;
    }
  }
  if (lower == "reduce" && context->projected != nullptr && context->where() == nullptr && arguments.size() == 2) {
    auto* accumulator = declared(arguments[0], CypherParser::EQUAL);
    auto* variable = declared(arguments[1], CypherParser::IN);
    if (accumulator != nullptr && variable != nullptr) {
      ast::Reduce reduce{name(accumulator), name(variable), boxed(behind_declared(arguments[0])),
                         boxed(behind_declared(arguments[1])), nullptr};
      reduce.expression = pointer(context->projected);
      result.node = std::move(reduce);
      return result;
    }
  }
  if (context->where() != nullptr || context->projected != nullptr) {
    const ast::Span at = context->where() != nullptr ? span(context->where()->WHERE()) : span(context->BAR());
    refuse(at, "arguments have no such part",
           kind                ? lower + "() is written " + lower + "(x IN list WHERE …)"
           : lower == "reduce" ? "reduce() is written reduce(sum = 0, x IN list | sum + x)"
                               : "a list comprehension is [x IN list WHERE … | …]");
  }
  if (context->TRIM_FROM() != nullptr) {
    if (!context->COMMA().empty()) refuse(span(context->COMMA(0)), "expected ')'", "FROM stands before the only text");
    const std::string side = context->TRIM_SIDE() != nullptr ? lower_case(text(span(context->TRIM_SIDE()))) : "both";
    call.name.text = side == "leading" ? "ltrim" : side == "trailing" ? "rtrim" : "trim";
    std::ranges::reverse(arguments);
  }
  call.arguments = expressions(arguments);
  if ((lower == "shortestpath" || lower == "allshortestpaths") && is_plain && call.arguments.size() == 1) {
    if (auto* pattern = std::get_if<ast::PatternPredicate>(&call.arguments.front().node)) {
      pattern->path.search =
          lower == "shortestpath" ? ast::PathSearch::ShortestPath : ast::PathSearch::AllShortestPaths;
      result.node = std::move(*pattern);
      return result;
    }
  }
  result.node = std::move(call);
  return result;
}

ast::Case Builder::case_expression(CypherParser::CaseExpressionContext* context) {
  ast::Case result;
  result.subject = pointer(context->subject);
  for (auto* branch : context->caseBranch()) {
    ast::Expression when = expression(branch->expression(0));
    result.branches.push_back({std::move(when), expression(branch->expression(1))});
  }
  result.otherwise = pointer(context->otherwise);
  return result;
}

ast::PatternPredicate Builder::pattern_predicate(CypherParser::PatternPredicateContext* context) {
  ast::PatternPredicate result;
  result.path.span = span(context);
  const ast::Span first{span(context->PATTERN_LPAREN()).begin, span(context->RPAREN()).end};
  result.path.nodes.push_back(node(context->nodeContent(), first));
  links(context->relationshipPattern(), context->nodePattern(), result.path);
  return result;
}

ast::PatternComprehension Builder::pattern_comprehension(CypherParser::PatternComprehensionContext* context) {
  ast::PatternComprehension result;
  const auto nodes = context->nodePattern();
  result.path.span = {span(nodes.front()).begin, span(nodes.back()).end};
  if (context->variable() != nullptr) {
    result.path.variable = name(context->variable());
    result.path.span.begin = result.path.variable->span.begin;
  }
  links(context->relationshipPattern(), nodes, result.path);
  result.where = where(context->where());
  result.projection = pointer(context->expression());
  return result;
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
  const ast::Span begin = span(context->pattern());
  const ast::Span end = context->where() != nullptr ? span(context->where()) : begin;
  ast::Match match;
  match.pattern = pattern(context->pattern());
  match.where = where(context->where());
  ast::Clause only{{begin.begin, end.end}, std::move(match)};
  result.query = std::make_unique<ast::Query>();
  result.query->span = only.span;
  result.query->parts.emplace_back();
  result.query->parts.back().clauses.push_back(std::move(only));
  return result;
}

ast::MapProjection Builder::map_projection(CypherParser::MapProjectionContext* context) {
  using Item = ast::MapProjection::Item;
  ast::MapProjection result;
  result.variable = name(context->variable());
  for (auto* entry : context->projectedEntry()) {
    Item item{Item::Form::AllProperties, {}, nullptr};
    if (entry->variable() != nullptr) {
      item.form = Item::Form::Variable;
      item.name = name(entry->variable());
    } else if (entry->anyName() != nullptr) {
      item.form = entry->DOT() != nullptr ? Item::Form::Property : Item::Form::Entry;
      item.name = name(entry->anyName());
      item.value = pointer(entry->expression());
    }
    result.items.push_back(std::move(item));
  }
  return result;
}

ast::MapLiteral Builder::map(CypherParser::MapContext* context) {
  ast::MapLiteral result;
  for (auto* entry : context->mapEntry()) {
    result.keys.push_back(name(entry->anyName()));
    result.values.push_back(expression(entry->expression()));
  }
  return result;
}

ast::Parameter Builder::parameter(CypherParser::ParameterContext* context) {
  if (context->INTEGER() != nullptr) return {std::string(text(span(context->INTEGER())))};
  return {name(context->anyName()).text};
}

}  // namespace liaison
