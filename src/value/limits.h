#pragma once

#include <cstdint>

namespace liaison {

/// The largest values that anything makes: beyond them a statement is refused, before it fills the machine's memory.
inline constexpr std::uint64_t list_items_max = std::uint64_t{1} << 28;
inline constexpr std::uint64_t string_bytes_max = std::uint64_t{1} << 30;

}  // namespace liaison
