#include "store/tables/table.h"

#include <algorithm>
#include <utility>

#include "store/load/csv_scanner.h"
#include "store/load/input_file.h"

namespace liaison {

namespace {

/// Fills the table's columns from its header, one by one.
class HeaderReader {
 public:
  HeaderReader(Table& table, const CsvRecord& header) : table_(table), header_(header) {}

  void read() {
    table_.width = header_.cells().size();
    for (field_ = 0; field_ < table_.width; ++field_) add(column());
    const bool is_nodes = table_.kind == Table::Kind::Nodes;
    if (is_nodes) require(table_.id, ":ID");
    if (!is_nodes) require(table_.start, ":START_ID");
    if (!is_nodes) require(table_.end, ":END_ID");
    if (!is_nodes && !table_.type && table_.source.names.empty()) {
      throw bad_header("the relationships have no type",
                       "name it as in --relationships=TYPE=FILE, or in a column :TYPE");
    }
  }

 private:
  [[nodiscard]] Error bad_header(const std::string& message, std::string hint = {}) const {
    Error error = header_.fault(message, std::move(hint));
    error.detail = "BadHeader";
    return error;
  }
  [[nodiscard]] Error bad_column(const std::string& message, std::string hint = {}) const {
    Error error = header_.fault_at_cell(field_, message, std::move(hint));
    error.detail = "BadHeader";
    return error;
  }

  [[nodiscard]] Column column() const {
    const CsvCell& cell = header_.cells()[field_];
    try {
      return read_column(cell.is_quoted ? cell.text : without_blanks_around(cell.text));
    } catch (const Error& error) {
      throw bad_column(error.message, error.hint);
    }
  }

  void add(Column column) {
    switch (column.role) {
      case ColumnRole::Id:
        take(Table::Kind::Nodes, ":ID", table_.id);
        if (!column.name.empty()) add_property({.name = column.name, .type = column.type, .space = {}});
        table_.id_column = std::move(column);
        return;
      case ColumnRole::StartId:
        take(Table::Kind::Relationships, ":START_ID", table_.start);
        table_.start_column = std::move(column);
        return;
      case ColumnRole::EndId:
        take(Table::Kind::Relationships, ":END_ID", table_.end);
        table_.end_column = std::move(column);
        return;
      case ColumnRole::Label:
        take(Table::Kind::Nodes, ":LABEL", table_.label);
        return;
      case ColumnRole::Type:
        take(Table::Kind::Relationships, ":TYPE", table_.type);
        return;
      case ColumnRole::Ignore:
        return;
      case ColumnRole::Property:
        add_property(std::move(column));
        return;
    }
  }

  void take(Table::Kind kind, const std::string& role, std::optional<std::size_t>& place) const {
    if (kind != table_.kind) {
      throw bad_column(kind == Table::Kind::Nodes ? "a table of relationships has no column " + role
                                                  : "a table of nodes has no column " + role);
    }
    if (place) throw bad_column("there is a second column " + role);
    place = field_;
  }

  void add_property(Column column) {
    const auto is_same = [&](const Table::Property& other) { return other.column.name == column.name; };
    if (std::ranges::any_of(table_.properties, is_same)) {
      throw bad_column("there is a second column '" + column.name + "'", ":IGNORE leaves one of them out");
    }
    table_.properties.push_back({std::move(column), field_});
  }

  void require(const std::optional<std::size_t>& place, const std::string& role) const {
    if (place) return;
    throw bad_header("there is no column " + role,
                     "the first record of a table is its header, such as " +
                         std::string(table_.kind == Table::Kind::Nodes ? "id:ID,name:string,founded:date"
                                                                       : ":START_ID,:END_ID,since:date"));
  }

  Table& table_;
  const CsvRecord& header_;
  std::size_t field_ = 0;
};

}  // namespace

Table read_header(Table::Kind kind, const TableFiles& source, char delimiter) {
  Table table;
  table.kind = kind;
  table.source = source;
  const std::filesystem::path& file = source.files.front();
  CsvScanner scanner(file, delimiter);
  CsvRecord header;
  if (!scanner.next(header)) throw graph_file_error(file, "BadHeader", file.string() + " is empty: there is no header");
  HeaderReader(table, header).read();
  return table;
}

}  // namespace liaison
