#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace liaison {

using LabelId = std::uint32_t;
using TypeId = std::uint32_t;
using PropertyKey = std::uint32_t;
using ShapeId = std::uint32_t;

/// The names of one kind (labels, relationship types or property keys), numbered from 0 in order of arrival.
/// Append only. Look-up is exact (case matters, as openCypher has it).
class Names {
 public:
  std::uint32_t intern(std::string_view name);
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;
  [[nodiscard]] const std::string& name(std::uint32_t id) const { return names_[id]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> index_;
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
  std::vector<Shape> shapes;

  [[nodiscard]] static std::uint64_t hash_of(std::span<const LabelId> written);
  /// The shape with exactly these written labels (sorted); hash: hash_of them.
  [[nodiscard]] std::optional<ShapeId> find_shape(std::span<const LabelId> written, std::uint64_t hash) const;
  ShapeId add_shape(Shape shape, std::uint64_t hash);

 private:
  std::unordered_multimap<std::uint64_t, ShapeId> shape_index_;
};

}  // namespace liaison
