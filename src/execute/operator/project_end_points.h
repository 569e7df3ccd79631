#pragma once

#include <array>
#include <optional>
#include <vector>

#include "execute/operator/fan_out.h"
#include "execute/operator/relationship_lists.h"
#include "execute/operator/row_reader.h"

namespace liaison {

/// What a ProjectEndPoints reads of a row, as slots of its input's layout, and which of its results anyone wants.
struct ProjectEndPointsSlots {
  Slot relationship;
  std::optional<Slot> from, to;  // ends that are bound already
  std::vector<Slot> unlike;
  bool wants_from = false;
  bool wants_to = false;
};

/// The ends of a relationship that each row has already, as rows of a child group: none, one, or two where the
/// direction is open. Reads no list, however many relationships the ends have.
class ProjectEndPoints : public FanOut {
 public:
  ProjectEndPoints(const logical::ProjectEndPoints& plan, ProjectEndPointsSlots slots, std::uint16_t parent,
                   OperatorPtr input, Execution& execution);
  [[nodiscard]] std::string describe() const override;

 private:
  void begin_chunk(const Chunk& chunk) override;
  void begin_row(const Chunk& chunk, std::uint16_t row) override;
  bool append(Group& child, std::uint32_t limit) override;
  void add_way(NodeId from, NodeId to, const std::optional<Value>& wanted_from, const std::optional<Value>& wanted_to);

  struct Way {
    NodeId from, to;
  };

  const logical::ProjectEndPoints& plan_;
  ProjectEndPointsSlots slots_;
  RelationshipLists lists_;
  std::optional<RowReader> reader_;
  std::vector<RelationshipId> excluded_;
  std::array<Way, 2> ways_;  // of the current parent row, those left: way_ up to way_count_
  std::size_t way_ = 0, way_count_ = 0;
};

}  // namespace liaison
