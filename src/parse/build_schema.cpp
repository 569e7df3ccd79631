#include <algorithm>
#include <array>
#include <utility>

#include "parse/builder.h"
#include "value/text.h"

/// SHOW, and the statements that make and drop indexes and constraints.
namespace liaison {

// ---- SHOW -----------------------------------------------------------------------------------------------------------

void Builder::show(CypherParser::ShowCommandContext* context, ast::SingleQuery& query) {
  ast::Show result{listing(context), std::nullopt, false, {}};
  result.rest.star = true;
  ast::Span whole = span(context);
  if (auto* yield = context->showYield()) {
    result.yield.emplace();
    result.yield_star = yield->STAR() != nullptr;
    for (auto* item : yield->yieldItem()) result.yield->push_back(yield_item(item));
    ending(yield->order(), yield->skip(), yield->limit(), result.rest);
    result.rest.where = where(yield->where());
    whole.end = span(yield).end;
  } else {
    result.rest.where = where(context->where());
  }
  query.clauses.push_back({whole, std::move(result)});
  if (context->returnClause() != nullptr) {
    query.clauses.push_back(
        {span(context->returnClause()), ast::Return{projection(context->returnClause()->projection())}});
  }
}

ast::Listing Builder::listing(CypherParser::ShowCommandContext* context) const {
  std::string words;
  for (auto* word : context->showWord()) words += (words.empty() ? "" : " ") + upper_case(text(span(word)));
  if (words.starts_with("ALL ")) words.erase(0, 4);
  if (words == "FUNCTIONS" || words == "FUNCTION" || words == "BUILT IN FUNCTIONS") return ast::Listing::Functions;
  if (words == "PROCEDURES" || words == "PROCEDURE") return ast::Listing::Procedures;
  if (words == "INDEXES" || words == "INDEX") return ast::Listing::Indexes;
  if (words == "CONSTRAINTS" || words == "CONSTRAINT") return ast::Listing::Constraints;
  const ast::Span where{span(context->showWord().front()).begin, span(context->showWord().back()).end};
  fail("UnexpectedSyntax", "SHOW does not list " + words, where,
       "it lists FUNCTIONS, PROCEDURES, INDEXES and CONSTRAINTS");
}

// ---- Indexes and constraints ----------------------------------------------------------------------------------------

ast::Clause Builder::schema(CypherParser::SchemaCommandContext* context) {
  if (context->createIndex() != nullptr) return create_index(context->createIndex());
  if (context->createConstraint() != nullptr) return create_constraint(context->createConstraint());
  if (context->dropIndex() != nullptr) return {span(context), drop_index(context->dropIndex())};
  return drop_constraint(context->dropConstraint());
}

ast::Clause Builder::create_index(CypherParser::CreateIndexContext* context) {
  ast::ChangeSchema result;
  result.action = ast::ChangeSchema::Action::CreateIndex;
  if (context->labelAndKeys() != nullptr) {
    result.on = schema_target(context->labelAndKeys());
    return {span(context), std::move(result)};
  }
  if (context->kind != nullptr) {
    const std::string word = upper_case(text(span(context->kind)));
    if (word != "RANGE" && word != "TEXT") return {span(context->kind), ast::Unsupported{word + " INDEX"}};
    result.index = word == "TEXT" ? IndexKind::Text : IndexKind::Range;
  }
  if (context->schemaEntity() == nullptr) {
    refuse(context->otherWord().empty() ? span(context) : span(context->otherWord(0)), "an index needs a target",
           "write CREATE INDEX name FOR (n:Label) ON (n.property)");
  }
  expect_word(context->word, "FOR");
  if (context->schemaName() != nullptr) result.name = name(context->schemaName());
  if (context->ifNotExists() != nullptr) {
    expect_word(context->ifNotExists()->NAME()->getSymbol(), "IF");
    result.if_needed = true;
  }
  std::string variable;
  result.on = schema_target(context->schemaEntity(), variable);
  for (auto* key : context->schemaKeys()->schemaKey()) add_key(key, variable, *result.on);
  if (result.index == IndexKind::Text && result.on->keys.size() > 1) {
    refuse(span(context->schemaKeys()), "a text index is of one property");
  }
  return {span(context), std::move(result)};
}

ast::Clause Builder::create_constraint(CypherParser::CreateConstraintContext* context) {
  ast::ChangeSchema result;
  result.action = ast::ChangeSchema::Action::CreateConstraint;
  if (context->schemaName() != nullptr) result.name = name(context->schemaName());
  if (context->ifNotExists() != nullptr) {
    expect_word(context->ifNotExists()->NAME()->getSymbol(), "IF");
    result.if_needed = true;
  }
  if (context->word != nullptr) expect_word(context->word, "FOR");
  expect_word(context->require, context->word != nullptr ? "REQUIRE" : "ASSERT");
  std::string variable;
  result.on = schema_target(context->schemaEntity(), variable);
  if (auto unsupported = condition(context->schemaCondition(), variable, result)) {
    return {span(context->schemaCondition()), ast::Unsupported{std::move(*unsupported)}};
  }
  return {span(context), std::move(result)};
}

ast::ChangeSchema Builder::drop_index(CypherParser::DropIndexContext* context) {
  ast::ChangeSchema result;
  result.action = ast::ChangeSchema::Action::DropIndex;
  if (context->labelAndKeys() != nullptr) {
    result.on = schema_target(context->labelAndKeys());
    return result;
  }
  result.name = name(context->schemaName());
  if (context->ifExists() != nullptr) {
    expect_word(context->ifExists()->NAME()->getSymbol(), "IF");
    result.if_needed = true;
  }
  return result;
}

ast::Clause Builder::drop_constraint(CypherParser::DropConstraintContext* context) {
  ast::ChangeSchema result;
  result.action = ast::ChangeSchema::Action::DropConstraint;
  if (context->schemaName() != nullptr) {
    result.name = name(context->schemaName());
    if (context->ifExists() != nullptr) {
      expect_word(context->ifExists()->NAME()->getSymbol(), "IF");
      result.if_needed = true;
    }
    return {span(context), std::move(result)};
  }
  expect_word(context->require, "ASSERT");
  std::string variable;
  result.on = schema_target(context->schemaEntity(), variable);
  if (auto unsupported = condition(context->schemaCondition(), variable, result)) {
    return {span(context->schemaCondition()), ast::Unsupported{std::move(*unsupported)}};
  }
  return {span(context), std::move(result)};
}

void Builder::expect_word(antlr4::Token* token, std::string_view word) const {
  if (upper_case(text(span(token))) != word) refuse(span(token), std::string(word) + " is expected here");
}

ast::SchemaTarget Builder::schema_target(CypherParser::LabelAndKeysContext* context) const {
  ast::SchemaTarget result{false, hyphenated(context->labelName()), {}};
  for (auto* key : context->anyName()) add_key(name(key), result);
  return result;
}

ast::SchemaTarget Builder::schema_target(CypherParser::SchemaEntityContext* entity, std::string& variable) {
  ast::SchemaTarget result;
  const auto take = [&](const auto& named, const std::optional<ast::LabelExpression>& labels, bool has_more) {
    const auto* label = labels ? std::get_if<ast::LabelName>(&labels->node) : nullptr;
    if (!named.variable || label == nullptr || has_more || named.properties || named.where) {
      refuse(named.span, "an index or a constraint is for a variable with one label or type",
             "write (n:Label) or ()-[r:TYPE]-()");
    }
    variable = named.variable->text;
    result.label = label->name;
  };
  const ast::NodePattern first = node(entity->nodePattern(0));
  if (entity->relationshipPattern() == nullptr) {
    take(first, first.labels, first.entity.has_value());
    return result;
  }
  result.of_relationships = true;
  const ast::NodePattern second = node(entity->nodePattern(1));
  for (const ast::NodePattern* end : {&first, &second}) {
    if (end->variable || end->labels || end->entity || end->properties || end->where) {
      refuse(end->span, "a relationship's index or constraint does not ask for its ends", "write ()-[r:TYPE]-()");
    }
  }
  const ast::RelationshipPattern between = relationship(entity->relationshipPattern());
  take(between, between.types, between.quantity.has_value());
  return result;
}

void Builder::add_key(CypherParser::SchemaKeyContext* context, const std::string& variable,
                      ast::SchemaTarget& target) const {
  const ast::Name owner = name(context->variable());
  if (owner.text != variable) {
    fail("UndefinedVariable", "'" + owner.text + "' is not defined here", owner.span, "did you mean " + variable + "?");
  }
  add_key(name(context->anyName()), target);
}

void Builder::add_key(ast::Name key, ast::SchemaTarget& target) const {
  if (std::ranges::find(target.keys, key.text, &ast::Name::text) != target.keys.end()) {
    refuse(key.span, "the property is named already");
  }
  target.keys.push_back(std::move(key));
}

std::optional<std::string> Builder::condition(CypherParser::SchemaConditionContext* context,
                                              const std::string& variable, ast::ChangeSchema& change) const {
  // What follows a property type's `::` may be any words: it is looked for before them.
  if (!context->COLON().empty()) return "PROPERTY TYPE CONSTRAINT";
  if (context->schemaKeys() == nullptr) {
    change.constraint = ConstraintKind::Exists;
    add_key(context->schemaKey(), variable, *change.on);
    return std::nullopt;
  }
  for (auto* key : context->schemaKeys()->schemaKey()) add_key(key, variable, *change.on);
  if (context->NOT() != nullptr) {
    change.constraint = ConstraintKind::Exists;
    return std::nullopt;
  }
  std::string words;
  for (auto* word : context->NAME()) words += (words.empty() ? "" : " ") + upper_case(text(span(word)));
  if (words.starts_with("TYPED")) return "PROPERTY TYPE CONSTRAINT";
  const bool of_relationships = change.on->of_relationships;
  for (const std::string_view entity : {of_relationships ? "RELATIONSHIP " : "NODE ", of_relationships ? "REL " : ""}) {
    if (words == std::string(entity) + "UNIQUE" || words == "UNIQUE") {
      change.constraint = ConstraintKind::Unique;
      return std::nullopt;
    }
    if (words == std::string(entity) + "KEY") {
      change.constraint = ConstraintKind::Key;
      return std::nullopt;
    }
  }
  refuse(span(context->NAME(0)),
         "what is required is UNIQUE, NOT NULL or " + std::string(of_relationships ? "RELATIONSHIP KEY" : "NODE KEY"));
}

}  // namespace liaison
