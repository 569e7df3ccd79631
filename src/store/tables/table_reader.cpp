#include "store/tables/table_reader.h"

#include <algorithm>
#include <utility>

#include "store/load/input_file.h"
#include "value/nearest.h"

namespace liaison {

namespace {

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

/// " of the ID space 'Company'", where it has a name.
std::string of_space(std::string_view name) {
  return name.empty() ? std::string() : " of the ID space " + in_quotes(name);
}

}  // namespace

TableReader::TableReader(std::span<const Table> tables, char delimiter, char array_delimiter,
                         std::uint64_t bad_records_max)
    : tables_(tables),
      delimiter_(delimiter),
      array_delimiter_(array_delimiter),
      bad_records_max_(bad_records_max),
      spaces_of_(tables.size()) {
  find_spaces();
}

void TableReader::find_spaces() {
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    const Table& table = tables_[i];
    if (table.kind != Table::Kind::Nodes) continue;
    const auto kind = table.id_column.type == ColumnType::Long ? NodeIds::Kind::Integer : NodeIds::Kind::Text;
    const auto known = std::ranges::find(spaces_, table.id_column.space, &Space::name);
    spaces_of_[i].id = static_cast<std::size_t>(known - spaces_.begin());
    if (known == spaces_.end()) {
      spaces_.push_back({table.id_column.space, NodeIds(kind)});
    } else if (known->ids.kind() != kind) {
      const std::filesystem::path& file = table.source.files.front();
      throw graph_file_error(file, "BadHeader",
                             file.string() + ": ids" + of_space(known->name) + " are texts here and numbers elsewhere",
                             {}, "{id-type:long} stands behind each column :ID of a space, or behind none");
    }
  }
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    const Table& table = tables_[i];
    if (table.kind != Table::Kind::Relationships) continue;
    spaces_of_[i].start = space_of_ends(table, table.start_column);
    spaces_of_[i].end = space_of_ends(table, table.end_column);
  }
}

std::size_t TableReader::space_of_ends(const Table& table, const Column& column) const {
  const auto found = std::ranges::find(spaces_, column.space, &Space::name);
  if (found != spaces_.end()) return static_cast<std::size_t>(found - spaces_.begin());
  std::vector<std::string_view> names;
  for (const Space& space : spaces_) names.push_back(space.name);
  const std::filesystem::path& file = table.source.files.front();
  const auto meant = nearest(column.space, names);
  throw graph_file_error(
      file, "BadHeader",
      file.string() + ": the column " + (column.role == ColumnRole::StartId ? ":START_ID" : ":END_ID") + " is" +
          (column.space.empty() ? " of no ID space" : of_space(column.space)) + ", and no table of nodes has ids of it",
      {}, meant && !meant->empty() ? "did you mean " + *meant + "?" : "");
}

void TableReader::read(const Taker& take) {
  take_ = &take;
  for (const Table::Kind kind : {Table::Kind::Nodes, Table::Kind::Relationships}) {
    for (table_number_ = 0; table_number_ < tables_.size(); ++table_number_) {
      const TableFiles& source = tables_[table_number_].source;
      if (tables_[table_number_].kind != kind) continue;
      kinds_.clear();
      last_kind_.reset();
      for (const std::filesystem::path& file : source.files) {
        if (!read_file(file, &file == &source.files.front())) return;
      }
    }
  }
}

/// False: nobody waits for more.
bool TableReader::read_file(const std::filesystem::path& file, bool has_header) {
  CsvScanner scanner(file, delimiter_);
  if (has_header) scanner.next(rows_.front().record);
  bool goes_on = true;
  while (goes_on) {
    Row& row = rows_[rows_count_];
    std::optional<CsvFault> fault;
    try {
      goes_on = scanner.next(row.record);
    } catch (CsvFault& found) {
      fault.emplace(std::move(found));
    }
    if (scanner.block() != batch_.block) {
      add_rows();
      if (!push(scanner.bytes_read())) return false;
      batch_.block = scanner.block();
      std::swap(row, rows_.front());
    }
    if (fault) {
      add_rows();
      leave_out(*std::move(fault), scanner.can_go_on());
    } else if (goes_on) {
      read_ids(rows_[rows_count_++]);
      if (rows_count_ == rows_.size()) add_rows();
    }
  }
  add_rows();
  bytes_before_ += scanner.bytes_read();
  return push(0);
}

bool TableReader::push(std::uint64_t bytes_of_file) {
  Batch full = std::exchange(batch_, Batch());
  // Blocks of a table have about as many rows each.
  batch_.kinds.reserve(full.kinds.size() + full.kinds.size() / 8);
  batch_.ends.reserve(full.ends.size() + full.ends.size() / 8);
  batch_.cells.reserve(full.cells.size() + full.cells.size() / 8);
  full.table = table_number_;
  full.bytes_read = bytes_before_ + bytes_of_file;
  if (full.kinds.empty() && full.bad_records.empty()) return true;
  return (*take_)(std::move(full));
}

void TableReader::leave_out(CsvFault fault, bool can_go_on) {
  if (!can_go_on || bad_records_max_ == 0) throw std::move(fault);
  if (bad_records_ == bad_records_max_) {
    push(0);  // whoever lists bad records shall have those before this one
    fault.hint = "records left out before it: " + std::to_string(bad_records_) + ", and no more may be";
    throw std::move(fault);
  }
  ++bad_records_;
  // Cells of a row that did not come to be.
  batch_.cells.resize(batch_.kinds.size() * tables_[table_number_].properties.size());
  batch_.bad_records.push_back(std::move(fault));
}

