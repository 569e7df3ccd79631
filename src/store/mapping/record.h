#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/error.h"
#include "store/load/graph_assembly.h"
#include "store/load/json_tape.h"

namespace liaison {

/// One value of a column. What CSV has are strings; JSON tells kinds apart.
struct FieldValue {
  std::string_view text;  // String and Number, which is as written
  JsonType type = JsonType::String;
};

/// What stands in a column: nothing, one value, or a list.
struct Field {
  std::vector<FieldValue> values;
  bool is_list = false;
};

/// A record of a table, read column by column. A null and, in CSV, an empty field are nothing.
class Record {
 public:
  virtual ~Record() = default;
  /// Throws RecordFault for what is neither a value nor a list of values.
  [[nodiscard]] virtual Field field(std::string_view column) const = 0;
  /// Every column's values.
  virtual void for_each_value(const std::function<void(FieldValue)>& visit) const = 0;
  /// Names of what the object in a column holds; CSV has no objects.
  [[nodiscard]] virtual std::vector<std::string> members(std::string_view column) const = 0;
  /// In its file, from 1; a CSV file's header is its first record.
  [[nodiscard]] virtual std::uint64_t number() const = 0;
};

/// Reads the records of a file one by one. Throws Error GraphFileError for what is no such file.
class RecordReader {
 public:
  virtual ~RecordReader() = default;
  /// Throws Error GraphFileError if no record of the file can have the column.
  virtual void require_column(std::string_view column) const = 0;
  /// Calls visit() for each record in turn; the functions below speak of that one then. REQUIRES: called once.
  virtual void for_each(const std::function<void()>& visit) = 0;
  /// Throws RecordFault where it is no record.
  [[nodiscard]] virtual const Record& record() const = 0;
  /// In the file, from 1; a CSV file's header is the first.
  [[nodiscard]] virtual std::uint64_t number() const = 0;
  /// The record's first line.
  [[nodiscard]] virtual std::uint32_t line() = 0;
  [[nodiscard]] virtual Error error(const RecordFault& fault) const = 0;
};

/// The first record names the columns.
[[nodiscard]] std::unique_ptr<RecordReader> csv_records(const std::filesystem::path& file, char separator);

/// JSON lines (`section` is not looked at) or a JSON file, whose list of records stands in the member `section`, or is
/// the whole file if that is empty. Columns are members; `a.b` is the member b of the object a.
enum class JsonRecords : std::uint8_t { Lines, Document };
[[nodiscard]] std::unique_ptr<RecordReader> json_records(const std::filesystem::path& file, JsonRecords form,
                                                         const std::string& section);

}  // namespace liaison
