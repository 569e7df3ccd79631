#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/disk/base_about.h"
#include "store/disk/base_catalog.h"
#include "store/disk/base_file.h"
#include "store/disk/base_header.h"
#include "store/disk/block_file.h"
#include "store/disk/checksum.h"
#include "store/disk/write_column.h"

namespace liaison {
namespace {

/// Texts as MappedTexts takes them.
void put_texts(std::span<const std::string_view> texts, BlockWriter& out) {
  std::vector<std::uint64_t> offsets{0};
  std::string characters;
  for (std::string_view text : texts) {
    characters += text;
    offsets.push_back(characters.size());
  }
  out.array(std::span<const std::uint64_t>(offsets));
  out.array(std::span<const char>(characters));
}

class BaseWriter {
 public:
  BaseWriter(const GraphState& state, File& file) : state_(state), blocks_(file, base_header_bytes) {}

  /// Gives the block of the catalog.
  BlockRef write();
  std::uint64_t finish() { return blocks_.finish(); }

 private:
  void gather_strings();
  void write_strings();
  void write_nodes();
  void write_type(const TypeStore& store, BaseCatalog::Type& type);
  void write_names();
  void write_indexes();
  void write_about();

  void put_columns(const ColumnSet& columns, BlockWriter& out);
  PiecesRef write_lists(const Pieces<ListExtent>& lists);
  /// The pages of a run, and for each what put_first puts into the block of first things.
  template <class PutPage>
  RunRef write_run(std::uint64_t count, PutPage&& put_page);

