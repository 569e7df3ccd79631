#include <chrono>
#include <utility>

#include "execute/expression/nodes.h"
#include "execute/expression/results.h"
#include "function/function.h"

namespace liaison {
namespace {

class CallNode final : public ExpressionNode {
 public:
  CallNode(const Function& function, std::vector<NodePtr> arguments, const Execution& execution)
      : function_(function),
        arguments_(std::move(arguments)),
        row_arguments_(arguments_.size()),
        context_{.graph = execution.view,
                 .now = std::chrono::system_clock::time_point(
                     std::chrono::duration_cast<std::chrono::system_clock::duration>(
                         std::chrono::nanoseconds(execution.statement_time_ns)))} {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    std::vector<Operand> arguments;
    arguments.reserve(arguments_.size());
    for (const NodePtr& argument : arguments_) arguments.emplace_back(*argument, frame, rows);
    start(result_, VectorKind::Any, rows.size());
    rows.for_each([&](std::uint32_t row) {
      for (std::size_t index = 0; index < arguments.size(); ++index) row_arguments_[index] = arguments[index].at(row);
      result_.values[row] = call(function_, row_arguments_, context_);
    });
    return result_;
  }

 private:
  const Function& function_;
  std::vector<NodePtr> arguments_;
  std::vector<Value> row_arguments_;
  FunctionContext context_;
  Vector result_;
};

}  // namespace

NodePtr make_call(const Function& function, std::vector<NodePtr> arguments, const Execution& execution) {
  return std::make_unique<CallNode>(function, std::move(arguments), execution);
}

}  // namespace liaison
