#pragma once

#include <memory>
#include <optional>

#include "store/disk/store.h"
#include "store/graph.h"
#include "unit/store/disk/memory_file_system.h"

namespace liaison {

/// Takes graphs through a store between the statements of a test: closed, and opened again from its files, each second
/// time behind a checkpoint. What a test says of a graph in memory must hold of it then too.
class StoredGraph {
 public:
  /// Gives the graph to go on with, which holds the same. `graph`: the one that was given before, or another.
  [[nodiscard]] std::shared_ptr<Graph> go_on(const std::shared_ptr<Graph>& graph) {
    if (!store_ || store_->graph() != graph) {
      if (store_) store_->close();
      files_ = std::make_unique<MemoryFileSystem>();
      create_store(path, graph->snapshot(), *files_);
    } else {
      if (is_checkpoint_next_) store_->checkpoint();
      is_checkpoint_next_ = !is_checkpoint_next_;
      store_->close();
      store_.reset();
      // A new one for the same disk: it remembers what was done, which would grow with each statement.
      files_ = std::make_unique<MemoryFileSystem>(files_->image());
    }
    store_.emplace(Store::open(path, {}, *files_));
    return store_->graph();
  }

 private:
  static constexpr const char* path = "graph.liaison";

  std::unique_ptr<MemoryFileSystem> files_;
  std::optional<Store> store_;
  bool is_checkpoint_next_ = false;
};

}  // namespace liaison
