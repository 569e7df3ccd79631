#include <string>
#include <utility>

#include "common/stop_signal.h"
#include "execute/expression/nodes.h"
#include "execute/expression/results.h"

namespace liaison {
namespace {

std::span<const Value> items_of(const Value& list) {
  if (list.kind() != Kind::List) {
    throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                        "a List is needed here, not a value of type " + std::string(to_string(list.kind())));
  }
  return list.as_list();
}

// Items of lists as the rows of a frame below, a batch at a time: each item belongs to the row its list is in.
class ItemBatch {
 public:
  explicit ItemBatch(std::uint32_t capacity) : capacity_(capacity) {}
  ItemBatch(const ItemBatch&) = delete;
  ItemBatch& operator=(const ItemBatch&) = delete;

  void clear() {
    items_.reset(VectorKind::Any);
    parent_rows_.clear();
  }
  void add(std::uint32_t row, const Value& item) {
    items_.append(item);
    parent_rows_.push_back(static_cast<std::uint16_t>(row));
  }
  [[nodiscard]] bool full() const { return parent_rows_.size() >= capacity_; }
  [[nodiscard]] bool empty() const { return parent_rows_.empty(); }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(parent_rows_.size()); }
  [[nodiscard]] std::uint16_t parent_row(std::uint32_t item) const { return parent_rows_[item]; }
  [[nodiscard]] const Vector& items() const { return items_; }
  [[nodiscard]] Frame frame(const Frame& above) const {
    return {.parent = &above, .parent_rows = parent_rows_, .size = size(), .group = nullptr, .locals = locals_};
  }

 private:
  std::uint32_t capacity_;
  Vector items_;
  const Vector* const locals_[1] = {&items_};
  std::vector<std::uint16_t> parent_rows_;
};

class ListComprehensionNode final : public ExpressionNode {
 public:
  ListComprehensionNode(NodePtr list, NodePtr where, NodePtr projection, const Execution& execution)
      : list_(std::move(list)),
        where_(std::move(where)),
        projection_(std::move(projection)),
        batch_(execution.chunk_rows) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    Operand lists(*list_, frame, rows);
    start(result_, VectorKind::Any, rows.size());
    batch_.clear();
    collected_.clear();
    collecting_ = no_row;
    rows.for_each([&](std::uint32_t row) {
      const Value list = lists.at(row);
      if (list.is_null()) return;  // the result starts out as nulls
      result_.values[row] = Value::list({});
      for (const Value& item : items_of(list)) {
        batch_.add(row, item);
        if (batch_.full()) flush(frame);
      }
    });
    flush(frame);
    finish_row();
    return result_;
  }

 private:
  void flush(const Frame& above) {
    if (batch_.empty()) return;
    check_stop();
    const Frame frame = batch_.frame(above);
    RowSelection kept = RowSelection::all(frame.size);
    if (where_ != nullptr) {
      select_true(where_->evaluate(frame, kept), kept, chosen_);
      kept = RowSelection::selected(frame.size, chosen_);
    }
    const Vector& values = projection_ != nullptr ? projection_->evaluate(frame, kept) : batch_.items();
    kept.for_each([&](std::uint32_t item) {
      const std::uint32_t row = batch_.parent_row(item);
      if (row != collecting_) {
        finish_row();
        collecting_ = row;
      }
      collected_.push_back(values.get(item));
    });
    batch_.clear();
  }

  void finish_row() {
    if (collecting_ != no_row) result_.values[collecting_] = Value::list(std::move(collected_));
    collected_.clear();
    collecting_ = no_row;
  }

  static constexpr std::uint32_t no_row = 0xffffffff;
  NodePtr list_, where_, projection_;
  ItemBatch batch_;
  std::vector<Value> collected_;  // for the row `collecting_`: its items may come in several batches
  std::uint32_t collecting_ = no_row;
  std::vector<std::uint16_t> chosen_;
  Vector result_;
};

