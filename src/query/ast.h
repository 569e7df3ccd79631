#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "liaison/error.h"
#include "liaison/value.h"
#include "store/schema.h"
#include "value/value_type.h"

/// The syntax tree: what the text says, before any name is looked up. Closed sums of plain structs, made by parse/,
/// read by bind/. It can hold more than the language allows, so that the binder can name the fault. Depth is bounded
/// (parse/ refuses deeper text): chains of equal precedence are n-ary here, so walks may recurse.
namespace liaison::ast {

/// Bytes [begin, end) of the statement's text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct Expression;
using ExpressionPtr = std::unique_ptr<Expression>;
struct Query;
using QueryPtr = std::unique_ptr<Query>;

struct Name {
  std::string text;
  Span span;
};

// ---- Patterns -------------------------------------------------------------------------------------------------------

/// A label or type expression: `:A:B`, `:A|B`, `:!A&(B|C)`, `:%`, `:$(expression)`, `:$any(list)`.
struct LabelExpression;
using LabelExpressionPtr = std::unique_ptr<LabelExpression>;
struct LabelName {
  Name name;
};
struct LabelWildcard {};
struct LabelDynamic {
  ExpressionPtr expression;
  bool any = false;  // $any(…): one of the names is enough
};
struct LabelNot {
  LabelExpressionPtr operand;
};
struct LabelAnd {
  std::vector<LabelExpression> operands;
};  // `:A:B` and `:A&B`
struct LabelOr {
  std::vector<LabelExpression> operands;
};  // `:A|B` and the old `:A|:B`
struct LabelExpression {
  Span span;
  std::variant<LabelName, LabelWildcard, LabelDynamic, LabelNot, LabelAnd, LabelOr> node;
  bool colon_between = false;  // LabelAnd written with ':' only, LabelOr written with '|:'
};

/// `*`, `*2`, `*1..3`, `*..`, `{1,3}`, `+`. Bounds that are no numbers of range are refused by parse/.
struct Quantity {
  std::optional<std::uint64_t> minimum, maximum;
  bool braces = false;  // `{m,n}`, `+`: quantified relationship, not variable length
  Span span;
};

struct NodePattern {
  Span span;
  std::optional<Name> variable;
  std::optional<Name> entity;  // ('Nvidia'): the literal's content, span with its quotes
  std::optional<LabelExpression> labels;
  ExpressionPtr properties;  // MapLiteral or Parameter; null: none
  ExpressionPtr where;       // inline WHERE
};

enum class Arrow : std::uint8_t { None, Left, Right, Both };  // -- <-- --> <-->

struct PatternPath;

struct RelationshipPattern {
  Span span;
  std::unique_ptr<PatternPath> part;  // ((x)-->(y)){1,3}: it stands where a relationship could, with a quantity
  Arrow arrow = Arrow::None;
  std::optional<Name> variable;
  std::optional<LabelExpression> types;
  std::optional<Quantity> quantity;
  ExpressionPtr properties;
  ExpressionPtr where;
};

enum class PathSearch : std::uint8_t {
  None,
  ShortestPath,      // shortestPath(…)
  AllShortestPaths,  // allShortestPaths(…)
  Shortest,          // SHORTEST 2, ANY SHORTEST
  AllShortest,       // ALL SHORTEST
  ShortestGroups,    // SHORTEST 2 GROUPS
  Any,               // ANY, ANY 3
};

/// nodes.size() == relationships.size() + 1
struct PatternPath {
  Span span;
  std::optional<Name> variable;
  PathSearch search = PathSearch::None;
  std::uint64_t search_count = 1;  // SHORTEST 2, ANY 3
  std::vector<NodePattern> nodes;
  std::vector<RelationshipPattern> relationships;
  ExpressionPtr where;  // ((a)-->(b) WHERE …): what is asked of the path itself
};

struct Pattern {
  Span span;
  std::vector<PatternPath> paths;
};

// ---- Expressions ----------------------------------------------------------------------------------------------------

struct Literal {
  Value value;
};
struct Parameter {
  std::string name;
};
struct Variable {
  std::string name;
};
struct ListLiteral {
  std::vector<Expression> items;
};
struct MapLiteral {
  std::vector<Name> keys;
  std::vector<Expression> values;
};

enum class ArithmeticOperator : std::uint8_t { Add, Subtract, Multiply, Divide, Modulo, Power, Concatenate };
/// Left to right, one precedence level: operands.size() == operators.size() + 1.
struct ArithmeticChain {
  std::vector<Expression> operands;
  std::vector<ArithmeticOperator> operators;
};
enum class LogicalOperator : std::uint8_t { And, Or, Xor };
struct LogicalChain {
  LogicalOperator op;
  std::vector<Expression> operands;
};
enum class ComparisonOperator : std::uint8_t { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };
/// `a < b <= c` is `a < b AND b <= c`; parentheses make a chain of their own.
struct ComparisonChain {
  std::vector<Expression> operands;
  std::vector<ComparisonOperator> operators;
};
enum class PredicateOperator : std::uint8_t { StartsWith, EndsWith, Contains, In, Matches };
struct Predicate {
  PredicateOperator op;
  ExpressionPtr left, right;
};
struct IsNull {
  ExpressionPtr operand;
  bool negated = false;
};
/// x IS :: INTEGER
struct TypeTest {
  ExpressionPtr operand;
  ValueType type;
  bool negated = false;
};
enum class UnaryOperator : std::uint8_t { Not, Minus, Plus };
struct Unary {
  UnaryOperator op;
  ExpressionPtr operand;
};
struct PropertyAccess {
  ExpressionPtr base;
  Name key;
};
struct Index {
  ExpressionPtr base, index;
};
struct Slice {
  ExpressionPtr base, from, to;  // from, to may be null
};
struct LabelTest {
  ExpressionPtr base;
  LabelExpression labels;
};
struct FunctionCall {
  Name name;  // dotted names whole: "date.truncate"
  bool distinct = false;
  bool star = false;  // count(*)
  std::vector<Expression> arguments;
};
struct CaseBranch;
struct Case {
  ExpressionPtr subject;  // null: searched CASE
  std::vector<CaseBranch> branches;
  ExpressionPtr otherwise;  // null: null
};
struct ListComprehension {
  Name variable;
  ExpressionPtr list, where, projection;  // where, projection may be null
};
enum class QuantifierKind : std::uint8_t { All, Any, None, Single };
struct Quantifier {
  QuantifierKind kind;
  Name variable;
  ExpressionPtr list, where;  // where may be null (the binder names that fault)
};
struct Reduce {
  Name accumulator, variable;
  ExpressionPtr initial, list, expression;
};
struct PatternPredicate {
  PatternPath path;
};  // (a)-->(b) as an expression
struct PatternComprehension {
  PatternPath path;
  ExpressionPtr where, projection;  // where may be null
};
enum class SubqueryKind : std::uint8_t { Exists, Count, Collect };
struct Subquery {
  SubqueryKind kind;
  QueryPtr query;  // EXISTS { pattern WHERE … } comes as MATCH pattern WHERE … without RETURN
};
/// `p { .name, .*, alias: expression, other }`: keys name what each item is called.
struct MapProjection {
  Name variable;
  struct Item;
  std::vector<Item> items;
};

struct Expression {
  Span span;
  bool parenthesized = false;
  std::variant<Literal, Parameter, Variable, ListLiteral, MapLiteral, ArithmeticChain, LogicalChain, ComparisonChain,
               Predicate, IsNull, TypeTest, Unary, PropertyAccess, Index, Slice, LabelTest, FunctionCall, Case,
               ListComprehension, Quantifier, Reduce, PatternPredicate, PatternComprehension, Subquery, MapProjection>
      node;
};

struct CaseBranch {
  Expression when, then;
};
struct MapProjection::Item {
  enum class Form : std::uint8_t { Property, AllProperties, Entry, Variable } form;
  Name name;
  ExpressionPtr value;  // Entry
};

// ---- Clauses --------------------------------------------------------------------------------------------------------

struct Match {
  bool optional = false;
  Pattern pattern;
  ExpressionPtr as_of, known_by;  // null: none
  bool including_undated = false;
  ExpressionPtr where;
};
struct Unwind {
  ExpressionPtr list;
  Name variable;
};
struct ProjectionItem {
  Expression expression;
  std::optional<Name> alias;
  std::string text;  // as written, the column's name without AS
};
struct SortItem {
  Expression expression;
  bool descending = false;
};
/// WITH and RETURN.
struct Projection {
  bool distinct = false;
  bool star = false;
  std::vector<ProjectionItem> items;
  std::vector<SortItem> order;
  ExpressionPtr skip, limit;
  ExpressionPtr where;  // WITH only
};
struct With {
  Projection projection;
};
struct Return {
  Projection projection;
};
struct Create {
  Pattern pattern;
};

struct SetProperty {
  Expression target;  // PropertyAccess or Index; the binder names what is wrong with another
  Expression value;
};
struct SetAll {  // n = map, n += map
  Name variable;
  bool add = false;
  Expression value;
};
struct SetLabels {
  Name variable;
  LabelExpression labels;
};
using SetItem = std::variant<SetProperty, SetAll, SetLabels>;
struct Set {
  std::vector<SetItem> items;
};

struct RemoveProperty {
  Expression target;
};
struct RemoveLabels {
  Name variable;
  LabelExpression labels;
};
using RemoveItem = std::variant<RemoveProperty, RemoveLabels>;
struct Remove {
  std::vector<RemoveItem> items;
};

struct Delete {
  bool detach = false;
  std::vector<Expression> expressions;
};
struct Merge {
  PatternPath path;
  std::vector<SetItem> on_create, on_match;
};
struct YieldItem {
  Name column;
  std::optional<Name> alias;
};
struct CallProcedure {
  Name name;                                         // dotted, whole
  std::optional<std::vector<Expression>> arguments;  // absent: implicit (from parameters)
  std::optional<std::vector<YieldItem>> yield;       // absent: no YIELD
  bool yield_star = false;
  ExpressionPtr where;
};
enum class Listing : std::uint8_t { Functions, Procedures, Indexes, Constraints };
/// SHOW FUNCTIONS YIELD name ORDER BY name WHERE …: the first clause of a query, with at most a RETURN behind it.
struct Show {
  Listing listing;
  std::optional<std::vector<YieldItem>> yield;  // absent: no YIELD
  bool yield_star = false;
  Projection rest;  // of what is yielded: `*` with ORDER BY, SKIP, LIMIT and WHERE; without YIELD, WHERE alone
};
/// CALL { … }: a query for each row.
struct CallSubquery {
  /// What it sees of the row: what the first WITH of each part names, the variables named, or all.
  enum class Imports : std::uint8_t { FirstWith, Named, All };
  bool optional = false;
  Imports imports = Imports::FirstWith;
  std::vector<Name> variables;  // Imports::Named
  QueryPtr query;
  bool in_transactions = false;  // refused by the binder
};
struct Clause;
/// FOREACH (variable IN list | clauses)
struct Foreach {
  Name variable;
  ExpressionPtr list;
  std::vector<Clause> clauses;
};
/// LOAD CSV [WITH HEADERS] FROM file AS variable [FIELDTERMINATOR ';']
struct LoadCsv {
  bool with_headers = false;
  ExpressionPtr file;
  Name variable;
  char field_terminator = ',';
};
/// (n:Company) … (n.name, n.country), or ()-[r:invests-in]-() … r.id
struct SchemaTarget {
  bool of_relationships = false;
  Name label;  // or type
  std::vector<Name> keys;
};
/// A statement of its own: CREATE or DROP INDEX or CONSTRAINT.
struct ChangeSchema {
  enum class Action : std::uint8_t {
    CreateIndex,
    CreateConstraint,
    DropIndex,
    DropConstraint
  } action = Action::CreateIndex;
  std::optional<Name> name;        // always there where `on` is not
  bool if_needed = false;          // IF NOT EXISTS, IF EXISTS
  std::optional<SchemaTarget> on;  // absent: dropped by name
  IndexKind index = IndexKind::Range;
  ConstraintKind constraint = ConstraintKind::Unique;
};
/// Legal text of openCypher or of today's dialects that this version cannot run; the binder refuses it by `name`.
struct Unsupported {
  std::string name;
};

struct Clause {
  Span span;
  std::variant<Match, Unwind, With, Return, Create, Merge, Set, Remove, Delete, CallProcedure, CallSubquery, Foreach,
               LoadCsv, Show, ChangeSchema, Unsupported>
      node;
};

struct SingleQuery {
  std::vector<Clause> clauses;
};

/// SingleQueries joined by UNION [ALL]: all.size() == parts.size() - 1 (all[i]: between parts i and i + 1).
struct Query {
  Span span;
  std::vector<SingleQuery> parts;
  std::vector<std::uint8_t> all;
};

enum class Mode : std::uint8_t { Run, Explain, Profile, Why };

struct Statement {
  std::string text;  // what the spans point into
  Mode mode = Mode::Run;
  Query query;
};

/// Line, column and caret length of a span; `text` is the statement's.
[[nodiscard]] Place place_of(std::string_view text, Span span);

}  // namespace liaison::ast
