#include "bind/pattern_rules.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

namespace liaison {

bool conjunction(const ast::LabelExpression& labels, std::vector<std::string>& names) {
  if (const auto* name = std::get_if<ast::LabelName>(&labels.node)) {
    names.push_back(name->name.text);
    return true;
  }
  const auto* all = std::get_if<ast::LabelAnd>(&labels.node);
  if (all == nullptr) return false;
  bool says_all = true;
  for (const ast::LabelExpression& part : all->operands) says_all = conjunction(part, names) && says_all;
  return says_all;
}

bool disjunction(const ast::LabelExpression& types, std::vector<std::string>& names) {
  if (const auto* name = std::get_if<ast::LabelName>(&types.node)) {
    names.push_back(name->name.text);
    return true;
  }
  const auto* any = std::get_if<ast::LabelOr>(&types.node);
  return any != nullptr && std::all_of(any->operands.begin(), any->operands.end(),
                                       [&](const ast::LabelExpression& part) { return disjunction(part, names); });
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
