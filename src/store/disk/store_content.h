#pragma once

#include <cstdint>
#include <memory>

#include "store/disk/file_system.h"
#include "store/disk/record_log.h"
#include "store/disk/store_folder.h"
#include "store/state.h"

namespace liaison {

/// A graph as the files of one number have it: the base file, and behind it what the log says.
struct StoreContent {
  GraphState state;
  std::uint64_t base_bytes = 0;
  std::unique_ptr<File> log_file;
  LogHeader log_header;
  LogContent log;
};

/// Throws Error(GraphFileError): StoreDamaged, with file and place; StoreOfNewerVersion.
[[nodiscard]] StoreContent open_content(const StoreFolder& folder, const Current& current, Access log_access);

/// Makes the changes of the log's records in the state. Throws Error(GraphFileError, StoreDamaged).
void replay(const LogContent& log, const std::filesystem::path& path, GraphState& state);

/// Writes a graph as the files of a new number, with an empty log, all of it synced. They count once CURRENT names
/// them.
[[nodiscard]] StoreContent write_content(StoreFolder& folder, const Current& current, const GraphState& state,
                                         std::uint64_t first_sequence);

}  // namespace liaison
