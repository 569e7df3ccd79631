#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "liaison/error.h"
#include "store/load/input_file.h"

namespace liaison {

struct CsvField {
  std::string text;
  bool is_quoted = false;
  /// Nothing stands there; `""` is the empty string.
  [[nodiscard]] bool is_absent() const { return text.empty() && !is_quoted; }
};

/// Reads a file of comma-separated values (RFC 4180) record by record; only one is in memory. Fields may be quoted with
/// `"`, which is doubled inside; quoted ones may hold separators and line ends. Lines end with LF, CRLF or CR, the last
/// one's end may be missing; a byte order mark is stepped over. A blank line is no record, unless records have one
/// field: then that field is absent.
/// Throws Error GraphFileError with file, line and column: NotReadable; InvalidCsv for what is not such a file (a quote
/// inside an unquoted field, text behind a closing quote, an open quote, bytes that are no UTF-8).
class CsvReader {
 public:
  explicit CsvReader(const std::filesystem::path& path, char separator = ',');

  /// Reads the next record; false: there is none.
  bool next(std::vector<CsvField>& fields);
  /// An error of the record read last, for what its reader finds wrong with it.
  [[nodiscard]] Error fault(const std::string& message, std::string hint = {}) const;

  /// Longer records are refused: most likely a quote was left open.
  static constexpr std::size_t longest_record_bytes = 16 * 1024 * 1024;

 private:
  /// Reads a field and what parts it from the next one; false: the record is over.
  bool read_field(CsvField& field);
  void read_quoted(std::string& text);
  char take();
  void add(std::string& text, char c);
  [[nodiscard]] Error fault_at(Place place, const std::string& message, std::string hint = {}) const;

  std::filesystem::path path_;
  InputFile file_;
  char separator_;
  std::size_t width_ = 0;  // fields of the first record
  std::uint64_t record_ = 0;
  std::size_t record_bytes_ = 0;
  Place record_place_, place_{1, 1, 1};  // where the record begins; of the next character
  bool after_return_ = false;            // a CR was taken last
};

}  // namespace liaison
