#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "liaison/options.h"
#include "liaison/value.h"
#include "store/graph.h"
#include "unit/store/disk/memory_file_system.h"

namespace liaison {

/// Everything that a reader can see of a graph, as text.
[[nodiscard]] std::string description(const GraphView& view);

/// A transaction, in words of few letters.
class Edit {
 public:
  explicit Edit(Transaction& transaction) : transaction_(transaction) {}

  NodeId node(std::vector<std::string> labels = {});
  RelationshipId relate(NodeId start, std::string_view type, NodeId end);
  void set(NodeId node, std::string_view key, const Value& value);
  void set(RelationshipId relationship, std::string_view key, const Value& value);
  void add_label(NodeId node, std::string_view label);
  void remove_label(NodeId node, std::string_view label);
  void erase(NodeId node);
  void erase(RelationshipId relationship);
  void index(std::string_view name, std::string_view label, std::string_view key, IndexKind kind = IndexKind::Range);
  void relationship_index(std::string_view name, std::string_view type, std::string_view key);
  void constraint(std::string_view name, ConstraintKind kind, std::string_view label, std::string_view key);
  void drop_index(std::string_view name) { transaction_.drop_index(name); }
  void drop_constraint(std::string_view name) { transaction_.drop_constraint(name); }

 private:
  Transaction& transaction_;
};

// Steps of a workload.
struct Commit {
  std::function<void(Edit&)> edit;
};
struct Rollback {
  std::function<void(Edit&)> edit;
};
struct RefusedCommit {  // by a constraint
  std::function<void(Edit&)> edit;
};
struct Checkpoint {};
struct Reopen {};  // close, and open again
struct Kill {};    // open again, never closed
using Step = std::variant<Commit, Rollback, RefusedCommit, Checkpoint, Reopen, Kill>;

struct Workload {
  std::string name;
  std::vector<Step> steps;
  StoreOptions options = {};
};

/// Small ones, of every kind of change, each on a store of its own that they make.
[[nodiscard]] const std::vector<Workload>& workloads();

inline constexpr std::string_view store_path = "graph.liaison";

/// Runs it. `acknowledge(view)` is called when the store has been made, and after each commit; what an operation of the
/// file system throws comes through.
void run(const Workload& workload, MemoryFileSystem& files, const std::function<void(const GraphView&)>& acknowledge);

}  // namespace liaison
