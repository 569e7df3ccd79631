#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace liaison {

/// How a session runs its statements.
struct SessionOptions {
  bool read_only = false;  ///< refuse every write (Error ReadOnly WritesRefused)
  /// A statement over it ends with LimitExceeded Timeout; nothing is changed.
  std::optional<double> timeout_seconds = std::nullopt;
  /// LOAD CSV reads files below this folder only, links resolved, never a device or an address; nullopt: none at all.
  std::optional<std::string> load_folder = std::nullopt;
  std::uint32_t chunk_rows = 1024;  ///< rows handed between operators at once, brought within 1 to 65,535; for tests
  std::uint32_t rules_off = 0;      ///< optimizer rules to leave out, a bit each; answers stay the same; for tests
};

}  // namespace liaison
