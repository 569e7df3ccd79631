#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "store/disk/base_about.h"
#include "store/disk/base_catalog.h"
#include "store/disk/base_file.h"
#include "store/disk/base_header.h"
#include "store/disk/base_pieces.h"
#include "store/disk/base_runs.h"
#include "store/disk/block.h"
#include "store/disk/checksum.h"
#include "store/disk/store_damage.h"
#include "store/snapshot.h"

namespace liaison {
namespace {

/// Files up to this size are read whole when they are opened: damage is told before anything rests on them.
constexpr std::uint64_t read_whole_bytes = 4 * 1024 * 1024;

BaseHeader read_header(const MappedBlocks& blocks, const StoreIdentity& store, std::uint64_t number) {
  const std::span<const std::byte> bytes = blocks.bytes();
  BaseHeader header;
  if (bytes.size() < base_header_bytes) throw store_damaged(blocks.path(), bytes.size(), "the file ends too early");
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != BaseHeader::right_magic) throw store_damaged(blocks.path(), 0, "it is no base file");
  if (header.check != checksum(bytes.first(offsetof(BaseHeader, check)))) {
    throw store_damaged(blocks.path(), 0, "the header's checksum is wrong");
  }
  if (header.version > BaseHeader::known_version) {
    throw newer_version(blocks.path(), header.version, BaseHeader::known_version);
  }
  if (header.store != store) throw store_damaged(blocks.path(), "it is the base file of another store");
  if (header.number != number) throw store_damaged(blocks.path(), "it is the base file of another number");
  if (header.file_bytes != bytes.size()) {
    throw store_damaged(blocks.path(), bytes.size(),
                        "the file should have " + std::to_string(header.file_bytes) + " bytes");
  }
  return header;
}

/// read(ByteReader&) of a whole block.
template <class Read>
auto read_bytes(const MappedBlocks& blocks, const BlockRef& ref, Read&& read) {
  ByteReader in(blocks.block(ref));
  try {
    return read(in);
  } catch (const Damage& damage) {
    throw store_damaged(blocks.path(), ref.offset + damage.offset, damage.what);
  }
}

/// A base file that is open: all that states refer to.
class BaseFile : public StateBase {
 public:
  BaseFile(MappedBlocks blocks, const BaseHeader& header);

  /// As the file has the graph. `self` is this.
  [[nodiscard]] GraphState state(std::shared_ptr<const BaseFile> self) const;
  void read_all() const override;

 private:
  struct Type {
    Type(const MappedBlocks& blocks, const BaseCatalog::Type& type, const BaseLimits& limits)
        : forward(blocks, type.forward, limits, type.serial_limit),
          backward(blocks, type.backward, limits, type.serial_limit),
          ends(blocks, type.ends, limits, type.serial_limit),
          properties(blocks, type.properties, limits) {}

    BaseLists forward, backward;
    BaseEnds ends;
    BaseProperties properties;
  };

  [[nodiscard]] std::optional<Value> index_value_of(const Index& index, std::uint64_t id) const;

