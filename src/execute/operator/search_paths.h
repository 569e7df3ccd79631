#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "execute/operator/fan_out.h"
#include "execute/operator/row_reader.h"
#include "execute/operator/trail_walker.h"

namespace liaison {

struct SearchPathsSlots {
  Slot from, to;
  std::vector<std::pair<VariableId, Slot>> read_on_the_way;  // by what the stretches ask
  std::vector<std::pair<VariableId, Slot>> read_of_paths;    // by what is asked of whole paths
  std::vector<VariableId> wanted;
};

/// Of the trails from one node of a row to another some, the shortest first, as rows of a child group. The distance is
/// measured from both ends; then trails of just that length are walked, where every step can still reach the end in
/// time; if more are wanted, or none of these passes what is asked of it, trails of the next length, and so on.
/// Suspends in the middle when the chunk is full.
/// Time: two breadth-first searches that meet, and the trails given; the trails in between where they fail a test.
class SearchPaths : public FanOut {
 public:
  SearchPaths(const logical::SearchPaths& plan, SearchPathsSlots slots, std::uint16_t parent, OperatorPtr input,
              Execution& execution);
  [[nodiscard]] std::string describe() const override;

 private:
  void begin_chunk(const Chunk& chunk) override;
  void begin_row(const Chunk& chunk, std::uint16_t row) override;
  bool append(Group& child, std::uint32_t limit) override;

  [[nodiscard]] bool next_path();
  [[nodiscard]] bool next_round();
  [[nodiscard]] bool passes();
  /// Visits variable and value of all that the search finds.
  template <class Visit>
  void for_each_found(const Visit& visit) const;
  void emit(Group& child);

  const logical::SearchPaths& plan_;
  SearchPathsSlots slots_;
  TestRow test_row_;
  PathMachine machine_;
  PathDistances distances_;
  TrailWalker walker_;
  std::vector<Evaluator> predicates_;
  std::optional<Evaluator> path_;
  std::optional<RowReader> reader_;
  std::vector<Value> read_before_;  // of read_on_the_way

  NodeId from_ = 0, to_ = 0;
  std::uint64_t length_ = 0;  // of the trails being walked
  bool is_first_round_ = true;
  bool is_done_ = true;
  bool is_pending_ = false;         // the walker's trail has not been given yet
  std::uint64_t found_ = 0;         // paths; in this round
  std::uint64_t rounds_found_ = 0;  // lengths of which there was a path
};

}  // namespace liaison
