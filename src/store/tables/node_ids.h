#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "liaison/value.h"
#include "store/load/id_table.h"

namespace liaison {

/// What ids the nodes of one id space have in their tables.
/// Whole numbers, and texts that are written as such, take 4 to 8 bytes a node where they come about in order from
/// about 0, 21 to 43 elsewhere; other texts about 28 and their length.
class NodeIds {
 public:
  static constexpr NodeId absent = 0xffffffff;

  enum class Kind : std::uint8_t { Text, Integer };
  /// Integer: ids are numbers, so that 7 and 007 are the same.
  explicit NodeIds(Kind kind) : kind_(kind), slots_(first_slots) {}
  [[nodiscard]] Kind kind() const { return kind_; }

  /// An id in the form that it is looked up by.
  struct Id {
    std::string_view text;  // unless it is a number
    std::int64_t number = 0;
    bool is_number = false;
  };
  /// False: ids are numbers here, and this is none.
  [[nodiscard]] bool read(std::string_view text, Id& id) const;

  [[nodiscard]] NodeId find(const Id& id) const;
  /// Has the processor bring what find(id) will read, while the caller does something else.
  void prefetch(const Id& id) const {
    const auto place = static_cast<std::uint64_t>(id.number);
    if (id.is_number && place < dense_.size()) __builtin_prefetch(&dense_[place]);
  }
  /// REQUIRES: find(id) == absent.
  void add(const Id& id, NodeId node);

 private:
  struct Slot {
    std::int64_t number = 0;
    NodeId node = absent;
  };
  static constexpr std::size_t first_slots = 16;

  /// How far dense_ may reach with so many in it: half of it empty at most, but for the first.
  static constexpr std::size_t dense_reach(std::size_t count) { return 2 * count + 1024; }

  [[nodiscard]] std::size_t slot_of(std::int64_t number) const;
  void grow();

  Kind kind_;
  std::vector<NodeId> dense_;  // by number; a number within it is in slots_ if it came while dense_ was shorter
  std::size_t dense_count_ = 0;
  std::vector<Slot> slots_;  // a power of two, at most 3/4 full
  std::size_t numbers_ = 0;
  IdTable texts_;
  std::vector<NodeId> text_nodes_;
};

}  // namespace liaison
