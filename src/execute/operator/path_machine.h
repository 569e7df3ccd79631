#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "execute/operator/relationship_lists.h"
#include "execute/operator/test_row.h"
#include "query/logical_plan.h"

namespace liaison {

/// Where a trail stands on its way along stretches: so many times of one are done, and so many relationships of the
/// next time.
struct TrailState {
  std::uint32_t stretch = 0;
  std::uint32_t hop = 0;
  std::uint64_t times = 0;
};

/// Stretches of a path as a machine that is fed relationships: what may come next, and is this enough?
///
/// For measuring distances there are few states instead of one for each number of times: a stretch counts to its
/// minimum at most, and then goes round and round, whatever its maximum. Distances over these are never too long.
class PathMachine {
 public:
  /// Adds to `row` what the stretches' predicates read; REQUIRES: that of the input row is set before anything is
  /// asked.
  PathMachine(std::span<const logical::PathStretch> stretches, TestRow& row);
  /// To be called when all variables of the row have been added.
  void compile_predicates();
  void refresh(const GraphView& view);

  struct Hop {
    RelationshipLists onward, back;
    VariableId source, relationship, target;  // PatternPart::unnamed: nobody asks for it
    std::vector<const Expression*> asked, asked_of_time;
    std::vector<Evaluator> predicates;          // read this relationship and the nodes beside it
    std::vector<Evaluator> predicates_of_time;  // read what was walked before in the same time
  };
  [[nodiscard]] const Hop& hop(std::uint32_t stretch, std::uint32_t hop) const { return stretches_[stretch].hops[hop]; }
  [[nodiscard]] std::size_t stretch_count() const { return stretches_.size(); }
  /// "-[r:T*1..3]->" or "((x)-[r:T]->(y))*1..3", for EXPLAIN.
  [[nodiscard]] std::string describe(std::uint32_t stretch, VariableId relationships, const VariableTable& names) const;
  /// Relationships of the longest path; "unbounded" if there is none.
  [[nodiscard]] std::uint64_t longest() const { return longest_; }
  /// One relationship again and again, in either direction, with nothing asked of nodes: reads the same backwards.
  [[nodiscard]] bool is_undirected_step() const;

  /// Adds the states from which a relationship may be taken at the node, `at` itself or at the beginning of a later
  /// stretch; true: the path may end here.
  [[nodiscard]] bool go_on(NodeId node, TrailState at, std::vector<TrailState>& onward);
  [[nodiscard]] TrailState after(TrailState state) const;
  /// May the state's hop be taken?
  [[nodiscard]] bool allows(std::uint32_t stretch, std::uint32_t hop, NodeId source, RelationshipId relationship,
                            NodeId target);
  [[nodiscard]] bool asks_of_time(TrailState state) const {
    return !hop(state.stretch, state.hop).predicates_of_time.empty();
  }
  /// `nodes` and `relationships` of this time so far, the state's hop included.
  [[nodiscard]] bool allows_time(TrailState state, std::span<const NodeId> nodes,
                                 std::span<const RelationshipId> relationships);

  // ---- The few states ----

  struct Transition {
    std::uint32_t from, to;  // few states
    std::uint32_t stretch, hop;
    std::uint32_t first_end;  // of the stretches [first_end, stretch) that end at the hop's source
  };
  [[nodiscard]] std::uint32_t few(TrailState state) const;
  [[nodiscard]] std::uint32_t few_count() const { return few_count_; }
  [[nodiscard]] const std::vector<Transition>& leading_from(std::uint32_t state) const { return leading_from_[state]; }
  [[nodiscard]] const std::vector<Transition>& leading_to(std::uint32_t state) const { return leading_to_[state]; }
  /// May a path end at the node in this state?
  [[nodiscard]] bool ends(std::uint32_t state, NodeId node);
  /// May the stretches [first, last) end at the node?
  [[nodiscard]] bool stretches_end(std::uint32_t first, std::uint32_t last, NodeId node);

 private:
  struct Stretch {
    std::vector<Hop> hops;
    std::vector<VariableId> nodes;
    PatternLength length;
    VariableId end;
    bool is_single = false, is_part = false;
    std::vector<const Expression*> asked_of_end;
    std::vector<Evaluator> end_predicates;
    std::uint32_t counts_to = 0;
    std::uint32_t first_state = 0;
  };

  void place_predicates(const PatternPart& part, Stretch& stretch);
  void make_transitions(std::uint32_t state, TrailState at);
  void set(VariableId variable, const Value& value);

  TestRow& row_;
  std::vector<Stretch> stretches_;
  std::uint64_t longest_ = 0;
  std::uint32_t few_count_ = 0;
  std::vector<std::vector<Transition>> leading_from_, leading_to_;
  std::vector<std::optional<std::uint32_t>> ends_from_;  // for a state in which a path may end: its stretch
};

/// Visits each relationship that the lists have at the node: visit(other end, relationship).
template <class Visit>
void for_each_neighbour(const GraphView& view, const RelationshipLists& lists, NodeId node, Scratch& scratch,
                        const Visit& visit) {
  for (std::size_t list = 0; list < lists.lists().size(); ++list) {
    const Neighbours neighbours = lists.neighbours(view, node, list, scratch);
    for (std::size_t i = 0; i < neighbours.nodes.size(); ++i) {
      if (lists.skips_loops(list) && neighbours.nodes[i] == node) continue;
      visit(neighbours.nodes[i], RelationshipId{lists.lists()[list].type, neighbours.serials[i]});
    }
  }
}

}  // namespace liaison
