#pragma once

#include <cstdint>

#include "store/column.h"
#include "store/disk/block.h"

namespace liaison {

/// The column in a block; `strings`: what its codes are below. Throws Damage. Everything is checked, so that reading
/// entries needs no checks: time linear in them.
[[nodiscard]] MappedColumn read_column(BlockReader& in, std::uint32_t strings);

}  // namespace liaison
