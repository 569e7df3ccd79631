#pragma once

#include <optional>
#include <unordered_set>
#include <vector>

#include "execute/evaluator.h"
#include "execute/operator/fan_out.h"
#include "execute/operator/relationship_lists.h"
#include "execute/operator/row_reader.h"

namespace liaison {

struct ExpandVariableSlots {
  Slot from;
  std::optional<Slot> to;            // bound far end
  std::optional<Slot> relationship;  // the list is given
  std::vector<Slot> unlike;
  std::vector<std::pair<VariableId, Slot>> read_by_predicates;  // besides the relationship itself
  bool wants_relationship = false;
  bool wants_to = false;
};

/// "*1..4", for EXPLAIN.
[[nodiscard]] std::string length_text(const PatternLength& length);

/// All trails (no relationship twice; openCypher 9, variable length patterns) from each node of a group, depth first,
/// as rows of a child group: far end and list of relationships. Suspends in the middle of the search when the chunk is
/// full. Time: the number of trails. Memory: the longest trail's lists.
class ExpandVariable : public FanOut {
 public:
  ExpandVariable(const logical::ExpandVariable& plan, ExpandVariableSlots slots, std::uint16_t parent,
                 OperatorPtr input, Execution& execution);
  [[nodiscard]] std::string describe() const override;

 private:
  /// A node on the current trail and where the enumeration of its relationships stands.
  struct Step {
    NodeId node;
    std::vector<std::pair<NodeId, RelationshipId>> onward;
    std::size_t next = 0;
  };

  void begin_chunk(const Chunk& chunk) override;
  void begin_row(const Chunk& chunk, std::uint16_t row) override;
  bool append(Group& child, std::uint32_t limit) override;

  void enter(NodeId node);
  void leave();
  void begin_given(const Value& list);
  [[nodiscard]] bool allowed(RelationshipId relationship);
  void emit(Group& child, NodeId end);
  void make_predicates();

  const logical::ExpandVariable& plan_;
  ExpandVariableSlots slots_;
  RelationshipLists lists_;
  Scratch scratch_;
  std::optional<RowReader> reader_;
  std::vector<Evaluator> predicates_;
  Chunk predicate_row_;  // one row: the variables predicates read, then the relationship

  bool searching_ = false;
  bool emit_pending_ = false;  // the trail's present end has not been given yet
  std::optional<NodeId> wanted_to_;
  std::vector<RelationshipId> excluded_;
  std::vector<Step> steps_;
  std::vector<RelationshipId> trail_;
  StepCount steps_taken_;
};

}  // namespace liaison
