#include "bind/syntax.h"

#include <algorithm>
#include <type_traits>

#include "function/aggregate.h"
#include "value/equality.h"

namespace liaison {
namespace {

/// Calls visit(const ast::Expression&) for what stands in each $(…).
template <class Visit>
void for_each_computed_label(const ast::LabelExpression& labels, Visit& visit) {
  if (const auto* dynamic = std::get_if<ast::LabelDynamic>(&labels.node)) {
    visit(*dynamic->expression);
  } else if (const auto* negation = std::get_if<ast::LabelNot>(&labels.node)) {
    for_each_computed_label(*negation->operand, visit);
  } else if (const auto* all = std::get_if<ast::LabelAnd>(&labels.node)) {
    for (const ast::LabelExpression& part : all->operands) for_each_computed_label(part, visit);
  } else if (const auto* any = std::get_if<ast::LabelOr>(&labels.node)) {
    for (const ast::LabelExpression& part : any->operands) for_each_computed_label(part, visit);
  }
}

/// Calls visit(const ast::Expression&) for each direct child; not into patterns and subqueries.
template <class Visit>
void for_each_syntax_child(const ast::Expression& expression, Visit&& visit) {
  const auto one = [&](const ast::ExpressionPtr& child) {
    if (child) visit(*child);
  };
  const auto each = [&](const std::vector<ast::Expression>& children) {
    for (const ast::Expression& child : children) visit(child);
  };
  std::visit(
      [&](const auto& node) {
        using Node = std::remove_cvref_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, ast::ListLiteral>) {
          each(node.items);
        } else if constexpr (std::is_same_v<Node, ast::MapLiteral>) {
          each(node.values);
        } else if constexpr (std::is_same_v<Node, ast::ArithmeticChain> || std::is_same_v<Node, ast::LogicalChain> ||
                             std::is_same_v<Node, ast::ComparisonChain>) {
          each(node.operands);
        } else if constexpr (std::is_same_v<Node, ast::Predicate>) {
          one(node.left), one(node.right);
        } else if constexpr (std::is_same_v<Node, ast::IsNull> || std::is_same_v<Node, ast::TypeTest> ||
                             std::is_same_v<Node, ast::Unary>) {
          one(node.operand);
        } else if constexpr (std::is_same_v<Node, ast::PropertyAccess>) {
          one(node.base);
        } else if constexpr (std::is_same_v<Node, ast::LabelTest>) {
          one(node.base);
          for_each_computed_label(node.labels, visit);
        } else if constexpr (std::is_same_v<Node, ast::Index>) {
          one(node.base), one(node.index);
        } else if constexpr (std::is_same_v<Node, ast::Slice>) {
          one(node.base), one(node.from), one(node.to);
        } else if constexpr (std::is_same_v<Node, ast::FunctionCall>) {
          each(node.arguments);
        } else if constexpr (std::is_same_v<Node, ast::Case>) {
          one(node.subject);
          for (const ast::CaseBranch& branch : node.branches) visit(branch.when), visit(branch.then);
          one(node.otherwise);
        } else if constexpr (std::is_same_v<Node, ast::ListComprehension>) {
          one(node.list), one(node.where), one(node.projection);
        } else if constexpr (std::is_same_v<Node, ast::Quantifier>) {
          one(node.list), one(node.where);
        } else if constexpr (std::is_same_v<Node, ast::Reduce>) {
          one(node.initial), one(node.list), one(node.expression);
        } else if constexpr (std::is_same_v<Node, ast::PatternComprehension>) {
          one(node.where), one(node.projection);
        } else if constexpr (std::is_same_v<Node, ast::MapProjection>) {
          for (const ast::MapProjection::Item& item : node.items) one(item.value);
        } else {
          static_assert(std::is_same_v<Node, ast::Literal> || std::is_same_v<Node, ast::Parameter> ||
                        std::is_same_v<Node, ast::Variable> || std::is_same_v<Node, ast::PatternPredicate> ||
                        std::is_same_v<Node, ast::Subquery>);
        }
      },
      expression.node);
}

/// What a node says apart from its children.
struct SameHead {
  bool operator()(const ast::Literal& left, const ast::Literal& right) const {
    return identical(left.value, right.value);
  }
  bool operator()(const ast::Parameter& left, const ast::Parameter& right) const { return left.name == right.name; }
  bool operator()(const ast::Variable& left, const ast::Variable& right) const { return left.name == right.name; }
  bool operator()(const ast::ListLiteral&, const ast::ListLiteral&) const { return true; }
  bool operator()(const ast::MapLiteral& left, const ast::MapLiteral& right) const {
    return std::equal(left.keys.begin(), left.keys.end(), right.keys.begin(), right.keys.end(), same_name);
  }
  bool operator()(const ast::ArithmeticChain& left, const ast::ArithmeticChain& right) const {
    return left.operators == right.operators;
  }
  bool operator()(const ast::LogicalChain& left, const ast::LogicalChain& right) const { return left.op == right.op; }
  bool operator()(const ast::ComparisonChain& left, const ast::ComparisonChain& right) const {
    return left.operators == right.operators;
  }
  bool operator()(const ast::Predicate& left, const ast::Predicate& right) const { return left.op == right.op; }
  bool operator()(const ast::IsNull& left, const ast::IsNull& right) const { return left.negated == right.negated; }
  bool operator()(const ast::TypeTest& left, const ast::TypeTest& right) const {
    return left.negated == right.negated && to_text(left.type) == to_text(right.type);
  }
  bool operator()(const ast::Unary& left, const ast::Unary& right) const { return left.op == right.op; }
  bool operator()(const ast::PropertyAccess& left, const ast::PropertyAccess& right) const {
    return left.key.text == right.key.text;
  }
  bool operator()(const ast::Index&, const ast::Index&) const { return true; }
  bool operator()(const ast::Slice& left, const ast::Slice& right) const {
    return !left.from == !right.from && !left.to == !right.to;
  }
  bool operator()(const ast::FunctionCall& left, const ast::FunctionCall& right) const {
    const auto same_letter = [](char a, char b) { return lower(a) == lower(b); };
    return left.distinct == right.distinct && left.star == right.star &&
           std::equal(left.name.text.begin(), left.name.text.end(), right.name.text.begin(), right.name.text.end(),
                      same_letter);
  }
  bool operator()(const ast::Case& left, const ast::Case& right) const {
    return !left.subject == !right.subject && !left.otherwise == !right.otherwise;
  }
  bool operator()(const ast::ListComprehension& left, const ast::ListComprehension& right) const {
    return same_name(left.variable, right.variable) && !left.where == !right.where &&
           !left.projection == !right.projection;
  }
  bool operator()(const ast::Quantifier& left, const ast::Quantifier& right) const {
    return left.kind == right.kind && same_name(left.variable, right.variable) && !left.where == !right.where;
  }
  bool operator()(const ast::Reduce& left, const ast::Reduce& right) const {
    return same_name(left.accumulator, right.accumulator) && same_name(left.variable, right.variable);
  }
  /// Patterns, subqueries and what is rare: compared as text only.
  template <class Node>
  bool operator()(const Node&, const Node&) const {
    return false;
  }

