#include "store/tables/import.h"

#include <algorithm>
#include <array>
#include <exception>
#include <functional>
#include <span>
#include <string_view>
#include <thread>
#include <utility>
#include <variant>

#include "common/assert.h"
#include "store/builder.h"
#include "store/tables/batch.h"
#include "store/tables/table_reader.h"

namespace liaison {

namespace {

/// The last strings of a column, so that those which come again and again are not made anew.
class RecentStrings {
 public:
  const Value& value(std::string_view text) {
    Value& known = values_[std::hash<std::string_view>{}(text) % values_.size()];
    if (known.is_null() || known.as_string() != text) known = Value::string(text);
    return known;
  }

 private:
  std::array<Value, 256> values_;
};

/// Puts batches into the graph, in the thread that has the builder.
class BatchBuilder {
 public:
  explicit BatchBuilder(std::span<const Table> tables) {
    for (const Table& table : tables) {
      TableState& state = states_.emplace_back();
      for (const Table::Property& property : table.properties) {
        state.keys.push_back(builder_.property_key(property.column.name));
      }
      state.strings.resize(state.keys.size());
    }
  }

  void add(const Batch& batch) {
    TableState& table = states_[batch.table];
    const Cell* cells = batch.cells.data();
    if (batch.ends.empty()) {
      for (const Batch::RowKind& kind : batch.new_kinds) table.labels.push_back(labels_of(kind));
      for (const std::uint32_t kind : batch.kinds) {
        set_properties(builder_.add_node(table.labels[kind]), table, cells);
        cells += table.keys.size();
      }
      return;
    }
    for (const Batch::RowKind& kind : batch.new_kinds) table.types.push_back(builder_.type(kind.front()));
    for (std::size_t row = 0; row < batch.kinds.size(); ++row) {
      const auto [start, end] = batch.ends[row];
      set_properties(builder_.add_relationship(start, table.types[batch.kinds[row]], end), table, cells);
      cells += table.keys.size();
    }
    relationships_ += batch.ends.size();
  }

  [[nodiscard]] std::uint64_t nodes() const { return builder_.node_count(); }
  [[nodiscard]] std::uint64_t relationships() const { return relationships_; }
  [[nodiscard]] Snapshot finish(std::size_t threads) { return builder_.finish(threads); }

 private:
  struct TableState {
    std::vector<PropertyKey> keys;
    std::vector<RecentStrings> strings;        // by property
    std::vector<std::vector<LabelId>> labels;  // by kind, of nodes
    std::vector<TypeId> types;                 // by kind, of relationships
  };

  std::vector<LabelId> labels_of(const Batch::RowKind& names) {
    std::vector<LabelId> labels;
    for (const std::string& name : names) labels.push_back(builder_.label(name));
    return labels;
  }

  template <class Entity>
  void set_properties(Entity entity, TableState& table, const Cell* cells) {
    for (std::size_t i = 0; i < table.keys.size(); ++i) {
      if (const auto* text = std::get_if<std::string_view>(&cells[i])) {
        builder_.set_property(entity, table.keys[i], table.strings[i].value(*text));
      } else {
        builder_.set_property(entity, table.keys[i], std::get<Value>(cells[i]));
      }
    }
  }

  GraphBuilder builder_;
  std::vector<TableState> states_;
  std::uint64_t relationships_ = 0;
};

/// Reads the tables in a thread of its own while it lives.
class ReadingThread {
 public:
  ReadingThread(TableReader& reader, BatchQueue& batches)
      : batches_(batches), thread_([&reader, &batches] {
          try {
            reader.read([&batches](Batch batch) { return batches.push(std::move(batch)); });
            batches.finish(nullptr);
          } catch (...) {
            batches.finish(std::current_exception());
          }
        }) {}
  ~ReadingThread() {
    batches_.close();
    thread_.join();
  }
  ReadingThread(const ReadingThread&) = delete;
  ReadingThread& operator=(const ReadingThread&) = delete;

 private:
  BatchQueue& batches_;
  std::thread thread_;
};

std::vector<Table> read_headers(const ImportOptions& options) {
  std::vector<Table> tables;
  for (const TableFiles& source : options.nodes) {
    tables.push_back(read_header(Table::Kind::Nodes, source, options.delimiter));
  }
  for (const TableFiles& source : options.relationships) {
    tables.push_back(read_header(Table::Kind::Relationships, source, options.delimiter));
  }
  return tables;
}

std::uint64_t bytes_of(std::span<const Table> tables) {
  std::uint64_t bytes = 0;
  for (const Table& table : tables) {
    for (const std::filesystem::path& file : table.source.files) bytes += RegularFile(file).size();
  }
  return bytes;
}

}  // namespace

Snapshot import_tables(const ImportOptions& options) {
  const std::vector<Table> tables = read_headers(options);
  ImportProgress progress{.bytes_total = bytes_of(tables)};
  BatchBuilder builder(tables);
  const auto take = [&](const Batch& batch) {
    if (options.on_bad_record) std::ranges::for_each(batch.bad_records, options.on_bad_record);
    builder.add(batch);
    progress.bytes = batch.bytes_read;
    progress.nodes = builder.nodes();
    progress.relationships = builder.relationships();
    if (options.on_progress) options.on_progress(progress);
    return true;
  };
  {
    TableReader reader(tables, options.delimiter, options.array_delimiter, options.bad_records_max);
    if (options.threads == 1) {
      reader.read(take);
    } else {
      BatchQueue batches;
      const ReadingThread reading(reader, batches);
      while (const std::optional<Batch> batch = batches.pop()) take(*batch);
    }
  }
  // The ids are gone before the lists are made.
  return builder.finish(options.threads);
}

}  // namespace liaison
