#pragma once

#include <atomic>
#include <filesystem>
#include <span>

#include "store/graph.h"

namespace liaison {

/// Reads a graph in the form that its ending, or what is in it, names; several only if all are graph files, which make
/// one graph. None: the empty graph. Throws Error GraphFileError with file and place of the first fault, and what stops
/// a statement that takes long; nothing is half loaded.
[[nodiscard]] Snapshot read_graphs(std::span<const std::filesystem::path> files, const std::atomic<bool>& interrupted);

/// Runs the statements of a file in order on an empty graph. The commands :begin and :commit count for nothing.
[[nodiscard]] Snapshot read_cypher_file(const std::filesystem::path& file, const std::atomic<bool>& interrupted);

}  // namespace liaison
