#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "store/disk/file_system.h"
#include "store/disk/store_identity.h"

namespace liaison {

/// What the file CURRENT says: whose store it is, and which base file and log are its present ones.
struct Current {
  StoreIdentity store;
  std::uint64_t number = 0;
  bool operator==(const Current&) const = default;
};

/// The folder of a store, and the names in it: CURRENT, base-N, log-N, lock.
class StoreFolder {
 public:
  StoreFolder(FileSystem& files, const std::filesystem::path& path)
      : files_(files), path_(path.has_filename() ? path : path.parent_path()) {}

  [[nodiscard]] FileSystem& files() const { return files_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path base(std::uint64_t number) const {
    return path_ / ("base-" + std::to_string(number));
  }
  [[nodiscard]] std::filesystem::path log(std::uint64_t number) const {
    return path_ / ("log-" + std::to_string(number));
  }
  [[nodiscard]] std::filesystem::path lock() const { return path_ / "lock"; }
  [[nodiscard]] std::filesystem::path current() const { return path_ / "CURRENT"; }

  /// nullopt: there is none. Throws Error(GraphFileError): StoreDamaged, StoreOfNewerVersion.
  [[nodiscard]] std::optional<Current> read_current() const;
  /// To make the files of another number the present ones, at once and for good, REQUIRES that they are synced. First
  /// it is written down beside what counts: where that fails, nothing has changed.
  void prepare_current(const Current& current);
  /// Then it counts. Throws Error(GraphFileError, NotWritten): nobody knows which number a crash would leave.
  void adopt_current();

  void create() { files_.create_folder(path_); }
  /// Gives once the names in it are on the disk.
  void sync() { files_.sync_folder(path_); }
  /// Gives once its own name is.
  void sync_name();
  /// Removes files of other numbers than this, and unfinished ones: what a crash left of a checkpoint.
  void remove_leftovers(std::uint64_t number);
  /// Whether a crash while the store was made, with files of this number, may have left it.
  [[nodiscard]] bool may_be_of_creation(const std::string& name, std::uint64_t number) const;

 private:
  [[nodiscard]] std::filesystem::path unfinished_current() const { return path_ / "CURRENT.new"; }

  FileSystem& files_;
  std::filesystem::path path_;
};

}  // namespace liaison
