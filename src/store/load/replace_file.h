#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

namespace liaison {

/// Writes beside `file`, syncs, and renames over it: there is always a whole file, the old one or the new. Through a
/// symbolic link what it points to is replaced; permissions stay. Gives why it could not be done; what `write` throws
/// comes through, and then nothing was changed.
[[nodiscard]] std::optional<std::string> replace_file(const std::filesystem::path& file,
                                                      const std::function<void(std::ostream&)>& write);

}  // namespace liaison
