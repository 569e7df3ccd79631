#include "store/catalog.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace liaison {
namespace {

std::uint64_t hash_of(std::string_view name) { return std::hash<std::string_view>{}(name); }

std::uint64_t hash_of(std::span<const LabelId> written) {
  std::uint64_t hash = 0x9e3779b97f4a7c15;
  for (LabelId label : written) hash = (hash ^ label) * 0xff51afd7ed558ccd;
  return hash;
}

}  // namespace

std::uint32_t Names::intern(std::string_view name, Owner owner) {
  if (const auto known = find(name)) return *known;
  const std::uint32_t id = size();
  index_.add(id, hash_of(name), owner, [&](std::uint32_t other) { return hash_of(names_[other]); });
  names_.push_back(owner, std::string(name));
  return id;
}

std::optional<std::uint32_t> Names::find(std::string_view name) const {
  const std::uint32_t id = index_.find(hash_of(name), [&](std::uint32_t other) { return names_[other] == name; });
  return id == CowIndex::none ? std::nullopt : std::optional(id);
}

bool Shape::has(LabelId label) const { return std::ranges::binary_search(labels, label); }

std::optional<ShapeId> Catalog::find_shape(std::span<const LabelId> written) const {
  const ShapeId id = shape_index_.find(
      hash_of(written), [&](ShapeId other) { return std::ranges::equal(shapes[other].written, written); });
  return id == CowIndex::none ? std::nullopt : std::optional(id);
}

ShapeId Catalog::add_shape(Shape shape, Owner owner) {
  const auto id = static_cast<ShapeId>(shapes.size());
  shape_index_.add(id, hash_of(shape.written), owner, [&](ShapeId other) { return hash_of(shapes[other].written); });
  shapes.push_back(owner, std::move(shape));
  return id;
}

}  // namespace liaison
