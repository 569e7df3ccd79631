#include "execute/expression/node.h"

namespace liaison {

const Vector& ExpressionNode::evaluate(const Frame& frame, const RowSelection& rows) {
  if (rows.empty()) {
    if (nothing_ == nullptr) nothing_ = std::make_unique<Vector>();
    nothing_->reset(VectorKind::Any);
    nothing_->resize(rows.size());
    return *nothing_;
  }
  try {
    return compute(frame, rows);
  } catch (Error& error) {
    if (error.place.line == 0) error.place = place;
    throw;
  }
}

}  // namespace liaison
