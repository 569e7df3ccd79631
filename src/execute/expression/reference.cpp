#include <memory>
#include <utility>

#include "execute/expression/nodes.h"

namespace liaison {
namespace {

// The vector of a constant, made where one is asked for (most kernels take the Value) and kept while frames are of one
// size.
class ConstantVector {
 public:
  const Vector& of(const Value& value, std::uint32_t size) {
    if (vector_ == nullptr || vector_->size != size) {
      vector_ = std::make_unique<Vector>(Vector::constant(value, size));
    }
    return *vector_;
  }

 private:
  std::unique_ptr<Vector> vector_;
};

class ConstantNode final : public ExpressionNode {
 public:
  explicit ConstantNode(Value value) : value_(std::move(value)) {}
  const Value* constant_value() override { return &value_; }

 protected:
  const Vector& compute(const Frame&, const RowSelection& rows) override { return vector_.of(value_, rows.size()); }

 private:
  Value value_;
  ConstantVector vector_;
};

class OnceNode final : public ExpressionNode {
 public:
  explicit OnceNode(NodePtr inner) : inner_(std::move(inner)) {}

  const Value* constant_value() override {
    if (inner_ != nullptr) {
      const Frame frame{.parent = nullptr, .parent_rows = {}, .size = 1, .group = nullptr, .locals = {}};
      value_ = inner_->evaluate(frame, RowSelection::all(1)).get(0);
      inner_ = nullptr;
    }
    return &value_;
  }

 protected:
  const Vector& compute(const Frame&, const RowSelection& rows) override {
    return vector_.of(*constant_value(), rows.size());
  }

 private:
  NodePtr inner_;  // null once the value is known
  Value value_;
  ConstantVector vector_;
};

class VariableNode final : public ExpressionNode {
 public:
  VariableNode(std::uint32_t levels_up, std::uint32_t column) : levels_up_(levels_up), column_(column) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection&) override {
    if (levels_up_ == 0) return frame.column(column_);
    gathered_.gather(frame_above(frame, levels_up_).column(column_), rows_above(frame, levels_up_, scratch_));
    return gathered_;
  }

 private:
  std::uint32_t levels_up_;
  std::uint32_t column_;
  Vector gathered_;
  std::vector<std::uint16_t> scratch_;
};

class LiftedNode final : public ExpressionNode {
 public:
  LiftedNode(NodePtr inner, std::uint32_t levels_up) : inner_(std::move(inner)), levels_up_(levels_up) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    const Frame& above = frame_above(frame, levels_up_);
    const std::span<const std::uint16_t> to_above = rows_above(frame, levels_up_, scratch_);
    wanted_.assign(above.size, 0);
    rows.for_each([&](std::uint32_t row) { wanted_[to_above[row]] = 1; });
    selected_.clear();
    for (std::uint32_t row = 0; row < above.size; ++row) {
      if (wanted_[row] != 0) selected_.push_back(static_cast<std::uint16_t>(row));
    }
    const bool all = selected_.size() == above.size;
    const Vector& inner =
        inner_->evaluate(above, all ? RowSelection::all(above.size) : RowSelection::selected(above.size, selected_));
    gathered_.gather(inner, to_above);
    return gathered_;
  }

 private:
  NodePtr inner_;
  std::uint32_t levels_up_;
  Vector gathered_;
  std::vector<std::uint16_t> scratch_, selected_;
  std::vector<std::uint8_t> wanted_;
};

}  // namespace

NodePtr make_constant(Value value) { return std::make_unique<ConstantNode>(std::move(value)); }
NodePtr make_once(NodePtr inner) { return std::make_unique<OnceNode>(std::move(inner)); }
NodePtr make_variable(std::uint32_t levels_up, std::uint32_t column) {
  return std::make_unique<VariableNode>(levels_up, column);
}
NodePtr make_lifted(NodePtr inner, std::uint32_t levels_up) {
  return std::make_unique<LiftedNode>(std::move(inner), levels_up);
}

}  // namespace liaison
