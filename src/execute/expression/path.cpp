#include <string>
#include <utility>

#include "common/assert.h"
#include "execute/expression/entity_access.h"
#include "execute/expression/nodes.h"
#include "execute/expression/results.h"

namespace liaison {
namespace {

class PathNode final : public ExpressionNode {
 public:
  PathNode(std::vector<NodePtr> nodes, std::vector<NodePtr> relationships, const Execution& execution)
      : nodes_(std::move(nodes)), relationships_(std::move(relationships)), entities_(execution) {
    LIAISON_ASSERT(nodes_.size() == relationships_.size() + 1);
  }

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    std::vector<Operand> nodes, relationships;
    for (const NodePtr& node : nodes_) nodes.emplace_back(*node, frame, rows);
    for (const NodePtr& relationship : relationships_) relationships.emplace_back(*relationship, frame, rows);
    start(result_, VectorKind::Any, rows.size());
    rows.for_each([&](std::uint32_t row) { result_.values[row] = path(nodes, relationships, row); });
    return result_;
  }

 private:
  Value path(std::vector<Operand>& nodes, std::vector<Operand>& relationships, std::uint32_t row) {
    const Value& first = nodes[0].at(row);
    // A variable of the row around may be anything: then it is tested behind, and no row stays.
    if (first.kind() != Kind::Node) return Value();
    std::vector<NodeId> path_nodes{first.as_node()};
    std::vector<RelationshipId> path_relationships;
    for (std::size_t step = 0; step < relationships.size(); ++step) {
      const Value& end = nodes[step + 1].at(row);
      const Value& walked = relationships[step].at(row);
      if (end.kind() != Kind::Node || walked.is_null()) return Value();
      if (walked.kind() == Kind::Relationship) {
        path_relationships.push_back(walked.as_relationship());
        path_nodes.push_back(end.as_node());
        continue;
      }
      LIAISON_ASSERT(walked.kind() == Kind::List);
      for (const Value& relationship : walked.as_list()) {  // the nodes between them are no variables
        if (relationship.is_null()) return Value();
        path_relationships.push_back(relationship.as_relationship());
        path_nodes.push_back(other_end(relationship.as_relationship(), path_nodes.back()));
      }
    }
    return Value::path(std::move(path_nodes), std::move(path_relationships));
  }

  NodeId other_end(RelationshipId relationship, NodeId from) {
    entities_.require(relationship);
    const EndPoints ends = entities_.view().end_points(relationship);
    return ends.start == from ? ends.end : ends.start;
  }

  std::vector<NodePtr> nodes_, relationships_;
  EntityAccess entities_;
  Vector result_;
};

}  // namespace

NodePtr make_path(std::vector<NodePtr> nodes, std::vector<NodePtr> relationships, const Execution& execution) {
  return std::make_unique<PathNode>(std::move(nodes), std::move(relationships), execution);
}

}  // namespace liaison
