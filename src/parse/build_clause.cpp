#include <algorithm>
#include <utility>

#include "liaison/error.h"
#include "parse/builder.h"

namespace liaison {

void Builder::fail(std::string_view detail, std::string message, ast::Span where, std::string hint) const {
  throw source_.error(detail, std::move(message), where, std::move(hint));
}

bool Builder::is_word(ast::Span where, std::string_view lower) const {
  const std::string_view written = text(where);
  return std::equal(written.begin(), written.end(), lower.begin(), lower.end(), [](char letter, char small) {
    return (letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter) == small;
  });
}

void Builder::refuse(ast::Span where, std::string_view because, std::string hint) const {
  fail("UnexpectedSyntax", "unexpected '" + std::string(text(where)) + "': " + std::string(because), where,
       std::move(hint));
}

ast::Statement Builder::statement(CypherParser::StatementContext* context) {
  ast::Statement result;
  result.text = std::string(source_.text());
  if (auto* mode = context->statementMode()) {
    result.mode = mode->EXPLAIN() != nullptr   ? ast::Mode::Explain
                  : mode->PROFILE() != nullptr ? ast::Mode::Profile
                                               : ast::Mode::Why;
  }
  if (context->query() != nullptr) {
    result.query = query(context->query());
    return result;
  }
  result.query.parts.emplace_back();
  if (context->showCommand() != nullptr) {
    result.query.span = span(context->showCommand());
    show(context->showCommand(), result.query.parts.back());
    return result;
  }
  result.query.span = span(context->schemaCommand());
  result.query.parts.back().clauses.push_back(schema(context->schemaCommand()));
  return result;
}

ast::Query Builder::query(CypherParser::QueryContext* context) {
  ast::Query result;
  result.span = span(context);
  for (auto* part : context->singleQuery()) result.parts.push_back(single_query(part));
  for (auto* joint : context->unionPart()) result.all.push_back(joint->ALL() != nullptr ? 1 : 0);
  return result;
}

ast::SingleQuery Builder::single_query(CypherParser::SingleQueryContext* context) {
  ast::SingleQuery result;
  for (auto* part : context->clause()) result.clauses.push_back(clause(part));
  return result;
}

ast::Clause Builder::clause(CypherParser::ClauseContext* context) {
  ast::Clause result{span(context), ast::Unsupported{}};
  auto* inner = static_cast<Context*>(context->children.front());
  switch (inner->getRuleIndex()) {
    case CypherParser::RuleMatchClause:
      result.node = match(context->matchClause());
      break;
    case CypherParser::RuleUnwindClause: {
      auto* unwind = context->unwindClause();
      result.node = ast::Unwind{pointer(unwind->expression()), name(unwind->variable())};
      break;
    }
    case CypherParser::RuleWithClause: {
      ast::With with{projection(context->withClause()->projection())};
      with.projection.where = where(context->withClause()->where());
      result.node = std::move(with);
      break;
    }
    case CypherParser::RuleReturnClause:
      result.node = ast::Return{projection(context->returnClause()->projection())};
      break;
    case CypherParser::RuleCreateClause:
      result.node = ast::Create{pattern(context->createClause()->pattern())};
      break;
    case CypherParser::RuleMergeClause:
      result.node = merge(context->mergeClause());
      break;
    case CypherParser::RuleSetClause:
      result.node = set(context->setClause());
      break;
    case CypherParser::RuleRemoveClause: {
      ast::Remove remove;
      for (auto* item : context->removeClause()->removeItem()) remove.items.push_back(remove_item(item));
      result.node = std::move(remove);
      break;
    }
    case CypherParser::RuleDeleteClause: {
      auto* deletion = context->deleteClause();
      result.node = ast::Delete{deletion->DETACH() != nullptr, expressions(deletion->expression())};
      break;
    }
    case CypherParser::RuleCallClause:
      result.node = call(context->callClause());
      break;
    case CypherParser::RuleCallSubquery:
      result.node = call_subquery(context->callSubquery());
      break;
    case CypherParser::RuleForeachClause:
      result.node = foreach_clause(context->foreachClause());
      break;
    default:
      result.node = load_csv(context->loadCsvClause());
      break;
  }
  return result;
}

ast::Match Builder::match(CypherParser::MatchClauseContext* context) {
  ast::Match result;
  result.optional = context->OPTIONAL() != nullptr;
  result.pattern = pattern(context->pattern());
  for (auto* as_of : context->asOf()) {
    if (result.as_of) refuse(span(as_of), "AS OF stands twice");
    result.as_of = moment(as_of->moment());
    result.including_undated = as_of->INCLUDING() != nullptr;
  }
  for (auto* known_by : context->knownBy()) {
    if (result.known_by) refuse(span(known_by), "KNOWN BY stands twice");
    result.known_by = moment(known_by->moment());
  }
  result.where = where(context->where());
  return result;
}

ast::ExpressionPtr Builder::moment(CypherParser::MomentContext* context) {
  ast::Expression result;
  if (context->functionCall() != nullptr) {
    result = function_call(context->functionCall());
  } else if (context->literal() != nullptr) {
    result.node = ast::Literal{literal(context->literal(), Sign::Plus)};
  } else if (context->parameter() != nullptr) {
    result.node = parameter(context->parameter());
  } else {
    result.node = ast::Variable{name(context->variable()).text};
  }
  result.span = span(context);
  return std::make_unique<ast::Expression>(std::move(result));
}

ast::ExpressionPtr Builder::where(CypherParser::WhereContext* context) {
  return context == nullptr ? nullptr : pointer(context->expression());
}

ast::Projection Builder::projection(CypherParser::ProjectionContext* context) {
  ast::Projection result;
  result.distinct = context->DISTINCT() != nullptr;
  result.star = context->STAR() != nullptr;
  for (auto* item : context->projectionItem()) {
    // As written: rebuilding the column's name from the tree would lose spaces and case.
    const std::string_view written = text(span(item->expression()));
    ast::ProjectionItem made{expression(item->expression()), std::nullopt, std::string(written)};
    if (item->variable() != nullptr) made.alias = name(item->variable());
    result.items.push_back(std::move(made));
  }
  ending(context->order(), context->skip(), context->limit(), result);
  return result;
}

void Builder::ending(CypherParser::OrderContext* order, CypherParser::SkipContext* skip,
                     CypherParser::LimitContext* limit, ast::Projection& projection) {
  if (order != nullptr) {
    for (auto* item : order->sortItem()) {
      const bool is_descending = item->DESC() != nullptr || item->DESCENDING() != nullptr;
      projection.order.push_back({expression(item->expression()), is_descending});
    }
  }
  if (skip != nullptr) projection.skip = pointer(skip->expression());
  if (limit != nullptr) projection.limit = pointer(limit->expression());
}

ast::Set Builder::set(CypherParser::SetClauseContext* context) {
  ast::Set result;
  for (auto* item : context->setItem()) result.items.push_back(set_item(item));
  return result;
}

ast::SetItem Builder::set_item(CypherParser::SetItemContext* context) {
  auto* whole = context->target();
  const bool is_path = whole->children.size() > 1;
  auto* variable = is_path ? nullptr : whole->atom()->variable();
  if (context->labelColons() != nullptr) {
    if (variable == nullptr) refuse(span(whole), "labels are set on a variable", "write SET n:Label");
    return ast::SetLabels{name(variable), label_colons(context->labelColons())};
  }
  if (variable != nullptr) {
    return ast::SetAll{name(variable), context->PLUS_EQUAL() != nullptr, expression(context->expression())};
  }
  if (context->PLUS_EQUAL() != nullptr) {
    refuse(span(context->PLUS_EQUAL()), "+= adds a map to a node or a relationship, not to a property",
           "write n.x = n.x + …");
  }
  return ast::SetProperty{target(whole), expression(context->expression())};
}

ast::RemoveItem Builder::remove_item(CypherParser::RemoveItemContext* context) {
  auto* whole = context->target();
  if (context->labelColons() == nullptr) return ast::RemoveProperty{target(whole)};
  auto* variable = whole->children.size() > 1 ? nullptr : whole->atom()->variable();
  if (variable == nullptr) refuse(span(whole), "labels are removed from a variable", "write REMOVE n:Label");
  return ast::RemoveLabels{name(variable), label_colons(context->labelColons())};
}

ast::Merge Builder::merge(CypherParser::MergeClauseContext* context) {
  ast::Merge result;
  result.path = path(context->patternPath());
  for (auto* action : context->mergeAction()) {
    ast::Set items = set(action->setClause());
    std::vector<ast::SetItem>& target = action->CREATE() != nullptr ? result.on_create : result.on_match;
    for (ast::SetItem& item : items.items) target.push_back(std::move(item));
  }
  return result;
}

ast::CallProcedure Builder::call(CypherParser::CallClauseContext* context) {
  ast::CallProcedure result;
  result.name = dotted(context->procedureName());
  if (context->arguments() != nullptr) result.arguments = expressions(context->arguments()->expression());
  auto* yield = context->yield();
  if (yield == nullptr) return result;
  result.yield_star = yield->STAR() != nullptr;
  result.yield.emplace();
  for (auto* item : yield->yieldItem()) result.yield->push_back(yield_item(item));
  result.where = where(yield->where());
  return result;
}

ast::YieldItem Builder::yield_item(CypherParser::YieldItemContext* context) {
  ast::YieldItem result{name(context->anyName()), std::nullopt};
  if (context->variable() != nullptr) result.alias = name(context->variable());
  return result;
}

ast::CallSubquery Builder::call_subquery(CypherParser::CallSubqueryContext* context) {
  ast::CallSubquery result;
  result.optional = context->OPTIONAL() != nullptr;
  if (auto* imports = context->callImports()) {
    using Imports = ast::CallSubquery::Imports;
    result.imports = imports->STAR() != nullptr ? Imports::All : Imports::Named;
    for (auto* variable : imports->variable()) result.variables.push_back(name(variable));
  }
  result.query = std::make_unique<ast::Query>(query(context->query()));
  if (auto* suffix = context->inTransactions()) {
    if (!is_word(span(suffix->transactions), "transactions")) {
      refuse(span(suffix->transactions), "a subquery is followed by the next clause");
    }
    result.in_transactions = true;
  }
  return result;
}

ast::Foreach Builder::foreach_clause(CypherParser::ForeachClauseContext* context) {
  ast::Foreach result{name(context->variable()), pointer(context->expression()), {}};
  for (auto* inner : context->clause()) result.clauses.push_back(clause(inner));
  return result;
}

ast::LoadCsv Builder::load_csv(CypherParser::LoadCsvClauseContext* context) {
  if (context->headers != nullptr && !is_word(span(context->headers), "headers")) {
    refuse(span(context->headers), "expected HEADERS", "LOAD CSV WITH HEADERS FROM 'file.csv' AS row");
  }
  if (!is_word(span(context->from), "from")) {
    refuse(span(context->from), "expected FROM", "LOAD CSV FROM 'file.csv' AS row");
  }
  ast::LoadCsv result;
  result.with_headers = context->headers != nullptr;
  result.file = pointer(context->expression());
  result.variable = name(context->variable());
  if (context->terminator == nullptr) return result;
  if (!is_word(span(context->terminator), "fieldterminator")) {
    refuse(span(context->terminator), "expected FIELDTERMINATOR or the next clause");
  }
  const ast::Span written = span(context->STRING());
  const std::string terminator = unescaped(text(written), written);
  const auto is_separator = [](char c) {
    return c != '"' && c != '\r' && c != '\n' && static_cast<unsigned char>(c) < 0x80;
  };
  if (terminator.size() != 1 || !is_separator(terminator.front())) {
    refuse(written, "fields are parted by one ASCII character, which is neither a quote nor the end of a line");
  }
  result.field_terminator = terminator.front();
  return result;
}

}  // namespace liaison
