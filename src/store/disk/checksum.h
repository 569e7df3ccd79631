#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace liaison {

/// XXH3-64 of the bytes. With a seed that nobody outside knows, no text of a user can carry its own right checksum.
[[nodiscard]] std::uint64_t checksum(std::span<const std::byte> bytes, std::uint64_t seed = 0);

}  // namespace liaison
