#include "execute/operator/test_row.h"

#include <algorithm>
#include <memory>

namespace liaison {

void TestRow::add(VariableId variable) {
  if (layout_.has(variable)) return;
  layout_.add(variable, 0);
  row_.groups.front().columns.push_back(nullptr);
}

void TestRow::set(VariableId variable, const Value& value) {
  row_.groups.front().columns[layout_.slot(variable).column] = std::make_shared<Vector>(Vector::constant(value, 1));
}

bool TestRow::all_true(std::span<Evaluator> predicates) const {
  return std::ranges::all_of(predicates, [&](Evaluator& predicate) {
    const Value holds = evaluate(predicate);
    return holds.kind() == Kind::Boolean && holds.as_boolean();
  });
}

}  // namespace liaison
