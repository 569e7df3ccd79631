#pragma once

#include <optional>
#include <vector>

#include "execute/evaluator.h"
#include "execute/operator.h"

namespace liaison {

/// The items of a SET or REMOVE, done for a chunk of one row: each item sees what those before it did. Used by Update,
/// and by Merge for ON CREATE and ON MATCH.
class RowUpdater {
 public:
  RowUpdater(std::span<const UpdateItem> items, const Layout& layout, Execution& execution);
  /// REQUIRES: a flat chunk with one live row.
  void update(const Chunk& one_row);

 private:
  struct Item {
    const UpdateItem* item;
    std::optional<Evaluator> entity, key, value;  // value: also computed labels
    std::optional<Slot> slot;
  };
  void set_property(Item& item, const SetPropertyTo& wanted, const Chunk& one_row);
  void set_all(Item& item, const SetAllTo& wanted, const Chunk& one_row);
  void set_labels(Item& item, const SetLabelsOf& wanted, const Chunk& one_row);

  Execution& execution_;
  std::vector<Item> items_;
};

/// A flat chunk that has one row of another; the columns' kinds stay.
[[nodiscard]] Chunk single_row(const Chunk& chunk, std::uint16_t row);

/// SET and REMOVE, row by row: a row sees what the rows before it did. Input: flat, multiplicities unfolded.
class Update : public Operator {
 public:
  Update(std::span<const UpdateItem> items, OperatorPtr input, Execution& execution);
  void open() override { inputs.front()->open(); }
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override { return "Update"; }

 private:
  Execution& execution_;
  RowUpdater updater_;
};

}  // namespace liaison
