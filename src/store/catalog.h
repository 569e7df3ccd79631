#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/cow.h"
#include "store/cow_index.h"

namespace liaison {

using LabelId = std::uint32_t;
using TypeId = std::uint32_t;
using PropertyKey = std::uint32_t;
using ShapeId = std::uint32_t;

/// The names of one kind (labels, relationship types or property keys), numbered from 0 in order of arrival.
/// Append only. Look-up is exact (case matters, as openCypher has it). Copying copies a pointer for each page of names.
class Names {
 public:
  std::uint32_t intern(std::string_view name, Owner owner);
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;
  [[nodiscard]] const std::string& name(std::uint32_t id) const { return names_[id]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }

 private:
  CowArray<std::string, 128> names_;
  CowIndex index_;
};

/// A set of labels that nodes have together; the labels are sorted by id. `written` are those the node was given,
/// `labels` those plus what the vocabulary's `is` implies: MATCH and labels(n) see `labels`, files get `written`.
struct Shape {
  std::vector<LabelId> written;
  std::vector<LabelId> labels;
  [[nodiscard]] bool has(LabelId label) const;  // of `labels`
};

/// All names and shapes of a graph. A name stays known when nothing uses it any more.
class Catalog {
 public:
  Names labels;
  Names types;
  Names property_keys;
  CowArray<Shape, 128> shapes;

  /// The shape with exactly these written labels (sorted).
  [[nodiscard]] std::optional<ShapeId> find_shape(std::span<const LabelId> written) const;
  /// REQUIRES: there is no shape with these written labels.
  ShapeId add_shape(Shape shape, Owner owner);

 private:
  CowIndex shape_index_;
};

}  // namespace liaison
