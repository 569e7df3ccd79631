#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "liaison/error.h"

namespace liaison {

/// A field of a record, where it stands in memory.
struct CsvCell {
  std::string_view text;  // without its quotes, doubled ones made single
  bool is_quoted = false;
  /// Nothing stands there; `""` is the empty string.
  [[nodiscard]] bool is_absent() const { return text.empty() && !is_quoted; }
};

/// What is wrong with a record. The message is the reason with the record's number in front.
struct CsvFault : Error {
  CsvFault(Error error, std::uint64_t record, std::string reason)
      : Error(std::move(error)), record(record), reason(std::move(reason)) {}
  std::uint64_t record;
  std::string reason;
};

/// A record as CsvScanner finds it. It can be used as long as the scanner and the block that it was found in live.
class CsvRecord {
 public:
  [[nodiscard]] std::span<const CsvCell> cells() const { return cells_; }
  [[nodiscard]] std::uint64_t number() const { return number_; }  // in its file, from 1
  [[nodiscard]] std::uint64_t line() const { return line_; }      // where it begins

  /// An error of this record, for what its reader finds wrong with it; placed at one of its cells or at its front.
  [[nodiscard]] CsvFault fault(const std::string& message, std::string hint = {}) const;
  [[nodiscard]] CsvFault fault_at_cell(std::size_t cell, const std::string& message, std::string hint = {}) const;

 private:
  friend class CsvScanner;

  [[nodiscard]] CsvFault fault_at(const char* byte, const std::string& message, std::string hint) const;
  [[nodiscard]] Place place_of(const char* byte) const;

  const std::filesystem::path* file_ = nullptr;
  const char* begin_ = nullptr;
  std::uint64_t line_ = 1, number_ = 0;
  std::vector<CsvCell> cells_;
  std::vector<const char*> starts_;  // of the cells, quotes included
};

/// The line ends in a text: LF, CRLF or CR.
[[nodiscard]] std::uint64_t line_ends(std::string_view text);

}  // namespace liaison
