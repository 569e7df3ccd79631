#include <utility>

#include "execute/expression/arithmetic_kernel.h"
#include "execute/expression/comparison_kernel.h"
#include "execute/expression/nodes.h"
#include "execute/expression/results.h"

namespace liaison {
namespace {

class ArithmeticNode final : public ExpressionNode {
 public:
  ArithmeticNode(std::vector<NodePtr> operands, std::vector<ast::ArithmeticOperator> operators)
      : operands_(std::move(operands)), operators_(std::move(operators)) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    Operand left(*operands_[0], frame, rows);
    Vector *result = &first_, *next = &second_;
    for (std::size_t index = 0; index < operators_.size(); ++index) {
      Operand right(*operands_[index + 1], frame, rows);
      std::swap(result, next);
      calculate(operators_[index], left, right, rows, *result);
      left = Operand(*result);
    }
    return *result;
  }

 private:
  std::vector<NodePtr> operands_;
  std::vector<ast::ArithmeticOperator> operators_;
  Vector first_, second_;  // the sum so far and the next, in turn
};

class NegateNode final : public ExpressionNode {
 public:
  explicit NegateNode(NodePtr operand) : operand_(std::move(operand)) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    negate_vector(operand_->evaluate(frame, rows), rows, result_);
    return result_;
  }

 private:
  NodePtr operand_;
  Vector result_;
};

// Calls visit(row, Truth) for each row of an operand that must be Boolean or null.
template <class Visit>
void for_each_truth(const Vector& vector, const RowSelection& rows, Visit&& visit) {
  if (vector.kind == VectorKind::Boolean && vector.nulls.empty()) {
    rows.for_each([&](std::uint32_t row) { visit(row, vector.booleans[row] != 0 ? Truth::True : Truth::False); });
  } else {
    rows.for_each([&](std::uint32_t row) { visit(row, truth_at(vector, row)); });
  }
}

// AND, OR and XOR. Operands go from left to right, each computed only for the rows that those before it left open: what
// decides a row (false for AND, true for OR) spares it the rest, errors included.
class Chain {
 public:
  explicit Chain(ast::LogicalOperator op) : op_(op) {}

  /// The first operand, for all rows.
  void start(const Vector& operand, const RowSelection& rows, Vector& result) const {
    liaison::start(result, VectorKind::Boolean, rows.size());
    for_each_truth(operand, rows, [&](std::uint32_t row, Truth truth) { set_truth(result, row, truth); });
  }

  /// A further operand, for the rows still open.
  void add(const Vector& operand, const RowSelection& open, Vector& result) const {
    const bool plain = operand.kind == VectorKind::Boolean && operand.nulls.empty() && result.nulls.empty();
    if (plain && op_ == ast::LogicalOperator::Xor) {
      open.for_each([&](std::uint32_t row) { result.booleans[row] ^= operand.booleans[row]; });
    } else if (plain) {  // an open row is true for AND, false for OR: the operand decides
      open.for_each([&](std::uint32_t row) { result.booleans[row] = operand.booleans[row]; });
    } else {
      for_each_truth(operand, open, [&](std::uint32_t row, Truth truth) { put(result, row, truth); });
    }
  }

  /// Those of `rows` that no operand has decided yet.
  void collect_open(const Vector& result, const RowSelection& rows, std::vector<std::uint16_t>& open) const {
    open.resize(rows.count());
    std::size_t count = 0;
    const auto take = [&](std::uint32_t row, bool is_open) {
      open[count] = static_cast<std::uint16_t>(row);
      count += is_open ? 1 : 0;
    };
    const std::uint8_t decisive = op_ == ast::LogicalOperator::Or ? 1 : 0;
    if (op_ == ast::LogicalOperator::Xor) {
      rows.for_each([&](std::uint32_t row) { take(row, true); });
    } else if (result.nulls.empty()) {
      rows.for_each([&](std::uint32_t row) { take(row, result.booleans[row] != decisive); });
    } else {
      rows.for_each([&](std::uint32_t row) { take(row, result.booleans[row] != decisive || result.nulls[row] != 0); });
    }
    open.resize(count);
  }

 private:
  void put(Vector& result, std::uint32_t row, Truth truth) const {
    const Truth before = truth_at(result, row), now = combine(before, truth);
    if (now == before) return;
    if (!result.nulls.empty()) result.nulls[row] = 0;
    set_truth(result, row, now);
  }

  [[nodiscard]] Truth combine(Truth left, Truth right) const {
    switch (op_) {
      case ast::LogicalOperator::And:
        if (left == Truth::False || right == Truth::False) return Truth::False;
        return left == Truth::Unknown || right == Truth::Unknown ? Truth::Unknown : Truth::True;
      case ast::LogicalOperator::Or:
        if (left == Truth::True || right == Truth::True) return Truth::True;
        return left == Truth::Unknown || right == Truth::Unknown ? Truth::Unknown : Truth::False;
      case ast::LogicalOperator::Xor:
        if (left == Truth::Unknown || right == Truth::Unknown) return Truth::Unknown;
        return left != right ? Truth::True : Truth::False;
    }
    return Truth::Unknown;
  }

