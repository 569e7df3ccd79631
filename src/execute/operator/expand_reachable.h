#pragma once

#include <tsl/robin_set.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "execute/operator/expand_variable.h"

namespace liaison {

/// The nodes that trails of at most so many relationships lead to, each once for a row however many trails there are:
/// breadth first, as rows of a child group. Who asks for DISTINCT ends need not wait for all trails, of which there may
/// be exponentially many. Time: the relationships of the nodes reached. Memory: the nodes reached.
///
/// Right for directed relationships and a minimum of 0 or 1: a shortest walk to another node passes no node twice, and
/// a shortest one back to the start is a cycle; so each is a trail.
class ExpandReachable : public FanOut {
 public:
  /// REQUIRES: slots.relationship is not set, slots.unlike is empty, nobody wants the relationships.
  ExpandReachable(const logical::ExpandVariable& plan, ExpandVariableSlots slots, std::uint16_t parent,
                  OperatorPtr input, Execution& execution);
  [[nodiscard]] std::string describe() const override;

 private:
  struct Reached {
    NodeId node;
    std::uint64_t steps;
  };

  void begin_chunk(const Chunk& chunk) override;
  void begin_row(const Chunk& chunk, std::uint16_t row) override;
  bool append(Group& child, std::uint32_t limit) override;
  void expand(Reached from);
  [[nodiscard]] bool is_wanted(const Reached& reached) const;

  const logical::ExpandVariable& plan_;
  ExpandVariableSlots slots_;
  RelationshipLists lists_;
  Scratch scratch_;
  std::optional<RowReader> reader_;
  std::optional<NodeId> wanted_to_;
  std::vector<Reached> reached_;  // in order of steps; the start first
  tsl::robin_set<NodeId> seen_;
  std::size_t expanded_ = 0, given_ = 0;  // of reached_
  bool is_back_ = false;                  // the start was reached again
  StepCount steps_taken_;
};

}  // namespace liaison
