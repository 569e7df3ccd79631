#include "store/disk/block_file.h"

#include "store/disk/checksum.h"

namespace liaison {
namespace {

constexpr std::size_t bytes_at_once = 1 << 20;

}  // namespace

BlockRef BlockFile::add(std::span<const std::byte> block) {
  const std::uint64_t end = written_ + gathered_.size();
  const std::uint64_t offset = (end + block_alignment - 1) / block_alignment * block_alignment;
  gathered_.resize(offset - written_);
  gathered_.insert(gathered_.end(), block.begin(), block.end());
  if (gathered_.size() >= bytes_at_once) write();
  return {offset, block.size(), checksum(block)};
}

void BlockFile::write() {
  file_.write_at(written_, gathered_);
  written_ += gathered_.size();
  gathered_.clear();
}

std::uint64_t BlockFile::finish() {
  write();
  return written_;
}

}  // namespace liaison
