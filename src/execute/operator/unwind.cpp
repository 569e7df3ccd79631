#include "execute/operator/unwind.h"

#include <utility>

namespace liaison {

Unwind::Unwind(const logical::Unwind& plan, std::uint16_t parent, OperatorPtr input, Execution& execution)
    : FanOut(std::move(input), parent, execution),
      plan_(plan),
      evaluator_(plan.list, this->input().layout, parent, execution) {
  add_column(plan.variable);
}

void Unwind::begin_chunk(const Chunk& chunk) { lists_ = &evaluator_.evaluate(chunk); }

void Unwind::begin_row(const Chunk&, std::uint16_t row) {
  list_ = lists_->get(row);
  item_ = 0;
}

bool Unwind::append(Group& child, std::uint32_t limit) {
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

std::string Unwind::describe() const {
  return "Unwind " + to_text(plan_.list, *execution_.variables) + " AS " +
         shown_name((*execution_.variables)[plan_.variable]);
}

}  // namespace liaison
