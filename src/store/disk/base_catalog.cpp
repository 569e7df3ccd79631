#include "store/disk/base_catalog.h"

#include <algorithm>
#include <string>
#include <utility>

#include "store/column.h"
#include "store/snapshot.h"
#include "store/state.h"

namespace liaison {
namespace {

// ---- Writing --------------------------------------------------------------------------------------------------------

void put(const BlockRef& ref, ByteWriter& out) {
  out.fixed64(ref.offset);
  out.fixed64(ref.length);
  out.fixed64(ref.check);
}

void put(const RunRef& run, ByteWriter& out) {
  out.number(run.count);
  put(run.pages, out);
  put(run.firsts, out);
}

void put(const PiecesRef& pieces, ByteWriter& out) {
  out.number(pieces.count);
  put(pieces.pieces, out);
}

void put(const Names& names, ByteWriter& out) {
  out.number(names.size());
  for (std::uint32_t id = 0; id < names.size(); ++id) out.text(names.name(id));
}

void put(std::span<const std::uint32_t> ids, ByteWriter& out) {
  out.number(ids.size());
  for (std::uint32_t id : ids) out.number(id);
}

void put(const ShapeCounts& counts, ByteWriter& out) {
  std::uint64_t shapes = 0;
  counts.for_each([&](ShapeId, std::uint64_t) { ++shapes; });
  out.number(shapes);
  counts.for_each([&](ShapeId shape, std::uint64_t count) {
    out.number(shape);
    out.number(count);
  });
}

void put(const SchemaTarget& target, ByteWriter& out) {
  out.byte(target.of_relationships ? 1 : 0);
  out.number(target.token);
  put(target.keys, out);
}

void put(const BaseCatalog::Type& type, ByteWriter& out) {
  out.number(type.serial_limit);
  out.number(type.count);
  out.number(type.longest_forward);
  out.number(type.longest_backward);
  out.byte(type.may_have_parallel ? 1 : 0);
  put(type.starts_by_shape, out);
  put(type.ends_by_shape, out);
  put(type.forward, out);
  put(type.backward, out);
  put(type.ends, out);
  put(type.properties, out);
}

// ---- Reading --------------------------------------------------------------------------------------------------------

constexpr std::uint64_t past_32_bits = std::uint64_t{1} << 32;

void require(bool holds, const char* what, const ByteReader& in) {
  if (!holds) in.refuse(what);
}

bool take_flag(ByteReader& in) { return in.number_below(2, "flag") != 0; }

BlockRef take_block(ByteReader& in) {
  BlockRef ref;
  ref.offset = in.fixed64();
  ref.length = in.fixed64();
  ref.check = in.fixed64();
  return ref;
}

RunRef take_run(ByteReader& in) {
  RunRef run;
  run.count = in.number_below(past_32_bits, "count");
  run.pages = take_block(in);
  run.firsts = take_block(in);
  require(run.pages.length == run.page_count() * sizeof(BlockRef), "a run with too few pages or too many", in);
  return run;
}

PiecesRef take_pieces(ByteReader& in, std::uint64_t limit) {
  PiecesRef pieces;
  pieces.count = static_cast<std::uint32_t>(in.number_below(limit + 1, "number of pieces"));
  pieces.pieces = take_block(in);
  require(pieces.pieces.length == pieces.count * sizeof(BlockRef), "a table of pieces of another length", in);
  return pieces;
}

void take_names(Names& names, ByteReader& in, Owner owner) {
  for (std::size_t i = in.count(); i > 0; --i) {
    const std::uint32_t before = names.size();
    names.intern(in.text(), owner);
    require(names.size() == before + 1, "a name that stands twice", in);
  }
}

std::vector<std::uint32_t> take_ids(ByteReader& in, std::uint64_t limit, std::string_view what) {
  std::vector<std::uint32_t> ids(in.count());
  for (std::uint32_t& id : ids) id = static_cast<std::uint32_t>(in.number_below(limit, what));
  return ids;
}

std::vector<LabelId> take_labels(ByteReader& in, const Names& labels) {
  std::vector<LabelId> ids = take_ids(in, labels.size(), "label");
  require(std::ranges::adjacent_find(ids, std::greater_equal{}) == ids.end(), "labels out of order", in);
  return ids;
}

void take_shapes(Catalog& names, ByteReader& in, Owner owner) {
  for (std::size_t i = in.count(); i > 0; --i) {
    Shape shape{take_labels(in, names.labels), take_labels(in, names.labels)};
    require(std::ranges::includes(shape.labels, shape.written), "a shape without a label that was written", in);
    require(!names.find_shape(shape.written), "a shape that stands twice", in);
    names.add_shape(std::move(shape), owner);
  }
}

ShapeCounts take_counts(ByteReader& in, std::uint64_t shapes, Owner owner) {
  ShapeCounts counts;
  for (std::size_t i = in.count(2); i > 0; --i) {
    const auto shape = static_cast<ShapeId>(in.number_below(shapes, "shape"));
    counts.add(shape, in.number_below(past_32_bits, "count"), owner);
  }
  return counts;
}

std::uint64_t extents_of(std::uint64_t rows) { return (rows + extent_rows - 1) / extent_rows; }

SchemaTarget take_target(ByteReader& in, const Catalog& names) {
  SchemaTarget target;
  target.of_relationships = take_flag(in);
  target.token = static_cast<std::uint32_t>(
      in.number_below((target.of_relationships ? names.types : names.labels).size(), "label or type"));
  target.keys = take_ids(in, names.property_keys.size(), "property key");
  require(!target.keys.empty(), "an index of no property", in);
  return target;
}

BaseCatalog::Type take_type(ByteReader& in, const BaseCatalog& catalog, Owner owner) {
  BaseCatalog::Type type;
  type.serial_limit = in.number_below(serial_max + 2, "number of serials");
  type.count = in.number_below(type.serial_limit + 1, "number of relationships");
  type.longest_forward = static_cast<std::uint32_t>(in.number_below(past_32_bits, "degree"));
  type.longest_backward = static_cast<std::uint32_t>(in.number_below(past_32_bits, "degree"));
  type.may_have_parallel = take_flag(in);
  type.starts_by_shape = take_counts(in, catalog.names.shapes.size(), owner);
  type.ends_by_shape = take_counts(in, catalog.names.shapes.size(), owner);
  type.forward = take_pieces(in, extents_of(catalog.node_limit));
  type.backward = take_pieces(in, extents_of(catalog.node_limit));
  type.ends = take_pieces(in, extents_of(type.serial_limit));
  require(type.ends.count == extents_of(type.serial_limit), "relationships without ends", in);
  type.properties = take_pieces(in, extents_of(type.serial_limit));
  return type;
}

}  // namespace

std::uint32_t RunRef::page_count() const { return static_cast<std::uint32_t>((count + run_page - 1) / run_page); }

void encode(const BaseCatalog& catalog, ByteWriter& out) {
  put(catalog.names.labels, out);
  put(catalog.names.types, out);
  put(catalog.names.property_keys, out);
  out.number(catalog.names.shapes.size());
  for (ShapeId shape = 0; shape < catalog.names.shapes.size(); ++shape) {
    put(catalog.names.shapes[shape].written, out);
    put(catalog.names.shapes[shape].labels, out);
  }
  out.number(catalog.node_limit);
  out.number(catalog.node_count);
  out.number(catalog.relationship_count);
  put(catalog.nodes_by_shape, out);
  put(catalog.nodes, out);
  for (const BaseCatalog::Type& type : catalog.types) put(type, out);
  for (const BaseCatalog::Key& key : catalog.keys) {
    out.number(key.present);
    put(key.strings, out);
  }
  put(catalog.entity_names, out);
  out.number(catalog.indexes.size());
  for (const auto& [index, entries] : catalog.indexes) {
    out.text(index.name);
    out.byte(static_cast<std::uint8_t>(index.kind));
    put(index.on, out);
    out.byte(index.serves_constraint ? 1 : 0);
    put(entries, out);
  }
  out.number(catalog.constraints.size());
  for (const Constraint& constraint : catalog.constraints) {
    out.text(constraint.name);
    out.byte(static_cast<std::uint8_t>(constraint.kind));
    put(constraint.on, out);
  }
  put(catalog.about, out);
}

BaseCatalog decode_catalog(ByteReader& in) {
  const Owner owner = new_owner();
  BaseCatalog catalog;
  take_names(catalog.names.labels, in, owner);
  take_names(catalog.names.types, in, owner);
  take_names(catalog.names.property_keys, in, owner);
  take_shapes(catalog.names, in, owner);
  catalog.node_limit = static_cast<NodeId>(in.number_below(NodeExtent::gone, "number of nodes"));
  catalog.node_count = in.number_below(std::uint64_t{catalog.node_limit} + 1, "number of nodes");
  catalog.relationship_count = in.number();
  catalog.nodes_by_shape = take_counts(in, catalog.names.shapes.size(), owner);
  catalog.nodes = take_pieces(in, extents_of(catalog.node_limit));
  require(catalog.nodes.count == extents_of(catalog.node_limit), "nodes without a piece", in);
  for (std::uint32_t i = 0; i < catalog.names.types.size(); ++i) {
    catalog.types.push_back(take_type(in, catalog, owner));
  }
  for (std::uint32_t i = 0; i < catalog.names.property_keys.size(); ++i) {
    BaseCatalog::Key& key = catalog.keys.emplace_back();
    key.present = in.number();
    key.strings = take_run(in);
  }
  catalog.entity_names = take_run(in);
  for (std::size_t i = in.count(); i > 0; --i) {
    BaseCatalog::IndexRun& run = catalog.indexes.emplace_back();
    run.index.name = in.text();
    run.index.kind = static_cast<IndexKind>(in.number_below(2, "kind of index"));
    run.index.on = take_target(in, catalog.names);
    run.index.serves_constraint = take_flag(in);
    run.entries = take_run(in);
  }
  for (std::size_t i = in.count(); i > 0; --i) {
    Constraint& constraint = catalog.constraints.emplace_back();
    constraint.name = in.text();
    constraint.kind = static_cast<ConstraintKind>(in.number_below(3, "kind of constraint"));
    constraint.on = take_target(in, catalog.names);
  }
  catalog.about = take_block(in);
  require(in.is_at_end(), "bytes behind the catalog's end", in);
  return catalog;
}

}  // namespace liaison
