#pragma once

#include <array>
#include <cstddef>
#include <string>

namespace liaison {

/// Says which store a file belongs to: random, and the same in all files of a store, so that a file of another store is
/// not taken for one of this.
struct StoreIdentity {
  std::array<std::byte, 16> bytes{};
  bool operator==(const StoreIdentity&) const = default;
};

[[nodiscard]] StoreIdentity new_store_identity();
[[nodiscard]] std::string to_string(const StoreIdentity& identity);  // 32 hexadecimal digits

}  // namespace liaison
