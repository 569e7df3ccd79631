#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>

#include "liaison/error.h"
#include "liaison/options.h"
#include "liaison/result.h"
#include "liaison/session.h"

namespace liaison {

class Graph;
struct Procedure;
class Store;

/// A graph and the sessions on it, in memory or in a store on disk. Copies share the graph.
/// Thread-safety: all calls from any thread.
///
///     auto database = liaison::Database::open(std::array{std::filesystem::path("deals.json")});
///     if (!database) …
///     liaison::Session session = database->session();
class Database {
 public:
  /// An empty graph in memory.
  Database();
  explicit Database(std::shared_ptr<Graph> graph);

  /// Reads graph files (product.md section 3) into one graph in memory. All or nothing: GraphFileError names file, line
  /// and column of the first fault.
  [[nodiscard]] static Result<Database> open(std::span<const std::filesystem::path> files);

  /// Writes the graph as a graph file: beside it first, then renamed over it. The error, if any.
  [[nodiscard]] std::optional<Error> save(const std::filesystem::path& file) const;

  /// Opens a store: a folder, by convention named X.liaison, made if absent (unless read-only). Each statement that
  /// changes the graph is one commit; once it has succeeded, it is on the disk (StoreOptions::sync).
  /// One writer at a time, in all processes: another is refused (GraphFileError StoreLocked, which names who holds it);
  /// any number of readers. Errors: GraphFileError NotReadable, NotWritten, StoreDamaged (with file and place: finished
  /// files are never mended by guesses), StoreOfNewerVersion.
  /// After a write that failed the store takes no more (ReadOnly StoreFailed) until it is opened again: it then holds
  /// all that was committed, and perhaps, whole, the statement whose write had failed.
  /// The store is open for as long as a Database or Session of it is there, or until close().
  [[nodiscard]] static Result<Database> open_store(const std::filesystem::path& folder,
                                                   const StoreOptions& options = {});

  // Of a database that is a store; of one in memory they do nothing.
  /// Writes the whole graph anew and starts the log anew behind it; it happens by itself when the log has grown. The
  /// error, if any: ReadOnly, as statements that write have it; GraphFileError NotWritten, and all is as it was.
  [[nodiscard]] std::optional<Error> checkpoint() const;
  /// Opened for reading only: brings the sessions' next statements up to what has been committed by now. The error, if
  /// any; the graph then stays as it was.
  [[nodiscard]] std::optional<Error> refresh() const;
  /// Lets the next writer in. Sessions can read on. The error, if any: the store is closed and whole all the same.
  [[nodiscard]] std::optional<Error> close() const;

  /// Writes the graph as it is now as a store of its own, whoever writes meanwhile. The error, if any: GraphFileError
  /// NotWritten, where there is one of that name already too.
  [[nodiscard]] std::optional<Error> backup(const std::filesystem::path& folder) const;

  [[nodiscard]] Session session(const SessionOptions& options = {}) const;

  /// For what lies below the public door (src/): the graph itself.
  [[nodiscard]] const std::shared_ptr<Graph>& graph() const { return graph_; }

 private:
  std::shared_ptr<Graph> graph_;
  std::shared_ptr<Store> store_;  // none: in memory
};

}  // namespace liaison
