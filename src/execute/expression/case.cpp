#include <optional>
#include <utility>

#include "execute/expression/comparison_kernel.h"
#include "execute/expression/nodes.h"
#include "execute/expression/results.h"

namespace liaison {
namespace {

// Each WHEN is computed for the rows that those before it did not take, each THEN for the rows its WHEN took.
class CaseNode final : public ExpressionNode {
 public:
  CaseNode(NodePtr subject, std::vector<NodePtr> when, std::vector<NodePtr> then, NodePtr otherwise)
      : subject_(std::move(subject)),
        when_(std::move(when)),
        then_(std::move(then)),
        otherwise_(std::move(otherwise)) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    result_.start(rows.size());
    std::optional<Operand> subject;
    if (subject_ != nullptr) subject.emplace(*subject_, frame, rows);
    RowSelection open = rows;
    for (std::size_t index = 0; index < when_.size() && !open.empty(); ++index) {
      split(condition(index, subject, frame, open), open, chosen_, next_open_);
      const RowSelection chosen = RowSelection::selected(rows.size(), chosen_);
      result_.put(then_[index]->evaluate(frame, chosen), chosen);
      std::swap(open_rows_, next_open_);
      open = RowSelection::selected(rows.size(), open_rows_);
    }
    if (otherwise_ != nullptr) result_.put(otherwise_->evaluate(frame, open), open);
    return result_.finish();
  }

 private:
  const Vector& condition(std::size_t index, std::optional<Operand>& subject, const Frame& frame,
                          const RowSelection& rows) {
    if (!subject) return when_[index]->evaluate(frame, rows);
    Operand candidate(*when_[index], frame, rows);
    compare(ast::ComparisonOperator::Equal, *subject, candidate, rows, condition_);
    return condition_;
  }

  NodePtr subject_;
  std::vector<NodePtr> when_, then_;
  NodePtr otherwise_;
  PatchedResult result_;
  Vector condition_;
  std::vector<std::uint16_t> chosen_, open_rows_, next_open_;
};

}  // namespace

NodePtr make_case(NodePtr subject, std::vector<NodePtr> when, std::vector<NodePtr> then, NodePtr otherwise) {
  return std::make_unique<CaseNode>(std::move(subject), std::move(when), std::move(then), std::move(otherwise));
}

}  // namespace liaison
