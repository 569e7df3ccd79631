#pragma once

#include <cstdint>
#include <memory>

#include "store/column.h"
#include "store/disk/base_catalog.h"
#include "store/disk/block.h"
#include "store/lists.h"
#include "store/pieces.h"
#include "store/state.h"

/// The pieces of a graph's state as a base file has them: each is checked when it is first read, so that whatever the
/// bytes are, nothing that reads the graph leaves an array's bounds.
namespace liaison {

/// What values in pieces are below.
struct BaseLimits {
  NodeId nodes = 0;
  std::uint64_t shapes = 0;
  std::vector<std::uint32_t> strings;  // by property key
};

/// The table of where pieces are: itself read when the first piece is.
class PieceTable {
 public:
  PieceTable(const MappedBlocks& blocks, const PiecesRef& ref) : blocks_(blocks), ref_(ref) {}
  /// How many pieces there are. Throws Error(GraphFileError, StoreDamaged) where their table is longer than the file: a
  /// few bytes must not have memory taken for millions of them.
  [[nodiscard]] static std::uint32_t count_in(const MappedBlocks& blocks, const PiecesRef& ref);
  [[nodiscard]] const BlockRef& operator[](std::uint32_t number) const;
  [[nodiscard]] const MappedBlocks& blocks() const { return blocks_; }

 private:
  const MappedBlocks& blocks_;
  PiecesRef ref_;
  mutable std::atomic<const BlockRef*> refs_ = nullptr;
};

class BaseNodes : public BasePieces<NodeExtent> {
 public:
  BaseNodes(const MappedBlocks& blocks, const PiecesRef& ref, const BaseLimits& limits)
      : BasePieces(PieceTable::count_in(blocks, ref)), table_(blocks, ref), limits_(limits) {}

 private:
  [[nodiscard]] std::unique_ptr<const NodeExtent> load(std::uint32_t number) const override;

  PieceTable table_;
  const BaseLimits& limits_;
};

class BaseLists : public BasePieces<ListExtent> {
 public:
  BaseLists(const MappedBlocks& blocks, const PiecesRef& ref, const BaseLimits& limits, std::uint64_t serial_limit)
      : BasePieces(PieceTable::count_in(blocks, ref)),
        table_(blocks, ref),
        limits_(limits),
        serial_limit_(serial_limit) {}

 private:
  [[nodiscard]] std::unique_ptr<const ListExtent> load(std::uint32_t number) const override;

  PieceTable table_;
  const BaseLimits& limits_;
  std::uint64_t serial_limit_;
};

class BaseEnds : public BasePieces<EndsExtent> {
 public:
  BaseEnds(const MappedBlocks& blocks, const PiecesRef& ref, const BaseLimits& limits, std::uint64_t serial_limit)
      : BasePieces(PieceTable::count_in(blocks, ref)),
        table_(blocks, ref),
        limits_(limits),
        serial_limit_(serial_limit) {}

 private:
  [[nodiscard]] std::unique_ptr<const EndsExtent> load(std::uint32_t number) const override;

  PieceTable table_;
  const BaseLimits& limits_;
  std::uint64_t serial_limit_;
};

class BaseProperties : public BasePieces<ColumnSet> {
 public:
  BaseProperties(const MappedBlocks& blocks, const PiecesRef& ref, const BaseLimits& limits)
      : BasePieces(PieceTable::count_in(blocks, ref)), table_(blocks, ref), limits_(limits) {}

 private:
  [[nodiscard]] std::unique_ptr<const ColumnSet> load(std::uint32_t number) const override;

  PieceTable table_;
  const BaseLimits& limits_;
};

}  // namespace liaison
