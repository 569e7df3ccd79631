#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "store/disk/file_system.h"

namespace liaison {

/// What a disk holds.
struct DiskImage {
  std::set<std::filesystem::path> folders;
  std::map<std::filesystem::path, std::string> files;
  bool operator==(const DiskImage&) const = default;
};

enum class DiskAction : std::uint8_t {
  Write,
  Truncate,
  Sync,
  FailedSync,  // the system forgets that the file has bytes that are not on the disk
  CreateFolder,
  Create,
  Rename,
  Remove,
  SyncFolder,
};

/// One change of a disk, or one wait until changes are on it.
struct DiskOperation {
  DiskAction action;
  std::size_t file = 0;             // of Write to FailedSync and Create: files are numbered as they come to be
  std::filesystem::path path = {};  // of the others, and of Create
  std::filesystem::path to = {};    // of Rename
  std::uint64_t offset = 0;         // of Write; the size of Truncate
  std::string bytes = {};           // of Write
};

/// How an operation fails.
enum class Fault : std::uint8_t {
  InputOutputError,
  DiskFull,
  ShortWrite,  // half of a write is done, all else as it should
};

struct PlannedFault {
  std::size_t operation = 0;  // counted from 0, reading and opening included
  Fault fault = Fault::InputOutputError;
  bool is_lasting = false;  // from then on
};

/// Files and folders in memory: remembers each operation, so that a test can tell what a crash may leave on the disk,
/// and lets one fail.
class MemoryFileSystem : public FileSystem {
 public:
  explicit MemoryFileSystem(const DiskImage& image = {});
  ~MemoryFileSystem() override;

  [[nodiscard]] std::unique_ptr<File> open(const std::filesystem::path& file, Access access) override;
  [[nodiscard]] bool is_folder(const std::filesystem::path& folder) override;
  [[nodiscard]] std::vector<std::string> list(const std::filesystem::path& folder) override;
  void create_folder(const std::filesystem::path& folder) override;
  void rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
  void remove(const std::filesystem::path& file) override;
  void sync_folder(const std::filesystem::path& folder) override;
  [[nodiscard]] std::variant<std::unique_ptr<FileLock>, LockHolder> try_lock(
      const std::filesystem::path& file) override;

  [[nodiscard]] const std::vector<DiskOperation>& trace() const;
  [[nodiscard]] std::size_t operations() const;  // failed ones, reading and opening included
  void plan(const PlannedFault& fault);
  void heal();  // nothing fails any more
  /// What is open loses its locks, and writes nothing any more.
  void kill_process();

  /// As those see it who use this file system.
  [[nodiscard]] DiskImage image() const;

  struct State;

 private:
  std::shared_ptr<State> state_;
};

/// Visits what a disk may hold after a crash behind the first `count` operations: with all of what was not synced, with
/// none of it, without each single operation, with each first part of it; and with the last write torn, in pieces of
/// 512 and 4,096 bytes, or at each byte where `tear_finely` says so. What a failed
/// sync left out comes to the disk only where it is written again.
void visit_crashes(const DiskImage& start, std::span<const DiskOperation> trace, std::size_t count,
                   const std::function<bool(const std::filesystem::path&)>& tear_finely,
                   const std::function<void(const DiskImage&)>& visit);

/// The fewest of what visit_crashes() visits: nothing that was not synced.
[[nodiscard]] DiskImage synced_image(const DiskImage& start, std::span<const DiskOperation> trace);

}  // namespace liaison
