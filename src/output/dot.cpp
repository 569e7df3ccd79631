#include "output/dot.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <vector>

#include "output/appearance.h"
#include "output/edge_label.h"
#include "output/entity_text.h"
#include "output/write_text.h"
#include "store/catalog.h"

namespace liaison {

namespace {

constexpr std::size_t dot_nodes_max = 150, dot_edges_max = 250;
constexpr std::size_t plain_types_listed_max = 4;

/// Shapes whose sides cut into the text get more room, those that Graphviz grows beyond it anyway less.
std::string_view margin_of(std::string_view shape) {
  static constexpr std::string_view slanted[] = {"ellipse",       "hexagon", "octagon",      "house",
                                                 "parallelogram", "oval",    "egg",          "diamond",
                                                 "trapezium",     "circle",  "doublecircle", "doubleoctagon"};
  if (std::ranges::find(slanted, shape) != std::end(slanted)) return "0.01,0.01";
  if (shape == "cds" || shape == "component") return "0.16,0.05";
  return "0.08,0.05";
}

class DotWriter {
 public:
  DotWriter(const Subgraph& subgraph, const GraphView& view, std::ostream& out)
      : subgraph_(subgraph), view_(view), out_(out), appearance_(view) {
    is_huge_ = subgraph.nodes.size() > dot_nodes_max || subgraph.relationships.size() > dot_edges_max;
    is_large_ = subgraph.nodes.size() > 30 || subgraph.relationships.size() > 40;
  }

  void write() {
    write_head();
    for (const NodeId node : subgraph_.nodes) write_node(node);
    for (const RelationshipId relationship : subgraph_.relationships) write_edge(relationship);
    if (subgraph_.nodes.empty()) {
      out_ << "  nothing [label=\"no nodes or relationships in the result\", shape=plaintext];\n";
    } else {
      write_legend();
    }
    out_ << "}\n";
  }

 private:
  /// From left to right with short lines of text: edge labels read along their lines, and a picture of a hundred nodes
  /// is as wide as a page when its letters are as small as print may be.
  void write_head() {
    out_ << "digraph liaison {\n";
    if (is_huge_) {
      out_ << "  graph [layout=sfdp, overlap=prism, overlap_scaling=-4, splines=line, outputorder=edgesfirst, K=1.1,\n";
    } else {
      out_ << "  graph [rankdir=LR, " << (is_large_ ? "nodesep=0.12, ranksep=0.1" : "nodesep=0.25, ranksep=0.35")
           << ", splines=true,\n";
    }
    out_ << "    bgcolor=\"white\", pad=0.15, fontname=\"Helvetica,Arial,sans-serif\", fontsize=12];\n"
            "  node [fontname=\"Helvetica,Arial,sans-serif\", fontsize=14, penwidth=1.2, color=\"#333333\", "
            "height=0.3, width=0.3];\n"
            "  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=12, penwidth=1.4, arrowsize=0.7];\n";
  }

  [[nodiscard]] std::string name_of(NodeId node) const {
    for (const std::string_view key_name : {"name", "title", "id"}) {
      const auto key = view_.catalog().property_keys.find(key_name);
      const Value value = key ? view_.property(node, *key) : Value();
      if (value.is_null()) continue;
      std::string text = shown_text(view_, value);
      if (!text.empty()) return text;
    }
    std::string text;
    view_.for_each_property(node, [&](PropertyKey, const Value& value) {
      if (text.empty() && value.kind() == Kind::String) text = value.as_string();
    });
    return text.empty() ? "(" + appearance_.node_look(appearance_.kind_of(node)).label + ")" : text;
  }

  void write_look(const NodeLook& look) {
    out_ << ", shape=" << look.shape << ", style=\"filled" << (look.shape == "box" ? ",rounded" : "")
         << "\", fillcolor=\"" << look.fill << "\", fontcolor=\"" << look.text << "\", margin=\""
         << margin_of(look.shape) << '"';
  }

  void write_node(NodeId node) {
    const std::uint32_t kind = appearance_.kind_of(node);
    kinds_.insert(kind);
    out_ << "  n" << node << " [label=" << dot_quoted_lines(name_of(node), is_large_ ? 12 : 20);
    write_look(appearance_.node_look(kind));
    out_ << "];\n";
  }

