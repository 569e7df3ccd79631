#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "optimize/rules.h"
#include "store/statistics.h"

namespace liaison {
namespace {

/// What one expansion says of the node it leads to.
class FarEnd {
 public:
  FarEnd(const GraphView& view, const std::vector<std::string>& types, Direction direction)
      : view_(view), direction_(direction) {
    const Names& known = view.catalog().types;
    for (const std::string& type : types) {
      if (const std::optional<TypeId> id = known.find(type)) types_.push_back(*id);
    }
    for (TypeId id = 0; types.empty() && id < known.size(); ++id) types_.push_back(id);
  }

  [[nodiscard]] bool always_has(const std::string& label) const {
    const std::optional<LabelId> id = view_.catalog().labels.find(label);
    return id && std::ranges::all_of(types_, [&](TypeId type) { return always_has(type, *id); });
  }

 private:
  [[nodiscard]] bool always_has(TypeId type, LabelId label) const {
    const Statistics& statistics = view_.statistics();
    const auto at_all = [&](Direction side) {
      return statistics.relationships_at(type, side, label) == statistics.relationships_of(type);
    };
    const bool ends = direction_ == Direction::Incoming || at_all(Direction::Incoming);
    const bool starts = direction_ == Direction::Outgoing || at_all(Direction::Outgoing);
    return ends && starts;
  }

  const GraphView& view_;
  Direction direction_;
  std::vector<TypeId> types_;
};

/// Where an operator leads from the nodes of its rows to others: the variable of those, and what is known of them.
std::optional<std::pair<VariableId, FarEnd>> far_end(const LogicalOperator& op, const GraphView& view) {
  if (const auto* expand = std::get_if<logical::Expand>(&op.node)) {
    if (expand->to_bound || expand->optional) return std::nullopt;
    return std::pair(expand->to, FarEnd(view, expand->types, expand->direction));
  }
  if (const auto* expand = std::get_if<logical::ExpandVariable>(&op.node)) {
    if (expand->to_bound || expand->relationship_bound || expand->length.minimum == 0) return std::nullopt;
    return std::pair(expand->to, FarEnd(view, expand->types, expand->direction));
  }
  return std::nullopt;
}

/// Takes the labels out of a test that all of must hold; true if none is left.
bool take_out(LabelPredicate& labels, const FarEnd& far) {
  if (labels.form == LabelPredicate::Form::Name) return far.always_has(labels.name);
  if (labels.form != LabelPredicate::Form::And) return false;
  std::erase_if(labels.operands, [&](LabelPredicate& operand) { return take_out(operand, far); });
  if (labels.operands.size() == 1) {
    LabelPredicate only = std::move(labels.operands.front());
    labels = std::move(only);
    return false;
  }
  return labels.operands.empty();
}

}  // namespace

void implied_labels(LogicalOperatorPtr& root, const GraphView& view) {
  for (LogicalOperatorPtr& input : root->inputs) implied_labels(input, view);
  auto* filter = std::get_if<logical::Filter>(&root->node);
  if (filter == nullptr || root->inputs.empty()) return;
  const auto far = far_end(*root->inputs.front(), view);
  if (!far) return;
  std::erase_if(filter->predicates, [&](Expression& predicate) {
    auto* check = std::get_if<LabelCheck>(&predicate.node);
    if (check == nullptr) return false;
    const auto* variable = std::get_if<VariableRef>(&check->base->node);
    return variable != nullptr && variable->variable == far->first && take_out(check->labels, far->second);
  });
  if (!filter->predicates.empty()) return;
  LogicalOperatorPtr input = std::move(root->inputs.front());
  root = std::move(input);
}

}  // namespace liaison