  static bool same_name(const ast::Name& left, const ast::Name& right) { return left.text == right.text; }
  static char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; }
};

std::string_view written(std::string_view text, ast::Span span) {
  if (span.begin >= span.end || span.end > text.size()) return {};
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace

bool same_expression(std::string_view text, const ast::Expression& left, const ast::Expression& right) {
  if (left.node.index() != right.node.index()) return false;
  const bool same_head = std::visit(
      [&](const auto& node) { return SameHead{}(node, std::get<std::remove_cvref_t<decltype(node)>>(right.node)); },
      left.node);
  if (!same_head) {
    const std::string_view words = written(text, left.span);
    return !words.empty() && words == written(text, right.span);
  }
  std::vector<const ast::Expression*> left_children, right_children;
  for_each_syntax_child(left, [&](const ast::Expression& child) { left_children.push_back(&child); });
  for_each_syntax_child(right, [&](const ast::Expression& child) { right_children.push_back(&child); });
  return std::equal(left_children.begin(), left_children.end(), right_children.begin(), right_children.end(),
                    [&](const ast::Expression* a, const ast::Expression* b) { return same_expression(text, *a, *b); });
}

bool contains_aggregate(const ast::Expression& expression) {
  if (const auto* call = std::get_if<ast::FunctionCall>(&expression.node)) {
    if (find_aggregate(call->name.text) != nullptr) return true;
  }
  bool found = false;
  for_each_syntax_child(expression, [&](const ast::Expression& child) { found = found || contains_aggregate(child); });
  return found;
}

std::vector<std::string_view> variable_names(const ast::Expression& expression) {
  std::vector<std::string_view> names;
  const auto collect = [&names](const auto& self, const ast::Expression& part) -> void {
    if (const auto* variable = std::get_if<ast::Variable>(&part.node)) names.push_back(variable->name);
    for_each_syntax_child(part, [&](const ast::Expression& child) { self(self, child); });
  };
  collect(collect, expression);
  return names;
}

bool is_simple_key(const ast::Expression& expression) {
  if (as_variable(expression) != nullptr) return true;
  const auto* access = std::get_if<ast::PropertyAccess>(&expression.node);
  return access != nullptr && as_variable(*access->base) != nullptr;
}

const ast::Variable* as_variable(const ast::Expression& expression) {
  return std::get_if<ast::Variable>(&expression.node);
}

}  // namespace liaison