  const GraphState& state_;
  BlockFile blocks_;
  BaseCatalog catalog_;
  std::vector<StringsToWrite> strings_;
};

BlockRef BaseWriter::write() {
  catalog_.names = *state_.catalog;
  catalog_.node_limit = state_.node_limit;
  catalog_.node_count = state_.node_count;
  catalog_.relationship_count = state_.relationship_count;
  catalog_.nodes_by_shape = state_.nodes_by_shape;
  gather_strings();
  write_strings();
  write_nodes();
  for (const Cow<TypeStore>& store : state_.types) write_type(*store, catalog_.types.emplace_back());
  write_names();
  write_indexes();
  write_about();
  ByteWriter bytes;
  encode(catalog_, bytes);
  return blocks_.add(bytes.bytes());
}

template <class PutPage>
RunRef BaseWriter::write_run(std::uint64_t count, PutPage&& put_page) {
  RunRef run{.count = count, .pages = {}, .firsts = {}};
  std::vector<BlockRef> pages;
  for (std::uint64_t begin = 0; begin < count; begin += run_page) {
    BlockWriter page;
    put_page(begin, std::min<std::uint64_t>(count, begin + run_page), page);
    pages.push_back(blocks_.add(page.bytes()));
  }
  run.pages = blocks_.add_array(std::span<const BlockRef>(pages));
  return run;
}

// ---- Strings --------------------------------------------------------------------------------------------------------

void BaseWriter::gather_strings() {
  for (PropertyKey key = 0; key < state_.keys.size(); ++key) strings_.emplace_back(*state_.keys[key].shared);
  const auto add = [&](const ColumnSet& columns) {
    columns.for_each([&](PropertyKey key, const ColumnPiece& piece) { strings_[key].add(piece); });
  };
  for (std::size_t extent = 0; extent < state_.nodes.size(); ++extent) add(state_.nodes[extent].properties);
  for (const Cow<TypeStore>& type : state_.types) {
    for (std::size_t extent = 0; extent < type->properties.size(); ++extent) {
      if (const ColumnSet* columns = type->properties.find(extent)) add(*columns);
    }
  }
}

void BaseWriter::write_strings() {
  for (PropertyKey key = 0; key < state_.keys.size(); ++key) {
    strings_[key].sort();
    const std::vector<std::string_view>& sorted = strings_[key].sorted();
    std::vector<std::string_view> firsts;
    RunRef run = write_run(sorted.size(), [&](std::uint64_t begin, std::uint64_t end, BlockWriter& page) {
      put_texts(std::span(sorted).subspan(begin, end - begin), page);
      firsts.push_back(sorted[begin]);
    });
    BlockWriter first_texts;
    put_texts(firsts, first_texts);
    run.firsts = blocks_.add(first_texts.bytes());
    catalog_.keys.push_back({.present = state_.keys[key].present, .strings = run});
  }
}

// ---- Nodes and relationships ----------------------------------------------------------------------------------------

void BaseWriter::put_columns(const ColumnSet& columns, BlockWriter& out) {
  std::vector<PropertyKey> keys;
  std::vector<BlockRef> refs;
  columns.for_each([&](PropertyKey key, const ColumnPiece& piece) {
    BlockWriter block;
    if (!write_column(piece, strings_[key], block)) return;
    keys.push_back(key);
    refs.push_back(blocks_.add(block.bytes()));
  });
  out.number(static_cast<std::uint32_t>(keys.size()));
  out.array(std::span<const PropertyKey>(keys));
  out.array(std::span<const BlockRef>(refs));
}

void BaseWriter::write_nodes() {
  std::vector<BlockRef> extents;
  for (std::size_t number = 0; number < state_.nodes.size(); ++number) {
    const NodeExtent& extent = state_.nodes[number];
    BlockWriter block;
    block.number(static_cast<std::uint32_t>(extent.shapes.size()));
    block.array(std::span<const ShapeId>(extent.shapes));
    put_columns(extent.properties, block);
    extents.push_back(blocks_.add(block.bytes()));
  }
  catalog_.nodes = {static_cast<std::uint32_t>(extents.size()), blocks_.add_array(std::span<const BlockRef>(extents))};
}

PiecesRef BaseWriter::write_lists(const Pieces<ListExtent>& lists) {
  std::vector<BlockRef> extents(lists.size());
  for (std::size_t number = 0; number < lists.size(); ++number) {
    const ListExtent* extent = lists.find(number);
    if (extent == nullptr) continue;
    PackedLists room;
    const ListSpans spans = extent->packed(room);
    if (spans.offsets.empty()) continue;
    BlockWriter block;
    block.number(static_cast<std::uint32_t>(spans.rows.size()));
    block.number(static_cast<std::uint32_t>(spans.nodes.size()));
    block.array(spans.rows);
    block.array(spans.offsets);
    block.array(spans.nodes);
    block.array(spans.serials);
    extents[number] = blocks_.add(block.bytes());
  }
  return {static_cast<std::uint32_t>(extents.size()), blocks_.add_array(std::span<const BlockRef>(extents))};
}

void BaseWriter::write_type(const TypeStore& store, BaseCatalog::Type& type) {
  type.serial_limit = store.serial_limit;
  type.count = store.count;
  type.longest_forward = store.longest_forward;
  type.longest_backward = store.longest_backward;
  type.may_have_parallel = store.may_have_parallel;
  type.starts_by_shape = store.starts_by_shape;
  type.ends_by_shape = store.ends_by_shape;
  type.forward = write_lists(store.forward);
  type.backward = write_lists(store.backward);
  std::vector<BlockRef> extents;
  for (std::size_t number = 0; number < store.ends.size(); ++number) {
    extents.push_back(blocks_.add_array(store.ends[number].all()));
  }
  type.ends = {static_cast<std::uint32_t>(extents.size()), blocks_.add_array(std::span<const BlockRef>(extents))};
  extents.assign(store.properties.size(), {});
  for (std::size_t number = 0; number < store.properties.size(); ++number) {
    const ColumnSet* columns = store.properties.find(number);
    if (columns == nullptr) continue;
    BlockWriter block;
    put_columns(*columns, block);
    extents[number] = blocks_.add(block.bytes());
  }
  type.properties = {static_cast<std::uint32_t>(extents.size()), blocks_.add_array(std::span<const BlockRef>(extents))};
}

// ---- Names, indexes, and what is said beside the graph --------------------------------------------------------------

void BaseWriter::write_names() {
  std::vector<BaseNames::Entry> entries;
  entries.reserve(state_.names.size_max());
  state_.names.for_each([&](std::string_view name, std::string_view folded, NodeId node) {
    entries.push_back({name, folded, node});
  });
  if (!state_.names.is_in_order()) {
    std::ranges::sort(entries, [](const BaseNames::Entry& left, const BaseNames::Entry& right) {
      const auto compared = left.folded <=> right.folded;
      return compared != 0 ? compared < 0 : left.node < right.node;
    });
  }
  std::vector<std::string_view> firsts;
  catalog_.entity_names = write_run(entries.size(), [&](std::uint64_t begin, std::uint64_t end, BlockWriter& page) {
    std::vector<NodeId> nodes;
    std::vector<std::string_view> folded, written;
    for (std::uint64_t i = begin; i < end; ++i) {
      nodes.push_back(entries[i].node);
      folded.push_back(entries[i].folded);
      written.push_back(entries[i].name == entries[i].folded ? std::string_view() : entries[i].name);
    }
    page.array(std::span<const NodeId>(nodes));
    put_texts(folded, page);
    put_texts(written, page);
    firsts.push_back(entries[begin].folded);
  });
  BlockWriter first_names;
  put_texts(firsts, first_names);
  catalog_.entity_names.firsts = blocks_.add(first_names.bytes());
}

void BaseWriter::write_indexes() {
  for (const Index& index : state_.schema->indexes) {
    std::vector<std::uint32_t> ids;
    ByteWriter firsts;
    index.values.visit_from([](const ValueIndex::Entry&) { return false; },
                            [&](const ValueIndex::Entry& entry) {
                              if (ids.size() % run_page == 0) {
                                firsts.number(entry.id);
                                firsts.value(entry.value);
                              }
                              ids.push_back(static_cast<std::uint32_t>(entry.id));
                              return true;
                            });
    RunRef run = write_run(ids.size(), [&](std::uint64_t begin, std::uint64_t end, BlockWriter& page) {
      page.array(std::span<const std::uint32_t>(ids).subspan(begin, end - begin));
    });
    run.firsts = blocks_.add(firsts.bytes());
    Index described{
        .name = index.name, .kind = index.kind, .on = index.on, .serves_constraint = index.serves_constraint};
    catalog_.indexes.push_back({std::move(described), run});
  }
  catalog_.constraints = state_.schema->constraints;
}

void BaseWriter::write_about() {
  ByteWriter bytes;
  encode(BaseAbout{state_.vocabulary, state_.info, state_.sources}, bytes);
  catalog_.about = blocks_.add(bytes.bytes());
}

}  // namespace

void write_base(const GraphState& state, File& file, const StoreIdentity& store, std::uint64_t number) {
  BaseHeader header;
  header.store = store;
  header.number = number;
  BaseWriter writer(state, file);
  header.catalog = writer.write();
  header.file_bytes = writer.finish();
  const auto bytes = std::as_bytes(std::span(&header, 1));
  header.check = checksum(bytes.first(offsetof(BaseHeader, check)));
  file.write_at(0, bytes);
}

}  // namespace liaison
