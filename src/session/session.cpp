#include "liaison/session.h"

#include <utility>

#include "query/result.h"
#include "session/run.h"
#include "session/session_core.h"
#include "store/graph_view.h"

namespace liaison {

SessionCore::SessionCore(std::shared_ptr<Graph> shared_graph, SessionOptions session_options, Procedures known)
    : graph(std::move(shared_graph)), options(session_options), procedures(std::move(known)) {}

// ---- Rows -----------------------------------------------------------------------------------------------------------

Rows::Rows(std::shared_ptr<const StatementResult> result) : result_(std::move(result)) {}

std::span<const std::string> Rows::columns() const { return result_->columns; }
std::size_t Rows::row_count() const { return result_->row_count(); }
const Value& Rows::at(std::size_t row, std::size_t column) const { return result_->value(row, column); }
const StatementResult& Rows::details() const { return *result_; }

std::vector<std::string> Rows::labels(NodeId node) const {
  const GraphView& view = *result_->snapshot;
  std::vector<std::string> names;
  if (!view.has_node(node)) return names;
  for (LabelId label : view.catalog().shapes[view.shape_of(node)].labels) {
    names.push_back(view.catalog().labels.name(label));
  }
  return names;
}

std::string Rows::type(RelationshipId relationship) const {
  return result_->snapshot->catalog().types.name(relationship.type);
}

Map Rows::properties(NodeId node) const {
  const GraphView& view = *result_->snapshot;
  std::vector<MapEntry> entries;
  if (view.has_node(node)) {
    view.for_each_property(node, [&](PropertyKey key, const Value& value) {
      entries.push_back({view.catalog().property_keys.name(key), value});
    });
  }
  return Map(std::move(entries));
}

Map Rows::properties(RelationshipId relationship) const {
  const GraphView& view = *result_->snapshot;
  std::vector<MapEntry> entries;
  if (view.has_relationship(relationship)) {
    view.for_each_property(relationship, [&](PropertyKey key, const Value& value) {
      entries.push_back({view.catalog().property_keys.name(key), value});
    });
  }
  return Map(std::move(entries));
}

// ---- Session --------------------------------------------------------------------------------------------------------

Session::Session(std::unique_ptr<SessionCore> core) : core_(std::move(core)) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Result<Rows> Session::run(std::string_view statement, const Map& parameters) {
  core_->interrupted = false;
  try {
    // Made first: once a statement has committed, nothing may fail.
    auto result = std::make_shared<StatementResult>();
    Graph& graph = core_->transaction ? *core_->transaction->graph() : *core_->graph;
    *result = run_statement(statement, parameters, graph, core_->procedures, core_->options, core_->interrupted);
    return Rows(std::move(result));
  } catch (Error& error) {
    return std::move(error);
  } catch (const std::bad_alloc&) {
    return runtime_error(ErrorCode::LimitExceeded, "OutOfMemory", "there is not enough memory for this statement");
  }
}

namespace {

Error no_transaction() {
  return runtime_error(ErrorCode::UsageError, "NoTransaction", "no transaction is open", {}, "begin() begins one");
}

}  // namespace

std::optional<Error> Session::begin() {
  if (core_->transaction) {
    return runtime_error(ErrorCode::UsageError, "TransactionOpen", "a transaction is open already", {},
                         "commit() or rollback() ends it");
  }
  if (core_->options.read_only) {
    return runtime_error(ErrorCode::ReadOnly, "WritesRefused", "a session that only reads has nothing to commit");
  }
  try {
    core_->transaction.emplace(*core_->graph);
  } catch (Error& error) {
    return std::move(error);
  }
  return std::nullopt;
}

std::optional<Error> Session::commit() {
  if (!core_->transaction) return no_transaction();
  std::optional<Error> failure;
  try {
    core_->transaction->commit();
  } catch (Error& error) {
    failure = std::move(error);
  }
  core_->transaction.reset();
  return failure;
}

std::optional<Error> Session::rollback() {
  if (!core_->transaction) return no_transaction();
  core_->transaction.reset();
  return std::nullopt;
}

void Session::interrupt() noexcept { core_->interrupted = true; }

}  // namespace liaison
