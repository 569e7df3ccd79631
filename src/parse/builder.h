#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "CypherParser.h"
#include "parse/source.h"
#include "query/ast.h"

namespace liaison {

/// Makes the syntax tree from ANTLR's parse tree. One file a family: build_clause, build_pattern, build_label,
/// build_expression, build_literal. Nothing behind this folder sees ANTLR.
/// No expression of the tree it makes has more than max_nesting others above it.
class Builder {
 public:
  explicit Builder(const StatementText& source) : source_(source) {}

  [[nodiscard]] ast::Statement statement(CypherParser::StatementContext* context);

 private:
  using Context = antlr4::ParserRuleContext;
  using ExpressionContext = CypherParser::ExpressionContext;

  // ---- Places ----
  [[nodiscard]] ast::Span span(Context* context) const { return source_.span(*context); }
  [[nodiscard]] ast::Span span(antlr4::tree::TerminalNode* node) const { return source_.span(*node->getSymbol()); }
  [[nodiscard]] ast::Span span(antlr4::Token* token) const { return source_.span(*token); }
  [[nodiscard]] std::string_view text(ast::Span span) const { return source_.text(span); }
  [[noreturn]] void fail(std::string_view detail, std::string message, ast::Span where, std::string hint = {}) const;
  /// Does this word, which is no keyword, stand there? `lower`: in small letters.
  [[nodiscard]] bool is_word(ast::Span where, std::string_view lower) const;
  /// "unexpected …": what stands there may not.
  [[noreturn]] void refuse(ast::Span where, std::string_view because, std::string hint = {}) const;

  // ---- Clauses ----
  ast::Query query(CypherParser::QueryContext* context);
  ast::SingleQuery single_query(CypherParser::SingleQueryContext* context);
  ast::Clause clause(CypherParser::ClauseContext* context);
  ast::Match match(CypherParser::MatchClauseContext* context);
  ast::ExpressionPtr moment(CypherParser::MomentContext* context);
  ast::Projection projection(CypherParser::ProjectionContext* context);
  ast::Set set(CypherParser::SetClauseContext* context);
  ast::SetItem set_item(CypherParser::SetItemContext* context);
  ast::RemoveItem remove_item(CypherParser::RemoveItemContext* context);
  ast::Merge merge(CypherParser::MergeClauseContext* context);
  ast::CallProcedure call(CypherParser::CallClauseContext* context);
  ast::YieldItem yield_item(CypherParser::YieldItemContext* context);
  void ending(CypherParser::OrderContext* order, CypherParser::SkipContext* skip, CypherParser::LimitContext* limit,
              ast::Projection& projection);
  ast::CallSubquery call_subquery(CypherParser::CallSubqueryContext* context);
  ast::Foreach foreach_clause(CypherParser::ForeachClauseContext* context);
  ast::LoadCsv load_csv(CypherParser::LoadCsvClauseContext* context);
  ast::ExpressionPtr where(CypherParser::WhereContext* context);

  // ---- Schema ----
  void show(CypherParser::ShowCommandContext* context, ast::SingleQuery& query);
  ast::Listing listing(CypherParser::ShowCommandContext* context) const;
  ast::Clause schema(CypherParser::SchemaCommandContext* context);
  ast::Clause create_index(CypherParser::CreateIndexContext* context);
  ast::Clause create_constraint(CypherParser::CreateConstraintContext* context);
  ast::ChangeSchema drop_index(CypherParser::DropIndexContext* context);
  ast::Clause drop_constraint(CypherParser::DropConstraintContext* context);
  /// FOR, IF and the like, which the grammar takes for names.
  void expect_word(antlr4::Token* token, std::string_view word) const;
  ast::SchemaTarget schema_target(CypherParser::LabelAndKeysContext* context) const;
  /// What `entity` binds, without keys; `variable` gets the name by which the keys refer to it.
  ast::SchemaTarget schema_target(CypherParser::SchemaEntityContext* entity, std::string& variable);
  void add_key(CypherParser::SchemaKeyContext* context, const std::string& variable, ast::SchemaTarget& target) const;
  void add_key(ast::Name key, ast::SchemaTarget& target) const;
  /// The kind of constraint and its keys, or why it is not supported.
  std::optional<std::string> condition(CypherParser::SchemaConditionContext* context, const std::string& variable,
                                       ast::ChangeSchema& change) const;

