#include "execute/subplan.h"

#include <algorithm>
#include <utility>

#include "common/assert.h"
#include "execute/compiler.h"
#include "execute/operator/argument.h"
#include "execute/operator/fan_out.h"

namespace liaison {
namespace {

class CompiledSubPlan : public SubPlan {
 public:
  CompiledSubPlan(const LogicalPlan& plan, std::span<const VariableId> imported, Execution& execution)
      : output_count_(plan.outputs.size()) {
    Compiler::Nested nested = Compiler(execution).nested(*plan.root, plan.outputs);
    LIAISON_ASSERT(nested.arguments.empty() || std::ranges::equal(nested.imported, imported));
    op_ = std::move(nested.op);
    arguments_ = std::move(nested.arguments);
    execution.subplans.push_back(op_);
  }

  void bind_row(std::span<const Value> values) override {
    for (Argument* argument : arguments_) argument->set(values);
    op_->open();
    chunk_.groups.clear();
    position_ = 0;
    exhausted_ = false;
  }

  bool next_row(std::vector<Value>& outputs, std::uint64_t& times) override {
    while (!exhausted_) {
      if (chunk_.groups.empty() || position_ == chunk_.groups.front().live()) {
        exhausted_ = !op_->next(chunk_);
        position_ = 0;
        continue;
      }
      const Group& group = chunk_.groups.front();
      const std::uint16_t row = live_row(group, position_++);
      times = group.times.empty() ? 1 : group.times[row];
      outputs.clear();
      for (std::size_t i = 0; i < output_count_; ++i) outputs.push_back(group.columns[i]->get(row));
      return true;
    }
    return false;
  }

 private:
  std::size_t output_count_;
  std::shared_ptr<Operator> op_;
  std::vector<Argument*> arguments_;
  Chunk chunk_;
  std::uint32_t position_ = 0;
  bool exhausted_ = true;
};

}  // namespace

std::unique_ptr<SubPlan> compile_subplan(const LogicalPlan& plan, std::span<const VariableId> imported,
                                         Execution& execution) {
  return std::make_unique<CompiledSubPlan>(plan, imported, execution);
}

}  // namespace liaison
