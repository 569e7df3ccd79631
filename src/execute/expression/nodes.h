#pragma once

#include <string>
#include <vector>

#include "execute/execution.h"
#include "execute/expression/node.h"
#include "query/expression.h"

/// What the nodes of compiled expressions are made by; their classes stay in the .cpp files named above each group.
namespace liaison {

// reference.cpp
[[nodiscard]] NodePtr make_constant(Value value);
/// A node that reads no variable and is the same in each row: computed when a row first asks, then kept.
[[nodiscard]] NodePtr make_once(NodePtr inner);
/// A column of the frame `levels_up` above.
[[nodiscard]] NodePtr make_variable(std::uint32_t levels_up, std::uint32_t column);
/// A node that reads nothing below the frame `levels_up` above: computed there, for the rows that have live rows here.
[[nodiscard]] NodePtr make_lifted(NodePtr inner, std::uint32_t levels_up);

// operators.cpp
[[nodiscard]] NodePtr make_arithmetic(std::vector<NodePtr> operands, std::vector<ast::ArithmeticOperator> operators);
[[nodiscard]] NodePtr make_negate(NodePtr operand);
[[nodiscard]] NodePtr make_comparison(std::vector<NodePtr> operands, std::vector<ast::ComparisonOperator> operators);
[[nodiscard]] NodePtr make_logical(ast::LogicalOperator op, std::vector<NodePtr> operands);
[[nodiscard]] NodePtr make_not(NodePtr operand);
[[nodiscard]] NodePtr make_null_test(NodePtr operand, bool negated);
[[nodiscard]] NodePtr make_type_test(NodePtr operand, ValueType type, bool negated);

// predicate.cpp
[[nodiscard]] NodePtr make_predicate(ast::PredicateOperator op, NodePtr left, NodePtr right);

// property.cpp
[[nodiscard]] NodePtr make_property(NodePtr base, std::string key, const Execution& execution);
[[nodiscard]] NodePtr make_label_check(NodePtr base, const LabelPredicate& labels, std::vector<NodePtr> computed,
                                       const Execution& execution);

// collection.cpp
[[nodiscard]] NodePtr make_list(std::vector<NodePtr> items);
/// `spread`: indexes of values whose entries are taken one by one.
[[nodiscard]] NodePtr make_map(std::vector<std::string> keys, std::vector<NodePtr> values,
                               std::vector<std::uint32_t> spread);
[[nodiscard]] NodePtr make_element(NodePtr base, NodePtr index, const Execution& execution);
/// from, to may be null.
[[nodiscard]] NodePtr make_slice(NodePtr base, NodePtr from, NodePtr to);

// call.cpp
[[nodiscard]] NodePtr make_call(const Function& function, std::vector<NodePtr> arguments, const Execution& execution);

// case.cpp
/// subject and otherwise may be null.
[[nodiscard]] NodePtr make_case(NodePtr subject, std::vector<NodePtr> when, std::vector<NodePtr> then,
                                NodePtr otherwise);

// iteration.cpp: `where`, `projection` and `expression` are compiled one level below, where the item is column 0 (for
// reduce the accumulator is column 0 and the item column 1).
/// where and projection may be null.
[[nodiscard]] NodePtr make_list_comprehension(NodePtr list, NodePtr where, NodePtr projection,
                                              const Execution& execution);
[[nodiscard]] NodePtr make_quantifier(ast::QuantifierKind kind, NodePtr list, NodePtr where,
                                      const Execution& execution);
[[nodiscard]] NodePtr make_reduce(NodePtr initial, NodePtr list, NodePtr expression);

// path.cpp
[[nodiscard]] NodePtr make_path(std::vector<NodePtr> nodes, std::vector<NodePtr> relationships,
                                const Execution& execution);

// subquery.cpp
[[nodiscard]] NodePtr make_subquery(ast::SubqueryKind kind, const LogicalPlan& plan,
                                    std::span<const VariableId> imported, std::vector<NodePtr> values,
                                    Execution& execution);

}  // namespace liaison
