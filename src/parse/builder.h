#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "CypherParser.h"
#include "query/ast.h"

namespace liaison {

/// Makes the syntax tree from ANTLR's parse tree. One file a family: build_clause, build_pattern, build_expression,
/// build_literal. Nothing behind this folder sees ANTLR.
class Builder {
 public:
  /// `text` in UTF-8. ANTLR counts code points; the syntax tree counts bytes.
  explicit Builder(std::string_view text);

  [[nodiscard]] ast::Statement statement(CypherParser::StatementContext* context);

 private:
  using Context = antlr4::ParserRuleContext;

  // ---- Places ----
  [[nodiscard]] ast::Span span(Context* context) const;
  [[nodiscard]] ast::Span span(antlr4::Token* token) const;
  [[nodiscard]] std::string text_of(Context* context) const;
  [[noreturn]] void fail(std::string_view detail, std::string message, ast::Span where, std::string hint = {}) const;

  // ---- Clauses ----
  ast::Query query(CypherParser::QueryContext* context);
  ast::SingleQuery single_query(CypherParser::SingleQueryContext* context);
  ast::Clause clause(CypherParser::ClauseContext* context);
  ast::Match match(CypherParser::MatchClauseContext* context);
  ast::Projection projection(CypherParser::ProjectionContext* context);
  ast::Set set(CypherParser::SetContext* context);
  ast::SetItem set_item(CypherParser::SetItemContext* context);
  ast::Remove remove(CypherParser::RemoveContext* context);
  ast::Merge merge(CypherParser::MergeContext* context);
  ast::CallProcedure call(CypherParser::CallContext* context);
  ast::Unsupported schema(CypherParser::SchemaContext* context);
  ast::ExpressionPtr where(CypherParser::WhereContext* context);

  // ---- Patterns ----
  ast::Pattern pattern(CypherParser::PatternContext* context);
  ast::PatternPath path(CypherParser::PatternPathContext* context);
  void chain(CypherParser::PathChainContext* context, ast::PatternPath& path);
  void link(CypherParser::ChainLinkContext* context, ast::PatternPath& path);
  ast::NodePattern node(CypherParser::NodePatternContext* context);
  ast::RelationshipPattern relationship(CypherParser::RelationshipPatternContext* context);
  void detail(CypherParser::RelationshipDetailContext* context, ast::RelationshipPattern& relationship);
  ast::Quantity length(CypherParser::LengthContext* context);
  ast::Quantity quantity(CypherParser::QuantityContext* context);
  std::uint64_t bound(antlr4::tree::TerminalNode* node);
  ast::ExpressionPtr properties(CypherParser::PropertiesContext* context);
  ast::PatternPath predicate_path(CypherParser::PatternPredicateContext* context);

  // ---- Labels ----
  ast::LabelExpression labels(CypherParser::LabelPatternContext* context);
  ast::LabelExpression label_or(CypherParser::LabelOrContext* context);
  ast::LabelExpression label_and(CypherParser::LabelAndContext* context);
  ast::LabelExpression label_not(CypherParser::LabelNotContext* context);
  ast::LabelExpression label_atom(CypherParser::LabelAtomContext* context);
  ast::LabelExpression label_colons(CypherParser::LabelColonsContext* context);
  ast::LabelExpression label_tests(const std::vector<CypherParser::LabelTestContext*>& tests);
  ast::LabelExpression test_not(CypherParser::TestNotContext* context);
  ast::LabelExpression test_atom(CypherParser::TestAtomContext* context);

  // ---- Expressions ----
  ast::Expression expression(CypherParser::ExpressionContext* context);
  ast::ExpressionPtr pointer(CypherParser::ExpressionContext* context);
  std::vector<ast::Expression> expressions(const std::vector<CypherParser::ExpressionContext*>& contexts);
  ast::Expression leaf(CypherParser::ExpressionContext* context);
  ast::Expression fold(CypherParser::ExpressionContext* context, ast::Expression left);
  ast::Expression sign(CypherParser::SignContext* context);
  ast::Expression atom(CypherParser::AtomContext* context);
  ast::Expression property_target(CypherParser::PropertyTargetContext* context);
  ast::Case case_expression(CypherParser::CaseExpressionContext* context);
  ast::FunctionCall function_call(CypherParser::FunctionCallContext* context);
  ast::Quantifier quantifier(CypherParser::QuantifierContext* context);
  ast::Subquery subquery(CypherParser::SubqueryContext* context);
  ast::MapProjection map_projection(CypherParser::MapProjectionContext* context);
  ast::MapLiteral map(CypherParser::MapContext* context);
  ast::Parameter parameter(CypherParser::ParameterContext* context);

  // ---- Literals and names ----
  enum class Sign : std::uint8_t { Plus, Minus };
  Value literal(CypherParser::LiteralContext* context, Sign sign);
  Value integer(const std::string& digits, Sign sign, ast::Span where);
  Value floating(const std::string& digits, Sign sign, ast::Span where);
  std::string unescaped(std::string_view quoted, ast::Span where) const;
  ast::Name name(Context* context);
  ast::Name hyphenated(Context* context);

  std::string_view text_;
  std::vector<std::uint32_t> byte_of_;  // of each code point, and of the end
};

}  // namespace liaison
