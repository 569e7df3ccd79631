#pragma once

#include <optional>
#include <vector>

#include "execute/evaluator.h"
#include "execute/operator.h"

namespace liaison {

/// Makes the nodes and relationships of a CREATE pattern for every row of a flat chunk without multiplicities, and adds
/// them as columns. Used by Create, and by Merge for a single row.
class PatternMaker {
 public:
  /// `layout` (one group) gets a column for each variable made.
  PatternMaker(const BoundCreate& create, Layout& layout, Execution& execution);
  void make(Chunk& chunk);

 private:
  struct NodeMaker {
    const NodeToCreate* node;
    std::optional<Evaluator> properties;
  };
  struct RelationshipMaker {
    const RelationshipToCreate* relationship;
    Slot start, end;
    std::optional<Evaluator> properties;
  };
  void make_nodes(NodeMaker& maker, Chunk& chunk);
  void make_relationships(RelationshipMaker& maker, Chunk& chunk);
  void set_properties(std::optional<Evaluator>& properties, const Vector& entities, const Chunk& chunk, Place place);

  Execution& execution_;
  std::vector<NodeMaker> nodes_;
  std::vector<RelationshipMaker> relationships_;
  std::vector<Evaluator> paths_;
  std::vector<Expression> path_expressions_;
};

/// CREATE: the pattern for every row. Input: flat, multiplicities unfolded.
class Create : public Operator {
 public:
  Create(const BoundCreate& create, OperatorPtr input, Execution& execution);
  void open() override { inputs.front()->open(); }
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override;

 private:
  Execution& execution_;
  const BoundCreate& create_;
  std::optional<PatternMaker> maker_;
};

}  // namespace liaison
