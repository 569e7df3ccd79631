#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "store/graph_view.h"
#include "store/load/csv_scanner.h"
#include "store/tables/cell.h"

namespace liaison {

/// Records of one table on their way from the thread that parses to the one that builds; those of one block.
struct Batch {
  /// What a row is: its labels, or its one type.
  using RowKind = std::vector<std::string>;

  std::size_t table = 0;
  std::shared_ptr<CsvBlock> block;    // string cells point into it
  std::vector<RowKind> new_kinds;     // of this table, numbered on from those of batches before
  std::vector<std::uint32_t> kinds;   // by row: the kind's number
  std::vector<EndPoints> ends;        // by row, of relationships
  std::vector<Cell> cells;            // row by row, one for each property of the table
  std::vector<CsvFault> bad_records;  // left out
  std::uint64_t bytes_read = 0;       // of all files so far
};

/// Hands batches from one thread to another, a few at most under way.
class BatchQueue {
 public:
  /// Waits for room. False: nobody takes batches any more.
  bool push(Batch batch);
  /// Nothing comes behind what was pushed, and why if a fault is the reason.
  void finish(std::exception_ptr fault);

  /// Waits for a batch; nullopt: there are no more. Throws the fault that finished the queue, behind its batches.
  std::optional<Batch> pop();
  /// No more batches are taken.
  void close();

 private:
  static constexpr std::size_t batches_max = 32;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> batches_;
  bool is_finished_ = false, is_closed_ = false;
  std::exception_ptr fault_;
};

}  // namespace liaison
