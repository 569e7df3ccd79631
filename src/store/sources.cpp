#include "store/sources.h"

#include <algorithm>

#include "common/assert.h"

namespace liaison {

const Value* Source::member(std::string_view name) const {
  const auto found = std::ranges::find(members, name, [](const auto& entry) { return std::string_view(entry.first); });
  return found == members.end() ? nullptr : &found->second;
}

std::uint32_t Sources::add(Source source) {
  LIAISON_ASSERT(!find(source.id));
  const auto number = static_cast<std::uint32_t>(sources_.size());
  index_.emplace(source.id, number);
  sources_.push_back(std::move(source));
  return number;
}

std::optional<std::uint32_t> Sources::find(std::string_view id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? std::nullopt : std::optional(found->second);
}

void Sources::cite(NodeId node, std::vector<Citation> citations) { node_citations_[node] = std::move(citations); }

void Sources::cite(RelationshipId relationship, std::vector<Citation> citations) {
  relationship_citations_[relationship] = std::move(citations);
}

std::span<const Citation> Sources::citations(NodeId node) const {
  const auto found = node_citations_.find(node);
  return found == node_citations_.end() ? std::span<const Citation>{} : found->second;
}

std::span<const Citation> Sources::citations(RelationshipId relationship) const {
  const auto found = relationship_citations_.find(relationship);
  return found == relationship_citations_.end() ? std::span<const Citation>{} : found->second;
}

}  // namespace liaison
