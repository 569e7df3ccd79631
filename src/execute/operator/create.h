#pragma once

#include <optional>
#include <set>
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
  /// The property maps of something to make, its computed labels, its computed type. They are computed before anything
  /// is made, so that a subquery in them does not see it, unless they read what the pattern made before them.
  struct Computed {
    std::optional<Evaluator> evaluator;  // none: there is nothing to compute
    bool reads_made = false;
    const Vector* values = nullptr;
    Place place;

    void before_making(const Chunk& chunk);
    [[nodiscard]] const Vector& now(const Chunk& chunk);
  };
  struct NodeMaker {
    const NodeToCreate* node;
    Computed labels, properties;
  };
  struct RelationshipMaker {
    const RelationshipToCreate* relationship;
    Slot start, end;
    Computed type, properties;
  };
  static Computed compile(const ExpressionPtr& expression, const Layout& layout, const std::set<VariableId>& made,
                          Execution& execution);
  void make_nodes(NodeMaker& maker, Chunk& chunk);
  void make_relationships(RelationshipMaker& maker, Chunk& chunk);
  void set_properties(Computed& properties, const Vector& entities, const Chunk& chunk);

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
