#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "execute/expression/entity_access.h"
#include "execute/expression/nodes.h"
#include "execute/expression/results.h"

namespace liaison {
namespace {

std::vector<Operand> evaluate_all(std::span<const NodePtr> nodes, const Frame& frame, const RowSelection& rows) {
  std::vector<Operand> operands;
  operands.reserve(nodes.size());
  for (const NodePtr& node : nodes) operands.emplace_back(*node, frame, rows);
  return operands;
}

class ListNode final : public ExpressionNode {
 public:
  explicit ListNode(std::vector<NodePtr> items) : items_(std::move(items)) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    std::vector<Operand> items = evaluate_all(items_, frame, rows);
    start(result_, VectorKind::Any, rows.size());
    rows.for_each([&](std::uint32_t row) {
      std::vector<Value> list;
      list.reserve(items.size());
      for (Operand& item : items) list.push_back(item.at(row));
      result_.values[row] = Value::list(std::move(list));
    });
    return result_;
  }

 private:
  std::vector<NodePtr> items_;
  Vector result_;
};

class MapNode final : public ExpressionNode {
 public:
  MapNode(std::vector<std::string> keys, std::vector<NodePtr> values, std::vector<std::uint32_t> spread)
      : keys_(std::move(keys)), values_(std::move(values)), spread_(std::move(spread)) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    std::vector<Operand> values = evaluate_all(values_, frame, rows);
    start(result_, VectorKind::Any, rows.size());
    rows.for_each([&](std::uint32_t row) {
      std::vector<MapEntry> entries;
      entries.reserve(values.size());
      auto spread = spread_.begin();
      for (std::size_t index = 0; index < values.size(); ++index) {
        const Value& value = values[index].at(row);
        if (spread == spread_.end() || *spread != index) {
          entries.push_back({keys_[index], value});
          continue;
        }
        ++spread;
        if (value.kind() != Kind::Map) continue;  // of null there is nothing to take
        entries.insert(entries.end(), value.as_map().entries().begin(), value.as_map().entries().end());
      }
      result_.values[row] = Value::map(Map(std::move(entries)));
    });
    return result_;
  }

 private:
  std::vector<std::string> keys_;
  std::vector<NodePtr> values_;
  std::vector<std::uint32_t> spread_;  // ascending
  Vector result_;
};

Error wrong_type(const std::string& what, const Value& value) {
  return runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                       what + ", not a value of type " + std::string(to_string(value.kind())));
}

class ElementNode final : public ExpressionNode {
 public:
  ElementNode(NodePtr base, NodePtr index, const Execution& execution)
      : base_(std::move(base)), index_(std::move(index)), execution_(execution) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    Operand base(*base_, frame, rows), index(*index_, frame, rows);
    start(result_, VectorKind::Any, rows.size());
    rows.for_each([&](std::uint32_t row) { result_.values[row] = element(base.at(row), index.at(row)); });
    return result_;
  }

 private:
  Value element(const Value& base, const Value& index) {
    if (base.is_null() || index.is_null()) return Value();
    switch (base.kind()) {
      case Kind::List:
        return item(base.as_list(), index);
      case Kind::Map:
      case Kind::Node:
      case Kind::Relationship:
      case Kind::Date:
      case Kind::Time:
      case Kind::LocalTime:
      case Kind::LocalDateTime:
      case Kind::DateTime:
      case Kind::Duration:
        if (index.kind() != Kind::String) {
          throw runtime_error(
              ErrorCode::TypeError, "MapElementAccessByNonString",
              "an entry is asked for by a String key, not by a value of type " + std::string(to_string(index.kind())));
        }
        if (!property_ || property_->name() != index.as_string()) {
          property_ = std::make_unique<PropertyAccess>(execution_, std::string(index.as_string()));
        }
        return property_->of(base);
      case Kind::Null:
      case Kind::Boolean:
      case Kind::Integer:
      case Kind::Float:
      case Kind::String:
      case Kind::Path:
        break;
    }
    throw wrong_type("[…] needs a List, Map, Node or Relationship", base);
  }

  static Value item(std::span<const Value> items, const Value& index) {
    if (index.kind() != Kind::Integer) throw wrong_type("a List is indexed by an Integer", index);
    const auto size = static_cast<std::int64_t>(items.size());
    std::int64_t at = index.as_integer();
    if (at < 0) at += size;  // -1 is the last
    return at < 0 || at >= size ? Value() : items[static_cast<std::size_t>(at)];
  }

  NodePtr base_, index_;
  const Execution& execution_;
  std::unique_ptr<PropertyAccess> property_;  // of the key asked for last
  Vector result_;
};

class SliceNode final : public ExpressionNode {
 public:
  SliceNode(NodePtr base, NodePtr from, NodePtr to)
      : base_(std::move(base)), from_(std::move(from)), to_(std::move(to)) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    const Value first = Value::integer(0), last = Value::integer(std::numeric_limits<std::int64_t>::max());
    Operand base(*base_, frame, rows);
    Operand from = from_ != nullptr ? Operand(*from_, frame, rows) : Operand(first);
    Operand to = to_ != nullptr ? Operand(*to_, frame, rows) : Operand(last);
    start(result_, VectorKind::Any, rows.size());
    rows.for_each([&](std::uint32_t row) { result_.values[row] = slice(base.at(row), from.at(row), to.at(row)); });
    return result_;
  }

 private:
  static Value slice(const Value& base, const Value& from, const Value& to) {
    if (base.is_null() || from.is_null() || to.is_null()) return Value();
    if (base.kind() != Kind::List) throw wrong_type("[… .. …] needs a List", base);
    const std::span<const Value> items = base.as_list();
    const std::size_t begin = place(items.size(), from), end = place(items.size(), to);
    if (begin >= end) return Value::list({});
    return Value::list(std::vector<Value>(items.begin() + static_cast<std::ptrdiff_t>(begin),
                                          items.begin() + static_cast<std::ptrdiff_t>(end)));
  }

  static std::size_t place(std::size_t size, const Value& bound) {
    if (bound.kind() != Kind::Integer) throw wrong_type("the bounds of a List slice are Integers", bound);
    std::int64_t at = bound.as_integer();
    if (at < 0) at += static_cast<std::int64_t>(size);
    return static_cast<std::size_t>(std::clamp<std::int64_t>(at, 0, static_cast<std::int64_t>(size)));
  }

  NodePtr base_, from_, to_;
  Vector result_;
};

}  // namespace

NodePtr make_list(std::vector<NodePtr> items) { return std::make_unique<ListNode>(std::move(items)); }
NodePtr make_map(std::vector<std::string> keys, std::vector<NodePtr> values, std::vector<std::uint32_t> spread) {
  return std::make_unique<MapNode>(std::move(keys), std::move(values), std::move(spread));
}
NodePtr make_element(NodePtr base, NodePtr index, const Execution& execution) {
  return std::make_unique<ElementNode>(std::move(base), std::move(index), execution);
}
NodePtr make_slice(NodePtr base, NodePtr from, NodePtr to) {
  return std::make_unique<SliceNode>(std::move(base), std::move(from), std::move(to));
}

}  // namespace liaison
