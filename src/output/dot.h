#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

#include "output/subgraph.h"
#include "store/graph_view.h"

namespace liaison {

/// Writes a subgraph in Graphviz's language, ready to be laid out by `dot`: a shape and a colour per kind of node (the
/// vocabulary's, else a palette that colour-blind readers tell apart), nodes by name, edges by type, date and amount,
/// and a legend. Over 150 nodes or 250 edges the file asks for the faster layout `sfdp`.
/// Node kinds and types have the same colour in every picture of a graph.
void write_dot(const Subgraph& subgraph, const GraphView& view, std::ostream& out);

/// Text as a quoted string of the DOT language that shows up as it is: one line (visible() characters only), nothing in
/// it meaning anything to Graphviz, no keyword, escape or entity.
[[nodiscard]] std::string dot_quoted(std::string_view text);

/// The same, in centred lines of about `columns`, broken at blanks and hyphens; longer words are broken only where they
/// are several times as long. Nothing is left out.
[[nodiscard]] std::string dot_quoted_lines(std::string_view text, std::size_t columns);

}  // namespace liaison
