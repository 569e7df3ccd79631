#pragma once

#include <optional>
#include <vector>

#include "execute/evaluator.h"
#include "execute/operator.h"

namespace liaison {

/// Adds columns, each to the deepest group that its expression reads; a plain copy of a variable shares its column.
class Project : public Operator {
 public:
  /// REQUIRES: each item's variables lie on one path of the input's layout. Items may read earlier items.
  Project(std::span<const NamedExpression* const> items, OperatorPtr input, Execution& execution);
  void open() override { inputs.front()->open(); }
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override;

 private:
  struct Item {
    std::uint16_t group;
    std::optional<Slot> copied;          // a plain variable
    std::optional<Evaluator> evaluator;  // anything else
  };
  Execution& execution_;
  std::vector<const NamedExpression*> named_;
  std::vector<Item> items_;
};

}  // namespace liaison
