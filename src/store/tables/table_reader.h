#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/load/csv_scanner.h"
#include "store/tables/batch.h"
#include "store/tables/node_ids.h"
#include "store/tables/table.h"

namespace liaison {

/// Reads tables into batches: parses fields, numbers nodes from 0 in their order, and finds the ends of relationships.
/// What is wrong with a record is thrown, or noted in the batch while there are fewer of them than may be.
class TableReader {
 public:
  /// Throws Error(GraphFileError, BadHeader): an end's id space that no table of nodes has; two types of id in one.
  TableReader(std::span<const Table> tables, char delimiter, char array_delimiter, std::uint64_t bad_records_max);

  /// Takes a batch; false: no more are wanted.
  using Taker = std::function<bool(Batch)>;

  /// Reads all tables, those of nodes first. Throws Error(GraphFileError).
  void read(const Taker& take);

 private:
  struct Space {
    std::string name;
    NodeIds ids;
  };
  /// The spaces of a table's columns.
  struct Spaces {
    std::size_t id = 0, start = 0, end = 0;
  };
  /// A record and the ids in it: its own, or those of its ends.
  struct Row {
    CsvRecord record;
    bool has_ids = false;  // false: one is missing, or no id of its space
    NodeIds::Id id, start, end;
  };
  /// What a row is by its own field, of those that the table had so far.
  using Kinds = std::map<std::string, std::uint32_t, std::less<>>;

  void find_spaces();
  [[nodiscard]] std::size_t space_of_ends(const Table& table, const Column& column) const;

  bool read_file(const std::filesystem::path& file, bool has_header);
  bool push(std::uint64_t bytes_of_file);
  void leave_out(CsvFault fault, bool can_go_on);

  void read_ids(Row& row) const;
  [[nodiscard]] bool read_id(const CsvRecord& record, std::size_t field, std::size_t space, NodeIds::Id& id) const;
  void add_rows();
  void add_row(const Row& row);
  void add_node(const Row& row);
  void add_relationship(const Row& row);
  void add_cells(const CsvRecord& record);
  void add_kind(const CsvRecord& record, std::optional<std::size_t> field);
  [[nodiscard]] CsvFault no_id(const CsvRecord& record, std::size_t field, std::size_t space) const;
  [[nodiscard]] NodeId node_of(const NodeIds::Id& id, const CsvRecord& record, std::size_t field,
                               std::size_t space) const;
  [[nodiscard]] Batch::RowKind row_kind(std::string_view own) const;

  const std::span<const Table> tables_;
  const char delimiter_, array_delimiter_;
  const std::uint64_t bad_records_max_;
  std::uint64_t bad_records_ = 0;
  std::vector<Space> spaces_;
  std::vector<Spaces> spaces_of_;  // by table
  NodeId next_node_ = 0;

  const Taker* take_ = nullptr;
  std::size_t table_number_ = 0;  // of the table being read
  Kinds kinds_;
  std::optional<std::uint32_t> last_kind_;  // of the row before
  std::string last_kind_text_;
  std::uint64_t bytes_before_ = 0;  // of the files before this one
  Batch batch_;
  /// Read and not yet added, all of the batch's block. What they need of the table of ids, which is larger than caches
  /// as a rule, the processor brings while the next ones are read.
  std::array<Row, 16> rows_;
  std::size_t rows_count_ = 0;
};

}  // namespace liaison
