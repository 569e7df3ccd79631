#pragma once

#include <filesystem>
#include <memory>

#include "liaison/options.h"
#include "store/disk/file_system.h"
#include "store/graph.h"

namespace liaison {

class StoreReader;
class StoreWriter;

/// A graph in a folder on disk (store/FORMAT.md), opened. It stays open for as long as its graph, or a copy of this, is
/// there, or until close().
class Store {
 public:
  /// Made if absent, unless it is opened for reading only. Throws Error(GraphFileError): StoreLocked names who writes
  /// to it; StoreDamaged names file and place; StoreOfNewerVersion; NotReadable; NotWritten.
  [[nodiscard]] static Store open(const std::filesystem::path& path, const StoreOptions& options = {},
                                  FileSystem& files = posix_file_system());

  [[nodiscard]] const std::shared_ptr<Graph>& graph() const { return graph_; }

  /// Writes a new base file, and starts the log anew. Throws Error(ReadOnly, WriterActive) while a transaction is open,
  /// and as Graph::begin() does; Error(GraphFileError, NotWritten): the store is then as it was.
  void checkpoint();
  /// Opened for reading only: brings the graph up to the newest commits; true: there were some.
  bool refresh();
  /// Lets the next writer in; the graph can be read on. Throws Error(GraphFileError, NotWritten); nothing is lost then.
  void close();

 private:
  std::shared_ptr<Graph> graph_;
  std::shared_ptr<StoreWriter> writer_;  // one of these two
  std::shared_ptr<StoreReader> reader_;
};

/// By its ending: X.liaison, a folder.
[[nodiscard]] bool names_store(const std::filesystem::path& path);

/// Is there nothing in the folder but what the making of a store leaves behind that was ended midway? It can be made
/// there then.
[[nodiscard]] bool may_become_store(const std::filesystem::path& folder, FileSystem& files = posix_file_system());

/// Makes a store that holds this graph, with the same numbers and serials: a copy of another store, say, whose writer
/// need not wait. Throws Error(GraphFileError): NotWritten, where something of that name is there already too.
void create_store(const std::filesystem::path& path, const Snapshot& content, FileSystem& files = posix_file_system());

}  // namespace liaison
