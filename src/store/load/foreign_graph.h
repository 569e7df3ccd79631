#pragma once

#include <filesystem>

#include "store/graph.h"

namespace liaison {

// Graphs in the forms of other programs (docs/import.md says how each is understood). Each is read twice, for nodes and
// for relationships, so that these may stand in any order. Memory: the graph and its ids.
// Throw Error(GraphFileError) with file, line and column of the first fault.

/// JSON lines as Neo4j's APOC exports them.
[[nodiscard]] Snapshot read_apoc_json(const std::filesystem::path& file);
/// Node-link JSON, as NetworkX and D3 have it.
[[nodiscard]] Snapshot read_node_link(const std::filesystem::path& file);
/// GraphML, with what Neo4j, NetworkX and yEd write into it.
[[nodiscard]] Snapshot read_graphml(const std::filesystem::path& file);

/// Which of these forms a JSON file has.
enum class JsonGraphForm : std::uint8_t { GraphFile, ApocLines, NodeLink };
/// By its first members, and no more is read than tells them apart. What is no JSON, or none of them, is taken for a
/// graph file, whose reader says what is wrong with it. Throws Error(GraphFileError, NotReadable).
[[nodiscard]] JsonGraphForm json_graph_form(const std::filesystem::path& file);

}  // namespace liaison
