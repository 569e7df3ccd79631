#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "store/disk/block.h"
#include "store/disk/file_system.h"

namespace liaison {

/// Writes the blocks of a base file one behind the other, in large writes.
class BlockFile {
 public:
  /// Blocks begin behind what `file` is to begin with.
  BlockFile(File& file, std::uint64_t begin) : file_(file), written_(begin) {}

  /// Throws as File::write_at does.
  BlockRef add(std::span<const std::byte> block);
  template <class T>
  BlockRef add_array(std::span<const T> items) {
    return add(std::as_bytes(items));
  }
  /// Writes what is left. Gives the file's size.
  std::uint64_t finish();

 private:
  void write();

  File& file_;
  std::uint64_t written_;  // the place in the file of what is gathered
  std::vector<std::byte> gathered_;
};

}  // namespace liaison
