#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "store/graph.h"
#include "store/mapping/mapping.h"

namespace liaison {

/// A record that gave nothing, or not all.
struct LeftOutRecord {
  std::string file;
  std::uint64_t record = 0;  // from 1; a CSV file's header is its first
  std::uint32_t line = 0;
  std::string reason;
};

struct MappedImportOptions {
  std::filesystem::path folder;  // that the mapping's files are in
  std::uint64_t bad_max = 0;     // so many records may be bad; they are left out
  std::function<void(const LeftOutRecord&)> on_left_out = [](const LeftOutRecord&) {};
};

struct MappedImportCounts {
  std::uint64_t records = 0;
  std::uint64_t bad = 0;
  std::map<std::string, std::uint64_t> skipped;    // by the mapping's reason
  std::map<std::string, std::uint64_t> differing;  // by property: values that gave way to the first of their node
  std::uint64_t without_end = 0;                   // relationships that were not made: an end is empty
  std::uint64_t unknown_ends = 0;                  // or unknown, and the mapping leaves those out
};

/// Makes a graph of the files that a mapping names. Each is read twice at most: for nodes, then for relationships.
/// Memory: the graph, and its ids. Throws Error GraphFileError with file, record and line for the first bad record
/// beyond `bad_max`, and Error Interrupted.
[[nodiscard]] Snapshot import_mapped(const Mapping& mapping, const MappedImportOptions& options,
                                     const std::atomic<bool>& interrupted, MappedImportCounts& counts);

}  // namespace liaison
