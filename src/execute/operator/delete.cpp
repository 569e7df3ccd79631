#include "execute/operator/delete.h"

#include <utility>

#include "execute/operator/fan_out.h"
#include "liaison/error.h"

namespace liaison {

Delete::Delete(const BoundDelete& deletion, OperatorPtr input, Execution& execution)
    : execution_(execution), deletion_(deletion) {
  layout = input->layout;
  for (const Expression& expression : deletion.expressions) {
    evaluators_.emplace_back(expression, layout, std::uint16_t{0}, execution);
  }
  inputs.push_back(std::move(input));
}

void Delete::open() {
  inputs.front()->open();
  chunks_.clear();
  position_ = 0;
  done_ = false;
  nodes_.clear();
  relationships_.clear();
}

void Delete::gather(const Value& value) {
  switch (value.kind()) {
    case Kind::Null:
      return;
    case Kind::Node:
      nodes_.insert(value.as_node());
      return;
    case Kind::Relationship:
      relationships_.insert(value.as_relationship());
      return;
    case Kind::Path:
      for (NodeId node : value.path_nodes()) nodes_.insert(node);
      for (RelationshipId relationship : value.path_relationships()) relationships_.insert(relationship);
      return;
    case Kind::Boolean:
    case Kind::Integer:
    case Kind::Float:
    case Kind::String:
    case Kind::Date:
    case Kind::Time:
    case Kind::LocalTime:
    case Kind::LocalDateTime:
    case Kind::DateTime:
    case Kind::Duration:
    case Kind::List:
    case Kind::Map:
      throw runtime_error(
          ErrorCode::TypeError, "InvalidArgumentType",
          "nodes, relationships and paths can be deleted, not a " + std::string(to_string(value.kind())),
          deletion_.place);
  }
}

void Delete::delete_all() {
  Transaction& transaction = *execution_.transaction;
  Counters& counters = execution_.counters;
  StepCount steps;
  if (deletion_.detach) {
    for (NodeId node : nodes_) {
      steps.step();
      if (!execution_.view->has_node(node)) continue;
      for (RelationshipId relationship : transaction.relationships_of(node)) relationships_.insert(relationship);
    }
  }
  for (RelationshipId relationship : relationships_) {
    steps.step();
    counters.relationships_deleted += transaction.delete_relationship(relationship) ? 1 : 0;
  }
  for (NodeId node : nodes_) {
    steps.step();
    if (!execution_.view->has_node(node)) continue;
    if (!transaction.relationships_of(node).empty()) {
      throw runtime_error(ErrorCode::ConstraintVerificationFailed, "DeleteConnectedNode",
                          "a node cannot be deleted while it has relationships", deletion_.place,
                          "delete them too, or use DETACH DELETE");
    }
    counters.nodes_deleted += transaction.delete_node(node) ? 1 : 0;
  }
}

bool Delete::next(Chunk& chunk) {
  if (!done_) {
    done_ = true;
    Chunk input;
    while (inputs.front()->next(input)) {
      execution_.begin_work(*this);
      const Group& group = input.groups.front();
      for (Evaluator& evaluator : evaluators_) {
        const Vector& values = evaluator.evaluate(input);
        for (std::uint32_t i = 0; i < group.live(); ++i) gather(values.get(live_row(group, i)));
      }
      chunks_.push_back(std::move(input));
    }
    delete_all();
  }
  if (position_ == chunks_.size()) return false;
  chunk = std::move(chunks_[position_++]);
  return true;
}

}  // namespace liaison
