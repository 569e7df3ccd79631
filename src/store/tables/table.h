#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "store/tables/table_column.h"

namespace liaison {

/// Files of one table, as they are named: the first record of the first one is the header, the others go on with its
/// columns.
struct TableFiles {
  std::vector<std::string> names;  // labels that each row has; of relationships at most one, the type
  std::vector<std::filesystem::path> files;
};

/// A table of nodes or of relationships, its header read and found good.
struct Table {
  enum class Kind : std::uint8_t { Nodes, Relationships };
  struct Property {
    Column column;
    std::size_t field;
  };

  Kind kind = Kind::Nodes;
  TableFiles source;
  std::size_t width = 0;                                   // fields of each record
  std::optional<std::size_t> id, start, end, label, type;  // fields
  Column id_column, start_column, end_column;
  std::vector<Property> properties;  // a named id among them
};

/// Reads a table's header. Throws Error(GraphFileError) with file and place: NotReadable, InvalidCsv, BadHeader.
[[nodiscard]] Table read_header(Table::Kind kind, const TableFiles& source, char delimiter);

}  // namespace liaison
