#include "execute/operator/index_seek.h"

#include <algorithm>
#include <utility>

#include "common/assert.h"
#include "value/text.h"

namespace liaison {

IndexSeek::IndexSeek(const logical::IndexSeek& plan, std::uint16_t parent, OperatorPtr input, Execution& execution)
    : FanOut(std::move(input), parent, execution), plan_(plan) {
  for (const Expression& value : plan.values) {
    evaluators_.emplace_back(value, this->input().layout, parent, execution);
  }
  add_column(plan.variable);
}

const Index& IndexSeek::index() const {
  const Index* index = execution_.view->schema().find_index(plan_.index);
  LIAISON_ASSERT(index != nullptr);
  return *index;
}

void IndexSeek::begin_chunk(const Chunk& chunk) {
  operands_.clear();
  if (index().values.size() == 0) return;
  for (Evaluator& evaluator : evaluators_) operands_.push_back(&evaluator.evaluate(chunk));
}

void IndexSeek::begin_row(const Chunk& chunk, std::uint16_t row) {
  given_ = 0;
  nodes_.clear();
  if (index().values.size() == 0) return;
  // Empty when the chunk came, and written to since.
  if (operands_.empty()) begin_chunk(chunk);
  std::vector<Value> values;
  for (const Vector* operand : operands_) values.push_back(operand->get(row));
  if (std::ranges::any_of(values, &Value::is_null)) return;
  nodes_ = index().values.equal_to(values.size() == 1 ? values.front() : Value::list(std::move(values)));
}

bool IndexSeek::append(Group& child, std::uint32_t limit) {
  for (; given_ < nodes_.size(); ++given_) {
    if (child.size == limit) return false;
    child.columns.front()->append(Value::node(static_cast<NodeId>(nodes_[given_])));
    add_row(child);
  }
  return true;
}

std::string IndexSeek::describe() const {
  const Schema& schema = execution_.view->schema();
  std::string text = "IndexSeek (" + shown_name((*execution_.variables)[plan_.variable]) + ") by " + plan_.index;
  const Index* index = schema.find_index(plan_.index);
  for (std::size_t i = 0; i < plan_.values.size() && index != nullptr; ++i) {
    text += i == 0 ? ": " : ", ";
    text += std::string(execution_.view->catalog().property_keys.name(index->on.keys[i])) + " = " +
            to_text(plan_.values[i], *execution_.variables);
  }
  return text;
}

}  // namespace liaison
