#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "liaison/error.h"

namespace liaison {

/// GraphFileError StoreDamaged: a file of a store is not as a writer of ours left it.
[[nodiscard]] Error store_damaged(const std::filesystem::path& file, std::string_view what);
/// The same, with the place: bytes from the file's start.
[[nodiscard]] Error store_damaged(const std::filesystem::path& file, std::uint64_t offset, std::string_view what);

/// GraphFileError StoreOfNewerVersion.
[[nodiscard]] Error newer_version(const std::filesystem::path& file, std::uint64_t version, std::uint64_t known);

}  // namespace liaison
