#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace liaison {

/// A regular file, read from front to back. Anything else (folders, pipes, devices) is refused.
/// Throws Error(GraphFileError, NotReadable).
class RegularFile {
 public:
  explicit RegularFile(const std::filesystem::path& path);
  ~RegularFile();
  RegularFile(const RegularFile&) = delete;
  RegularFile& operator=(const RegularFile&) = delete;

  /// Reads up to `size` bytes; 0: the end is reached.
  std::size_t read(char* into, std::size_t size);
  /// When it was opened.
  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace liaison
