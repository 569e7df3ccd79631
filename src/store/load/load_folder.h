#pragma once

#include <filesystem>
#include <string_view>

namespace liaison {

/// The file that a statement names, if it is one below the folder, links resolved. `name` is a path, seen from the
/// folder if it is relative, or file:///path, seen from the folder always (%20 and the like stand for bytes there).
/// Throws Error GraphFileError: AddressRefused for http://… and its like, NotReadable, OutsideFolder.
[[nodiscard]] std::filesystem::path file_below(const std::filesystem::path& folder, std::string_view name);

}  // namespace liaison
