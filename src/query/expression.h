#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "liaison/value.h"
#include "query/ast.h"
#include "value/type_set.h"
#include "value/value_type.h"

namespace liaison {

struct Function;     // function/function.h
struct BoundQuery;   // query/bound_query.h
struct LogicalPlan;  // query/logical_plan.h

/// A variable of a statement: an index into its VariableTable. Names are scopes' business (bind/): one variable may go
/// by several names (`WITH a AS b`), and one name may mean several variables one after another.
using VariableId = std::uint32_t;

struct VariableInfo {
  std::string name;  // as first written; made-up ones start with a space ("  r1") and are never shown
  TypeSet type = TypeSet::any();
};
using VariableTable = std::vector<VariableInfo>;

/// The name as the user wrote it; empty for made-up variables.
[[nodiscard]] inline std::string shown_name(const VariableInfo& variable) {
  return variable.name.starts_with(' ') ? std::string() : variable.name;
}

/// Bound expressions: names are looked up, functions found, types known. Shared by the bound query and both plans.
struct Expression;
using ExpressionPtr = std::unique_ptr<Expression>;

/// A label or type test: which sets of labels pass.
struct LabelPredicate {
  /// AllOf, AnyOf: the names that an expression gives, $(…) and $any(…).
  enum class Form : std::uint8_t { Name, Any, Not, And, Or, AllOf, AnyOf } form = Form::Name;
  std::string name;                      // Name
  std::vector<LabelPredicate> operands;  // Not: one; And, Or
  std::uint32_t computed = 0;            // AllOf, AnyOf: index into LabelCheck::computed
};

struct Constant {
  Value value;
};
struct ParameterRef {
  std::string name;
};
struct VariableRef {
  VariableId variable;
};
struct MakeList {
  std::vector<Expression> items;
};
/// Of doubled keys the last one stays.
struct MakeMap {
  std::vector<std::string> keys;
  std::vector<Expression> values;
  std::vector<std::uint32_t> spread = {};  // indexes of values that are maps, taken entry by entry (.*); their keys: ""
};
/// Left to right: ((a op b) op c); operands.size() == operators.size() + 1.
struct Arithmetic {
  std::vector<Expression> operands;
  std::vector<ast::ArithmeticOperator> operators;
};
struct Logical {
  ast::LogicalOperator op;
  std::vector<Expression> operands;
};
/// a op b op c is (a op b) AND (b op c), each operand evaluated once.
struct ComparisonOf {
  std::vector<Expression> operands;
  std::vector<ast::ComparisonOperator> operators;
};
struct PredicateTest {
  ast::PredicateOperator op;
  ExpressionPtr left, right;
};
struct NullTest {
  ExpressionPtr operand;
  bool negated = false;
};
struct TypeTest {
  ExpressionPtr operand;
  ValueType type;
  bool negated = false;
};
struct Not {
  ExpressionPtr operand;
};
struct Negate {
  ExpressionPtr operand;
};
/// base.key: of a node, relationship, map or temporal value; key name as written.
struct PropertyOf {
  ExpressionPtr base;
  std::string key;
};
struct ElementOf {
  ExpressionPtr base, index;
};
struct SliceOf {
  ExpressionPtr base, from, to;
};  // from, to may be null
struct LabelCheck {
  ExpressionPtr base;
  LabelPredicate labels;
  std::vector<Expression> computed;  // a String or a List of Strings each
};
struct Call {
  const Function* function;
  std::vector<Expression> arguments;
};
struct CaseOf {
  ExpressionPtr subject;  // null: searched CASE
  std::vector<Expression> when, then;
  ExpressionPtr otherwise;  // null: null
};
/// `variable` ranges over the list's items inside `where` and `projection`.
struct ListComprehension {
  VariableId variable;
  ExpressionPtr list, where, projection;  // where, projection may be null
};
struct Quantifier {
  ast::QuantifierKind kind;
  VariableId variable;
  ExpressionPtr list, where;
};
struct Reduce {
  VariableId accumulator, variable;
  ExpressionPtr initial, list, expression;
};
/// A subquery run for each row: EXISTS, COUNT, COLLECT, pattern predicates (Exists) and pattern comprehensions
/// (Collect: the query returns one column). Inside, the variables of the row stand as they are.
struct SubqueryExpression {
  ast::SubqueryKind kind;
  std::shared_ptr<BoundQuery> query;  // set by bind/
  std::vector<VariableId> imported;   // variables of the row that the query reads
  std::shared_ptr<LogicalPlan> plan;  // set by plan/; its leaf is an Argument with `imported`
  bool is_pure = true;                // no rand() and the like in it
};
/// The path along `nodes` and `relationships` (single ones or lists of variable length), null if any part is.
struct MakePath {
  std::vector<VariableId> nodes;
  std::vector<VariableId> relationships;
};

struct Expression {
  Place place;
  TypeSet type = TypeSet::any();
  std::variant<Constant, ParameterRef, VariableRef, MakeList, MakeMap, Arithmetic, Logical, ComparisonOf, PredicateTest,
               NullTest, TypeTest, Not, Negate, PropertyOf, ElementOf, SliceOf, LabelCheck, Call, CaseOf,
               ListComprehension, Quantifier, Reduce, SubqueryExpression, MakePath>
      node;
};

[[nodiscard]] Expression variable_reference(VariableId variable, TypeSet type);
[[nodiscard]] Expression constant(Value value);
/// Deep copy. Subqueries' bound queries and plans are shared.
[[nodiscard]] Expression clone(const Expression& expression);

/// The variables that the expression reads from its row (not those it declares itself), sorted, each once.
[[nodiscard]] std::vector<VariableId> free_variables(const Expression& expression);

/// What it comes to depends on what it reads alone: there is no rand() and the like in it.
[[nodiscard]] bool is_pure(const Expression& expression);

/// For EXPLAIN: compact Cypher-like text.
[[nodiscard]] std::string to_text(const Expression& expression, const VariableTable& variables);

}  // namespace liaison
