#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "store/load/csv_record.h"
#include "store/load/regular_file.h"

namespace liaison {

/// A piece of a file; cells point into it.
struct CsvBlock {
  std::unique_ptr<char[]> bytes;
  std::deque<std::string> unescaped;  // fields with doubled quotes
};

/// Cuts a file of comma-separated values (RFC 4180) into records, a block of about a megabyte in memory at a time.
/// Fields may be quoted with `"`, which is doubled inside; quoted ones may hold separators and line ends. Lines end
/// with LF, CRLF or CR, the last one's end may be missing; a byte order mark is stepped over. A blank line is no record
/// unless keep_blank_lines() was called: then it is one absent field.
/// Throws with file, line and column: Error(GraphFileError, NotReadable); CsvFault(GraphFileError, InvalidCsv) for what
/// is not such a file (a quote inside an unquoted field, text behind a closing quote, an open quote, bytes that are no
/// UTF-8).
class CsvScanner {
 public:
  static constexpr std::size_t usual_block_bytes = std::size_t{1} << 20;

  explicit CsvScanner(const std::filesystem::path& path, char separator = ',',
                      std::size_t block_bytes = usual_block_bytes);

  /// Finds the next record; false: there is none. After a CsvFault the next call goes on with the line behind it, if
  /// can_go_on().
  bool next(CsvRecord& record);
  [[nodiscard]] bool can_go_on() const { return can_go_on_; }
  void keep_blank_lines() { keeps_blank_lines_ = true; }

  /// The one that holds the record found last.
  [[nodiscard]] const std::shared_ptr<CsvBlock>& block() const { return block_; }
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }

  /// Longer records are refused: most likely a quote was left open.
  static constexpr std::size_t longest_record_bytes = 16 * 1024 * 1024;

 private:
  enum class Found : std::uint8_t { Record, End, Unfinished };

  Found scan_record(CsvRecord& record);
  /// Finds the end of the quoted field that begins at `opened`; nullptr: it is not in the block.
  const char* scan_quoted(const char* opened, std::vector<CsvCell>& cells);
  void read_more();
  void finish_record(const char* end, std::vector<CsvCell>& cells);
  void check_utf8(const CsvRecord& record) const;
  Found stop_at(const CsvRecord& record, const char* place, const std::string& message, std::string hint);

  std::filesystem::path path_;
  RegularFile file_;
  std::array<bool, 256> ends_plain_text_{};  // separator, line ends, quote
  char separator_;
  bool keeps_blank_lines_ = false;
  bool can_go_on_ = true;

  const std::size_t block_bytes_;
  std::shared_ptr<CsvBlock> block_;
  const char* end_ = nullptr;        // of what was read into the block
  const char* next_ = nullptr;       // behind the last record
  const char* valid_end_ = nullptr;  // the block is valid UTF-8 up to here
  bool is_whole_ = false;            // nothing of the file is left to read
  std::uint64_t next_line_ = 1;      // at next_
  std::uint64_t records_ = 0, bytes_read_ = 0;
  // Of the record that is being found:
  std::vector<std::uint32_t> escaping_;  // cells with doubled quotes
  bool has_quotes_ = false;
};

}  // namespace liaison
