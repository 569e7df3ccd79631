#pragma once

#include <array>
#include <cstdint>

#include "store/disk/block.h"
#include "store/disk/store_identity.h"

namespace liaison {

/// The first bytes of a base file, as they lie there (store/FORMAT.md).
struct BaseHeader {
  static constexpr std::array<char, 8> right_magic{'l', 'i', 'a', 'i', 's', 'o', 'n', 'B'};
  static constexpr std::uint32_t known_version = 1;

  std::array<char, 8> magic = right_magic;
  std::uint32_t version = known_version;
  std::uint32_t zero = 0;
  StoreIdentity store;
  std::uint64_t number = 0;
  std::uint64_t file_bytes = 0;
  BlockRef catalog;
  std::uint64_t check = 0;  // of all before it
};
static_assert(sizeof(BaseHeader) == 80);

/// Where blocks begin.
inline constexpr std::uint64_t base_header_bytes = 128;

}  // namespace liaison
