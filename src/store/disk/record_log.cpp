#include "store/disk/record_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <utility>

#include "common/assert.h"
#include "store/disk/checksum.h"
#include "store/disk/store_damage.h"

namespace liaison {
namespace {

// Both headers are written as they lie in memory.
static_assert(std::endian::native == std::endian::little);

constexpr std::array<char, 8> log_magic{'l', 'i', 'a', 'i', 's', 'o', 'n', 'L'};
constexpr std::uint32_t log_version = 1;

struct HeaderBytes {
  std::array<char, 8> magic = log_magic;
  std::uint32_t version = log_version;
  std::uint32_t zero = 0;
  StoreIdentity store;
  std::uint64_t number = 0;
  std::uint64_t first_sequence = 0;
  std::uint64_t salt = 0;
  std::uint64_t check = 0;  // of all before it
};
static_assert(sizeof(HeaderBytes) == 64);

struct RecordBytes {
  std::uint64_t length = 0;  // of the payload, without the zeros that fill it up
  std::uint64_t sequence = 0;
  std::uint32_t kind = 0;
  std::uint32_t zero = 0;
  std::uint64_t payload_check = 0;  // with the zeros
  std::uint64_t check = 0;          // of all before it
};
static_assert(sizeof(RecordBytes) == 40);

/// Records start at multiples of it, so that a search for them need not look at every byte.
constexpr std::uint64_t alignment = 8;

template <class T>
std::span<const std::byte> raw(const T& bytes) {
  return std::as_bytes(std::span(&bytes, 1));
}

template <class T>
std::uint64_t check_of(const T& bytes, std::uint64_t seed) {
  return checksum(raw(bytes).first(offsetof(T, check)), seed);
}

std::uint64_t filled_up(std::uint64_t length) { return (length + alignment - 1) / alignment * alignment; }

/// The header at the start of the bytes, if its checksum holds.
std::optional<RecordBytes> record_header_at(std::span<const std::byte> bytes, std::uint64_t salt) {
  RecordBytes header;
  if (bytes.size() < sizeof header) return std::nullopt;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.check != check_of(header, salt)) return std::nullopt;
  return header;
}

bool is_synced(const RecordBytes& header) {
  return header.kind != static_cast<std::uint32_t>(RecordKind::UnsyncedCommit);
}

/// Reads the records of one run of bytes.
class Scan {
 public:
  Scan(std::span<const std::byte> bytes, const std::filesystem::path& path, std::uint64_t salt, LogPosition from)
      : bytes_(bytes), path_(path), salt_(salt), start_(from.offset), end_(from) {}

  [[nodiscard]] std::optional<LogRecord> next() {
    const std::span<const std::byte> rest = bytes_.subspan(end_.offset - start_);
    const auto header = record_header_at(rest, salt_);
    if (!header) return std::nullopt;
    const std::uint64_t room = rest.size() - sizeof(RecordBytes);
    if (header->sequence != end_.sequence) {
      throw store_damaged(path_, end_.offset,
                          fmt::format("record {} stands where {} belongs", header->sequence, end_.sequence));
    }
    if (header->kind < static_cast<std::uint32_t>(RecordKind::Commit) ||
        header->kind > static_cast<std::uint32_t>(RecordKind::End)) {
      throw store_damaged(path_, end_.offset, fmt::format("a record of the unknown kind {}", header->kind));
    }
    if (header->length > room || filled_up(header->length) > room) return std::nullopt;
    const std::span<const std::byte> filled = rest.subspan(sizeof(RecordBytes), filled_up(header->length));
    if (checksum(filled, salt_) != header->payload_check) return std::nullopt;
    const LogRecord record{.kind = static_cast<RecordKind>(header->kind),
                           .offset = end_.offset + sizeof(RecordBytes),
                           .payload = filled.first(header->length)};
    end_.offset = record.offset + filled.size();
    ++end_.sequence;
    return record;
  }

  /// Throws if what follows the last record was whole once: a synced record behind it says so, since it was written
  /// when all before it was on the disk.
  void require_tail() const {
    for (std::uint64_t place = end_.offset + alignment; place < start_ + bytes_.size(); place += alignment) {
      const auto header = record_header_at(bytes_.subspan(place - start_), salt_);
      if (!header || !is_synced(*header)) continue;
      throw store_damaged(
          path_, end_.offset,
          fmt::format("no whole record {}, though record {} follows it", end_.sequence, header->sequence));
    }
  }

  [[nodiscard]] LogPosition end() const { return end_; }
  [[nodiscard]] bool is_at_end() const { return end_.offset == start_ + bytes_.size(); }

