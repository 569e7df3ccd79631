#include "liaison/database.h"

#include <utility>

#include "session/session_core.h"
#include "store/graph.h"
#include "store/load/graph_file.h"

namespace liaison {

Database::Database() : graph_(std::make_shared<Graph>()) {}
Database::Database(std::shared_ptr<Graph> graph) : graph_(std::move(graph)) {}

Result<Database> Database::open(std::span<const std::filesystem::path> files) {
  try {
    Database database;
    if (!files.empty()) database.graph_->replace(read_graph_files(files));
    return database;
  } catch (const Error& error) {
    return error;
  } catch (const std::bad_alloc&) {
    return runtime_error(ErrorCode::GraphFileError, "OutOfMemory", "there is not enough memory to read the graph");
  }
}

std::optional<Error> Database::save(const std::filesystem::path& file) const {
  try {
    save_graph_file(*graph_->snapshot(), file);
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  }
}

Session Database::session(const SessionOptions& options) const {
  return Session(std::make_unique<SessionCore>(graph_, options));
}

}  // namespace liaison
