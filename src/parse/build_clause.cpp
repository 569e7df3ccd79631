#include <algorithm>
#include <utility>

#include "liaison/error.h"
#include "parse/builder.h"

namespace liaison {

Builder::Builder(std::string_view text) : text_(text) {
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) byte_of_.push_back(i);
  }
  byte_of_.push_back(static_cast<std::uint32_t>(text.size()));
}

ast::Span Builder::span(antlr4::Token* token) const {
  const std::size_t last = byte_of_.size() - 1;
  return {byte_of_[std::min(token->getStartIndex(), last)], byte_of_[std::min(token->getStopIndex() + 1, last)]};
}

ast::Span Builder::span(Context* context) const {
  const ast::Span first = span(context->getStart());
  const ast::Span last = span(context->getStop());
  return {first.begin, std::max(first.begin, last.end)};
}

std::string Builder::text_of(Context* context) const {
  const ast::Span where = span(context);
  return std::string(text_.substr(where.begin, where.end - where.begin));
}

void Builder::fail(std::string_view detail, std::string message, ast::Span where, std::string hint) const {
  throw compile_error(ErrorCode::SyntaxError, detail, std::move(message), ast::place_of(text_, where), std::move(hint));
}

ast::Statement Builder::statement(CypherParser::StatementContext* context) {
  ast::Statement result;
  result.text = std::string(text_);
  if (auto* mode = context->statementMode()) {
    result.mode = mode->EXPLAIN() != nullptr   ? ast::Mode::Explain
                  : mode->PROFILE() != nullptr ? ast::Mode::Profile
                                               : ast::Mode::Why;
  }
  result.query = query(context->query());
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
  if (context->matchClause() != nullptr) {
    result.node = match(context->matchClause());
  } else if (auto* unwind = context->unwind()) {
    result.node = ast::Unwind{pointer(unwind->expression()), name(unwind->variable())};
  } else if (auto* with = context->with()) {
    ast::With made{projection(with->projection())};
    made.projection.where = where(with->where());
    result.node = std::move(made);
  } else if (context->return_() != nullptr) {
    result.node = ast::Return{projection(context->return_()->projection())};
  } else if (context->create() != nullptr) {
    result.node = ast::Create{pattern(context->create()->pattern())};
  } else if (context->merge() != nullptr) {
    result.node = merge(context->merge());
  } else if (context->set() != nullptr) {
    result.node = set(context->set());
  } else if (context->remove() != nullptr) {
    result.node = remove(context->remove());
  } else if (auto* deletion = context->delete_()) {
    result.node = ast::Delete{deletion->DETACH() != nullptr, expressions(deletion->expression())};
  } else if (context->call() != nullptr) {
    result.node = call(context->call());
  } else if (context->callSubquery() != nullptr) {
    result.node = ast::Unsupported{"CALL { }"};
  } else if (context->foreach() != nullptr) {
    result.node = ast::Unsupported{"FOREACH"};
  } else if (context->loadCsv() != nullptr) {
    result.node = ast::Unsupported{"LOAD CSV"};
  } else {
    result.node = schema(context->schema());
  }
  return result;
}

ast::Match Builder::match(CypherParser::MatchClauseContext* context) {
  ast::Match result;
  result.optional = context->OPTIONAL() != nullptr;
  result.pattern = pattern(context->pattern());
  const auto moment = [&](CypherParser::MomentContext* at) {
    auto made = std::make_unique<ast::Expression>();
    made->span = span(at);
    if (at->literal() != nullptr) {
      made->node = ast::Literal{literal(at->literal(), Sign::Plus)};
    } else if (at->parameter() != nullptr) {
      made->node = parameter(at->parameter());
    } else if (at->functionCall() != nullptr) {
      made->node = function_call(at->functionCall());
    } else {
      made->node = ast::Variable{name(at->variable()).text};
    }
    return made;
  };
  if (auto* as_of = context->asOf()) {
    result.as_of = moment(as_of->moment());
    result.including_undated = as_of->INCLUDING() != nullptr;
  }
  if (auto* known_by = context->knownBy()) result.known_by = moment(known_by->moment());
  result.where = where(context->where());
  return result;
}

