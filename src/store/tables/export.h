#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "store/graph_view.h"
#include "store/tables/table.h"

namespace liaison {

struct ExportOptions {
  char delimiter = ',';
  char array_delimiter = ';';
};

struct ExportedFile {
  Table::Kind kind = Table::Kind::Nodes;
  std::filesystem::path path;
  std::uint64_t records = 0;  // without the header
};

/// Writes the graph as tables that import_tables() reads: one of nodes for each set of labels (implied ones among
/// them), one of relationships for each type, with typed headers. Labels and types stand in columns of their own, and
/// nodes are numbered. A property whose values are not all of one type, or that no type writes without loss, is a
/// column of JSON. `folder` is made; where it exists it must be empty. There is a whole folder in the end or none.
/// Throws Error(GraphFileError): NotWritten; NotSupported for labels that hold the delimiter of lists.
/// Memory: 4 bytes a node.
[[nodiscard]] std::vector<ExportedFile> export_tables(const GraphView& view, const std::filesystem::path& folder,
                                                      const ExportOptions& options);

}  // namespace liaison
