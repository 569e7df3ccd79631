#pragma once

#include <string>
#include <vector>

#include "liaison/value.h"
#include "store/graph_view.h"

namespace liaison {

/// How a kind of node looks in pictures.
struct NodeLook {
  std::string label;  // what the kind is called
  std::string shape;
  std::string fill;  // "#rrggbb"
  std::string text;  // colour that is readable on it
};

struct EdgeLook {
  std::string color;  // of the line
  std::string text;   // the same, dark enough to be read on white
  std::string style;  // solid, dashed, dotted
  bool is_symmetric = false;
  bool is_plain = false;  // the type has no colour of its own where others have one
};

/// Colours and shapes of a graph's labels and types: the vocabulary's, else those of Okabe and Ito's palette, by the
/// label's or type's number, so that every picture of a graph shows the same.
class Appearance {
 public:
  explicit Appearance(const GraphView& view);

  /// The number of a node's kind: its most telling label, in the order of the vocabulary; labels beyond it follow.
  [[nodiscard]] std::uint32_t kind_of(NodeId node) const;
  [[nodiscard]] NodeLook node_look(std::uint32_t kind) const;
  [[nodiscard]] EdgeLook edge_look(TypeId type) const;

 private:
  [[nodiscard]] std::uint32_t kind_of_shape(ShapeId shape) const;

  const GraphView& view_;
  std::vector<std::string> kinds_;  // label names; the last is for nodes without any
  bool types_have_colors_ = false;
  mutable std::vector<std::uint32_t> kind_of_shape_;  // by shape, unknown: ~0
};

}  // namespace liaison
