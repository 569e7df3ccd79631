#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "store/disk/file_system.h"
#include "store/disk/store_identity.h"
#include "store/state.h"

/// Base files: the whole of a graph at one moment, as arrays that are read where they lie (store/FORMAT.md).
namespace liaison {

/// Writes the graph as the base file of this number; does not sync. What the graph no longer uses (strings, mostly) is
/// left out; ids, codes of names and serials stay. Throws as File does, and Error(GraphFileError, StoreDamaged) where
/// the state is of a base file that cannot be read.
/// Time: linear, and n log n in names and new strings. Memory: 16 bytes a string, 40 a name.
void write_base(const GraphState& state, File& file, const StoreIdentity& store, std::uint64_t number);

/// Opens a base file. What is in it is read, and its checksums are tried, when it is first asked for; all of it at once
/// where that is little (4 MiB). Throws Error(GraphFileError): StoreDamaged; StoreOfNewerVersion.
/// Time: by the names of labels, types and keys, and by what has sources.
[[nodiscard]] GraphState open_base(std::shared_ptr<const FileMapping> mapping, const std::filesystem::path& path,
                                   const StoreIdentity& store, std::uint64_t number);

}  // namespace liaison
