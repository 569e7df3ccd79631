#pragma once

#include "execute/operator.h"

namespace liaison {

/// The rows of all inputs, one input after another, under common variables. Inputs: flat, columns in the same order.
class Union : public Operator {
 public:
  Union(const logical::Union& plan, std::vector<OperatorPtr> parts);
  void open() override;
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override { return "Union"; }

 private:
  std::size_t part_ = 0;
};

}  // namespace liaison
