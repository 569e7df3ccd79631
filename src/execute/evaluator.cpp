#include "execute/evaluator.h"

#include "execute/expression/compile_expression.h"
#include "execute/expression/may_fail.h"
#include "execute/expression/results.h"

namespace liaison {
struct Evaluator::Impl {
  Impl(const Expression& expression, const Layout& layout, std::uint16_t evaluated_group, Execution& execution)
      : group(evaluated_group),
        fails(may_fail(expression, execution)),
        fails_as_truth(may_fail_as_truth(expression, execution)) {
    ExpressionCompiler compiler(layout, group, execution);
    node = compiler.compile(expression);
    path = compiler.path();
    frames.resize(path.size());
  }

  const Vector& evaluate(const Chunk& chunk, const RowSelection& rows) {
    for (std::size_t level = 0; level < path.size(); ++level) {
      const Group& at = chunk.groups[path[level]];
      frames[level] = {.parent = level > 0 ? &frames[level - 1] : nullptr,
                       .parent_rows = at.parent_row,
                       .size = at.size,
                       .group = &at,
                       .locals = {}};
    }
    return node->evaluate(frames.back(), rows);
  }

  /// Rows that are live in a group may stand for no row of the chunk, which matters only to what may fail.
  RowSelection rows_of(const Chunk& chunk, bool exactly) {
    if (!exactly || chunk.groups.size() == 1) return RowSelection::of(chunk.groups[group]);
    counting = rows_that_count(chunk, group);
    const std::uint32_t size = chunk.groups[group].size;
    return counting.size() == size ? RowSelection::all(size) : RowSelection::selected(size, counting);
  }

  std::uint16_t group;
  bool fails, fails_as_truth;  // what may_fail() and may_fail_as_truth() say
  NodePtr node;
  std::vector<std::uint16_t> path;  // groups from the root to `group`
  std::vector<Frame> frames;        // one for each of the path
  std::vector<std::uint16_t> counting, chosen;
};

Evaluator::Evaluator(const Expression& expression, const Layout& layout, std::uint16_t group, Execution& execution)
    : impl_(std::make_unique<Impl>(expression, layout, group, execution)) {}
Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;

const Vector& Evaluator::evaluate(const Chunk& chunk) {
  return impl_->evaluate(chunk, impl_->rows_of(chunk, impl_->fails));
}

void Evaluator::filter(Chunk& chunk) {
  Group& group = chunk.groups[impl_->group];
  const RowSelection rows = impl_->rows_of(chunk, impl_->fails_as_truth);
  std::vector<std::uint16_t>& chosen = impl_->chosen;
  select_true(impl_->evaluate(chunk, rows), rows, chosen);
  if (chosen.size() == group.live()) return;
  group.all_selected = false;
  std::swap(group.selection, chosen);
}

Value evaluate_constant(const Expression& expression, Execution& execution) {
  const Operator* const at_work = execution.at_work;
  const NodePtr node = ExpressionCompiler(execution).compile(expression);
  const Frame frame{.parent = nullptr, .parent_rows = {}, .size = 1, .group = nullptr, .locals = {}};
  Value value = node->evaluate(frame, RowSelection::all(1)).get(0);
  execution.at_work = at_work;  // the operators of a subquery end here
  return value;
}

}  // namespace liaison
