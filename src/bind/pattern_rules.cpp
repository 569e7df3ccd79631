#include "bind/pattern_rules.h"

#include <algorithm>
#include <memory>
#include <set>
#include <span>
#include <utility>

namespace liaison {

namespace {

/// What $(…) gives for sure: a name, or several; empty: that is not known, or it is not what can be a name.
std::vector<std::string> known_names(const ast::LabelDynamic& label, const Map& parameters) {
  const Value* value = nullptr;
  if (const auto* literal = std::get_if<ast::Literal>(&label.expression->node)) value = &literal->value;
  if (const auto* parameter = std::get_if<ast::Parameter>(&label.expression->node)) {
    value = parameters.find(parameter->name);
  }
  if (value == nullptr || (value->kind() != Kind::String && value->kind() != Kind::List)) return {};
  std::vector<std::string> names;
  for (const Value& item : value->kind() == Kind::List ? value->as_list() : std::span(value, 1)) {
    if (item.kind() != Kind::String || item.as_string().empty()) return {};
    names.emplace_back(item.as_string());
  }
  return names;
}

}  // namespace

bool conjunction(const ast::LabelExpression& labels, const Map& parameters, std::vector<std::string>& names) {
  if (const auto* name = std::get_if<ast::LabelName>(&labels.node)) {
    names.push_back(name->name.text);
    return true;
  }
  if (const auto* computed = std::get_if<ast::LabelDynamic>(&labels.node)) {
    const std::vector<std::string> known = known_names(*computed, parameters);
    if (known.empty() || (computed->any && known.size() > 1)) return false;
    names.insert(names.end(), known.begin(), known.end());
    return true;
  }
  const auto* all = std::get_if<ast::LabelAnd>(&labels.node);
  if (all == nullptr) return false;
  bool says_all = true;
  for (const ast::LabelExpression& part : all->operands) says_all = conjunction(part, parameters, names) && says_all;
  return says_all;
}

bool disjunction(const ast::LabelExpression& types, const Map& parameters, std::vector<std::string>& names) {
  if (const auto* name = std::get_if<ast::LabelName>(&types.node)) {
    names.push_back(name->name.text);
    return true;
  }
  if (const auto* computed = std::get_if<ast::LabelDynamic>(&types.node)) {
    const std::vector<std::string> known = known_names(*computed, parameters);
    if (known.empty() || (!computed->any && known.size() > 1)) return false;
    names.insert(names.end(), known.begin(), known.end());
    return true;
  }
  const auto* any = std::get_if<ast::LabelOr>(&types.node);
  return any != nullptr &&
         std::all_of(any->operands.begin(), any->operands.end(),
                     [&](const ast::LabelExpression& part) { return disjunction(part, parameters, names); });
}

std::vector<std::string> without_doubles(std::vector<std::string> names) {
  std::set<std::string> seen;
  std::erase_if(names, [&](const std::string& name) { return !seen.insert(name).second; });
  return names;
}

Direction direction_of(ast::Arrow arrow) {
  switch (arrow) {
    case ast::Arrow::Left:
      return Direction::Incoming;
    case ast::Arrow::Right:
      return Direction::Outgoing;
    case ast::Arrow::None:
    case ast::Arrow::Both:
      return Direction::Both;
  }
  return Direction::Both;
}

Expression equality(Expression left, Expression right, Place place) {
  ComparisonOf comparison;
  comparison.operands.push_back(std::move(left));
  comparison.operands.push_back(std::move(right));
  comparison.operators.push_back(ast::ComparisonOperator::Equal);
  return Expression{.place = place, .type = {Kind::Boolean, Kind::Null}, .node = std::move(comparison)};
}

}  // namespace liaison
