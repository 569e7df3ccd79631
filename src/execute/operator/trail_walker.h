#pragma once

#include <tsl/robin_set.h>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "execute/operator/path_distances.h"

namespace liaison {

/// Walks the trails (no relationship twice) that a PathMachine accepts, depth first, one at a time. Time: the number of
/// trails, those that lead nowhere included; bounded by length, only those that can still be a walk of that length.
/// Memory: the longest trail's lists.
class TrailWalker {
 public:
  TrailWalker(PathMachine& machine, Execution& execution) : machine_(machine), execution_(execution) {}

  /// Trails from a node, to `to` if it is given, over none of the relationships of `excluded`.
  void start(NodeId from, std::optional<NodeId> to, std::span<const RelationshipId> excluded);
  /// From the start again: trails of exactly this length.
  void start_at_length(NodeId from, NodeId to, const PathDistances& distances, std::uint64_t length);
  /// The next length that a trail could have, as far as was seen when they were walked; `none`: there are no more.
  [[nodiscard]] std::uint64_t next_length() const { return next_length_; }

  /// Goes on to the next trail; false: there is none.
  [[nodiscard]] bool next();

  [[nodiscard]] const std::vector<RelationshipId>& trail() const { return trail_; }
  /// One more than relationships.
  [[nodiscard]] NodeId node(std::size_t i) const { return steps_[i].node; }
  [[nodiscard]] NodeId end() const { return steps_.back().node; }
  [[nodiscard]] std::vector<Value> relationships(std::size_t first, std::size_t last) const;
  /// The values that a variable inside a part had, time by time, where relationships [first, last) were walked over it.
  [[nodiscard]] std::vector<Value> values(const PatternPart& part, VariableId inside, std::size_t first,
                                          std::size_t last) const;
  /// Relationships in front of the end of each stretch.
  [[nodiscard]] std::vector<std::size_t> stretch_ends() const;

 private:
  struct Hash {
    std::size_t operator()(const RelationshipId& id) const {
      return static_cast<std::size_t>((id.serial * 0x9e3779b97f4a7c15ull) ^ id.type);
    }
  };
  using RelationshipSet = tsl::robin_set<RelationshipId, Hash>;
  /// A node on the current trail, and where the enumeration of its relationships stands.
  struct Step {
    NodeId node = 0;
    std::vector<TrailState> options;
    std::size_t option = 0;  // one behind that whose relationships are listed
    std::vector<std::pair<NodeId, RelationshipId>> onward;
    std::size_t next = 0;
    bool may_end = false;
  };

  void begin(NodeId from, std::optional<NodeId> to);
  void enter(NodeId node, TrailState state);
  void leave();
  void list(Step& step);
  [[nodiscard]] bool is_short_enough(NodeId node, TrailState state);
  [[nodiscard]] bool allows(TrailState state, RelationshipId relationship, NodeId node);

  PathMachine& machine_;
  Execution& execution_;
  const PathDistances* distances_ = nullptr;
  std::uint64_t length_ = 0, next_length_ = PathDistances::none;
  std::optional<NodeId> to_;
  RelationshipSet excluded_, walked_;
  std::vector<Step> steps_;
  std::vector<RelationshipId> trail_;
  Scratch scratch_;
  StepCount steps_taken_;
};

}  // namespace liaison
