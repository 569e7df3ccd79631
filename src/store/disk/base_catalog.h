#pragma once

#include <cstdint>
#include <vector>

#include "store/catalog.h"
#include "store/disk/block.h"
#include "store/disk/bytes.h"
#include "store/schema.h"
#include "store/shape_counts.h"

namespace liaison {

/// Things in ascending order, in pages of `run_page` (the last one may hold fewer): a block of BlockRefs, one a page,
/// and a block that has the first thing of each page, so that a search touches one page.
struct RunRef {
  std::uint64_t count = 0;
  BlockRef pages;
  BlockRef firsts;

  [[nodiscard]] std::uint32_t page_count() const;
};
inline constexpr std::uint32_t run_page = 4096;

/// Numbered pieces: a block of BlockRefs, one each.
struct PiecesRef {
  std::uint32_t count = 0;
  BlockRef pieces;
};

/// What a base file says of itself first, and all that is read when it is opened: names, counts, and where the rest is.
struct BaseCatalog {
  struct Type {
    std::uint64_t serial_limit = 0;
    std::uint64_t count = 0;
    std::uint32_t longest_forward = 0, longest_backward = 0;
    bool may_have_parallel = false;
    ShapeCounts starts_by_shape, ends_by_shape;
    PiecesRef forward, backward, ends, properties;
  };
  struct Key {
    std::uint64_t present = 0;
    RunRef strings;
  };
  struct IndexRun {
    Index index;  // without values
    RunRef entries;
  };

  Catalog names;
  NodeId node_limit = 0;
  std::uint64_t node_count = 0;
  std::uint64_t relationship_count = 0;
  ShapeCounts nodes_by_shape;
  PiecesRef nodes;
  std::vector<Type> types;
  std::vector<Key> keys;
  RunRef entity_names;
  std::vector<IndexRun> indexes;
  std::vector<Constraint> constraints;
  BlockRef about;  // vocabulary, sources and the like (base_about.h)
};

void encode(const BaseCatalog& catalog, ByteWriter& out);
/// Throws Damage. What it gives agrees with itself: ids are of names that are there, counts of pieces fit the limits.
[[nodiscard]] BaseCatalog decode_catalog(ByteReader& in);

}  // namespace liaison