void TableReader::read_ids(Row& row) const {
  const Table& table = tables_[table_number_];
  const Spaces& spaces = spaces_of_[table_number_];
  if (row.record.cells().size() != table.width) return;
  row.has_ids = table.kind == Table::Kind::Nodes ? read_id(row.record, *table.id, spaces.id, row.id)
                                                 : read_id(row.record, *table.start, spaces.start, row.start) &&
                                                       read_id(row.record, *table.end, spaces.end, row.end);
}

bool TableReader::read_id(const CsvRecord& record, std::size_t field, std::size_t space, NodeIds::Id& id) const {
  const std::string_view text = record.cells()[field].text;
  const NodeIds& ids = spaces_[space].ids;
  if (text.empty() || !ids.read(text, id)) return false;
  ids.prefetch(id);
  return true;
}

void TableReader::add_rows() {
  for (const Row& row : std::span(rows_).first(std::exchange(rows_count_, 0))) {
    try {
      add_row(row);
    } catch (CsvFault& fault) {
      leave_out(std::move(fault), true);
    }
  }
}

void TableReader::add_row(const Row& row) {
  const Table& table = tables_[table_number_];
  if (row.record.cells().size() != table.width) {
    throw row.record.fault("it has " + std::to_string(row.record.cells().size()) + " fields, but there are " +
                           std::to_string(table.width) + " columns");
  }
  if (table.kind == Table::Kind::Nodes) {
    add_node(row);
  } else {
    add_relationship(row);
  }
}

void TableReader::add_node(const Row& row) {
  const Table& table = tables_[table_number_];
  const std::size_t space_number = spaces_of_[table_number_].id;
  Space& space = spaces_[space_number];
  if (!row.has_ids) throw no_id(row.record, *table.id, space_number);
  if (space.ids.find(row.id) != NodeIds::absent) {
    throw row.record.fault_at_cell(*table.id, "a node before it has the same id " +
                                                  in_quotes(row.record.cells()[*table.id].text) + of_space(space.name));
  }
  add_cells(row.record);
  add_kind(row.record, table.label);
  space.ids.add(row.id, next_node_++);
}

void TableReader::add_relationship(const Row& row) {
  const Table& table = tables_[table_number_];
  const Spaces& spaces = spaces_of_[table_number_];
  if (!row.has_ids) {
    NodeIds::Id start;
    const bool has_start = read_id(row.record, *table.start, spaces.start, start);
    throw has_start ? no_id(row.record, *table.end, spaces.end) : no_id(row.record, *table.start, spaces.start);
  }
  const NodeId start = node_of(row.start, row.record, *table.start, spaces.start);
  const NodeId end = node_of(row.end, row.record, *table.end, spaces.end);
  add_cells(row.record);
  add_kind(row.record, table.type);
  batch_.ends.push_back({start, end});
}

/// REQUIRES: read_id() found none.
CsvFault TableReader::no_id(const CsvRecord& record, std::size_t field, std::size_t space) const {
  const std::string_view text = record.cells()[field].text;
  if (text.empty()) return record.fault_at_cell(field, "the id is missing");
  return record.fault_at_cell(
      field, "the id " + in_quotes(text) + " is no whole number, as ids" + of_space(spaces_[space].name) + " are");
}

NodeId TableReader::node_of(const NodeIds::Id& id, const CsvRecord& record, std::size_t field,
                            std::size_t space) const {
  const NodeId node = spaces_[space].ids.find(id);
  if (node != NodeIds::absent) return node;
  throw record.fault_at_cell(
      field, "no node has the id " + in_quotes(record.cells()[field].text) + of_space(spaces_[space].name));
}

void TableReader::add_cells(const CsvRecord& record) {
  std::string fault;
  for (const Table::Property& property : tables_[table_number_].properties) {
    std::optional<Cell> cell = read_cell(property.column, record.cells()[property.field], array_delimiter_, fault);
    if (!cell) throw record.fault_at_cell(property.field, fault);
    batch_.cells.push_back(*std::move(cell));
  }
}

void TableReader::add_kind(const CsvRecord& record, std::optional<std::size_t> field) {
  const std::string_view own = field ? record.cells()[*field].text : std::string_view();
  if (last_kind_ && own == last_kind_text_) {
    batch_.kinds.push_back(*last_kind_);
    return;
  }
  const Table& table = tables_[table_number_];
  if (table.kind == Table::Kind::Relationships && own.empty() && table.source.names.empty()) {
    throw record.fault_at_cell(*field, "the type is missing");
  }
  auto known = kinds_.find(own);
  if (known == kinds_.end()) {
    known = kinds_.emplace(std::string(own), static_cast<std::uint32_t>(kinds_.size())).first;
    batch_.new_kinds.push_back(row_kind(own));
  }
  last_kind_ = known->second;
  last_kind_text_ = own;
  batch_.kinds.push_back(known->second);
}

Batch::RowKind TableReader::row_kind(std::string_view own) const {
  const Table& table = tables_[table_number_];
  if (table.kind == Table::Kind::Relationships) return {own.empty() ? table.source.names.front() : std::string(own)};
  Batch::RowKind labels = table.source.names;
  while (!own.empty()) {
    const std::size_t end = std::min(own.find(array_delimiter_), own.size());
    if (end > 0) labels.emplace_back(own.substr(0, end));
    own.remove_prefix(std::min(end + 1, own.size()));
  }
  return labels;
}

}  // namespace liaison
