#pragma once

#include <optional>
#include <vector>

#include "execute/operator/fan_out.h"
#include "execute/operator/relationship_lists.h"
#include "execute/operator/row_reader.h"

namespace liaison {

/// What an Expand reads of a row, as slots of its input's layout, and which of its results anyone wants.
struct ExpandSlots {
  Slot from;
  std::optional<Slot> to;    // the far end is bound already
  std::vector<Slot> unlike;  // relationships, or lists of them, that it must differ from
  bool wants_relationship = false;
  bool wants_to = false;
};

/// Each node of a group with its relationships of some types and direction, as rows of a child group.
class Expand : public FanOut {
 public:
  Expand(const logical::Expand& plan, ExpandSlots slots, std::uint16_t parent, OperatorPtr input, Execution& execution);
  [[nodiscard]] std::string describe() const override;

 private:
  void begin_chunk(const Chunk& chunk) override;
  void begin_row(const Chunk& chunk, std::uint16_t row) override;
  bool append(Group& child, std::uint32_t limit) override;
  void append_null(Group& child);
  void append_stretch(Group& child, std::uint32_t limit, TypeId type, Vector* to, Vector* relationships);

  const logical::Expand& plan_;
  ExpandSlots slots_;
  RelationshipLists lists_;
  Scratch scratch_;
  // Where the current parent row's enumeration stands.
  NodeId node_ = 0;
  bool is_null_ = false;
  bool found_ = false;
  std::optional<NodeId> wanted_to_;
  std::vector<RelationshipId> excluded_;
  std::size_t list_ = 0;
  std::size_t entry_ = 0;
  Neighbours neighbours_;
  bool list_open_ = false;
  std::optional<RowReader> reader_;
};

/// Expand where nobody reads what it finds: each row's multiplicity times the number of relationships (to the bound far
/// end, if there is one). Without a bound end and other relationships to differ from, that is the degree: two offsets.
class ExpandCount : public Operator {
 public:
  ExpandCount(const logical::Expand& plan, ExpandSlots slots, std::uint16_t group, OperatorPtr input,
              Execution& execution);
  void open() override { inputs.front()->open(); }
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override;

 private:
  [[nodiscard]] std::uint64_t count(NodeId node, const std::optional<NodeId>& to,
                                    const std::vector<RelationshipId>& excluded);

  Execution& execution_;
  const logical::Expand& plan_;
  ExpandSlots slots_;
  std::uint16_t group_;
  RelationshipLists lists_;
  Scratch scratch_;
};

}  // namespace liaison