  ast::LogicalOperator op_;
};

class LogicalNode final : public ExpressionNode {
 public:
  LogicalNode(ast::LogicalOperator op, std::vector<NodePtr> operands) : operands_(std::move(operands)), chain_(op) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    chain_.start(operands_[0]->evaluate(frame, rows), rows, result_);
    RowSelection open = rows;
    for (std::size_t index = 1; index < operands_.size(); ++index) {
      chain_.collect_open(result_, open, next_open_);
      if (next_open_.empty()) break;
      if (next_open_.size() < open.count()) {
        std::swap(open_rows_, next_open_);
        open = RowSelection::selected(rows.size(), open_rows_);
      }
      chain_.add(operands_[index]->evaluate(frame, open), open, result_);
    }
    return result_;
  }

 private:
  std::vector<NodePtr> operands_;
  Chain chain_;
  Vector result_;
  std::vector<std::uint16_t> open_rows_, next_open_;
};

class ComparisonNode final : public ExpressionNode {
 public:
  ComparisonNode(std::vector<NodePtr> operands, std::vector<ast::ComparisonOperator> operators)
      : operands_(std::move(operands)), operators_(std::move(operators)) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    Operand left(*operands_[0], frame, rows);
    if (operators_.size() == 1) {
      Operand right(*operands_[1], frame, rows);
      compare(operators_[0], left, right, rows, result_);
      return result_;
    }
    RowSelection open = rows;
    for (std::size_t index = 0; index < operators_.size(); ++index) {
      Operand right(*operands_[index + 1], frame, open);
      compare(operators_[index], left, right, open, link_);
      if (index == 0) {
        chain_.start(link_, open, result_);
      } else {
        chain_.add(link_, open, result_);
      }
      chain_.collect_open(result_, open, next_open_);
      if (next_open_.empty()) break;
      std::swap(open_rows_, next_open_);
      open = RowSelection::selected(rows.size(), open_rows_);
      left = right;
    }
    return result_;
  }

 private:
  std::vector<NodePtr> operands_;
  std::vector<ast::ComparisonOperator> operators_;
  Chain chain_{ast::LogicalOperator::And};
  Vector result_, link_;
  std::vector<std::uint16_t> open_rows_, next_open_;
};

class NotNode final : public ExpressionNode {
 public:
  explicit NotNode(NodePtr operand) : operand_(std::move(operand)) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    const Vector& operand = operand_->evaluate(frame, rows);
    start(result_, VectorKind::Boolean, rows.size());
    for_each_truth(operand, rows, [&](std::uint32_t row, Truth truth) {
      result_.booleans[row] = truth == Truth::False ? 1 : 0;
      if (truth == Truth::Unknown) set_null(result_, row);
    });
    return result_;
  }

 private:
  NodePtr operand_;
  Vector result_;
};

class NullTestNode final : public ExpressionNode {
 public:
  NullTestNode(NodePtr operand, bool negated) : operand_(std::move(operand)), negated_(negated) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    const Vector& operand = operand_->evaluate(frame, rows);
    start(result_, VectorKind::Boolean, rows.size());
    rows.for_each([&](std::uint32_t row) { result_.booleans[row] = operand.is_null(row) != negated_ ? 1 : 0; });
    return result_;
  }

 private:
  NodePtr operand_;
  bool negated_;
  Vector result_;
};

class TypeTestNode final : public ExpressionNode {
 public:
  TypeTestNode(NodePtr operand, ValueType type, bool negated)
      : operand_(std::move(operand)), type_(std::move(type)), negated_(negated) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    const Vector& operand = operand_->evaluate(frame, rows);
    start(result_, VectorKind::Boolean, rows.size());
    rows.for_each(
        [&](std::uint32_t row) { result_.booleans[row] = is_of_type(operand.get(row), type_) != negated_ ? 1 : 0; });
    return result_;
  }

 private:
  NodePtr operand_;
  ValueType type_;
  bool negated_;
  Vector result_;
};

}  // namespace

NodePtr make_arithmetic(std::vector<NodePtr> operands, std::vector<ast::ArithmeticOperator> operators) {
  return std::make_unique<ArithmeticNode>(std::move(operands), std::move(operators));
}
NodePtr make_negate(NodePtr operand) { return std::make_unique<NegateNode>(std::move(operand)); }
NodePtr make_comparison(std::vector<NodePtr> operands, std::vector<ast::ComparisonOperator> operators) {
  return std::make_unique<ComparisonNode>(std::move(operands), std::move(operators));
}
NodePtr make_logical(ast::LogicalOperator op, std::vector<NodePtr> operands) {
  return std::make_unique<LogicalNode>(op, std::move(operands));
}
NodePtr make_not(NodePtr operand) { return std::make_unique<NotNode>(std::move(operand)); }
NodePtr make_null_test(NodePtr operand, bool negated) {
  return std::make_unique<NullTestNode>(std::move(operand), negated);
}
NodePtr make_type_test(NodePtr operand, ValueType type, bool negated) {
  return std::make_unique<TypeTestNode>(std::move(operand), std::move(type), negated);
}

}  // namespace liaison
