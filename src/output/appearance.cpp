#include "output/appearance.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "store/catalog.h"
#include "store/vocabulary.h"

namespace liaison {

namespace {

/// M. Okabe and K. Ito, "Color Universal Design" (2008): told apart with any kind of colour vision.
constexpr std::array<std::string_view, 7> palette{"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                                  "#56b4e9", "#e69f00", "#000000"};
constexpr std::array<std::string_view, 9> shapes{"box",      "ellipse", "hexagon",       "octagon",  "house",
                                                 "cylinder", "folder",  "parallelogram", "component"};
constexpr std::array<std::string_view, 3> line_styles{"solid", "dashed", "dotted"};
constexpr std::string_view plain_line = "#595959";
constexpr std::uint32_t unknown = 0xffffffff;

struct Color {
  double red, green, blue;  // 0 to 1
};

Color parsed(std::string_view hex) {
  const auto part = [&](std::size_t place) {
    unsigned value = 0;
    std::from_chars(hex.data() + place, hex.data() + place + 2, value, 16);
    return value / 255.0;
  };
  return {part(1), part(3), part(5)};
}

std::string hex_of(Color color) {
  const auto part = [](double value) { return static_cast<int>(std::clamp(value, 0.0, 1.0) * 255 + 0.5); };
  return fmt::format("#{:02x}{:02x}{:02x}", part(color.red), part(color.green), part(color.blue));
}

/// Mixed with `other`, of which the result has `share`.
Color mixed(Color color, Color other, double share) {
  const auto mix = [share](double own, double with) { return own * (1 - share) + with * share; };
  return {mix(color.red, other.red), mix(color.green, other.green), mix(color.blue, other.blue)};
}

double brightness(Color color) { return 0.299 * color.red + 0.587 * color.green + 0.114 * color.blue; }

std::string readable_on_white(std::string_view hex) {
  Color color = parsed(hex);
  while (brightness(color) > 0.42) color = mixed(color, {0, 0, 0}, 0.1);
  return hex_of(color);
}

}  // namespace

Appearance::Appearance(const GraphView& view) : view_(view), kind_of_shape_(view.catalog().shapes.size(), unknown) {
  for (const NodeKind& kind : view.vocabulary().nodes) kinds_.push_back(kind.label);
  const Names& labels = view.catalog().labels;
  for (LabelId label = 0; label < labels.size(); ++label) {
    if (view.vocabulary().node_kind(labels.name(label)) == nullptr) kinds_.push_back(labels.name(label));
  }
  kinds_.emplace_back();
  types_have_colors_ = std::ranges::any_of(view.vocabulary().relationships,
                                           [](const RelationshipKind& kind) { return !kind.color.empty(); });
}

std::uint32_t Appearance::kind_of(NodeId node) const {
  std::uint32_t& kind = kind_of_shape_[view_.shape_of(node)];
  if (kind == unknown) kind = kind_of_shape(view_.shape_of(node));
  return kind;
}

std::uint32_t Appearance::kind_of_shape(ShapeId id) const {
  const Shape& shape = view_.catalog().shapes[id];
  std::vector<std::string> written;
  for (const LabelId label : shape.written) written.push_back(view_.catalog().labels.name(label));
  const auto is_implied = [&](const std::string& label) {
    return std::ranges::any_of(written, [&](const std::string& other) {
      if (other == label) return false;
      const std::vector<std::string> implied = view_.vocabulary().with_implied(other);
      return std::ranges::find(implied, label) != implied.end();
    });
  };
  for (std::uint32_t kind = 0; kind < kinds_.size(); ++kind) {
    if (std::ranges::find(written, kinds_[kind]) != written.end() && !is_implied(kinds_[kind])) return kind;
  }
  return static_cast<std::uint32_t>(kinds_.size() - 1);
}

NodeLook Appearance::node_look(std::uint32_t kind) const {
  NodeLook look{.label = kinds_[kind], .shape = std::string(shapes[kind % shapes.size()]), .fill = {}, .text = {}};
  if (look.label.empty()) {
    look.shape = "box";
    look.fill = "#ffffff";
  }
  if (const NodeKind* known = view_.vocabulary().node_kind(look.label)) {
    if (!known->shape.empty()) look.shape = known->shape;
    look.fill = known->color;
  }
  if (look.fill.empty()) look.fill = hex_of(mixed(parsed(palette[kind % palette.size()]), {1, 1, 1}, 0.6));
  look.text = brightness(parsed(look.fill)) < 0.45 ? "#ffffff" : "#111111";
  return look;
}

EdgeLook Appearance::edge_look(TypeId type) const {
  const RelationshipKind* known = view_.vocabulary().relationship_kind(view_.catalog().types.name(type));
  EdgeLook look{.color = {}, .text = {}, .style = "solid"};
  look.is_symmetric = known != nullptr && known->symmetric;
  if (known != nullptr) look.color = known->color;
  if (look.color.empty()) {
    look.is_plain = types_have_colors_;
    look.color = types_have_colors_ ? plain_line : palette[type % palette.size()];
    if (!types_have_colors_) look.style = line_styles[type / palette.size() % line_styles.size()];
  }
  look.text = readable_on_white(look.color);
  return look;
}

}  // namespace liaison
