#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "execute/operator/fan_out.h"
#include "execute/operator/row_reader.h"
#include "execute/operator/trail_walker.h"

namespace liaison {

struct ExpandPartSlots {
  Slot from;
  std::optional<Slot> to;  // bound far end
  std::vector<Slot> unlike;
  std::vector<std::pair<VariableId, Slot>> read_by_predicates;
  bool wants_to = false;
  bool wants_relationships = false;
  std::vector<PatternPart::Group> wanted_groups;
};

/// All trails that walk a part of several relationships again and again, from each node of a group, as rows of a child
/// group: far end, relationships, and the lists of what each variable inside stood for. Suspends in the middle of the
/// search when the chunk is full. Time and memory: see TrailWalker.
class ExpandPart : public FanOut {
 public:
  ExpandPart(const logical::ExpandPart& plan, ExpandPartSlots slots, std::uint16_t parent, OperatorPtr input,
             Execution& execution);
  [[nodiscard]] std::string describe() const override;

 private:
  void begin_chunk(const Chunk& chunk) override;
  void begin_row(const Chunk& chunk, std::uint16_t row) override;
  bool append(Group& child, std::uint32_t limit) override;
  void emit(Group& child);

  const logical::ExpandPart& plan_;
  ExpandPartSlots slots_;
  TestRow test_row_;
  PathMachine machine_;
  TrailWalker walker_;
  std::optional<RowReader> reader_;
  bool is_searching_ = false;
  bool is_pending_ = false;  // the walker's trail has not been given yet
};

}  // namespace liaison
