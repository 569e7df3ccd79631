#pragma once

#include <string_view>
#include <vector>

#include "query/ast.h"

/// Questions about syntax trees that need no scope.
namespace liaison {

/// True if both say the same, spans and parentheses aside. What holds patterns or queries counts as the same only if it
/// is written alike, byte for byte (`text`: the statement's).
[[nodiscard]] bool same_expression(std::string_view text, const ast::Expression& left, const ast::Expression& right);

/// True if an aggregating function is called in it, subqueries aside.
[[nodiscard]] bool contains_aggregate(const ast::Expression& expression);

/// Names of the variables that occur in it, declared inside or not, subqueries and patterns aside; may hold doubles.
[[nodiscard]] std::vector<std::string_view> variable_names(const ast::Expression& expression);

/// A variable, or a property of one: what may stand beside aggregates as a grouping key of its own.
[[nodiscard]] bool is_simple_key(const ast::Expression& expression);

[[nodiscard]] const ast::Variable* as_variable(const ast::Expression& expression);

}  // namespace liaison
