#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "execute/evaluator.h"
#include "execute/operator.h"
#include "execute/operator/row_table.h"
#include "function/aggregate.h"

namespace liaison {

/// Grouping and aggregates. Keys and arguments lie on one path of the input down to `group`; every other branch is a
/// multiplicity, so that counting multiplies sizes instead of making rows. Without keys there is one row, always.
/// Memory: one state an aggregate and group; DISTINCT keeps the values seen.
class Aggregation : public Operator {
 public:
  Aggregation(const logical::Aggregation& plan, std::uint16_t group, OperatorPtr input, Execution& execution);
  void open() override;
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override;

 private:
  struct Call {
    const AggregateCall* plan;
    std::vector<Evaluator> arguments;
  };
  /// One group's state of one aggregate.
  struct State {
    std::unique_ptr<AggregateState> state;
    std::unique_ptr<RowTable> seen;  // DISTINCT: the argument values so far
    std::unique_ptr<RowIndex> index;
  };

  void collect();
  void add_chunk(const Chunk& chunk);
  void add_group();

  Execution& execution_;
  const logical::Aggregation& plan_;
  std::uint16_t group_;
  std::vector<Evaluator> keys_;
  std::vector<Call> calls_;
  RowTable groups_;
  RowIndex index_;
  std::vector<State> states_;  // group by group, calls_.size() each
  std::uint32_t given_ = 0;
  bool collected_ = false;
};

}  // namespace liaison
