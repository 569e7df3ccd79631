#include <utility>

#include "common/assert.h"
#include "execute/expression/nodes.h"
#include "execute/expression/results.h"
#include "execute/subplan.h"

namespace liaison {
namespace {

class SubqueryNode final : public ExpressionNode {
 public:
  SubqueryNode(ast::SubqueryKind kind, const LogicalPlan& plan, std::span<const VariableId> imported,
               std::vector<NodePtr> values, Execution& execution)
      : kind_(kind),
        plan_(compile_subplan(plan, imported, execution)),
        values_(std::move(values)),
        row_values_(values_.size()) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    std::vector<Operand> values;
    values.reserve(values_.size());
    for (const NodePtr& value : values_) values.emplace_back(*value, frame, rows);
    start(result_, result_kind(), rows.size());
    rows.for_each([&](std::uint32_t row) {
      for (std::size_t index = 0; index < values.size(); ++index) row_values_[index] = values[index].at(row);
      plan_->bind_row(row_values_);
      answer(row);
    });
    return result_;
  }

 private:
  [[nodiscard]] VectorKind result_kind() const {
    switch (kind_) {
      case ast::SubqueryKind::Exists:
        return VectorKind::Boolean;
      case ast::SubqueryKind::Count:
        return VectorKind::Integer;
      case ast::SubqueryKind::Collect:
        return VectorKind::Any;
    }
    return VectorKind::Any;
  }

  void answer(std::uint32_t row) {
    switch (kind_) {
      case ast::SubqueryKind::Exists: {
        std::uint64_t times = 0;
        result_.booleans[row] = plan_->next_row(outputs_, times) ? 1 : 0;
        return;
      }
      case ast::SubqueryKind::Count:
        result_.integers[row] = count();
        return;
      case ast::SubqueryKind::Collect:
        result_.values[row] = collect();
        return;
    }
  }

  std::int64_t count() {
    std::int64_t count = 0;
    std::uint64_t times = 0;
    while (plan_->next_row(outputs_, times)) {
      if (__builtin_add_overflow(count, times, &count)) {
        throw runtime_error(ErrorCode::ArithmeticError, "IntegerOverflow",
                            "the subquery has more rows than an Integer counts");
      }
    }
    return count;
  }

  Value collect() {
    std::vector<Value> items;
    std::uint64_t times = 0;
    while (plan_->next_row(outputs_, times)) {
      LIAISON_ASSERT(outputs_.size() == 1);
      items.insert(items.end(), times, outputs_[0]);
    }
    return Value::list(std::move(items));
  }

  ast::SubqueryKind kind_;
  std::unique_ptr<SubPlan> plan_;
  std::vector<NodePtr> values_;
  std::vector<Value> row_values_, outputs_;
  Vector result_;
};

}  // namespace

NodePtr make_subquery(ast::SubqueryKind kind, const LogicalPlan& plan, std::span<const VariableId> imported,
                      std::vector<NodePtr> values, Execution& execution) {
  return std::make_unique<SubqueryNode>(kind, plan, imported, std::move(values), execution);
}

}  // namespace liaison
