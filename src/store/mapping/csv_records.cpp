#include <tsl/robin_map.h>

#include <utility>

#include "store/load/csv_reader.h"
#include "store/load/input_file.h"
#include "store/load/read_vocabulary.h"
#include "store/mapping/record.h"

namespace liaison {
namespace {

class CsvRecord final : public Record {
 public:
  [[nodiscard]] Field field(std::string_view column) const override {
    const CsvField& field = fields[columns.at(std::string(column))];
    if (field.text.empty()) return {};
    return {.values = {{.text = field.text}}};
  }

  void for_each_value(const std::function<void(FieldValue)>& visit) const override {
    for (const CsvField& field : fields) visit({.text = field.text});
  }

  [[nodiscard]] std::vector<std::string> members(std::string_view) const override { return {}; }

  [[nodiscard]] std::uint64_t number() const override { return count; }

  tsl::robin_map<std::string, std::size_t> columns;
  std::vector<CsvField> fields;
  std::uint64_t count = 0;
};

class CsvRecords final : public RecordReader {
 public:
  CsvRecords(const std::filesystem::path& file, char separator) : file_(file), reader_(file, separator) {
    if (!reader_.next(record_.fields)) {
      throw graph_file_error(file, "InvalidCsv", "the file is empty, and its first record names the columns");
    }
    record_.count = 1;
    for (std::size_t i = 0; i < record_.fields.size(); ++i) {
      const std::string& name = record_.fields[i].text;
      if (!record_.columns.emplace(name, i).second) {
        throw reader_.fault("the header names the column '" + name + "' twice");
      }
      names_.push_back(name);
    }
  }

  void require_column(std::string_view column) const override {
    if (record_.columns.contains(std::string(column))) return;
    const std::vector<std::string_view> names(names_.begin(), names_.end());
    throw graph_file_error(file_, "UnknownColumn", "the header has no column '" + std::string(column) + "'",
                           {.line = 1, .column = 1}, near_hint(column, names));
  }

  void for_each(const std::function<void()>& visit) override {
    while (reader_.next(record_.fields)) {
      ++record_.count;
      visit();
    }
  }

  [[nodiscard]] const Record& record() const override {
    if (record_.fields.size() == names_.size()) return record_;
    throw RecordFault{"it has " + std::to_string(record_.fields.size()) + " fields where the header has " +
                      std::to_string(names_.size())};
  }

  [[nodiscard]] std::uint64_t number() const override { return record_.count; }

  [[nodiscard]] std::uint32_t line() override { return reader_.fault({}).place.line; }

  [[nodiscard]] Error error(const RecordFault& fault) const override {
    return reader_.fault(fault.message, fault.hint);
  }

 private:
  std::filesystem::path file_;
  CsvReader reader_;
  std::vector<std::string> names_;
  CsvRecord record_;
};

}  // namespace

std::unique_ptr<RecordReader> csv_records(const std::filesystem::path& file, char separator) {
  return std::make_unique<CsvRecords>(file, separator);
}

}  // namespace liaison
