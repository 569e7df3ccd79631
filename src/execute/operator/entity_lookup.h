#pragma once

#include "execute/operator.h"

namespace liaison {

/// Adds one node, found by name or alias (and told apart by labels), as a column of the root group. No such node, or
/// several: EntityNotFound UnknownEntity or AmbiguousEntity, raised when the first row comes.
class EntityLookup : public Operator {
 public:
  EntityLookup(const EntityToFind& entity, OperatorPtr input, Execution& execution);
  void open() override;
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override;

 private:
  [[nodiscard]] NodeId find() const;

  Execution& execution_;
  const EntityToFind& entity_;
};

}  // namespace liaison
