#include <cmath>
#include <memory>
#include <string>
#include <unordered_set>
#include <utility>

#include "common/stop_signal.h"
#include "execute/expression/nodes.h"
#include "execute/expression/regular_expression.h"
#include "execute/expression/results.h"
#include "value/equality.h"
#include "value/text.h"

namespace liaison {
namespace {

using ast::PredicateOperator;

// openCypher: what is no String neither starts with anything nor fails to (TCK, String8 [8]).
Truth text_predicate(PredicateOperator op, const Value& left, const Value& right, RegularExpressions& expressions) {
  if (left.kind() != Kind::String || right.kind() != Kind::String) return Truth::Unknown;
  const std::string_view text = left.as_string(), part = right.as_string();
  bool holds = false;
  switch (op) {
    case PredicateOperator::StartsWith:
      holds = text.starts_with(part);
      break;
    case PredicateOperator::EndsWith:
      holds = text.ends_with(part);
      break;
    case PredicateOperator::Contains:
      holds = find_text(text, part) != std::string_view::npos;
      break;
    case PredicateOperator::Matches:
      holds = expressions.matches(text, part);
      break;
    case PredicateOperator::In:
      break;
  }
  return holds ? Truth::True : Truth::False;
}

std::span<const Value> items_to_search(const Value& list) {
  if (list.kind() != Kind::List) {
    throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                        "IN needs a List on its right, not a value of type " + std::string(to_string(list.kind())));
  }
  return list.as_list();
}

Truth is_in(const Value& value, const Value& list) {
  if (list.is_null()) return Truth::Unknown;
  Truth found = Truth::False;
  StepCount steps;
  for (const Value& item : items_to_search(list)) {
    steps.step();
    const Truth same = equals(value, item);
    if (same == Truth::True) return Truth::True;
    if (same == Truth::Unknown) found = Truth::Unknown;
  }
  return found;
}

bool is_scalar(const Value& value) {
  switch (value.kind()) {
    case Kind::Boolean:
    case Kind::Integer:
    case Kind::Float:
    case Kind::String:
    case Kind::Date:
    case Kind::Time:
    case Kind::LocalTime:
    case Kind::LocalDateTime:
    case Kind::DateTime:
    case Kind::Duration:
    case Kind::Node:
    case Kind::Relationship:
      return true;
    case Kind::Null:
    case Kind::List:
    case Kind::Map:
    case Kind::Path:
      return false;
  }
  return false;
}

// IN against a list that is the same for all rows. Scalars are looked up by hash where the list holds nothing but
// scalars and nulls: then equals() is equivalent(), but for NaN, which equals nothing.
class ConstantList {
 public:
  explicit ConstantList(const Value& list) : list_(list) {
    if (list.kind() != Kind::List || list.as_list().size() < worth_hashing) return;
    for (const Value& item : list.as_list()) {
      if (!item.is_null() && !is_scalar(item)) return;
    }
    StepCount steps;
    for (const Value& item : list.as_list()) {
      steps.step();
      if (item.is_null()) {
        has_null_ = true;
      } else {
        items_.insert(item);
      }
    }
    hashed_ = true;
  }

  [[nodiscard]] Truth contains(const Value& value) const {
    if (!hashed_ || !is_scalar(value)) return is_in(value, list_);
    const bool is_nan = value.kind() == Kind::Float && std::isnan(value.as_float());
    if (!is_nan && items_.contains(value)) return Truth::True;
    return has_null_ ? Truth::Unknown : Truth::False;
  }

 private:
  static constexpr std::size_t worth_hashing = 8;
  Value list_;
  bool hashed_ = false;
  bool has_null_ = false;
  std::unordered_set<Value, ValueHash, ValueEquivalent> items_;
};

// A predicate with a constant on the right, over dictionary strings: computed once a distinct string.
class TruthByCode {
 public:
  template <class Compute>
  Truth get(const Vector& strings, std::uint32_t row, Compute&& compute) {
    if (strings.dictionary != dictionary_) {
      dictionary_ = strings.dictionary;
      truths_.clear();
    }
    const std::uint32_t code = strings.codes[row];
    if (code >= truths_.size()) truths_.resize(dictionary_->size(), unset);
    std::uint8_t& truth = truths_[code];
    if (truth == unset) truth = static_cast<std::uint8_t>(compute(dictionary_->value(code)));
    return static_cast<Truth>(truth);
  }

 private:
  static constexpr std::uint8_t unset = 0xff;
  std::shared_ptr<const Dictionary> dictionary_;
  std::vector<std::uint8_t> truths_;
};

class PredicateNode final : public ExpressionNode {
 public:
  PredicateNode(PredicateOperator op, NodePtr left, NodePtr right)
      : op_(op), left_(std::move(left)), right_(std::move(right)) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    Operand left(*left_, frame, rows), right(*right_, frame, rows);
    start(result_, VectorKind::Boolean, rows.size());
    if (right.constant() != nullptr) {
      if (left.vector() != nullptr && left.vector()->kind == VectorKind::String) {
        with_dictionary(*left.vector(), *right.constant(), rows);
      } else {
        rows.for_each(
            [&](std::uint32_t row) { set_truth(result_, row, with_constant(left.at(row), *right.constant())); });
      }
    } else {
      rows.for_each([&](std::uint32_t row) {
        const Value& value = left.at(row);
        set_truth(result_, row,
                  op_ == PredicateOperator::In ? is_in(value, right.at(row))
                                               : text_predicate(op_, value, right.at(row), expressions_));
      });
    }
    return result_;
  }

 private:
  void with_dictionary(const Vector& left, const Value& right, const RowSelection& rows) {
    rows.for_each([&](std::uint32_t row) {
      const Truth truth = left.is_null(row)
                              ? with_constant(Value(), right)
                              : by_code_.get(left, row, [&](const Value& text) { return with_constant(text, right); });
      set_truth(result_, row, truth);
    });
  }

  Truth with_constant(const Value& left, const Value& right) {
    if (op_ != PredicateOperator::In) return text_predicate(op_, left, right, expressions_);
    if (!list_) list_ = std::make_unique<ConstantList>(right);
    return list_->contains(left);
  }

  PredicateOperator op_;
  NodePtr left_, right_;
  std::unique_ptr<ConstantList> list_;  // IN's right side, if it is constant
  RegularExpressions expressions_;
  TruthByCode by_code_;
  Vector result_;
};

}  // namespace

NodePtr make_predicate(PredicateOperator op, NodePtr left, NodePtr right) {
  return std::make_unique<PredicateNode>(op, std::move(left), std::move(right));
}

}  // namespace liaison
