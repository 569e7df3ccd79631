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
  /// A statement that would hold more memory than this at once, its result included, ends with LimitExceeded
  /// MemoryLimit; nothing is changed. What the graph and earlier results take does not count.
  /// The program's allocation functions do the counting, so it must have ours: link liaison::counted_new (CMake) or
  /// -lliaison_counted_new. Without them a statement is not run but refused: UsageError MemoryNotCounted.
  std::optional<std::uint64_t> memory_bytes = std::nullopt;
  /// LOAD CSV reads files below this folder only, links resolved, never a device or an address; nullopt: none at all.
  std::optional<std::string> load_folder = std::nullopt;
  std::uint32_t chunk_rows = 1024;  ///< rows handed between operators at once, brought within 1 to 65,535; for tests
  std::uint32_t rules_off = 0;      ///< optimizer rules to leave out, a bit each; answers stay the same; for tests
};

/// How a store is opened.
struct StoreOptions {
  /// Never creates, locks, cuts or writes; what a crash left behind the last commit is left out. Another process may
  /// write meanwhile (Database::refresh).
  bool read_only = false;
  /// A commit is on the disk before it is acknowledged. Without it a commit costs less, and a power cut or a crash of
  /// the system may take the last ones away (never one before another; a crash of the program alone takes none).
  bool sync = true;
  /// How long to wait for another writer to close the store.
  double busy_timeout_seconds = 0;
  /// The log starts anew behind a checkpoint when it has an eighth of the base file's bytes, and at least these.
  std::uint64_t checkpoint_bytes_min = 4 << 20;
};

}  // namespace liaison
