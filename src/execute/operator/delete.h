#pragma once

#include <set>
#include <vector>

#include "execute/evaluator.h"
#include "execute/operator.h"

namespace liaison {

/// DELETE: first everything named by any row is gathered, then relationships go, then nodes; a node that keeps a
/// relationship is an error at the end of the clause (openCypher 9, DELETE). Rows pass through afterwards.
/// Input: flat. Memory: all chunks.
class Delete : public Operator {
 public:
  Delete(const BoundDelete& deletion, OperatorPtr input, Execution& execution);
  void open() override;
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override { return deletion_.detach ? "DetachDelete" : "Delete"; }

 private:
  void gather(const Value& value);
  void delete_all();

  Execution& execution_;
  const BoundDelete& deletion_;
  std::vector<Evaluator> evaluators_;
  std::vector<Chunk> chunks_;
  std::size_t position_ = 0;
  bool done_ = false;
  std::set<NodeId> nodes_;
  std::set<RelationshipId> relationships_;
};

}  // namespace liaison
