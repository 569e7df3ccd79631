#pragma once

#include <tsl/robin_map.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "execute/execution.h"
#include "execute/operator/path_machine.h"

namespace liaison {

/// How far it is between two nodes over what a PathMachine allows, in its few states: breadth first from both ends, the
/// side with less to do a level at a time, until the two meet. Walks are measured, which may repeat relationships: the
/// shortest trail is at least as long.
///
/// A side is kept while rows come with the same node at that end, and is then the cheaper one to go on with.
/// Time: the relationships of the nodes reached. Memory: a table entry for each node and state reached.
class PathDistances {
 public:
  static constexpr std::uint64_t none = std::numeric_limits<std::uint64_t>::max();

  PathDistances(PathMachine& machine, Execution& execution) : machine_(machine), execution_(execution) {}

  /// Starts from nothing: the graph, or what the predicates read, is another.
  void forget();
  /// Relationships on the shortest walk, or `none`.
  [[nodiscard]] std::uint64_t measure(NodeId from, NodeId to);
  /// Measures from everywhere to the last node; until then only what is on a shortest walk is known.
  void know_all();
  /// The shortest way from a node back to it that repeats no relationship, or `none`; a walk there and back is no such.
  /// REQUIRES: PathMachine::is_undirected_step()
  [[nodiscard]] std::uint64_t shortest_round(NodeId start);
  /// Relationships still needed from here; `none` if not known (know_all()) or there is no way.
  [[nodiscard]] std::uint64_t left(NodeId node, std::uint32_t state) const;

 private:
  using Key = std::uint64_t;  // node and state
  struct Hash {
    std::size_t operator()(Key key) const {
      key *= 0x9e3779b97f4a7c15ull;
      return static_cast<std::size_t>(key ^ (key >> 32));
    }
  };
  using Levels = tsl::robin_map<Key, std::uint32_t, Hash>;
  struct Side {
    std::optional<NodeId> node;
    Levels level_of;
    std::vector<Key> order;              // level by level
    std::vector<std::size_t> levels{0};  // where each begins in `order`
    bool exhausted = false;
    std::uint64_t uses = 0;  // how often it was kept

    [[nodiscard]] std::uint64_t depth() const { return levels.size() - 1; }
    [[nodiscard]] double cost() const {
      return static_cast<double>(order.size() - levels.back()) / static_cast<double>(1 + uses);
    }
  };
  static Key key_of(NodeId node, std::uint32_t state) { return (static_cast<Key>(node) << 32) | state; }

  void begin(Side& side, NodeId node);
  bool add(Side& side, Key key, std::uint32_t level);
  void expand(Side& side);
  void meet(Key key);
  void mark();
  template <class Visit>
  void for_each_before(Key key, const Visit& visit);
  template <class Visit>
  void for_each_behind(Key key, const Visit& visit);

  PathMachine& machine_;
  Execution& execution_;
  Scratch scratch_;
  Side forward_, backward_;
  std::uint64_t best_ = none;
  Levels on_shortest_;  // left from there, found from in front
  StepCount steps_;
};

}  // namespace liaison
