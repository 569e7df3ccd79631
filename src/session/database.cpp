#include "liaison/database.h"

#include <atomic>
#include <new>
#include <utility>

#include "session/graph_reader.h"
#include "session/session_core.h"
#include "store/disk/store.h"
#include "store/graph.h"
#include "store/load/graph_file.h"

namespace liaison {
namespace {

/// The error that stops it, if one does.
template <class Action>
std::optional<Error> error_of(Action&& action) {
  try {
    action();
    return std::nullopt;
  } catch (Error& error) {
    return std::move(error);
  } catch (const std::bad_alloc&) {
    return runtime_error(ErrorCode::LimitExceeded, "OutOfMemory", "there is not enough memory for the graph");
  }
}

}  // namespace

Database::Database() : graph_(std::make_shared<Graph>()) {}
Database::Database(std::shared_ptr<Graph> graph) : graph_(std::move(graph)) {}

Result<Database> Database::open(std::span<const std::filesystem::path> files) {
  try {
    static const std::atomic<bool> never = false;
    Database database;
    database.graph_->replace(read_graphs(files, never));
    return database;
  } catch (Error& error) {
    return std::move(error);
  } catch (const std::bad_alloc&) {
    return runtime_error(ErrorCode::GraphFileError, "OutOfMemory", "there is not enough memory to read the graph");
  }
}

Result<Database> Database::open_store(const std::filesystem::path& folder, const StoreOptions& options) {
  Database database;
  const std::optional<Error> error = error_of([&] {
    database.store_ = std::make_shared<Store>(Store::open(folder, options));
    database.graph_ = database.store_->graph();
  });
  if (error) return *error;
  return database;
}

std::optional<Error> Database::save(const std::filesystem::path& file) const {
  return error_of([&] { save_graph_file(*graph_->snapshot(), file); });
}

std::optional<Error> Database::checkpoint() const {
  return error_of([&] {
    if (store_) store_->checkpoint();
  });
}

std::optional<Error> Database::refresh() const {
  return error_of([&] {
    if (store_) store_->refresh();
  });
}

std::optional<Error> Database::close() const {
  return error_of([&] {
    if (store_) store_->close();
  });
}

std::optional<Error> Database::backup(const std::filesystem::path& folder) const {
  return error_of([&] { create_store(folder, graph_->snapshot()); });
}

Session Database::session(const SessionOptions& options) const {
  return Session(std::make_unique<SessionCore>(graph_, options));
}

}  // namespace liaison
