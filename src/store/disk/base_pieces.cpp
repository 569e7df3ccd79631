#include "store/disk/base_pieces.h"

#include <algorithm>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "common/assert.h"
#include "store/disk/read_column.h"
#include "store/disk/store_damage.h"

namespace liaison {
namespace {

/// How many of `count` rows lie in the extent.
std::uint32_t rows_of(std::uint64_t count, std::uint32_t extent) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(extent_rows, count - std::uint64_t{extent} * extent_rows));
}

template <class T>
bool all_below(std::span<const T> items, std::uint64_t limit) {
  return std::ranges::all_of(items, [limit](T item) { return item < limit; });
}

/// The columns of an extent: their keys and where they are, and each once it is read.
class MappedColumns : public BaseColumns {
 public:
  MappedColumns(const MappedBlocks& blocks, std::span<const PropertyKey> keys, std::span<const BlockRef> columns,
                const BaseLimits& limits)
      : BaseColumns({keys.begin(), keys.end()}), blocks_(blocks), columns_(columns), limits_(limits) {}

 private:
  [[nodiscard]] std::unique_ptr<const ColumnPiece> load(std::uint32_t number) const override {
    return blocks_.read(columns_[number], [&](BlockReader& in) {
      return std::make_unique<const ColumnPiece>(read_column(in, limits_.strings[keys()[number]]));
    });
  }

  const MappedBlocks& blocks_;
  std::span<const BlockRef> columns_;
  const BaseLimits& limits_;
};

ColumnSet read_columns(BlockReader& in, const MappedBlocks& blocks, const BaseLimits& limits) {
  const auto count = in.number<std::uint32_t>();
  const auto keys = in.array<PropertyKey>(count);
  const auto columns = in.array<BlockRef>(count);
  in.require(all_below(keys, limits.strings.size()), "a column of a property key that is not there");
  in.require(std::ranges::adjacent_find(keys, std::greater_equal{}) == keys.end(), "columns out of order");
  if (count == 0) return {};
  return ColumnSet(std::make_shared<const MappedColumns>(blocks, keys, columns, limits));
}

ListSpans read_lists(BlockReader& in, const BaseLimits& limits, std::uint64_t serial_limit) {
  const auto row_count = in.number<std::uint32_t>();
  const auto entry_count = in.number<std::uint32_t>();
  in.require(row_count <= extent_rows, "lists of more rows than an extent has");
  ListSpans lists;
  lists.rows = in.array<std::uint16_t>(row_count);
  lists.offsets = in.array<std::uint32_t>((row_count == 0 ? extent_rows : row_count) + std::uint64_t{1});
  lists.nodes = in.array<NodeId>(entry_count);
  lists.serials = in.array<Serial>(entry_count);
  in.require(all_below(lists.rows, extent_rows), "a list of a row that no extent has");
  in.require(std::ranges::adjacent_find(lists.rows, std::greater_equal{}) == lists.rows.end(), "lists out of order");
  in.require(lists.offsets.front() == 0 && lists.offsets.back() == entry_count && std::ranges::is_sorted(lists.offsets),
             "lists that overlap");
  in.require(all_below(lists.nodes, limits.nodes), "a neighbour that is no node");
  in.require(all_below(lists.serials, serial_limit), "a relationship of no serial");
  return lists;
}

}  // namespace

std::uint32_t PieceTable::count_in(const MappedBlocks& blocks, const PiecesRef& ref) {
  if (ref.pieces.length > blocks.bytes().size()) {
    throw store_damaged(blocks.path(), ref.pieces.offset, "a table of pieces is longer than the file");
  }
  return ref.count;
}

const BlockRef& PieceTable::operator[](std::uint32_t number) const {
  LIAISON_ASSERT(number < ref_.count);
  const BlockRef* refs = refs_.load(std::memory_order_acquire);
  if (refs == nullptr) {
    refs = blocks_.read(ref_.pieces, [&](BlockReader& in) { return in.array<BlockRef>(ref_.count); }).data();
    refs_.store(refs, std::memory_order_release);
  }
  return refs[number];
}

std::unique_ptr<const NodeExtent> BaseNodes::load(std::uint32_t number) const {
  return table_.blocks().read(table_[number], [&](BlockReader& in) {
    auto extent = std::make_unique<NodeExtent>();
    extent->rows = rows_of(limits_.nodes, number);
    const auto shape_count = in.number<std::uint32_t>();
    in.require(shape_count == 1 || shape_count == extent->rows, "an extent with too few shapes or too many");
    const auto shapes = in.array<ShapeId>(shape_count);
    in.require(std::ranges::all_of(shapes, [&](ShapeId s) { return s < limits_.shapes || s == NodeExtent::gone; }),
               "a node of a shape that is not there");
    extent->shapes.assign(shapes.begin(), shapes.end());
    extent->properties = read_columns(in, table_.blocks(), limits_);
    return extent;
  });
}

std::unique_ptr<const ListExtent> BaseLists::load(std::uint32_t number) const {
  const BlockRef& ref = table_[number];
  if (ref.length == 0) return nullptr;
  return table_.blocks().read(
      ref, [&](BlockReader& in) { return std::make_unique<const ListExtent>(read_lists(in, limits_, serial_limit_)); });
}

std::unique_ptr<const EndsExtent> BaseEnds::load(std::uint32_t number) const {
  return table_.blocks().read(table_[number], [&](BlockReader& in) {
    const auto ends = in.array<EndPoints>(rows_of(serial_limit_, number));
    in.require(std::ranges::all_of(ends,
                                   [&](const EndPoints& each) {
                                     return each.start == TypeStore::gone ||
                                            (each.start < limits_.nodes && each.end < limits_.nodes);
                                   }),
               "an end that is no node");
    return std::make_unique<const EndsExtent>(ends);
  });
}

std::unique_ptr<const ColumnSet> BaseProperties::load(std::uint32_t number) const {
  const BlockRef& ref = table_[number];
  if (ref.length == 0) return nullptr;
  return table_.blocks().read(ref, [&](BlockReader& in) {
    return std::make_unique<const ColumnSet>(read_columns(in, table_.blocks(), limits_));
  });
}

}  // namespace liaison