  // ---- Patterns ----
  ast::Pattern pattern(CypherParser::PatternContext* context);
  ast::PatternPath path(CypherParser::PatternPathContext* context);
  void search(CypherParser::PathSearchContext* context, ast::PatternPath& path);
  void chain(CypherParser::PathChainContext* context, ast::PatternPath& path);
  ast::RelationshipPattern part(CypherParser::GroupedPathContext* context);
  void unnamed(CypherParser::GroupedPathContext* context) const;
  ast::NodePattern node(CypherParser::NodePatternContext* context);
  ast::NodePattern node(CypherParser::NodeContentContext* content, ast::Span whole);
  void links(const std::vector<CypherParser::RelationshipPatternContext*>& relationships,
             const std::vector<CypherParser::NodePatternContext*>& nodes, ast::PatternPath& path);
  ast::RelationshipPattern relationship(CypherParser::RelationshipPatternContext* context);
  ast::Quantity length(CypherParser::LengthContext* context);
  ast::Quantity quantity(CypherParser::QuantityContext* context);
  std::uint64_t bound(antlr4::tree::TerminalNode* node) const;
  ast::ExpressionPtr properties(CypherParser::PropertiesContext* context);

  // ---- Labels ----
  ast::LabelExpression labels(CypherParser::LabelPatternContext* context);
  ast::LabelExpression label_or(CypherParser::LabelOrContext* context);
  ast::LabelExpression label_and(CypherParser::LabelAndContext* context);
  ast::LabelExpression label_not(CypherParser::LabelNotContext* context);
  ast::LabelExpression label_colons(CypherParser::LabelColonsContext* context);
  ast::LabelExpression label_test(CypherParser::LabelTestContext* context);
  ast::LabelExpression test_and(CypherParser::TestAndContext* context);
  ast::LabelExpression test_not(CypherParser::TestNotContext* context);
  ast::LabelExpression computed_label(CypherParser::ComputedLabelContext* context);
  template <class Atom>
  ast::LabelExpression label_atom(Atom* context, Context* name);

  // ---- Expressions ----
  struct Fold;
  using Spine = std::vector<Fold>;
  Spine spine(ExpressionContext* context) const;
  ast::Expression fold(const Spine& spine, std::size_t count, ast::Expression left);
  ast::Expression leaf(ExpressionContext* context);
  ast::Expression expression(ExpressionContext* context);
  ast::ExpressionPtr pointer(ExpressionContext* context);
  std::vector<ast::Expression> expressions(const std::vector<ExpressionContext*>& contexts);
  /// `x IN list`, `sum = 0` as the beginning of a comprehension, a quantifier, a reduction: the variable.
  CypherParser::VariableContext* declared(ExpressionContext* context, std::size_t op) const;
  /// … and what stands behind the operator: all of it, though looser operators may follow (`x IN a OR b`).
  ast::Expression behind_declared(ExpressionContext* context);
  ast::Expression prefix(CypherParser::PrefixContext* context);
  ast::Expression atom(CypherParser::AtomContext* context);
  ast::Expression target(CypherParser::TargetContext* context);
  ast::Expression list(CypherParser::ListContext* context);
  ast::Expression function_call(CypherParser::FunctionCallContext* context);
  ValueType value_type(CypherParser::ValueTypeContext* context);
  ValueType::Term type_term(CypherParser::TypeTermContext* context);
  ast::Case case_expression(CypherParser::CaseExpressionContext* context);
  ast::PatternPredicate pattern_predicate(CypherParser::PatternPredicateContext* context);
  ast::PatternComprehension pattern_comprehension(CypherParser::PatternComprehensionContext* context);
  ast::Subquery subquery(CypherParser::SubqueryContext* context);
  ast::MapProjection map_projection(CypherParser::MapProjectionContext* context);
  ast::MapLiteral map(CypherParser::MapContext* context);
  ast::Parameter parameter(CypherParser::ParameterContext* context);

  // ---- Literals and names ----
  enum class Sign : std::uint8_t { Plus, Minus };
  Value literal(CypherParser::LiteralContext* context, Sign sign) const;
  Value integer(std::string_view digits, Sign sign, ast::Span where) const;
  Value floating(std::string_view digits, Sign sign, ast::Span where) const;
  [[nodiscard]] std::string unescaped(std::string_view quoted, ast::Span where) const;
  ast::Name name(Context* context) const;
  /// invests-in: a labelName or testName.
  ast::Name hyphenated(Context* context) const;
  /// date.truncate: names with dots between.
  ast::Name dotted(Context* context) const;

  const StatementText& source_;
  std::size_t level_ = 0;  // expressions above the one being built
};

}  // namespace liaison
