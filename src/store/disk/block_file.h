#pragma once

#include <cstdint>
#include <future>
#include <span>
#include <vector>

#include "store/disk/block.h"
#include "store/disk/file_system.h"

namespace liaison {

/// Writes the blocks of a base file one behind the other, in large writes, each in a thread of its own while the next
/// blocks are made: half of the time of a large base file is that of the system's copying.
class BlockFile {
 public:
  /// Blocks begin behind what `file` is to begin with. Nobody else uses `file` until finish().
  BlockFile(File& file, std::uint64_t begin) : file_(file), place_(begin) {}

  /// Throws as File::write_at does, of this write or of an earlier one.
  BlockRef add(std::span<const std::byte> block);
  template <class T>
  BlockRef add_array(std::span<const T> items) {
    return add(std::as_bytes(items));
  }
  /// Writes what is left. Gives the file's size.
  std::uint64_t finish();

 private:
  void write_behind();

  File& file_;
  std::uint64_t place_;  // in the file, of what is gathered
  std::vector<std::byte> gathered_;
  std::vector<std::byte> being_written_;
  std::future<void> writing_;  // the last member: its destructor waits
};

}  // namespace liaison
