#include "store/catalog.h"

#include <algorithm>

namespace liaison {

std::uint32_t Names::intern(std::string_view name) {
  if (const auto found = index_.find(name); found != index_.end()) return found->second;
  const std::uint32_t id = size();
  names_.emplace_back(name);
  index_.emplace(std::string(name), id);
  return id;
}

std::optional<std::uint32_t> Names::find(std::string_view name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? std::nullopt : std::optional(found->second);
}

bool Shape::has(LabelId label) const { return std::ranges::binary_search(labels, label); }

std::uint64_t Catalog::hash_of(std::span<const LabelId> written) {
  std::uint64_t hash = 0x9e3779b97f4a7c15;
  for (LabelId label : written) hash = (hash ^ label) * 0xff51afd7ed558ccd;
  return hash;
}

std::optional<ShapeId> Catalog::find_shape(std::span<const LabelId> written, std::uint64_t hash) const {
  const auto [begin, end] = shape_index_.equal_range(hash);
  for (auto candidate = begin; candidate != end; ++candidate) {
    if (std::ranges::equal(shapes[candidate->second].written, written)) return candidate->second;
  }
  return std::nullopt;
}

ShapeId Catalog::add_shape(Shape shape, std::uint64_t hash) {
  const auto id = static_cast<ShapeId>(shapes.size());
  shapes.push_back(std::move(shape));
  shape_index_.emplace(hash, id);
  return id;
}

}  // namespace liaison
