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

/// A graph and the sessions on it. Copies share the graph.
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

  [[nodiscard]] Session session(const SessionOptions& options = {}) const;

  /// For what lies below the public door (src/): the graph itself.
  [[nodiscard]] const std::shared_ptr<Graph>& graph() const { return graph_; }

 private:
  std::shared_ptr<Graph> graph_;
};

}  // namespace liaison
