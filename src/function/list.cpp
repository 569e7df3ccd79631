#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/stop_signal.h"
#include "function/integer_range.h"
#include "function/table.h"
#include "value/limits.h"
#include "value/text.h"

/// Lists, and what works on lists and strings alike.
namespace liaison {

namespace {

using Arguments = std::span<const Value>;

constexpr TypeSet list_or_string{Kind::List, Kind::String};

std::vector<Value> copied(std::span<const Value> items) {
  std::vector<Value> copies;
  copies.reserve(items.size());
  StepCount steps;
  for (const Value& item : items) {
    steps.step();
    copies.push_back(item);
  }
  return copies;
}

Value range(Arguments arguments, const FunctionContext&) {
  const IntegerRange integers = integer_range(arguments);
  if (integers.count > list_items_max) {
    throw out_of_range("range() would have more than " + std::to_string(list_items_max) +
                       " items; only UNWIND takes longer ones");
  }
  std::vector<Value> items;
  items.reserve(integers.count);
  StepCount steps;
  for (std::uint64_t i = 0; i < integers.count; ++i) {
    steps.step();
    items.push_back(Value::integer(integers.at(i)));
  }
  return Value::list(std::move(items));
}

Value size(Arguments arguments, const FunctionContext&) {
  const std::size_t count =
      arguments[0].kind() == Kind::List ? arguments[0].as_list().size() : code_point_count(arguments[0].as_string());
  return Value::integer(static_cast<std::int64_t>(count));
}

Value head(Arguments arguments, const FunctionContext&) {
  const auto items = arguments[0].as_list();
  return items.empty() ? Value() : items.front();
}

Value last(Arguments arguments, const FunctionContext&) {
  const auto items = arguments[0].as_list();
  return items.empty() ? Value() : items.back();
}

/// An item's type; an empty list gives null.
TypeSet item_of(std::span<const TypeSet> arguments) {
  const TypeSet items = arguments[0].contains(Kind::List) ? arguments[0].item() : TypeSet::any();
  return items.with(Kind::Null);
}

Value tail(Arguments arguments, const FunctionContext&) {
  const auto items = arguments[0].as_list();
  if (items.empty()) return arguments[0];
  return Value::list(copied(items.subspan(1)));
}

TypeSet same_list(std::span<const TypeSet> arguments) {
  return TypeSet::list_of(arguments[0].contains(Kind::List) ? arguments[0].item() : TypeSet::any());
}

Value reverse(Arguments arguments, const FunctionContext&) {
  if (arguments[0].kind() == Kind::List) {
    std::vector<Value> items = copied(arguments[0].as_list());
    std::ranges::reverse(items);
    return Value::list(std::move(items));
  }
  std::vector<std::int32_t> points = code_points(arguments[0].as_string());
  std::ranges::reverse(points);
  return Value::string(utf8_of(points));
}

TypeSet same_list_or_string(std::span<const TypeSet> arguments) {
  const TypeSet kinds = arguments[0].without(Kind::Null);
  if (kinds.is(Kind::List)) return same_list(arguments);
  if (kinds.is(Kind::String)) return Kind::String;
  return list_or_string;
}

}  // namespace

std::span<const Function> list_functions() {
  static const Function rows[] = {
      {.name = "head",
       .parameters = {{"list", Kind::List}},
       .help = "The first item of a list; null if it is empty.",
       .example = "RETURN head([1, 2, 3])  // 1",
       .evaluate = head,
       .result_of = item_of},
      {.name = "last",
       .parameters = {{"list", Kind::List}},
       .help = "The last item of a list; null if it is empty.",
       .example = "RETURN last([1, 2, 3])  // 3",
       .evaluate = last,
       .result_of = item_of},
      {.name = "range",
       .parameters = {{"start"}, {"end"}, {"step", TypeSet::any(), Presence::Optional}},
       .result = TypeSet::list_of(Kind::Integer),
       .help = "The Integers from start to end, both included, in steps of 1 or of the step given.",
       .example = "RETURN range(0, 10, 5)  // [0, 5, 10]",
       .evaluate = range},
      {.name = "reverse",
       .parameters = {{"value", list_or_string}},
       .result = list_or_string,
       .help = "A list or string back to front.",
       .example = "RETURN reverse('Oslo')  // 'olsO'",
       .evaluate = reverse,
       .result_of = same_list_or_string},
      {.name = "size",
       .parameters = {{"value", list_or_string}},
       .result = Kind::Integer,
       .help = "The number of items in a list or of characters in a string.",
       .example = "RETURN size([1, 2, 3])  // 3",
       .evaluate = size},
      {.name = "tail",
       .parameters = {{"list", Kind::List}},
       .result = Kind::List,
       .help = "A list without its first item.",
       .example = "RETURN tail([1, 2, 3])  // [2, 3]",
       .evaluate = tail,
       .result_of = same_list},
  };
  return rows;
}

}  // namespace liaison
