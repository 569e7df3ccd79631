#pragma once

#include <type_traits>
#include <variant>

#include "query/bound_query.h"

namespace liaison {

/// Calls visit(Expression&) for each direct child of an expression, in order of evaluation; const follows the argument.
/// Inside list comprehensions and the like the children see variables that the expression itself declares.
template <class AnyExpression, class Visit>
requires std::is_same_v<std::remove_const_t<AnyExpression>, Expression>
void for_each_child(AnyExpression& expression, Visit&& visit) {
  const auto one = [&](auto& child) {
    if (child) visit(*child);
  };
  const auto each = [&](auto& children) {
    for (auto& child : children) visit(child);
  };
  std::visit(
      [&](auto& node) {
        using Node = std::remove_cvref_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, MakeList>) {
          each(node.items);
        } else if constexpr (std::is_same_v<Node, MakeMap>) {
          each(node.values);
        } else if constexpr (std::is_same_v<Node, Arithmetic> || std::is_same_v<Node, Logical> ||
                             std::is_same_v<Node, ComparisonOf>) {
          each(node.operands);
        } else if constexpr (std::is_same_v<Node, PredicateTest>) {
          one(node.left), one(node.right);
        } else if constexpr (std::is_same_v<Node, NullTest> || std::is_same_v<Node, TypeTest> ||
                             std::is_same_v<Node, Not> || std::is_same_v<Node, Negate>) {
          one(node.operand);
        } else if constexpr (std::is_same_v<Node, PropertyOf>) {
          one(node.base);
        } else if constexpr (std::is_same_v<Node, LabelCheck>) {
          one(node.base), each(node.computed);
        } else if constexpr (std::is_same_v<Node, ElementOf>) {
          one(node.base), one(node.index);
        } else if constexpr (std::is_same_v<Node, SliceOf>) {
          one(node.base), one(node.from), one(node.to);
        } else if constexpr (std::is_same_v<Node, Call>) {
          each(node.arguments);
        } else if constexpr (std::is_same_v<Node, CaseOf>) {
          one(node.subject), each(node.when), each(node.then), one(node.otherwise);
        } else if constexpr (std::is_same_v<Node, ListComprehension>) {
          one(node.list), one(node.where), one(node.projection);
        } else if constexpr (std::is_same_v<Node, Quantifier>) {
          one(node.list), one(node.where);
        } else if constexpr (std::is_same_v<Node, Reduce>) {
          one(node.initial), one(node.list), one(node.expression);
        } else {
          static_assert(std::is_same_v<Node, Constant> || std::is_same_v<Node, ParameterRef> ||
                        std::is_same_v<Node, VariableRef> || std::is_same_v<Node, SubqueryExpression> ||
                        std::is_same_v<Node, MakePath>);
        }
      },
      expression.node);
}

/// Calls visit(Expression&) for each expression of a node or relationship to create.
template <class AnyEntity, class Visit>
requires std::is_same_v<std::remove_const_t<AnyEntity>, NodeToCreate> ||
    std::is_same_v<std::remove_const_t<AnyEntity>, RelationshipToCreate>
void for_each_expression(AnyEntity& entity, Visit&& visit) {
  if (entity.computed) visit(*entity.computed);
  if (entity.properties) visit(*entity.properties);
}

/// … and for each of all that a pattern makes.
template <class AnyCreate, class Visit>
requires std::is_same_v<std::remove_const_t<AnyCreate>, BoundCreate>
void for_each_expression(AnyCreate& create, Visit&& visit) {
  for (auto& node : create.nodes) for_each_expression(node, visit);
  for (auto& relationship : create.relationships) for_each_expression(relationship, visit);
}

}  // namespace liaison
