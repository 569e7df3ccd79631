#pragma once

#include <filesystem>

#include "store/graph.h"

namespace liaison {

/// Throws Error UsageError for a path whose ending names no form that graphs are written in.
void check_graph_target(const std::filesystem::path& path);

/// That, and throws GraphFileError where something has that name already.
void check_new_graph_target(const std::filesystem::path& path);

/// Writes the graph in the form of the path's ending: a graph file, in place of what has that name, or a new store.
/// Ctrl-C waits until it is whole. Throws Error; then what stood there before stands there still.
void save_graph(const Snapshot& graph, const std::filesystem::path& path);

}  // namespace liaison
