#pragma once

#include <filesystem>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

#include "store/graph.h"

namespace liaison {

/// Reads graph files (product.md section 3) into one graph. A node with the same id in several files is one node, if
/// what they say of it agrees; labels and citations are put together. Node ids follow the files' order.
/// Throws Error(GraphFileError) with file, line and column of the first fault; nothing is half loaded.
/// Memory: the graph, and about 40 bytes a node and the length of its id while reading. Time: linear in the files; a
/// second and third pass where sections stand in another order than graph, vocabulary, sources, nodes, edges, and with
/// several files.
[[nodiscard]] Snapshot read_graph_files(std::span<const std::filesystem::path> files);

/// Writes the graph as a graph file, one node or edge a line. The order is stable: nodes by number (the order of the
/// file they were read from), edges by start, type name, end and serial; members: id, labels, name, aliases (type,
/// from, to, since, until, amount, currency), the others by name, `properties`, sources. A node without a string
/// property `id` of its own gets an id made from its name, or `n` and its number. What the plain form would read back
/// differently (a string `since`, an `amount` that is no number) stands in `properties`. Reading what was written gives
/// the same graph, and writing that gives the same bytes. Throws Error(GraphFileError, AgainstVocabulary) for an edge
/// that reading would refuse.
void write_graph_file(const GraphView& view, std::ostream& out);

/// Writes beside `file`, syncs, and renames over it: there is always a whole file, the old one or the new.
/// Throws Error(GraphFileError, NotWritten).
void save_graph_file(const GraphView& view, const std::filesystem::path& file);

/// What is legal but odd in a graph, a sentence each, for `check`: nodes without relationships, labels and types the
/// vocabulary does not know, edges without sources where others have some, names that two nodes share, ends before
/// beginnings.
[[nodiscard]] std::vector<std::string> odd_things(const GraphView& view);

}  // namespace liaison
