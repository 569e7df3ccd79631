#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "store/graph.h"
#include "store/load/csv_scanner.h"
#include "store/tables/table.h"

namespace liaison {

struct ImportProgress {
  std::uint64_t bytes = 0, bytes_total = 0;  // of the files
  std::uint64_t nodes = 0, relationships = 0;
};

struct ImportOptions {
  std::vector<TableFiles> nodes, relationships;
  char delimiter = ',';
  char array_delimiter = ';';
  /// Records that may be left out for what is wrong with them: a wrong number of fields, a value that is not of its
  /// column's type, a doubled id, an end that no node has, quotes and bytes that are no CSV. The next one ends the
  /// import.
  std::uint64_t bad_records_max = 0;
  std::uint32_t threads = 2;  // with two, one reads and parses while the calling one builds
  /// Both are called in the calling thread, in the order of the files. What they throw ends the import.
  std::function<void(const CsvFault&)> on_bad_record;
  std::function<void(const ImportProgress&)> on_progress;
};

/// Builds a graph from tables of nodes and relationships by neo4j-admin's convention (table_column.h). Node ids follow
/// the order of tables, files and records. Throws Error(GraphFileError) with file, line and column, and the record in
/// its message. Memory: the graph, the ids of nodes while reading (node_ids.h), and about 128 MB for blocks on their
/// way.
[[nodiscard]] Snapshot import_tables(const ImportOptions& options);

}  // namespace liaison
