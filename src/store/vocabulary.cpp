#include "store/vocabulary.h"

#include <algorithm>

namespace liaison {

const NodeKind* Vocabulary::node_kind(std::string_view label) const {
  const auto found = std::ranges::find(nodes, label, &NodeKind::label);
  return found == nodes.end() ? nullptr : &*found;
}

const RelationshipKind* Vocabulary::relationship_kind(std::string_view type) const {
  const auto found = std::ranges::find(relationships, type, &RelationshipKind::type);
  return found == relationships.end() ? nullptr : &*found;
}

std::vector<std::string> Vocabulary::with_implied(std::string_view label) const {
  std::vector<std::string> all{std::string(label)};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const NodeKind* kind = node_kind(all[i]);
    if (kind == nullptr) continue;
    for (const std::string& implied : kind->implies) {
      if (std::ranges::find(all, implied) == all.end()) all.push_back(implied);
    }
  }
  return all;
}

}  // namespace liaison
