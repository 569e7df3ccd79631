#pragma once

#include <optional>
#include <vector>

#include "execute/evaluator.h"
#include "execute/operator/argument.h"
#include "execute/operator/create.h"
#include "execute/operator/row_reader.h"
#include "execute/operator/row_table.h"
#include "execute/operator/update.h"

namespace liaison {

/// MERGE, row by row, so that a row finds what earlier rows made: looks for the pattern with the nested plan
/// (inputs[1], flat); gives every match, after ON MATCH; where there is none, makes it, after ON CREATE.
/// Input: flat, multiplicities unfolded. Holds no list of the store across a write.
class Merge : public Operator {
 public:
  /// `imported`: what the search's Arguments take; `search_columns`: the plan's added variables, in that order.
  Merge(const logical::Merge& plan, std::span<const VariableId> imported, std::vector<Argument*> arguments,
        OperatorPtr search, OperatorPtr input, Execution& execution);
  void open() override;
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override { return "Merge"; }

 private:
  void merge_row(const Chunk& one_row);
  void check_not_null(const Chunk& one_row);
  void keep(const Chunk& one_row);

  Execution& execution_;
  const logical::Merge& plan_;
  std::vector<Slot> sources_;
  std::vector<Argument*> arguments_;
  std::size_t input_columns_;
  std::vector<Evaluator> must_not_be_null_;
  Layout made_layout_;  // the input's columns, then what the maker adds
  std::optional<PatternMaker> maker_;
  std::vector<Slot> made_slots_;  // of plan_.added in made_layout_
  std::optional<RowUpdater> on_create_, on_match_;
  RowTable results_;
  std::uint32_t given_ = 0;
};

}  // namespace liaison