 private:
  std::span<const std::byte> bytes_;
  const std::filesystem::path& path_;
  std::uint64_t salt_;
  std::uint64_t start_;
  LogPosition end_;
};

std::vector<std::byte> read_from(const File& file, std::uint64_t offset, std::uint64_t limit) {
  std::vector<std::byte> bytes(limit - std::min(offset, limit));
  bytes.resize(file.read_at(offset, bytes));
  return bytes;
}

}  // namespace

std::unique_ptr<File> create_log(FileSystem& files, const std::filesystem::path& path, const LogHeader& header) {
  HeaderBytes bytes;
  bytes.store = header.store;
  bytes.number = header.number;
  bytes.first_sequence = header.first_sequence;
  bytes.salt = header.salt;
  bytes.check = check_of(bytes, 0);
  std::unique_ptr<File> file = files.open(path, Access::Create);
  file->append(raw(bytes));
  file->sync();
  return file;
}

LogHeader read_log_header(const File& file, const std::filesystem::path& path) {
  HeaderBytes bytes;
  const std::size_t size = file.read_at(0, std::as_writable_bytes(std::span(&bytes, 1)));
  if (size < sizeof bytes) throw store_damaged(path, size, "the file ends within its header");
  if (bytes.magic != log_magic) throw store_damaged(path, 0, "this is no log of a liaison store");
  if (bytes.version > log_version) throw newer_version(path, bytes.version, log_version);
  if (bytes.check != check_of(bytes, 0)) throw store_damaged(path, 0, "the checksum of the header is wrong");
  return {bytes.store, bytes.number, bytes.first_sequence, bytes.salt};
}

LogPosition start_of_records(const LogHeader& header) { return {sizeof(HeaderBytes), header.first_sequence}; }

LogContent read_log(const File& file, const std::filesystem::path& path, const LogHeader& header, LogPosition from) {
  LogContent content;
  content.bytes = read_from(file, from.offset, file.size());
  Scan scan(content.bytes, path, header.salt, from);
  while (const auto record = scan.next()) content.records.push_back(*record);
  content.end = scan.end();
  content.has_tail = !scan.is_at_end();
  if (content.has_tail) scan.require_tail();
  return content;
}

// ---- Writing --------------------------------------------------------------------------------------------------------

LogWriter::LogWriter(std::unique_ptr<File> file, const LogHeader& header, const LogContent& content)
    : file_(std::move(file)), header_(header), end_(content.end), doubtful_from_(start_of_records(header).offset) {
  for (const LogRecord& record : content.records) {
    last_ = record.kind;
    if (last_ == RecordKind::End) doubtful_from_ = record.offset - sizeof(RecordBytes);
  }
}

void LogWriter::append(RecordKind kind, std::span<const std::byte> payload) {
  mend_tail();
  // Behind a record without sync nothing proves that what stands before it was whole; the End record proves it for the
  // synced ones, so that damage in them is not taken for a tail.
  if (kind == RecordKind::UnsyncedCommit && last_ == RecordKind::Commit) write(RecordKind::End, {});
  write(kind, payload);
}

void LogWriter::close() {
  if (last_ == RecordKind::End) return;
  append(RecordKind::End, {});
}

void LogWriter::write(RecordKind kind, std::span<const std::byte> payload) {
  std::vector<std::byte> bytes(sizeof(RecordBytes) + filled_up(payload.size()));
  std::ranges::copy(payload, bytes.begin() + sizeof(RecordBytes));
  RecordBytes header;
  header.length = payload.size();
  header.sequence = end_.sequence;
  header.kind = static_cast<std::uint32_t>(kind);
  header.payload_check = checksum(std::span(bytes).subspan(sizeof header), header_.salt);
  header.check = check_of(header, header_.salt);
  std::memcpy(bytes.data(), &header, sizeof header);
  // A synced record says that all before it is on the disk.
  if (is_synced(header) && last_ == RecordKind::UnsyncedCommit) file_->sync();
  file_->write_at(end_.offset, bytes);
  if (is_synced(header)) file_->sync();
  end_.offset += bytes.size();
  ++end_.sequence;
  last_ = kind;
}

/// Before the first record: cuts what a crash left behind the last one, and writes again from the last End record on.
/// After a failed sync the system may show bytes that never came to the disk, and would not sync them again: records
/// behind them would then be lost with them. All before an End record had been synced when that was written.
void LogWriter::mend_tail() {
  if (is_mended_) return;
  const bool has_tail = file_->size() > end_.offset;
  if (has_tail || has_records()) {
    if (has_tail) file_->truncate(end_.offset);
    const std::vector<std::byte> doubtful = read_from(*file_, doubtful_from_, end_.offset);
    if (!doubtful.empty()) file_->write_at(doubtful_from_, doubtful);
    file_->sync();
  }
  is_mended_ = true;
}

}  // namespace liaison
