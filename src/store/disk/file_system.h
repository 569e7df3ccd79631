#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace liaison {

/// The bytes of a file as they lay there when it was mapped; they stay readable when the file is renamed or removed.
/// Starts at an address that is aligned for any type.
class FileMapping {
 public:
  virtual ~FileMapping() = default;
  [[nodiscard]] virtual std::span<const std::byte> bytes() const = 0;
};

/// An open file. All offsets and sizes are in bytes.
/// Each call throws Error(GraphFileError) that names the file and what the system said: NotReadable, NotWritten. After
/// a failed write or sync nobody knows what the disk holds of the bytes since the last sync.
class File {
 public:
  virtual ~File() = default;

  [[nodiscard]] virtual std::uint64_t size() const = 0;
  /// Reads up to `into.size()` bytes; gives how many: fewer only where the file ends.
  virtual std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) const = 0;
  /// Writes all of it. The file grows where it must; what lies between its end and `offset` reads as zeros.
  virtual void write_at(std::uint64_t offset, std::span<const std::byte> bytes) = 0;
  virtual void truncate(std::uint64_t size) = 0;
  /// Gives once content and size are on the disk (the file's name is there after sync_folder() of its folder).
  virtual void sync() = 0;
  [[nodiscard]] virtual std::shared_ptr<const FileMapping> map() const = 0;

  void append(std::span<const std::byte> bytes) { write_at(size(), bytes); }
};

/// How a file is opened.
enum class Access : std::uint8_t {
  Read,    // as it is
  Write,   // reading and writing what is there
  Create,  // reading and writing; made if absent, emptied if not
};

/// Held until it is destroyed, or its process ends.
class FileLock {
 public:
  virtual ~FileLock() = default;
};

/// Who holds a lock, as its file says: "process 4711 since 2026-11-27T16:40:00Z". Empty: the file does not say yet.
struct LockHolder {
  std::string text;
};

/// The one way to files and folders that a store has: tests put another behind it, which fails and crashes at will.
/// Each call throws Error(GraphFileError) as File's do.
/// Thread-safety: all calls from any thread.
class FileSystem {
 public:
  virtual ~FileSystem() = default;

  /// Null: there is no such file (never with Access::Create).
  [[nodiscard]] virtual std::unique_ptr<File> open(const std::filesystem::path& file, Access access) = 0;
  [[nodiscard]] virtual bool is_folder(const std::filesystem::path& folder) = 0;
  /// Names of what is in the folder, sorted.
  [[nodiscard]] virtual std::vector<std::string> list(const std::filesystem::path& folder) = 0;
  /// REQUIRES: nothing has that name, and its parent is there.
  virtual void create_folder(const std::filesystem::path& folder) = 0;
  /// Takes the place of what had the name `to`, at once for whoever looks.
  virtual void rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
  virtual void remove(const std::filesystem::path& file) = 0;
  /// Gives once what was created, renamed and removed in the folder is on the disk.
  virtual void sync_folder(const std::filesystem::path& folder) = 0;

  /// Locks the file against all other handles, those of this process included; made if absent. Does not wait.
  [[nodiscard]] virtual std::variant<std::unique_ptr<FileLock>, LockHolder> try_lock(
      const std::filesystem::path& file) = 0;
};

/// The computer's own.
[[nodiscard]] FileSystem& posix_file_system();

}  // namespace liaison
