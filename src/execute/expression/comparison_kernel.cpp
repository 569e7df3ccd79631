#include "execute/expression/comparison_kernel.h"

#include <compare>
#include <functional>
#include <optional>
#include <utility>

#include "execute/expression/results.h"
#include "value/number.h"
#include "value/order.h"

namespace liaison {
namespace {

using ast::ComparisonOperator;

ComparisonOperator mirrored(ComparisonOperator op) {
  switch (op) {
    case ComparisonOperator::Equal:
    case ComparisonOperator::NotEqual:
      return op;
    case ComparisonOperator::Less:
      return ComparisonOperator::Greater;
    case ComparisonOperator::LessOrEqual:
      return ComparisonOperator::GreaterOrEqual;
    case ComparisonOperator::Greater:
      return ComparisonOperator::Less;
    case ComparisonOperator::GreaterOrEqual:
      return ComparisonOperator::LessOrEqual;
  }
  return op;
}

bool is_equality(ComparisonOperator op) {
  return op == ComparisonOperator::Equal || op == ComparisonOperator::NotEqual;
}

template <class Element>
struct ColumnOf {
  const Element* entries;
  Element operator()(std::uint32_t row) const { return entries[row]; }
};
template <class Element>
struct ConstantOf {
  Element value;
  Element operator()(std::uint32_t) const { return value; }
};

bool is_null_at(const Vector* vector, std::uint32_t row) {
  return vector != nullptr && !vector->nulls.empty() && vector->nulls[row] != 0;
}

// Marks as null what is null on either side.
void put_nulls(const Vector* left, const Vector* right, const RowSelection& rows, Vector& out) {
  const bool any = (left != nullptr && !left->nulls.empty()) || (right != nullptr && !right->nulls.empty());
  if (!any) return;
  out.nulls.assign(out.size, 0);
  rows.for_each([&](std::uint32_t row) { out.nulls[row] = is_null_at(left, row) || is_null_at(right, row) ? 1 : 0; });
}

template <class Left, class Right, class Compare>
void fill(Left left, Right right, Compare compare, const RowSelection& rows, Vector& out) {
  std::uint8_t* result = out.booleans.data();
  rows.for_each([=](std::uint32_t row) { result[row] = compare(left(row), right(row)) ? 1 : 0; });
}

// The same kind on both sides, with C++'s own operators: IEEE 754's are Cypher's for Floats.
template <class Left, class Right>
void fill_plain(ComparisonOperator op, Left left, Right right, const RowSelection& rows, Vector& out) {
  switch (op) {
    case ComparisonOperator::Equal:
      return fill(left, right, std::equal_to<>(), rows, out);
    case ComparisonOperator::NotEqual:
      return fill(left, right, std::not_equal_to<>(), rows, out);
    case ComparisonOperator::Less:
      return fill(left, right, std::less<>(), rows, out);
    case ComparisonOperator::LessOrEqual:
      return fill(left, right, std::less_equal<>(), rows, out);
    case ComparisonOperator::Greater:
      return fill(left, right, std::greater<>(), rows, out);
    case ComparisonOperator::GreaterOrEqual:
      return fill(left, right, std::greater_equal<>(), rows, out);
  }
}

bool holds(ComparisonOperator op, std::partial_ordering order) {
  switch (op) {
    case ComparisonOperator::Equal:
      return order == 0;
    case ComparisonOperator::NotEqual:
      return order != 0;
    case ComparisonOperator::Less:
      return order < 0;
    case ComparisonOperator::LessOrEqual:
      return order <= 0;
    case ComparisonOperator::Greater:
      return order > 0;
    case ComparisonOperator::GreaterOrEqual:
      return order >= 0;
  }
  return false;
}

// `order(row)` gives a partial ordering; it is asked only for rows without null.
template <class Order>
void fill_ordered(ComparisonOperator op, Order order, const RowSelection& rows, Vector& out) {
  const bool any_null = !out.nulls.empty();
  rows.for_each([&](std::uint32_t row) {
    if (any_null && out.nulls[row] != 0) return;
    out.booleans[row] = holds(op, order(row)) ? 1 : 0;
  });
}

void start_result(const Vector* left, const Vector* right, const RowSelection& rows, Vector& out) {
  start(out, VectorKind::Boolean, rows.size());
  put_nulls(left, right, rows, out);
}

// One side's entries as C++ numbers, if it is of the kind.
template <class Element>
const Element* entries_of(const Vector& vector) {
  if constexpr (std::is_same_v<Element, std::int64_t>) {
    return vector.integers.data();
  } else if constexpr (std::is_same_v<Element, double>) {
    return vector.floats.data();
  } else {
    return vector.booleans.data();
  }
}

// `left` is a vector of Element; `right` is one too, or a constant given as Element.
template <class Element>
void compare_same(ComparisonOperator op, const Vector& left, const Vector* right, std::optional<Element> constant,
                  const RowSelection& rows, Vector& out) {
  start_result(&left, right, rows, out);
  const ColumnOf<Element> column{entries_of<Element>(left)};
  if (constant) return fill_plain(op, column, ConstantOf<Element>{*constant}, rows, out);
  fill_plain(op, column, ColumnOf<Element>{entries_of<Element>(*right)}, rows, out);
}

// Strings of a dictionary against one text. Codes below sorted_below are in order, so the text's place among them
// decides; the others are compared as texts.
void compare_with_text(ComparisonOperator op, const Vector& left, std::string_view text, const RowSelection& rows,
                       Vector& out) {
  start_result(&left, nullptr, rows, out);
  const Dictionary& dictionary = *left.dictionary;
  const std::uint32_t exact = dictionary.find(text);
  const std::uint32_t* codes = left.codes.data();
  if (is_equality(op)) {  // an absent text has a code that no string has
    return fill_plain(op, ColumnOf<std::uint32_t>{codes}, ConstantOf<std::uint32_t>{exact}, rows, out);
  }
  std::uint32_t low = 0, high = dictionary.sorted_below();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (dictionary.text(middle) < text) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const std::uint32_t first_not_less = low, sorted_below = dictionary.sorted_below();
  fill_ordered(
      op,
      [&](std::uint32_t row) -> std::partial_ordering {
        const std::uint32_t code = codes[row];
        if (code >= sorted_below) return dictionary.text(code) <=> text;
        if (code == exact) return std::partial_ordering::equivalent;
        return code < first_not_less ? std::partial_ordering::less : std::partial_ordering::greater;
      },
      rows, out);
}

void compare_strings(ComparisonOperator op, const Vector& left, const Vector& right, const RowSelection& rows,
                     Vector& out) {
  start_result(&left, &right, rows, out);
  const Dictionary &mine = *left.dictionary, &theirs = *right.dictionary;
  const std::uint32_t *left_codes = left.codes.data(), *right_codes = right.codes.data();
  if (&mine == &theirs && is_equality(op)) {
    return fill_plain(op, ColumnOf<std::uint32_t>{left_codes}, ColumnOf<std::uint32_t>{right_codes}, rows, out);
  }
  const std::uint32_t sorted_below = &mine == &theirs ? mine.sorted_below() : 0;
  fill_ordered(
      op,
      [&](std::uint32_t row) -> std::partial_ordering {
        const std::uint32_t left_code = left_codes[row], right_code = right_codes[row];
        if (left_code < sorted_below && right_code < sorted_below) return left_code <=> right_code;
        return mine.text(left_code) <=> theirs.text(right_code);
      },
      rows, out);
}

template <class Id>
void compare_ids(ComparisonOperator op, const Vector& left, const Vector& right, const std::vector<Id>& left_ids,
                 const std::vector<Id>& right_ids, const RowSelection& rows, Vector& out) {
  start_result(&left, &right, rows, out);
  const bool equal = op == ComparisonOperator::Equal;
  rows.for_each([&](std::uint32_t row) { out.booleans[row] = (left_ids[row] == right_ids[row]) == equal ? 1 : 0; });
}

void all_unknown(const RowSelection& rows, Vector& out) {
  start(out, VectorKind::Boolean, rows.size());
  out.nulls.assign(rows.size(), 1);
}

// A vector against a constant.
bool compare_constant(ComparisonOperator op, const Vector& left, const Value& right, const RowSelection& rows,
                      Vector& out) {
  if (right.is_null()) {
    all_unknown(rows, out);
    return true;
  }
  switch (left.kind) {
    case VectorKind::Integer:
      if (right.kind() == Kind::Integer) {
        compare_same<std::int64_t>(op, left, nullptr, right.as_integer(), rows, out);
        return true;
      }
      if (right.kind() == Kind::Float) {
        start_result(&left, nullptr, rows, out);
        fill_ordered(
            op, [&](std::uint32_t row) { return compare_numbers(left.integers[row], right.as_float()); }, rows, out);
        return true;
      }
      return false;
    case VectorKind::Float:
      if (right.kind() == Kind::Float) {
        compare_same<double>(op, left, nullptr, right.as_float(), rows, out);
        return true;
      }
      if (right.kind() == Kind::Integer) {
        start_result(&left, nullptr, rows, out);
        const std::int64_t number = right.as_integer();
        fill_ordered(
            mirrored(op), [&](std::uint32_t row) { return compare_numbers(number, left.floats[row]); }, rows, out);
        return true;
      }
      return false;
    case VectorKind::Date:
      if (right.kind() != Kind::Date) return false;
      compare_same<std::int64_t>(op, left, nullptr, right.as_date().days, rows, out);
      return true;
    case VectorKind::Boolean:
      if (right.kind() != Kind::Boolean) return false;
      compare_same<std::uint8_t>(op, left, nullptr, right.as_boolean() ? 1 : 0, rows, out);
      return true;
    case VectorKind::String:
      if (right.kind() != Kind::String) return false;
      compare_with_text(op, left, right.as_string(), rows, out);
      return true;
    case VectorKind::Any:
    case VectorKind::Node:
    case VectorKind::Relationship:
      return false;
  }
  return false;
}

bool compare_vectors(ComparisonOperator op, const Vector& left, const Vector& right, const RowSelection& rows,
                     Vector& out) {
  if (left.kind == VectorKind::Integer && right.kind == VectorKind::Float) {
    start_result(&left, &right, rows, out);
    fill_ordered(
        op, [&](std::uint32_t row) { return compare_numbers(left.integers[row], right.floats[row]); }, rows, out);
    return true;
  }
  if (left.kind == VectorKind::Float && right.kind == VectorKind::Integer) {
    return compare_vectors(mirrored(op), right, left, rows, out);
  }
  if (left.kind != right.kind) return false;
  switch (left.kind) {
    case VectorKind::Integer:
    case VectorKind::Date:
      compare_same<std::int64_t>(op, left, &right, std::nullopt, rows, out);
      return true;
    case VectorKind::Float:
      compare_same<double>(op, left, &right, std::nullopt, rows, out);
      return true;
    case VectorKind::Boolean:
      compare_same<std::uint8_t>(op, left, &right, std::nullopt, rows, out);
      return true;
    case VectorKind::String:
      compare_strings(op, left, right, rows, out);
      return true;
    case VectorKind::Node:
      if (!is_equality(op)) return false;
      compare_ids(op, left, right, left.nodes, right.nodes, rows, out);
      return true;
    case VectorKind::Relationship:
      if (!is_equality(op)) return false;
      compare_ids(op, left, right, left.relationships, right.relationships, rows, out);
      return true;
    case VectorKind::Any:
      return false;
  }
  return false;
}

}  // namespace

Truth compare_values(ComparisonOperator op, const Value& left, const Value& right) {
  switch (op) {
    case ComparisonOperator::Equal:
      return equals(left, right);
    case ComparisonOperator::NotEqual:
      switch (equals(left, right)) {
        case Truth::True:
          return Truth::False;
        case Truth::False:
          return Truth::True;
        case Truth::Unknown:
          return Truth::Unknown;
      }
      break;
    case ComparisonOperator::Less:
      return compare(Comparison::Less, left, right);
    case ComparisonOperator::LessOrEqual:
      return compare(Comparison::LessOrEqual, left, right);
    case ComparisonOperator::Greater:
      return compare(Comparison::Greater, left, right);
    case ComparisonOperator::GreaterOrEqual:
      return compare(Comparison::GreaterOrEqual, left, right);
  }
  return Truth::Unknown;
}

void compare_generic(ComparisonOperator op, Operand& left, Operand& right, const RowSelection& rows, Vector& out) {
  start(out, VectorKind::Boolean, rows.size());
  rows.for_each([&](std::uint32_t row) { set_truth(out, row, compare_values(op, left.at(row), right.at(row))); });
}

bool compare_typed(ComparisonOperator op, const Operand& left, const Operand& right, const RowSelection& rows,
                   Vector& out) {
  if (left.vector() != nullptr && right.vector() != nullptr) {
    return compare_vectors(op, *left.vector(), *right.vector(), rows, out);
  }
  if (left.vector() != nullptr) return compare_constant(op, *left.vector(), *right.constant(), rows, out);
  if (right.vector() != nullptr) return compare_constant(mirrored(op), *right.vector(), *left.constant(), rows, out);
  return false;
}

void compare(ComparisonOperator op, Operand& left, Operand& right, const RowSelection& rows, Vector& out) {
  if (!compare_typed(op, left, right, rows, out)) compare_generic(op, left, right, rows, out);
}

}  // namespace liaison
