#include "store/disk/store_damage.h"

#include <fmt/format.h>

namespace liaison {

Error store_damaged(const std::filesystem::path& file, std::string_view what) {
  return runtime_error(ErrorCode::GraphFileError, "StoreDamaged", fmt::format("{} is damaged: {}", file.string(), what),
                       {}, "take the store from a backup; nothing was changed in it");
}

Error store_damaged(const std::filesystem::path& file, std::uint64_t offset, std::string_view what) {
  return store_damaged(file, fmt::format("{}, at byte {}", what, offset));
}

Error newer_version(const std::filesystem::path& file, std::uint64_t version, std::uint64_t known) {
  return runtime_error(ErrorCode::GraphFileError, "StoreOfNewerVersion",
                       fmt::format("{} is of format {}, and this version of liaison reads formats up to {}",
                                   file.string(), version, known),
                       {}, "open it with the version that wrote it, or a later one");
}

}  // namespace liaison
