#pragma once

#include <memory>

#include "execute/expression/row_selection.h"
#include "liaison/error.h"
#include "value/vector.h"

namespace liaison {

/// A node of a compiled expression. It owns its result, so a node's result stands until it is evaluated again, and the
/// results of sisters do not disturb each other.
class ExpressionNode {
 public:
  virtual ~ExpressionNode() = default;

  /// The value for each of `rows` of the frame; entries of other rows are unspecified, and nothing that could fail is
  /// computed for them. The result has rows.size() entries. What is thrown tells this node's place, unless a node
  /// further in gave its own.
  const Vector& evaluate(const Frame& frame, const RowSelection& rows);
  /// The value of a node that is the same in every row, else nullptr. May throw what evaluating it throws.
  /// REQUIRES: there is a row to compute.
  virtual const Value* constant_value() { return nullptr; }

  Place place;

 protected:
  virtual const Vector& compute(const Frame& frame, const RowSelection& rows) = 0;  // REQUIRES: rows is not empty

 private:
  std::unique_ptr<Vector> nothing_;  // the result when no row is asked for
};
using NodePtr = std::unique_ptr<ExpressionNode>;

/// One evaluated operand of a kernel: a vector, or one Value that stands for all rows.
class Operand {
 public:
  /// REQUIRES: rows is not empty.
  Operand(ExpressionNode& node, const Frame& frame, const RowSelection& rows)
      : constant_(node.constant_value()), vector_(constant_ == nullptr ? &node.evaluate(frame, rows) : nullptr) {}
  explicit Operand(const Vector& vector) : vector_(&vector) {}
  explicit Operand(const Value& constant) : constant_(&constant) {}

  [[nodiscard]] const Value* constant() const { return constant_; }
  [[nodiscard]] const Vector* vector() const { return vector_; }

  /// The entry as a Value; the reference stands until the next call.
  [[nodiscard]] const Value& at(std::uint32_t row) {
    if (constant_ != nullptr) return *constant_;
    if (vector_->kind == VectorKind::Any) return vector_->values[row];
    boxed_ = vector_->get(row);
    return boxed_;
  }

 private:
  const Value* constant_ = nullptr;
  const Vector* vector_ = nullptr;
  Value boxed_;
};

}  // namespace liaison
