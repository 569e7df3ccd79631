#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/value.h"
#include "store/graph_view.h"
#include "store/schema.h"

namespace liaison {

/// An immutable state of a graph, shared by whoever reads it; see GraphView.
using Snapshot = std::shared_ptr<const GraphView>;

/// The one writer's private state. Reads see its own writes. Dropping it without commit() leaves the graph as it was.
/// Writers check nothing of the query language; they keep the graph whole (no dangling relationship).
/// What breaks a constraint in between may be mended: until check_uniqueness() is called, and what lacks a property
/// until commit() is.
class Transaction {
 public:
  virtual ~Transaction() = default;

  [[nodiscard]] virtual const GraphView& view() const = 0;

  // Names, made if absent. Names of a dropped transaction do not stay.
  virtual LabelId label(std::string_view name) = 0;
  virtual TypeId type(std::string_view name) = 0;
  virtual PropertyKey property_key(std::string_view name) = 0;

  virtual NodeId create_node(std::span<const LabelId> labels) = 0;
  virtual RelationshipId create_relationship(NodeId start, TypeId type, NodeId end) = 0;
  /// REQUIRES: degree 0 in every type (delete relationships first); false if it was gone already.
  virtual bool delete_node(NodeId node) = 0;
  virtual bool delete_relationship(RelationshipId relationship) = 0;
  /// Null removes. True if something changed hands (a null onto an absent property does not).
  virtual bool set_property(NodeId node, PropertyKey key, const Value& value) = 0;
  virtual bool set_property(RelationshipId relationship, PropertyKey key, const Value& value) = 0;
  virtual bool add_label(NodeId node, LabelId label) = 0;     // true: it did not have it, not even implied
  virtual bool remove_label(NodeId node, LabelId label) = 0;  // true: it was written
  /// Relationships of any type at the node, both directions, each once.
  [[nodiscard]] virtual std::vector<RelationshipId> relationships_of(NodeId node) const = 0;

  // Indexes and constraints. REQUIRES: the name is new, or known where something is dropped.
  /// Fills it from what is there; time: n log n in the entities of the target.
  virtual void create_index(Index index) = 0;
  /// Makes the index that it needs as well. Throws Error(ConstraintVerificationFailed) if what is there breaks it; the
  /// transaction can then only be dropped.
  virtual void create_constraint(Constraint constraint) = 0;
  virtual void drop_index(std::string_view name) = 0;
  virtual void drop_constraint(std::string_view name) = 0;
  /// Throws Error(ConstraintVerificationFailed) if what was changed since the last check has values that a constraint
  /// wants but once. Time: by what was changed since.
  virtual void check_uniqueness() = 0;

  /// Checks all constraints and makes the changes what later snapshots see. REQUIRES: not committed yet. Nothing may be
  /// written after it; the graph has its next writer once this object is gone.
  virtual void commit() = 0;
};

struct GraphState;

/// Where the commits of a graph go that is to outlive its process (disk/store.h).
/// All calls but the first come from the one writer.
class CommitLog {
 public:
  virtual ~CommitLog() = default;
  /// Throws Error(ReadOnly) where nothing can be written, or nothing any more.
  virtual void require_writable() const = 0;
  /// Gives once the changes of a commit last. Throws Error where they may not: nobody is to see them then.
  virtual void append(std::span<const std::byte> changes) = 0;
  [[nodiscard]] virtual bool is_checkpoint_due() const = 0;
  /// Starts the log anew behind a copy of this state, which holds all that was appended. Gives the copy: the same
  /// graph, read from the disk. Throws Error where that fails; all is then as it was.
  virtual GraphState checkpoint(const GraphState& state) = 0;
};

/// The current snapshot of a graph, and at most one writer.
/// Thread-safety: snapshot() from any thread at any time; begin() and checkpoint() wait for no one: they throw
/// Error(ReadOnly, WriterActive) if a transaction is open.
class Graph {
 public:
  Graph();  // empty and in memory; costs microseconds
  /// Commits are in the log before anyone sees them.
  Graph(Snapshot content, std::shared_ptr<CommitLog> log);
  ~Graph();
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  [[nodiscard]] Snapshot snapshot() const;
  [[nodiscard]] std::unique_ptr<Transaction> begin();

  /// Replaces the content by what a GraphBuilder made, or what a log says. REQUIRES: no transaction is open.
  void replace(Snapshot built);

  /// REQUIRES: there is a log.
  void checkpoint();

 private:
  friend class GraphTransaction;
  struct State;
  std::shared_ptr<State> state_;
};

/// Several transactions that are one commit. They are made on a graph of their own, which begins as `of` is, so each of
/// them may fail and leave no trace; nobody else sees it. Without commit() nothing has happened.
/// While it is there, nobody else writes to `of`.
class GraphTransaction {
 public:
  /// Throws as Graph::begin() does.
  explicit GraphTransaction(const Graph& of);
  GraphTransaction(GraphTransaction&&) noexcept;
  GraphTransaction& operator=(GraphTransaction&&) = delete;
  ~GraphTransaction();

  [[nodiscard]] const std::shared_ptr<Graph>& graph() const { return inner_; }
  /// REQUIRES: not committed yet, and no transaction of graph() is open. Throws as Transaction::commit() does.
  void commit();

 private:
  class GatheredChanges;
  std::shared_ptr<Graph::State> outer_;  // null: moved from
  std::shared_ptr<GatheredChanges> changes_;
  std::shared_ptr<Graph> inner_;
};

}  // namespace liaison
