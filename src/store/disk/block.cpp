#include "store/disk/block.h"

#include "store/disk/checksum.h"
#include "store/disk/store_damage.h"

namespace liaison {

std::span<const std::byte> MappedBlocks::block(const BlockRef& ref) const {
  const std::span<const std::byte> all = bytes();
  if (ref.offset % block_alignment != 0 || ref.offset > all.size() || ref.length > all.size() - ref.offset) {
    throw store_damaged(path_, ref.offset, "a block lies outside the file");
  }
  const std::span<const std::byte> block = all.subspan(ref.offset, ref.length);
  if (checksum(block) != ref.check) {
    throw store_damaged(path_, ref.offset, "the checksum of " + std::to_string(ref.length) + " bytes is wrong");
  }
  return block;
}

void MappedBlocks::refuse(std::uint64_t offset, const Damage& damage) const {
  throw store_damaged(path_, offset, damage.what);
}

}  // namespace liaison
