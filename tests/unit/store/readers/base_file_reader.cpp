#include <algorithm>
#include <cstddef>
#include <cstring>

#include "store/disk/base_header.h"
#include "store/disk/checksum.h"
#include "store/disk/store.h"
#include "store/entity_names.h"
#include "store/load/graph_file.h"
#include "unit/store/disk/memory_file_system.h"
#include "unit/store/disk/workload.h"
#include "unit/store/readers/file_readers.h"

// The input is a base file of a store without commits.

namespace liaison {
namespace {

const std::filesystem::path folder(store_path);

/// An empty store; its CURRENT and its log go with any base file that has its identity and number.
const DiskImage& empty_store() {
  static const DiskImage image = [] {
    MemoryFileSystem files;
    run({"empty", {}}, files, [](const GraphView&) {});
    return files.image();
  }();
  return image;
}

template <class T>
void put(std::string& bytes, std::size_t place, const T& value) {
  std::memcpy(bytes.data() + place, &value, sizeof value);
}

template <class T>
T get(const std::string& bytes, std::size_t place) {
  T value;
  std::memcpy(&value, bytes.data() + place, sizeof value);
  return value;
}

/// Makes the file one of the empty store, and gives each block its right checksum: what looks like a reference of a
/// block is taken for one. Blocks are written behind those that they refer to.
void put_right(std::string& bytes) {
  if (bytes.size() < base_header_bytes) bytes.resize(base_header_bytes);
  const std::string& own = empty_store().files.at(folder / "base-1");
  auto header = get<BaseHeader>(bytes, 0);
  const auto own_header = get<BaseHeader>(own, 0);
  header.magic = own_header.magic;
  header.store = own_header.store;
  header.number = own_header.number;
  header.file_bytes = bytes.size();
  // The catalog is the last block: so it may get longer and shorter.
  if (header.catalog.offset < bytes.size()) header.catalog.length = bytes.size() - header.catalog.offset;
  put(bytes, 0, header);

  std::vector<std::pair<std::uint64_t, std::size_t>> places;  // of a block, and of a reference of it
  for (std::size_t place = offsetof(BaseHeader, catalog); place + sizeof(BlockRef) <= bytes.size(); ++place) {
    const auto ref = get<BlockRef>(bytes, place);
    if (ref.offset < base_header_bytes || ref.offset % block_alignment != 0 || ref.offset > bytes.size() ||
        ref.length == 0 || ref.length > bytes.size() - ref.offset) {
      continue;
    }
    places.emplace_back(ref.offset, place);
  }
  std::ranges::sort(places);
  const auto all = std::as_bytes(std::span<const char>(bytes));
  for (const auto& [offset, place] : places) {
    const auto length = get<BlockRef>(bytes, place).length;
    if (offset > bytes.size() || length > bytes.size() - offset) continue;  // another one's checksum came over it
    put(bytes, place + offsetof(BlockRef, check), checksum(all.subspan(offset, length)));
  }
  put(bytes, offsetof(BaseHeader, check), checksum(all.first(offsetof(BaseHeader, check))));
}

/// Changes of every kind that a graph without contradictions must take, on the disk as well.
std::string fault_of_changes(const DiskImage& image) {
  MemoryFileSystem files(image);
  Store store = Store::open(store_path, {}, files);
  {
    const auto transaction = store.graph()->begin();
    Edit edit(*transaction);
    const NodeId made = edit.node({"Company", "Made"});
    edit.set(made, "name", Value::string("Made"));
    for (NodeId node = 0; node < std::min<NodeId>(made, 4); ++node) {
      if (!transaction->view().has_node(node)) continue;
      edit.relate(node, "invests-in", made);
      edit.add_label(node, "Made");
      edit.set(node, "name", Value::integer(node));
    }
    for (NodeId node = 0; node < std::min<NodeId>(made, 2); ++node) {
      if (!transaction->view().has_node(node)) continue;
      for (const RelationshipId relationship : transaction->relationships_of(node)) edit.erase(relationship);
      edit.erase(node);
    }
    try {
      transaction->commit();
    } catch (const Error& error) {
      if (error.code == ErrorCode::ConstraintVerificationFailed) return {};
      throw;
    }
  }
  std::string faults = fault_of_graph(store.graph()->snapshot());
  const std::string before = description(*store.graph()->snapshot());
  store.checkpoint();
  if (description(*store.graph()->snapshot()) != before) faults += "a checkpoint changed the graph\n";
  store.close();
  return faults;
}

std::string read(std::string_view input) {
  DiskImage image = empty_store();
  std::string& base = image.files[folder / "base-1"];
  base = input;
  put_right(base);
  return fault_of([&]() -> std::string {
    MemoryFileSystem files(image);
    const Store store = Store::open(store_path, {.read_only = true}, files);
    const Snapshot graph = store.graph()->snapshot();
    const bool is_whole = fault_of_graph(graph).empty();
    static_cast<void>(graph->entity_names().nearest("made"));
    static_cast<void>(graph_file_text(*graph));
    return is_whole ? fault_of_changes(image) : std::string();
  });
}

/// The base file of a store that holds what the workload made.
std::string base_of(const Workload& workload) {
  MemoryFileSystem files;
  run(workload, files, [](const GraphView&) {});
  Store store = Store::open(store_path, {}, files);
  store.checkpoint();
  for (const auto& [path, content] : files.image().files) {
    if (path.filename().string().starts_with("base-")) return content;
  }
  return {};
}

std::vector<std::string> seeds() {
  std::vector<std::string> all;
  for (const Workload& workload : workloads()) all.push_back(base_of(workload));
  const std::filesystem::path file = file_with(R"({"graph": {"name": "g"}, "not_modelled": ["x"],
    "vocabulary": {"nodes": {"Giant": {"nouns": ["giant"], "is": ["Company"], "color": "#EE8866"}, "Company": {}},
                   "edges": {"invests-in": {"from": ["Giant"], "to": ["Company"], "verbs": ["invests in"]}}},
    "sources": [{"id": "s", "title": "S", "date": "2024-01-01"}],
    "nodes": [{"id": "a", "labels": ["Giant"], "name": "A", "sources": ["s#1"]},
              {"id": "b", "labels": ["Company"], "name": "B", "aliases": ["Bee"]}],
    "edges": [{"type": "invests-in", "from": "a", "to": "b", "since": "2023-06", "amount": 5, "sources": ["s"]}]})",
                                               "base.json");
  MemoryFileSystem files;
  create_store(store_path, read_graph_files({&file, 1}), files);
  all.push_back(files.image().files.at(folder / "base-1"));
  return all;
}

}  // namespace

const FileReader base_file_reader{"base_file", read, seeds, {}};

}  // namespace liaison