class QuantifierNode final : public ExpressionNode {
 public:
  QuantifierNode(ast::QuantifierKind kind, NodePtr list, NodePtr where, const Execution& execution)
      : kind_(kind), list_(std::move(list)), where_(std::move(where)), batch_(execution.chunk_rows) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    Operand lists(*list_, frame, rows);
    start(result_, VectorKind::Boolean, rows.size());
    tallies_.assign(rows.size(), Tally{});
    batch_.clear();
    rows.for_each([&](std::uint32_t row) {
      const Value list = lists.at(row);
      if (list.is_null()) {
        tallies_[row].no_list = true;
        return;
      }
      for (const Value& item : items_of(list)) {
        batch_.add(row, item);
        if (!batch_.full()) continue;
        flush(frame);
        if (is_decided(tallies_[row])) break;
      }
    });
    flush(frame);
    rows.for_each([&](std::uint32_t row) { set_truth(result_, row, truth(tallies_[row])); });
    return result_;
  }

 private:
  struct Tally {
    bool no_list = false;
    bool any_false = false, any_true = false, several_true = false, any_unknown = false;
  };

  void flush(const Frame& above) {
    if (batch_.empty()) return;
    check_stop();
    const Frame frame = batch_.frame(above);
    const Vector& truths = where_->evaluate(frame, RowSelection::all(frame.size));
    for (std::uint32_t item = 0; item < frame.size; ++item) {
      Tally& tally = tallies_[batch_.parent_row(item)];
      switch (truth_at(truths, item)) {
        case Truth::False:
          tally.any_false = true;
          break;
        case Truth::True:
          tally.several_true = tally.any_true;
          tally.any_true = true;
          break;
        case Truth::Unknown:
          tally.any_unknown = true;
          break;
      }
    }
    batch_.clear();
  }

  [[nodiscard]] bool is_decided(const Tally& tally) const {
    switch (kind_) {
      case ast::QuantifierKind::All:
        return tally.any_false;
      case ast::QuantifierKind::Any:
      case ast::QuantifierKind::None:
        return tally.any_true;
      case ast::QuantifierKind::Single:
        return tally.several_true;
    }
    return false;
  }

  // What the items that are unknown might be decides whether the whole is (TCK, Quantifier1 to 4).
  [[nodiscard]] Truth truth(const Tally& tally) const {
    if (tally.no_list) return Truth::Unknown;
    switch (kind_) {
      case ast::QuantifierKind::All:
        if (tally.any_false) return Truth::False;
        return tally.any_unknown ? Truth::Unknown : Truth::True;
      case ast::QuantifierKind::Any:
        if (tally.any_true) return Truth::True;
        return tally.any_unknown ? Truth::Unknown : Truth::False;
      case ast::QuantifierKind::None:
        if (tally.any_true) return Truth::False;
        return tally.any_unknown ? Truth::Unknown : Truth::True;
      case ast::QuantifierKind::Single:
        if (tally.several_true) return Truth::False;
        if (tally.any_unknown) return Truth::Unknown;
        return tally.any_true ? Truth::True : Truth::False;
    }
    return Truth::Unknown;
  }

  ast::QuantifierKind kind_;
  NodePtr list_, where_;
  ItemBatch batch_;
  std::vector<Tally> tallies_;
  Vector result_;
};

// Step n takes the n-th item of every list that has one: the rows go on side by side, each list's items in turn.
class ReduceNode final : public ExpressionNode {
 public:
  ReduceNode(NodePtr initial, NodePtr list, NodePtr expression)
      : initial_(std::move(initial)), list_(std::move(list)), expression_(std::move(expression)) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    Operand lists(*list_, frame, rows), initial(*initial_, frame, rows);
    start(result_, VectorKind::Any, rows.size());
    lists_.assign(rows.size(), Value());
    active_.clear();
    rows.for_each([&](std::uint32_t row) {
      lists_[row] = lists.at(row);
      if (lists_[row].is_null()) return;
      result_.values[row] = initial.at(row);
      if (!items_of(lists_[row]).empty()) active_.push_back(static_cast<std::uint16_t>(row));
    });
    for (std::size_t step = 0; !active_.empty(); ++step) {
      check_stop();  // each step, since each may double what it makes
      take(frame, step);
      std::erase_if(active_, [&](std::uint16_t row) { return lists_[row].as_list().size() <= step + 1; });
    }
    return result_;
  }

 private:
  void take(const Frame& above, std::size_t step) {
    accumulators_.reset(VectorKind::Any);
    items_.reset(VectorKind::Any);
    for (const std::uint16_t row : active_) {
      accumulators_.append(result_.values[row]);
      items_.append(lists_[row].as_list()[step]);
    }
    const auto size = static_cast<std::uint32_t>(active_.size());
    const Frame frame{.parent = &above, .parent_rows = active_, .size = size, .group = nullptr, .locals = locals_};
    const Vector& values = expression_->evaluate(frame, RowSelection::all(size));
    for (std::uint32_t index = 0; index < size; ++index) result_.values[active_[index]] = values.get(index);
  }

  NodePtr initial_, list_, expression_;
  std::vector<Value> lists_;
  std::vector<std::uint16_t> active_;  // rows whose list has an item for the step
  Vector accumulators_, items_, result_;
  const Vector* const locals_[2] = {&accumulators_, &items_};
};

}  // namespace

NodePtr make_list_comprehension(NodePtr list, NodePtr where, NodePtr projection, const Execution& execution) {
  return std::make_unique<ListComprehensionNode>(std::move(list), std::move(where), std::move(projection), execution);
}
NodePtr make_quantifier(ast::QuantifierKind kind, NodePtr list, NodePtr where, const Execution& execution) {
  return std::make_unique<QuantifierNode>(kind, std::move(list), std::move(where), execution);
}
NodePtr make_reduce(NodePtr initial, NodePtr list, NodePtr expression) {
  return std::make_unique<ReduceNode>(std::move(initial), std::move(list), std::move(expression));
}

}  // namespace liaison
