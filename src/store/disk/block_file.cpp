#include "store/disk/block_file.h"

#include "store/disk/checksum.h"

namespace liaison {
namespace {

constexpr std::size_t bytes_at_once = std::size_t{4} << 20;

}  // namespace

BlockRef BlockFile::add(std::span<const std::byte> block) {
  const std::uint64_t end = place_ + gathered_.size();
  const std::uint64_t offset = (end + block_alignment - 1) / block_alignment * block_alignment;
  gathered_.resize(offset - place_);
  gathered_.insert(gathered_.end(), block.begin(), block.end());
  if (gathered_.size() >= bytes_at_once) write_behind();
  return {offset, block.size(), checksum(block)};
}

void BlockFile::write_behind() {
  if (writing_.valid()) writing_.get();
  being_written_.swap(gathered_);
  gathered_.clear();
  writing_ = std::async(std::launch::async | std::launch::deferred,
                        [this, place = place_] { file_.write_at(place, being_written_); });
  place_ += being_written_.size();
}

std::uint64_t BlockFile::finish() {
  if (writing_.valid()) writing_.get();
  file_.write_at(place_, gathered_);
  return place_ + gathered_.size();
}

}  // namespace liaison
