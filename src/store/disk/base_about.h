#pragma once

#include <memory>

#include "store/disk/bytes.h"
#include "store/sources.h"
#include "store/state.h"
#include "store/vocabulary.h"

namespace liaison {

/// What a graph says beside its nodes and relationships, and no transaction changes: its words, what it says of itself,
/// and who says so.
struct BaseAbout {
  std::shared_ptr<const Vocabulary> vocabulary;
  std::shared_ptr<const GraphInfo> info;
  std::shared_ptr<const Sources> sources;
};

void encode(const BaseAbout& about, ByteWriter& out);
/// Throws Damage. Time: linear in the citations.
[[nodiscard]] BaseAbout decode_about(ByteReader& in);

}  // namespace liaison