ast::ExpressionPtr Builder::where(CypherParser::WhereContext* context) {
  return context == nullptr ? nullptr : pointer(context->expression());
}

ast::Projection Builder::projection(CypherParser::ProjectionContext* context) {
  ast::Projection result;
  result.distinct = context->DISTINCT() != nullptr;
  result.star = context->projectionItems()->STAR() != nullptr;
  for (auto* item : context->projectionItems()->projectionItem()) {
    ast::ProjectionItem made{expression(item->expression()), std::nullopt, text_of(item->expression())};
    if (item->variable() != nullptr) made.alias = name(item->variable());
    result.items.push_back(std::move(made));
  }
  if (auto* order = context->order()) {
    for (auto* item : order->sortItem()) {
      result.order.push_back({expression(item->expression()), item->DESC() != nullptr || item->DESCENDING() != nullptr});
    }
  }
  if (context->skip() != nullptr) result.skip = pointer(context->skip()->expression());
  if (context->limit() != nullptr) result.limit = pointer(context->limit()->expression());
  return result;
}

ast::Set Builder::set(CypherParser::SetContext* context) {
  ast::Set result;
  for (auto* item : context->setItem()) result.items.push_back(set_item(item));
  return result;
}

ast::SetItem Builder::set_item(CypherParser::SetItemContext* context) {
  if (auto* add = dynamic_cast<CypherParser::SetAddContext*>(context)) {
    return ast::SetAll{name(add->variable()), true, expression(add->expression())};
  }
  if (auto* all = dynamic_cast<CypherParser::SetAllContext*>(context)) {
    return ast::SetAll{name(all->variable()), false, expression(all->expression())};
  }
  if (auto* labels = dynamic_cast<CypherParser::SetLabelsContext*>(context)) {
    return ast::SetLabels{name(labels->variable()), label_colons(labels->labelColons())};
  }
  auto* property = static_cast<CypherParser::SetPropertyContext*>(context);
  return ast::SetProperty{property_target(property->propertyTarget()), expression(property->expression())};
}

ast::Remove Builder::remove(CypherParser::RemoveContext* context) {
  ast::Remove result;
  for (auto* item : context->removeItem()) {
    if (auto* labels = dynamic_cast<CypherParser::RemoveLabelsContext*>(item)) {
      result.items.emplace_back(ast::RemoveLabels{name(labels->variable()), label_colons(labels->labelColons())});
    } else {
      auto* property = static_cast<CypherParser::RemovePropertyContext*>(item);
      result.items.emplace_back(ast::RemoveProperty{property_target(property->propertyTarget())});
    }
  }
  return result;
}

ast::Merge Builder::merge(CypherParser::MergeContext* context) {
  ast::Merge result;
  result.path = path(context->patternPath());
  for (auto* action : context->mergeAction()) {
    ast::Set items = set(action->set());
    std::vector<ast::SetItem>& target = action->CREATE() != nullptr ? result.on_create : result.on_match;
    for (ast::SetItem& item : items.items) target.push_back(std::move(item));
  }
  return result;
}

ast::CallProcedure Builder::call(CypherParser::CallContext* context) {
  ast::CallProcedure result;
  for (auto* part : context->procedureName()->anyName()) {
    if (!result.name.text.empty()) result.name.text += '.';
    result.name.text += name(part).text;
  }
  result.name.span = span(context->procedureName());
  if (context->LPAREN() != nullptr) result.arguments = expressions(context->expression());
  if (auto* yield = context->yield()) {
    result.yield_star = yield->STAR() != nullptr;
    result.yield.emplace();
    for (auto* item : yield->yieldItem()) {
      ast::YieldItem made{name(item->anyName()), std::nullopt};
      if (item->variable() != nullptr) made.alias = name(item->variable());
      result.yield->push_back(std::move(made));
    }
    result.where = where(yield->where());
  }
  return result;
}

ast::Unsupported Builder::schema(CypherParser::SchemaContext* context) {
  const std::string what = context->INDEX() != nullptr ? "INDEX" : "CONSTRAINT";
  if (context->CREATE() != nullptr) return {"CREATE " + what};
  if (context->DROP() != nullptr) return {"DROP " + what};
  return {"SHOW"};
}

}  // namespace liaison
