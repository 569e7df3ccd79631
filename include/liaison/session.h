#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/options.h"
#include "liaison/result.h"
#include "liaison/value.h"

namespace liaison {

struct StatementResult;
class SessionCore;

/// The rows of one statement and what it changed. Entities among the values are ids; what they hold is asked here, and
/// stays as the statement left it, whatever happens to the graph later. Outlives the session.
/// Thread-safety: const calls from any thread.
class Rows {
 public:
  explicit Rows(std::shared_ptr<const StatementResult> result);

  [[nodiscard]] std::span<const std::string> columns() const;
  [[nodiscard]] std::size_t row_count() const;
  /// REQUIRES: row < row_count(), column < columns().size().
  [[nodiscard]] const Value& at(std::size_t row, std::size_t column) const;

  /// Labels of a node (implied ones included); type of a relationship; properties of either. Of a deleted one: empty.
  [[nodiscard]] std::vector<std::string> labels(NodeId node) const;
  [[nodiscard]] std::string type(RelationshipId relationship) const;
  [[nodiscard]] Map properties(NodeId node) const;
  [[nodiscard]] Map properties(RelationshipId relationship) const;

  /// Everything else: counters, times, notices (query/result.h).
  [[nodiscard]] const StatementResult& details() const;

 private:
  std::shared_ptr<const StatementResult> result_;
};

/// Runs statements on a database's graph, one after another.
/// Thread-safety: one thread at a time, but interrupt() from any, signal handlers included. Several sessions of one
/// database may run on several threads: readers see the graph as it was when their statement began.
class Session {
 public:
  explicit Session(std::unique_ptr<SessionCore> core);
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  /// Runs one statement, or gives the error that stopped it. A statement that fails changes nothing.
  ///
  ///     auto rows = session.run("MATCH (c:Company {country: $c}) RETURN c.name", Map({{"c", Value::string("FR")}}));
  ///     if (!rows) return report(rows.error());
  ///     for (std::size_t i = 0; i < rows->row_count(); ++i) std::cout << rows->at(i, 0).as_string() << '\n';
  [[nodiscard]] Result<Rows> run(std::string_view statement, const Map& parameters = {});

  // Several statements as one commit. Between begin() and its end they see what those before them changed, and nobody
  // else does; one that fails leaves the others as they are. Without commit() nothing has happened, also where the
  // session goes away. No other session of the database can write meanwhile.
  //
  //     if (const auto error = session.begin()) return report(*error);
  //     …
  //     if (const auto error = session.commit()) return report(*error);

  /// The error, if any: ReadOnly (WriterActive, and whatever else refuses writes); UsageError TransactionOpen.
  [[nodiscard]] std::optional<Error> begin();
  /// The error, if any: what could not be written is dropped as a whole. UsageError NoTransaction.
  [[nodiscard]] std::optional<Error> commit();
  /// The error, if any: UsageError NoTransaction.
  [[nodiscard]] std::optional<Error> rollback();

  /// Stops the running statement soon (Error Interrupted); none running: does nothing.
  void interrupt() noexcept;

 private:
  std::unique_ptr<SessionCore> core_;
};

}  // namespace liaison
