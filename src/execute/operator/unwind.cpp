#include "execute/operator/unwind.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "function/function.h"

namespace liaison {

namespace {

/// The call of range() that the expression is, or null.
const Call* range_call(const Expression& list) {
  const auto* call = std::get_if<Call>(&list.node);
  return call != nullptr && call->function->name == "range" ? call : nullptr;
}

}  // namespace

Unwind::Unwind(const logical::Unwind& plan, std::uint16_t parent, OperatorPtr input, Execution& execution)
    : FanOut(std::move(input), parent, execution), plan_(plan), is_range_(range_call(plan.list) != nullptr) {
  const auto compile = [&](const Expression& expression) {
    evaluators_.emplace_back(expression, this->input().layout, parent, execution);
  };
  if (const Call* range = range_call(plan.list)) {
    std::ranges::for_each(range->arguments, compile);
  } else {
    compile(plan.list);
  }
  operands_.resize(evaluators_.size());
  add_column(plan.variable);
}

void Unwind::begin_chunk(const Chunk& chunk) {
  std::ranges::transform(evaluators_, operands_.begin(), [&](Evaluator& one) { return &one.evaluate(chunk); });
}

void Unwind::begin_row(const Chunk&, std::uint16_t row) {
  item_ = 0;
  if (!is_range_) {
    list_ = operands_.front()->get(row);
    return;
  }
  std::vector<Value> arguments;
  for (const Vector* operand : operands_) arguments.push_back(operand->get(row));
  range_ = std::ranges::any_of(arguments, &Value::is_null) ? IntegerRange{} : integer_range(arguments);
}

bool Unwind::append(Group& child, std::uint32_t limit) {
  if (is_range_) return append_range(child, limit);
  Vector& column = *child.columns.front();
  if (list_.kind() != Kind::List) {
    if (list_.is_null()) return true;
    if (child.size == limit) return false;
    column.append(list_);
    add_row(child);
    return true;
  }
  const std::span<const Value> items = list_.as_list();
  for (; item_ < items.size(); ++item_) {
    if (child.size == limit) return false;
    column.append(items[item_]);
    add_row(child);
  }
  return true;
}

bool Unwind::append_range(Group& child, std::uint32_t limit) {
  Vector& column = *child.columns.front();
  for (; item_ < range_.count; ++item_) {
    if (child.size == limit) return false;
    column.append(Value::integer(range_.at(item_)));
    add_row(child);
  }
  return true;
}

std::string Unwind::describe() const {
  return "Unwind " + to_text(plan_.list, *execution_.variables) + " AS " +
         shown_name((*execution_.variables)[plan_.variable]);
}

}  // namespace liaison
