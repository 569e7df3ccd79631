#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "store/disk/file_system.h"
#include "store/disk/store_identity.h"

/// The log of a store: one record for each commit since the base file was written (store/FORMAT.md).
namespace liaison {

/// What the first bytes of a log say.
struct LogHeader {
  StoreIdentity store;
  std::uint64_t number = 0;          // the base file's that the log follows
  std::uint64_t first_sequence = 0;  // of its first record
  std::uint64_t salt = 0;            // seeds the checksums of the records: no text of a user can look like a record
};

enum class RecordKind : std::uint32_t {
  Commit = 1,          // synced before it was acknowledged
  UnsyncedCommit = 2,  // acknowledged without
  End = 3,             // the store was closed here, and all before it was synced
};

struct LogRecord {
  RecordKind kind;
  std::uint64_t offset;                // of the payload, from the file's start
  std::span<const std::byte> payload;  // within LogContent::bytes
};

/// Where a log goes on.
struct LogPosition {
  std::uint64_t offset = 0;
  std::uint64_t sequence = 0;  // of the next record
};

/// The records of a log from some position on.
struct LogContent {
  std::vector<std::byte> bytes;
  std::vector<LogRecord> records;
  LogPosition end;        // behind the last record
  bool has_tail = false;  // bytes follow that are no record: a write that a crash cut short
};

/// Makes the log of a new base, synced; its name is not until its folder is.
[[nodiscard]] std::unique_ptr<File> create_log(FileSystem& files, const std::filesystem::path& path,
                                               const LogHeader& header);

/// Throws Error(GraphFileError): StoreDamaged; StoreOfNewerVersion.
[[nodiscard]] LogHeader read_log_header(const File& file, const std::filesystem::path& path);

[[nodiscard]] LogPosition start_of_records(const LogHeader& header);

/// Reads all whole records. What follows the last one may be the tail that a crash left, which is not an error; but
/// where a synced record stands behind bytes that are none, it throws Error(GraphFileError, StoreDamaged): these bytes
/// were on the disk once.
[[nodiscard]] LogContent read_log(const File& file, const std::filesystem::path& path, const LogHeader& header,
                                  LogPosition from);

/// Appends to a log that was read. The one writer's.
class LogWriter {
 public:
  /// `content`: of the whole log, as it was read from this file. Writes nothing yet.
  LogWriter(std::unique_ptr<File> file, const LogHeader& header, const LogContent& content);

  /// One write and, but for UnsyncedCommit, one sync. Throws Error(GraphFileError, NotWritten): the log must then not
  /// be used any more; whether the record is in it is known when it is read again.
  void append(RecordKind kind, std::span<const std::byte> payload);
  /// Appends an End record, unless there is one at the end or there is nothing to end.
  void close();

  [[nodiscard]] LogPosition end() const { return end_; }
  [[nodiscard]] bool has_records() const { return end_.sequence != header_.first_sequence; }

 private:
  void write(RecordKind kind, std::span<const std::byte> payload);
  void mend_tail();

  std::unique_ptr<File> file_;
  LogHeader header_;
  LogPosition end_;
  std::uint64_t doubtful_from_;  // records from here on may not be on the disk, though the system shows them
  bool is_mended_ = false;
  RecordKind last_ = RecordKind::End;  // of the records; End: there is none
};

}  // namespace liaison
