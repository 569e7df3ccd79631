#include "function/function.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/assert.h"
#include "function/alias.h"
#include "function/table.h"
#include "value/text.h"

namespace liaison {

namespace {

std::vector<Function> make_table() {
  std::vector<Function> table;
  const auto add = [&](std::string_view family, std::span<const Function> rows) {
    for (const Function& row : rows) table.push_back(row);
    for (Function& row : std::span(table).last(rows.size())) row.family = family;
  };
  add("Scalar", scalar_functions());
  add("Conversion", conversion_functions());
  add("Graph", entity_functions());
  add("List", list_functions());
  add("String", string_functions());
  add("Mathematical", math_functions());
  add("Temporal", temporal_functions());
  add("Temporal", duration_functions());
  for (const Alias& alias : function_aliases()) {
    const auto original = std::ranges::find(table, alias.of, &Function::name);
    LIAISON_ASSERT(original != table.end());
    Function row = *original;
    row.name = alias.name;
    row.help = alias.help;
    row.example = alias.example;
    table.push_back(row);
  }
  std::ranges::sort(table, {}, [](const Function& function) { return lower_case(function.name); });
  return table;
}

const std::vector<Function>& table() {
  static const std::vector<Function> made = make_table();
  return made;
}

std::unordered_map<std::string, const Function*> make_index() {
  std::unordered_map<std::string, const Function*> index;
  for (const Function& function : table()) {
    const bool is_new = index.emplace(lower_case(function.name), &function).second;
    LIAISON_ASSERT(is_new);
  }
  return index;
}

void check_kinds(const Function& function, std::span<const Value> arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const FunctionParameter& parameter = function.parameter(i);
    if (!arguments[i].is_null() && !parameter.type.contains(arguments[i].kind())) {
      throw wrong_kind(function.name, parameter.type, arguments[i].kind());
    }
  }
}

bool is_null(const Value& value) { return value.is_null(); }

}  // namespace

std::size_t Function::min_arguments() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      parameters.all(), [](const FunctionParameter& each) { return each.presence != Presence::Optional; }));
}

std::size_t Function::max_arguments() const {
  const auto all = parameters.all();
  if (!all.empty() && all.back().presence == Presence::Repeated) return std::numeric_limits<std::size_t>::max();
  return all.size();
}

const FunctionParameter& Function::parameter(std::size_t index) const {
  const auto all = parameters.all();
  LIAISON_ASSERT(!all.empty());
  return all[std::min(index, all.size() - 1)];
}

Value call(const Function& function, std::span<const Value> arguments, const FunctionContext& context) {
  LIAISON_ASSERT(arguments.size() >= function.min_arguments() && arguments.size() <= function.max_arguments());
  check_kinds(function, arguments);
  if (function.null_rule == NullRule::NullIfAnyNull && std::ranges::any_of(arguments, is_null)) return {};
  return function.evaluate(arguments, context);
}

TypeSet result_type(const Function& function, std::span<const TypeSet> arguments) {
  TypeSet type = function.result_of != nullptr ? function.result_of(arguments) : function.result;
  if (function.null_rule == NullRule::NullIfAnyNull) {
    for (const TypeSet argument : arguments) {
      if (argument.contains(Kind::Null)) type = type.with(Kind::Null);
    }
  }
  return type;
}

std::string signature(const Function& function) {
  std::string text(function.name);
  text += '(';
  std::string_view separator;
  for (const FunctionParameter& parameter : function.parameters.all()) {
    std::string part = std::string(parameter.name) + ": " + to_string(parameter.type);
    if (parameter.presence == Presence::Optional) part = "[" + part + "]";
    if (parameter.presence == Presence::Repeated) part += ", ...";
    text += separator;
    text += part;
    separator = ", ";
  }
  return text + ") -> " + to_string(function.result);
}

const Function* find_function(std::string_view name) {
  static const std::unordered_map<std::string, const Function*> index = make_index();
  const auto found = index.find(lower_case(name));
  return found == index.end() ? nullptr : found->second;
}

std::span<const Function> all_functions() { return table(); }

bool is_unsupported_function(std::string_view name) {
  static const std::unordered_set<std::string_view> names = {
      "point",
      "point.distance",
      "point.withinbbox",
      "distance",
  };
  return names.contains(lower_case(name));
}

Error out_of_range(std::string message) {
  return runtime_error(ErrorCode::ArgumentError, "NumberOutOfRange", std::move(message));
}

Error wrong_kind(std::string_view function, TypeSet expected, Kind given) {
  return runtime_error(
      ErrorCode::TypeError, "InvalidArgumentValue",
      std::string(function) + "() takes " + to_string(expected) + ", not " + std::string(to_string(given)));
}

}  // namespace liaison