  void write_edge(RelationshipId relationship) {
    types_.insert(relationship.type);
    ends_.insert(view_.end_points(relationship).end);
    const EdgeLook look = appearance_.edge_look(relationship.type);
    const EndPoints ends = view_.end_points(relationship);
    const std::string details = edge_details(view_, relationship);
    const std::string label =
        view_.catalog().types.name(relationship.type) + (details.empty() ? std::string() : " " + details);
    out_ << "  n" << ends.start << " -> n" << ends.end << " [label=" << dot_quoted_lines(label, is_large_ ? 10 : 40);
    out_ << ", color=\"" << look.color << "\", fontcolor=\"" << look.text << '"';
    if (look.style != "solid") out_ << ", style=" << look.style;
    if (look.is_symmetric) out_ << ", dir=none";
    out_ << "];\n";
  }

  /// A frame with a sample of each kind of node and the colour of each type, in rows. Types without a colour of their
  /// own are named on their lines; where there are many of them, the legend says only that.
  void write_legend() {
    std::vector<TypeId> listed;
    std::size_t plain = 0;
    for (const TypeId type : types_) plain += appearance_.edge_look(type).is_plain ? 1 : 0;
    for (const TypeId type : types_) {
      if (!appearance_.edge_look(type).is_plain || plain <= plain_types_listed_max) listed.push_back(type);
    }
    out_ << "  subgraph cluster_legend {\n"
            "    label=\"Legend\"; labeljust=l; style=rounded; color=\"#999999\"; fontcolor=\"#333333\";\n"
            "    node [fontsize=12, height=0.2]; edge [style=invis];\n";
    std::size_t entries = 0;
    for (const std::uint32_t kind : kinds_) {
      NodeLook look = appearance_.node_look(kind);
      if (look.label.empty()) look.label = "no label";
      out_ << "    legend" << entries++ << " [label=" << dot_quoted_lines(look.label, is_large_ ? 14 : 30);
      write_look(look);
      out_ << "];\n";
    }
    for (const TypeId type : listed) {
      const EdgeLook look = appearance_.edge_look(type);
      const std::string line = look.style == "solid" ? "━━" : look.style == "dashed" ? "╍╍" : "┅┅";
      write_line_entry(entries++, line + (look.is_symmetric ? " " : "▸ ") + view_.catalog().types.name(type),
                       look.text);
    }
    if (listed.size() < types_.size()) {
      const auto is_plain = [this](TypeId type) { return appearance_.edge_look(type).is_plain; };
      write_line_entry(entries++, "━━▸ others, as named",
                       appearance_.edge_look(*std::ranges::find_if(types_, is_plain)).text);
    }
    arrange_legend(entries);
  }

  /// Invisible edges put the legend into rows above a large graph, and into a column on the right of a small one.
  void arrange_legend(std::size_t entries) {
    if (!is_large_ && !is_huge_) {
      out_ << "  }\n"
              "  anchor [style=invis, shape=point, width=0, height=0, label=\"\"];\n"
              "  edge [style=invis, weight=0];\n";
      // The rightmost node is the end of an edge, unless there are none.
      for (const NodeId node : ends_.empty() ? subgraph_.nodes : std::vector<NodeId>(ends_.begin(), ends_.end())) {
        out_ << "  n" << node << " -> anchor;\n";
      }
      for (std::size_t entry = 0; entry < entries; ++entry) out_ << "  anchor -> legend" << entry << ";\n";
      return;
    }
    const std::size_t columns = std::clamp<std::size_t>(entries / 3, 1, 4);
    for (std::size_t entry = 0; entry + 1 < entries; ++entry) {
      if ((entry + 1) % columns != 0) out_ << "    legend" << entry << " -> legend" << entry + 1 << ";\n";
    }
    if (is_huge_) {
      for (std::size_t entry = columns; entry < entries; entry += columns) {
        out_ << "    legend" << entry - columns << " -> legend" << entry << ";\n";
      }
    }
    out_ << "  }\n";
  }

  void write_line_entry(std::size_t entry, const std::string& text, const std::string& color) {
    out_ << "    legend" << entry << " [label=" << dot_quoted_lines(text, is_large_ ? 16 : 40)
         << ", shape=plaintext, margin=\"0.02,0.02\", fontcolor=\"" << color << "\"];\n";
  }

  const Subgraph& subgraph_;
  const GraphView& view_;
  std::ostream& out_;
  Appearance appearance_;
  bool is_huge_ = false, is_large_ = false;
  std::set<std::uint32_t> kinds_;
  std::set<TypeId> types_;
  std::set<NodeId> ends_;
};

}  // namespace

void write_dot(const Subgraph& subgraph, const GraphView& view, std::ostream& out) {
  DotWriter(subgraph, view, out).write();
}

void write_dot(const StatementResult& result, std::ostream& out) {
  if (!result.columns.empty() && !result.is_plan) write_dot(subgraph_of(result), *result.snapshot, out);
}

}  // namespace liaison