  MappedBlocks blocks_;
  BaseCatalog catalog_;
  BaseLimits limits_;
  BaseNodes nodes_;
  std::vector<std::unique_ptr<const Type>> types_;
  std::vector<std::shared_ptr<const BaseStrings>> strings_;
  std::vector<std::shared_ptr<const Dictionary>> dictionaries_;
  BaseNameRun names_;
  std::vector<std::unique_ptr<const BaseIndexRun>> indexes_;
  BaseAbout about_;
};

BaseLimits limits_of(const BaseCatalog& catalog) {
  BaseLimits limits{.nodes = catalog.node_limit, .shapes = catalog.names.shapes.size(), .strings = {}};
  for (const BaseCatalog::Key& key : catalog.keys) {
    limits.strings.push_back(static_cast<std::uint32_t>(key.strings.count));
  }
  return limits;
}

BaseFile::BaseFile(MappedBlocks blocks, const BaseHeader& header)
    : blocks_(std::move(blocks)),
      catalog_(read_bytes(blocks_, header.catalog, decode_catalog)),
      limits_(limits_of(catalog_)),
      nodes_(blocks_, catalog_.nodes, limits_),
      names_(blocks_, catalog_.entity_names, limits_),
      about_(read_bytes(blocks_, catalog_.about, decode_about)) {
  for (const BaseCatalog::Type& type : catalog_.types) {
    types_.push_back(std::make_unique<const Type>(blocks_, type, limits_));
  }
  for (const BaseCatalog::Key& key : catalog_.keys) {
    strings_.push_back(std::make_shared<const BaseStrings>(blocks_, key.strings));
    dictionaries_.push_back(std::make_shared<const Dictionary>(strings_.back()));
  }
  for (const BaseCatalog::IndexRun& run : catalog_.indexes) {
    const Index& index = run.index;
    const std::uint64_t id_limit =
        index.on.of_relationships ? catalog_.types[index.on.token].serial_limit : catalog_.node_limit;
    indexes_.push_back(std::make_unique<const BaseIndexRun>(
        blocks_, run.entries, id_limit, [this, &index](std::uint64_t id) { return index_value_of(index, id); }));
  }
}

std::optional<Value> BaseFile::index_value_of(const Index& index, std::uint64_t id) const {
  const auto extent = static_cast<std::uint32_t>(id / extent_rows);
  const ColumnSet* columns = nullptr;
  if (!index.on.of_relationships) {
    columns = &nodes_.find(extent)->properties;
  } else if (const BaseProperties& properties = types_[index.on.token]->properties; extent < properties.count()) {
    columns = properties.find(extent);
  }
  if (columns == nullptr) return std::nullopt;
  return index_value(index, [&](PropertyKey key) {
    const ColumnPiece* piece = columns->find(key);
    return piece != nullptr ? piece->get(static_cast<std::uint32_t>(id % extent_rows), *dictionaries_[key]) : Value();
  });
}

GraphState BaseFile::state(std::shared_ptr<const BaseFile> self) const {
  const Owner owner = new_owner();
  GraphState state;
  state.catalog = Cow<Catalog>(owner, catalog_.names);
  state.nodes = Pieces<NodeExtent>(&nodes_);
  state.node_limit = catalog_.node_limit;
  state.node_count = catalog_.node_count;
  state.relationship_count = catalog_.relationship_count;
  state.nodes_by_shape = catalog_.nodes_by_shape;
  for (std::size_t i = 0; i < types_.size(); ++i) {
    const BaseCatalog::Type& said = catalog_.types[i];
    TypeStore type;
    type.forward = Pieces<ListExtent>(&types_[i]->forward);
    type.backward = Pieces<ListExtent>(&types_[i]->backward);
    type.ends = Pieces<EndsExtent>(&types_[i]->ends);
    type.properties = Pieces<ColumnSet>(&types_[i]->properties);
    type.serial_limit = said.serial_limit;
    type.count = said.count;
    type.longest_forward = said.longest_forward;
    type.longest_backward = said.longest_backward;
    type.may_have_parallel = said.may_have_parallel;
    type.starts_by_shape = said.starts_by_shape;
    type.ends_by_shape = said.ends_by_shape;
    state.types.emplace_back(owner, std::move(type));
  }
  for (std::size_t i = 0; i < dictionaries_.size(); ++i) {
    KeyStrings strings;
    strings.shared = dictionaries_[i];
    strings.present = catalog_.keys[i].present;
    state.keys.push_back(owner, std::move(strings));
  }
  state.names = NameIndex(std::shared_ptr<const BaseNames>(self, &names_));
  Schema schema;
  for (std::size_t i = 0; i < indexes_.size(); ++i) {
    schema.indexes.push_back(catalog_.indexes[i].index);
    schema.indexes.back().values = ValueIndex(indexes_[i].get());
  }
  schema.constraints = catalog_.constraints;
  state.schema = Cow<Schema>(owner, std::move(schema));
  state.vocabulary = about_.vocabulary;
  state.info = about_.info;
  state.sources = about_.sources;
  state.base = std::move(self);
  return state;
}

template <class T>
void read_pieces(const BasePieces<T>& pieces) {
  for (std::uint32_t number = 0; number < pieces.count(); ++number) static_cast<void>(pieces.find(number));
}

void read_columns(const ColumnSet& columns) {
  columns.for_each([](PropertyKey, const ColumnPiece&) {});
}

void BaseFile::read_all() const {
  for (std::uint32_t number = 0; number < nodes_.count(); ++number) read_columns(nodes_.find(number)->properties);
  for (const auto& type : types_) {
    read_pieces(type->forward);
    read_pieces(type->backward);
    read_pieces(type->ends);
    for (std::uint32_t number = 0; number < type->properties.count(); ++number) {
      if (const ColumnSet* columns = type->properties.find(number)) read_columns(*columns);
    }
  }
  for (const auto& strings : strings_) strings->read_all();
  names_.read_all();
  for (const auto& index : indexes_) index->read_all();
}

}  // namespace

GraphState open_base(std::shared_ptr<const FileMapping> mapping, const std::filesystem::path& path,
                     const StoreIdentity& store, std::uint64_t number) {
  MappedBlocks blocks(std::move(mapping), path);
  const BaseHeader header = read_header(blocks, store, number);
  const auto file = std::make_shared<const BaseFile>(std::move(blocks), header);
  if (header.file_bytes <= read_whole_bytes) file->read_all();
  return file->state(file);
}

}  // namespace liaison
