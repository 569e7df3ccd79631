#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "query/expression.h"
#include "store/graph_view.h"

namespace liaison {

struct Aggregate;  // function/aggregate.h
struct Procedure;  // algorithm/procedure.h
struct BoundQuery;

/// A pattern as a graph of variables. Property maps and label expressions have become predicates of the clause, but for
/// what a search can use: `labels` (all of them must hold), types, entity literals.
struct PatternNode {
  VariableId variable;
  bool bound = false;                 // has a value before the clause starts
  std::vector<std::string> labels;    // plain conjunction; more complex tests stand among the predicates
  std::optional<std::string> entity;  // ('Nvidia')
  Place place;
};

struct PatternLength {
  std::uint64_t minimum = 1;
  std::uint64_t maximum = unbounded;
  static constexpr std::uint64_t unbounded = ~std::uint64_t{0};
};

/// One relationship of a part, walked from left to right.
struct PartHop {
  VariableId relationship;
  Direction direction;
  std::vector<std::string> types;
};

/// What is walked several times, one time behind another: a chain of relationships whose last node is the first of the
/// next time. Its variables have their values within one time only; outside, `groups` hold those of all times.
struct PatternPart {
  static constexpr VariableId unnamed = ~VariableId{0};
  struct Group {
    VariableId inside;
    VariableId list;
  };
  std::vector<VariableId> nodes;  // hops.size() + 1; `unnamed` where nobody asks for one
  std::vector<PartHop> hops;
  std::vector<Expression> predicates;  // read these, and what the row has
  std::vector<Group> groups;
};

struct PatternRelationship {
  VariableId variable;  // variable length: a list of relationships
  bool bound = false;
  std::uint32_t from, to;               // indexes into QueryGraph::nodes, as written left to right
  Direction direction;                  // seen from `from`
  std::vector<std::string> types;       // any of them; empty: every type
  std::optional<PatternLength> length;  // set: variable length
  /// Variable length: what each relationship must satisfy; it stands in `each`.
  VariableId each = 0;
  std::vector<Expression> each_predicates;
  std::optional<PatternPart> part;     // set: it is this that is walked `length` times, types and `each` are not used
  std::uint32_t uniqueness_scope = 0;  // relationships of one scope must differ
  Place place;
};

/// What each relationship of variable length must satisfy, as a condition on the list of them: where it reads what is
/// there only when all were walked.
[[nodiscard]] Expression true_of_each(const PatternRelationship& relationship, Expression predicate);

struct PatternPathVariable {
  VariableId variable;
  MakePath path;
};

/// Which of all paths between two nodes are kept.
enum class PathSelection : std::uint8_t {
  Shortest,        // `count` of the shortest; where several are as long, any of them
  ShortestGroups,  // all that are as long as one of the `count` shortest lengths
};

/// Relationships [first, first + size) of the graph, one behind another, are one path, and of all paths that lead from
/// its first node to its last only some are kept. The nodes between are the path's own.
struct PatternSearch {
  PathSelection selection;
  std::uint64_t count;
  std::uint32_t first, size;
  std::vector<Expression> predicates;  // a path that fails one is none
  std::optional<VariableId> path;
  bool takes_where = false;  // shortestPath(): what WHERE says of the path is among the predicates
};

struct QueryGraph {
  std::vector<PatternNode> nodes;
  std::vector<PatternRelationship> relationships;
  std::vector<PatternPathVariable> paths;
  std::vector<PatternSearch> searches;
};

struct BoundMatch {
  bool optional = false;
  QueryGraph graph;
  std::vector<Expression> predicates;  // WHERE and property maps, split at AND
};

struct BoundUnwind {
  Expression list;
  VariableId variable;
};

struct NamedExpression {
  VariableId variable;  // where the value goes; a plain VariableRef to the same variable computes nothing
  Expression expression;
};

struct AggregateCall {
  VariableId variable;
  const Aggregate* aggregate;
  bool distinct = false;
  std::vector<Expression> arguments;  // empty: count(*)
};

struct SortKey {
  Expression expression;
  bool descending = false;
};

/// WITH and RETURN, in order of execution: aggregate (keys, aggregates), project (items, over what aggregation left or
/// else over the incoming row), distinct, sort, skip, limit, where. ORDER BY expressions are over the incoming
/// variables and the items' (without aggregation or DISTINCT), else over the items' and keys' only.
struct BoundProjection {
  bool aggregated = false;
  std::vector<NamedExpression> keys;
  std::vector<AggregateCall> aggregates;
  bool regains_imported = false;       // inside a subquery, aggregated without keys: what is read of the row around it
                                       // joins the one row that is left
  std::vector<NamedExpression> items;  // what the scope holds afterwards, in order of columns
  bool distinct = false;
  std::vector<SortKey> order;
  ExpressionPtr skip, limit;
  std::vector<Expression> predicates;  // WITH … WHERE
  bool is_return = false;
  std::vector<std::string> columns;  // names of the items, RETURN only
};

struct NodeToCreate {
  VariableId variable;
  std::vector<std::string> labels;
  ExpressionPtr computed;    // further labels: a list of Strings and lists of them; null: none
  ExpressionPtr properties;  // a map; null: none
};
struct RelationshipToCreate {
  VariableId variable;
  VariableId start, end;
  std::string type;
  ExpressionPtr computed;  // the type, instead of `type`; null: it is `type`
  ExpressionPtr properties;
  Place place;
};
/// Nodes before relationships; entity literals of the pattern are looked up first.
struct EntityToFind {
  VariableId variable;
  std::string name;
  std::vector<std::string> labels;
  Place place;
};
struct BoundCreate {
  std::vector<EntityToFind> entities;
  std::vector<NodeToCreate> nodes;
  std::vector<RelationshipToCreate> relationships;
  std::vector<PatternPathVariable> paths;
};

struct SetPropertyTo {
  Expression entity;  // node or relationship (a map or other kind is a runtime TypeError)
  ExpressionPtr key;  // a String; Constant for n.key
  Expression value;   // null removes
};
struct SetAllTo {
  VariableId entity;
  bool add = false;  // +=
  Expression value;  // map, node or relationship
};
struct SetLabelsOf {
  VariableId entity;
  std::vector<std::string> labels;
  bool remove = false;
  ExpressionPtr computed;  // further ones: a list of Strings and lists of them; null: none
};
using UpdateItem = std::variant<SetPropertyTo, SetAllTo, SetLabelsOf>;
/// SET and REMOVE (REMOVE n.key sets null).
struct BoundUpdate {
  std::vector<UpdateItem> items;
};

struct BoundDelete {
  bool detach = false;
  std::vector<Expression> expressions;
  Place place;
};

struct BoundMerge {
  std::vector<EntityToFind> entities;
  QueryGraph graph;                    // what to look for
  std::vector<Expression> predicates;  // property maps as predicates
  BoundCreate create;                  // what to make where nothing was found
  std::vector<UpdateItem> on_create, on_match;
  std::vector<Expression> must_not_be_null;  // property values: null is SemanticError MergeReadOwnWrites
  Place place;
};

struct BoundCall {
  std::shared_ptr<const Procedure> procedure;
  std::vector<Expression> arguments;
  std::vector<VariableId> outputs;  // one for each of the procedure's columns that is yielded
  std::vector<std::uint32_t> output_columns;
  std::vector<Expression> predicates;  // YIELD … WHERE
  bool is_void = false;                // no columns: rows pass through
};

/// A query run for each row. Its columns are joined to the row; without columns it runs for its effects only, and the
/// row stays.
struct BoundCallSubquery {
  bool optional = false;  // a row for which it gives nothing stays, with nulls
  std::shared_ptr<BoundQuery> query;
  std::vector<VariableId> imported;  // variables of the row that the query reads
  bool each_row = false;  // rows that are alike may not share one run: it writes, or asks rand() and the like
};

/// Clauses that write, run for each item of a list; the row stays.
struct BoundForeach {
  Expression list;
  VariableId variable;
  std::shared_ptr<BoundQuery> query;  // of these clauses
  std::vector<VariableId> imported;   // variables of the row that they read, `variable` not among them
};

/// LOAD CSV: a row for each record of a file below the session's load folder.
struct BoundLoadCsv {
  Expression file;
  VariableId variable;
  bool with_headers = false;  // maps by the names in the first record, else lists
  char field_terminator = ',';
};

/// CREATE or DROP INDEX or CONSTRAINT, alone in its query.
struct BoundChangeSchema {
  ast::ChangeSchema change;
  Place place;
};

struct BoundClause {
  std::variant<BoundMatch, BoundUnwind, BoundProjection, BoundCreate, BoundMerge, BoundUpdate, BoundDelete, BoundCall,
               BoundCallSubquery, BoundForeach, BoundLoadCsv, BoundChangeSchema>
      node;
};

struct BoundSingleQuery {
  std::vector<BoundClause> clauses;
  std::vector<VariableId> outputs;  // the variables of the columns; empty: nothing is returned
};

/// A whole statement, or a subquery expression's inside (then it shares the statement's variable table and `columns`
/// may be empty: only whether there are rows counts).
struct BoundQuery {
  std::shared_ptr<VariableTable> variables;
  std::vector<BoundSingleQuery> parts;
  bool union_all = true;            // of all UNIONs (mixing is an error)
  std::vector<VariableId> outputs;  // of a union: variables the parts' outputs are put into; else parts[0].outputs
  std::vector<std::string> columns;
  bool writes = false;
  ast::Mode mode = ast::Mode::Run;
};

}  // namespace liaison
