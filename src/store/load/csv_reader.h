#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "liaison/error.h"
#include "store/load/csv_scanner.h"

namespace liaison {

struct CsvField {
  std::string text;
  bool is_quoted = false;
  /// Nothing stands there; `""` is the empty string.
  [[nodiscard]] bool is_absent() const { return text.empty() && !is_quoted; }
};

/// Reads a file of comma-separated values record by record, as CsvScanner finds them. A blank line is no record, unless
/// records have one field: then that field is absent. Throws what CsvScanner throws.
class CsvReader {
 public:
  explicit CsvReader(const std::filesystem::path& path, char separator = ',') : scanner_(path, separator) {}

  /// Reads the next record; false: there is none.
  bool next(std::vector<CsvField>& fields);
  /// An error of the record read last, for what its reader finds wrong with it.
  [[nodiscard]] Error fault(const std::string& message, std::string hint = {}) const {
    return record_.fault(message, std::move(hint));
  }

  /// Longer records are refused: most likely a quote was left open.
  static constexpr std::size_t longest_record_bytes = CsvScanner::longest_record_bytes;

 private:
  CsvScanner scanner_;
  CsvRecord record_;
};

}  // namespace liaison
