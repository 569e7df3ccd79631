#include "execute/operator/index_seek.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "common/assert.h"
#include "value/order.h"
#include "value/text.h"

namespace liaison {
namespace {

/// Values whose place in the index's order is where comparing them puts them, and all of whose peers are in the index.
/// Not lists: one with NaN in it is in no index.
bool is_ordered_as_compared(const Value& value) {
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
      return true;
    case Kind::Null:
    case Kind::Duration:
    case Kind::List:
    case Kind::Map:
    case Kind::Node:
    case Kind::Relationship:
    case Kind::Path:
      return false;
  }
  return false;
}

bool may_compare(const Value& left, const Value& right) {
  return left.kind() == right.kind() || (left.is_number() && right.is_number());
}

}  // namespace

IndexSeek::IndexSeek(const logical::IndexSeek& plan, std::uint16_t parent, OperatorPtr input, Execution& execution)
    : FanOut(std::move(input), parent, execution), plan_(plan) {
  for (const Expression& value : plan.values) {
    evaluators_.emplace_back(value, this->input().layout, parent, execution);
  }
  add_column(plan.variable);
}

const Index& IndexSeek::index() const {
  const Index* index = execution_.view->schema().find_index(plan_.index);
  LIAISON_ASSERT(index != nullptr);
  return *index;
}

void IndexSeek::begin_chunk(const Chunk& chunk) {
  operands_.clear();
  if (index().values.size() == 0) return;
  for (Evaluator& evaluator : evaluators_) operands_.push_back(&evaluator.evaluate(chunk));
}

void IndexSeek::begin_row(const Chunk& chunk, std::uint16_t row) {
  given_ = 0;
  nodes_.clear();
  if (index().values.size() == 0) return;
  // Empty when the chunk came, and written to since.
  if (operands_.empty()) begin_chunk(chunk);
  std::vector<Value> values;
  for (const Vector* operand : operands_) values.push_back(operand->get(row));
  if (std::ranges::any_of(values, &Value::is_null)) return;
  nodes_ = found_under(std::move(values));
}

std::vector<std::uint64_t> IndexSeek::found_under(std::vector<Value> values) const {
  using Lookup = logical::IndexSeek::Lookup;
  const ValueIndex& index = this->index().values;
  switch (plan_.lookup) {
    case Lookup::Equal:
      return index.equal_to(values.size() == 1 ? values.front() : Value::list(std::move(values)));
    case Lookup::OneOf:
      return values.front().kind() == Kind::List ? found_one_of(values.front().as_list()) : all_nodes();
    case Lookup::Prefix: {
      if (values.front().kind() != Kind::String) return all_nodes();
      const std::string_view prefix = values.front().as_string();
      return found_while([&](const ValueIndex::Entry& entry) { return order(entry.value, values.front()) < 0; },
                         [&](const ValueIndex::Entry& entry) {
                           return entry.value.kind() == Kind::String && entry.value.as_string().starts_with(prefix);
                         });
    }
    case Lookup::From:
      return found_between(&values.front(), nullptr);
    case Lookup::UpTo:
      return found_between(nullptr, &values.front());
    case Lookup::Between:
      return found_between(&values.front(), &values.back());
  }
  LIAISON_ASSERT(!"a look-up of the enum");
}

std::vector<std::uint64_t> IndexSeek::found_one_of(std::span<const Value> items) const {
  std::vector<std::uint64_t> nodes;
  for (const Value& item : items) {
    if (item.is_null()) continue;
    const std::vector<std::uint64_t> more = index().values.equal_to(item);
    nodes.insert(nodes.end(), more.begin(), more.end());
  }
  std::ranges::sort(nodes);
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

std::vector<std::uint64_t> IndexSeek::found_between(const Value* lower, const Value* upper) const {
  for (const Value* bound : {lower, upper}) {
    if (bound != nullptr && !is_ordered_as_compared(*bound)) return all_nodes();
  }
  if (lower != nullptr && upper != nullptr && !may_compare(*lower, *upper)) return {};
  const Value& either = lower != nullptr ? *lower : *upper;
  return found_while(
      [&](const ValueIndex::Entry& entry) {
        if (may_compare(entry.value, either)) return lower != nullptr && order(entry.value, *lower) < 0;
        return order(entry.value, either) < 0;
      },
      [&](const ValueIndex::Entry& entry) {
        return may_compare(entry.value, either) && (upper == nullptr || order(entry.value, *upper) <= 0);
      });
}

std::vector<std::uint64_t> IndexSeek::found_while(
    const std::function<bool(const ValueIndex::Entry&)>& is_before,
    const std::function<bool(const ValueIndex::Entry&)>& is_within) const {
  std::vector<std::uint64_t> nodes;
  index().values.visit_from(is_before, [&](const ValueIndex::Entry& entry) {
    if (!is_within(entry)) return false;
    nodes.push_back(entry.id);
    return true;
  });
  return nodes;
}

std::vector<std::uint64_t> IndexSeek::all_nodes() const {
  const GraphView& view = *execution_.view;
  const std::vector<std::uint8_t> shapes = view.shapes_with(std::span(&index().on.token, 1));
  std::vector<NodeId> nodes;
  view.scan(0, shapes, std::numeric_limits<std::uint32_t>::max(), nodes);
  return {nodes.begin(), nodes.end()};
}

bool IndexSeek::append(Group& child, std::uint32_t limit) {
  for (; given_ < nodes_.size(); ++given_) {
    if (child.size == limit) return false;
    child.columns.front()->append(Value::node(static_cast<NodeId>(nodes_[given_])));
    add_row(child);
  }
  return true;
}

std::string IndexSeek::describe() const {
  using Lookup = logical::IndexSeek::Lookup;
  const Schema& schema = execution_.view->schema();
  std::string text = "IndexSeek (" + shown_name((*execution_.variables)[plan_.variable]) + ") by " + plan_.index;
  const Index* index = schema.find_index(plan_.index);
  if (index == nullptr) return text;
  const auto key = [&](std::size_t i) {
    return std::string(execution_.view->catalog().property_keys.name(index->on.keys[i]));
  };
  const auto value = [&](std::size_t i) { return to_text(plan_.values[i], *execution_.variables); };
  switch (plan_.lookup) {
    case Lookup::Equal:
      for (std::size_t i = 0; i < plan_.values.size(); ++i) text += (i == 0 ? ": " : ", ") + key(i) + " = " + value(i);
      return text;
    case Lookup::OneOf:
      return text + ": " + key(0) + " IN " + value(0);
    case Lookup::Prefix:
      return text + ": " + key(0) + " STARTS WITH " + value(0);
    case Lookup::From:
      return text + ": " + key(0) + " from " + value(0);
    case Lookup::UpTo:
      return text + ": " + key(0) + " up to " + value(0);
    case Lookup::Between:
      return text + ": " + key(0) + " from " + value(0) + " to " + value(1);
  }
  LIAISON_ASSERT(!"a look-up of the enum");
}

}  // namespace liaison
