#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "query/bound_query.h"

namespace liaison {

/// The logical plan: what is to be done, in terms any engine could carry out. It knows nothing of adjacency lists,
/// chunks or threads. A tree of closed-sum operators; each takes the rows of inputs[0] and adds to or changes them.
/// A leaf without input starts from one empty row.
namespace logical {

/// The rows an Apply, Merge or subquery expression hands in: one row, these variables.
struct Argument {
  std::vector<VariableId> variables;
};
/// Nodes with all of `labels`; with an input, for each of its rows.
struct NodeScan {
  VariableId variable;
  std::vector<std::string> labels;
};
/// For each row the nodes that an index has under these values. All nodes with the index's label that what is asked
/// holds of are among them; others may be, so that the predicates are still asked.
struct IndexSeek {
  enum class Lookup : std::uint8_t {
    Equal,    // to the values, one for each of the index's keys
    OneOf,    // of those in the list that the value is
    Prefix,   // strings that start with the value
    From,     // the value and what is above it
    UpTo,     // the value and what is below it
    Between,  // the first value and the second
  };
  VariableId variable = 0;
  std::string index;
  Lookup lookup = Lookup::Equal;
  std::vector<Expression> values;
};
/// For each row the nodes with all of `labels` that have this name, or one of these names, or the like as an alias. All
/// whose property `name` is equal to it are among them; others may be, so that the predicates are still asked.
struct NameSeek {
  VariableId variable = 0;
  std::vector<std::string> labels;
  bool is_list = false;  // the value is a list of names
  Expression value;
};
/// Exactly one node by name or alias, or an error; adds no rows.
struct EntityLookup {
  EntityToFind entity;
};
/// A pattern still to be put in order; optimize/order_pattern replaces it by the operators above and below.
struct MatchPattern {
  QueryGraph graph;
  std::vector<Expression> predicates;
};
/// Each row with each relationship at `from`; `to_bound`: only those that lead to the row's `to`.
/// The relationship differs from each of `unlike` (single relationships or lists).
/// `optional`: a row without any such relationship stays, with nulls.
struct Expand {
  VariableId from, relationship, to;
  Direction direction;
  std::vector<std::string> types;
  bool to_bound = false;
  std::vector<VariableId> unlike;
  bool optional = false;
};
/// A relationship that has a value already, and its ends: each way of walking it that the direction, the types and the
/// ends that are bound allow. It differs from each of `unlike`.
struct ProjectEndPoints {
  VariableId from, relationship, to;
  Direction direction;
  std::vector<std::string> types;
  bool from_bound = false, to_bound = false;
  std::vector<VariableId> unlike;
};
/// Trails of `length` relationships, all of them; `relationship` is the list of those walked. `each_end_once`: nobody
/// reads that list or minds how many trails there are, so one for each end will do.
struct ExpandVariable {
  VariableId from, relationship, to;
  Direction direction;
  std::vector<std::string> types;
  PatternLength length;
  bool to_bound = false;
  bool relationship_bound = false;  // the list is given: is it such a trail?
  bool reversed = false;            // walked from the pattern's right end: the list is turned round
  std::vector<VariableId> unlike;
  VariableId each = 0;
  std::vector<Expression> each_predicates;
  bool each_end_once = false;
};
/// A stretch of a path, in the order in which it is walked.
struct PathStretch {
  PatternPart part;
  PatternLength length;
  VariableId relationships;  // the list of all that were walked, or the only one
  bool is_single = false;    // `relationships` is a relationship, not a list
  bool is_part = false;      // written as ((x)-->(y))
  VariableId end;            // the node that it leads to
  std::vector<Expression> end_predicates;
};
/// Trails along one stretch, all of them.
struct ExpandPart {
  VariableId from;
  PathStretch stretch;
  bool to_bound = false;
  bool reversed = false;  // walked from the pattern's right end: lists are turned round
  std::vector<VariableId> unlike;
};
/// Of all trails along the stretches that satisfy the predicates, from one bound node to another, some by their length.
struct SearchPaths {
  VariableId from, to;
  std::vector<PathStretch> stretches;
  PathSelection selection;
  std::uint64_t count;
  std::vector<Expression> predicates;
  std::optional<PatternPathVariable> path;  // if a predicate reads it
};
struct Filter {
  std::vector<Expression> predicates;
};
/// Adds variables; those of the input stay.
struct Project {
  std::vector<NamedExpression> items;
};
/// Keeps only these variables (in this order, where the order of columns counts).
struct Select {
  std::vector<VariableId> variables;
};
struct Aggregation {
  std::vector<NamedExpression> keys;
  std::vector<AggregateCall> aggregates;
};
struct Distinct {
  std::vector<VariableId> variables;
};
struct Sort {
  std::vector<SortKey> keys;
};
struct Skip {
  Expression count;
};
struct Limit {
  Expression count;
};
/// ORDER BY … LIMIT: the first skip + limit rows of the order.
struct Top {
  std::vector<SortKey> keys;
  ExpressionPtr skip, limit;
};
struct Unwind {
  Expression list;
  VariableId variable;
};
struct LoadCsv {
  Expression file;
  VariableId variable;
  bool with_headers = false;
  char field_terminator = ',';
};
/// For each row of inputs[0] the rows of inputs[1], whose leaf is an Argument, with the variables in `made`. Optional:
/// a row without any stays, these variables null. Unit: inputs[1] is run for its effects, and each row stays as it is.
enum class ApplyKind : std::uint8_t { Inner, Optional, Unit };
struct Apply {
  ApplyKind kind;
  std::vector<VariableId> made;
  bool each_row = false;  // not once for rows that are alike: inputs[1] writes, or differs from run to run
  bool writes = false;    // inputs[1] does
};
/// For each row and each item of its list inputs[1] is run for its effects, its leaf an Argument whose last variable is
/// the item; each row stays as it is.
struct Foreach {
  Expression list;
  VariableId variable;
};
/// Rows of all inputs; outputs[i] takes the value of columns[input][i]. Duplicates stay (a Distinct follows if not).
struct Union {
  std::vector<VariableId> outputs;
  std::vector<std::vector<VariableId>> columns;
};
struct CallProcedure {
  BoundCall call;
};
/// All rows of the input are made before the first goes on (before and after clauses that write).
struct Eager {};
struct Create {
  BoundCreate create;
};
struct Update {
  std::vector<UpdateItem> items;
};
struct Delete {
  BoundDelete deletion;
};
/// inputs[1] looks for the pattern from an Argument; where it finds nothing, `create` makes it.
struct Merge {
  BoundCreate create;
  std::vector<UpdateItem> on_create, on_match;
  std::vector<Expression> must_not_be_null;
  std::vector<VariableId> added;  // variables the pattern binds
  Place place;
};
/// Makes or drops an index or a constraint; no row.
struct ChangeSchema {
  BoundChangeSchema change;
};
/// Runs the input for its effects; no row, no column.
struct Nothing {};

}  // namespace logical

struct LogicalOperator {
  std::variant<logical::Argument, logical::NodeScan, logical::IndexSeek, logical::NameSeek, logical::EntityLookup,
               logical::MatchPattern, logical::Expand, logical::ProjectEndPoints, logical::ExpandVariable,
               logical::ExpandPart, logical::SearchPaths, logical::Filter, logical::Project, logical::Select,
               logical::Aggregation, logical::Distinct, logical::Sort, logical::Skip, logical::Limit, logical::Top,
               logical::Unwind, logical::LoadCsv, logical::Apply, logical::Foreach, logical::Union,
               logical::CallProcedure, logical::Eager, logical::Create, logical::Update, logical::Delete,
               logical::Merge, logical::ChangeSchema, logical::Nothing>
      node;
  std::vector<std::unique_ptr<LogicalOperator>> inputs;
  double estimated_rows = -1;  // by optimize/; -1: not estimated
};
using LogicalOperatorPtr = std::unique_ptr<LogicalOperator>;

struct LogicalPlan {
  LogicalOperatorPtr root;
  std::shared_ptr<VariableTable> variables;
  std::vector<VariableId> outputs;  // the columns' variables, in order
  std::vector<std::string> columns;
  bool writes = false;
};

/// An operator over one input (which may be null: a leaf).
template <class Node>
[[nodiscard]] LogicalOperatorPtr make_operator(Node node, LogicalOperatorPtr input = nullptr) {
  auto made = std::make_unique<LogicalOperator>(LogicalOperator{.node = std::move(node), .inputs = {}});
  if (input) made->inputs.push_back(std::move(input));
  return made;
}

}  // namespace liaison
