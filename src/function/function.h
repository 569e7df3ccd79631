#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "liaison/value.h"
#include "value/type_set.h"

namespace liaison {

class GraphView;  // store/graph_view.h

/// What a function may read beside its arguments.
struct FunctionContext {
  /// The graph of the statement; may be missing only where the arguments hold no entities (constants are folded so).
  const GraphView* graph = nullptr;
  /// The statement's instant: the clock stands still within a statement.
  std::chrono::system_clock::time_point now{};
};

enum class Presence : std::uint8_t {
  Required,
  Optional,  // and all after it
  Repeated,  // the last one: once or more often
};

struct FunctionParameter {
  std::string_view name;
  /// The kinds that an argument may have. Null is not among them and yet is no error: the null rule says what comes.
  TypeSet type = TypeSet::any();
  Presence presence = Presence::Required;
};

/// The parameters of one function, in the table itself.
class FunctionParameters {
 public:
  static constexpr std::size_t capacity = 4;
  constexpr FunctionParameters(std::initializer_list<FunctionParameter> parameters) {
    for (const FunctionParameter& parameter : parameters) items_[count_++] = parameter;
  }
  [[nodiscard]] constexpr std::span<const FunctionParameter> all() const { return {items_.data(), count_}; }

 private:
  std::array<FunctionParameter, capacity> items_{};
  std::size_t count_ = 0;
};

enum class NullRule : std::uint8_t {
  NullIfAnyNull,  // null in, null out: evaluate() sees no null
  Own,            // evaluate() sees nulls and decides
};

/// A row of the table of functions: what the binder, the executor, `:help` and SHOW FUNCTIONS read.
struct Function {
  std::string_view name;  // as shown; look-up ignores case
  FunctionParameters parameters;
  /// The kinds of what comes out, null aside. result_type() knows more where that hangs on the arguments.
  TypeSet result = TypeSet::any();
  NullRule null_rule = NullRule::NullIfAnyNull;
  /// Same arguments (and same graph, same statement), same result. Without arguments it may be computed once.
  bool pure = true;
  std::string_view help;
  /// A whole statement of one row and one column, its value behind `// ` unless that cannot be foretold.
  std::string_view example;
  /// REQUIRES: as many arguments as the parameters ask for, of kinds that they name. call() sees to that.
  Value (*evaluate)(std::span<const Value> arguments, const FunctionContext& context) = nullptr;
  /// More exact than `result`, from the arguments' types; may be null.
  TypeSet (*result_of)(std::span<const TypeSet> arguments) = nullptr;
  std::string_view family{};  // what kind of function it is, in a word; the table's maker says it for each file

  [[nodiscard]] std::size_t min_arguments() const;
  [[nodiscard]] std::size_t max_arguments() const;
  /// The parameter that the argument at `index` belongs to.
  [[nodiscard]] const FunctionParameter& parameter(std::size_t index) const;
};

/// Applies the null rule, checks the arguments' kinds (TypeError InvalidArgumentValue) and evaluates.
/// REQUIRES: min_arguments() <= arguments.size() <= max_arguments().
[[nodiscard]] Value call(const Function& function, std::span<const Value> arguments, const FunctionContext& context);

/// What call() may give for arguments of these types; Null is in it where null may come.
[[nodiscard]] TypeSet result_type(const Function& function, std::span<const TypeSet> arguments);

/// "substring(text: String, start: Integer, [length: Integer]) -> String"
[[nodiscard]] std::string signature(const Function& function);

/// nullptr: no function of that name. Aggregates are a table of their own (aggregate.h).
[[nodiscard]] const Function* find_function(std::string_view name);
/// By name, letter case aside.
[[nodiscard]] std::span<const Function> all_functions();

/// True for functions of openCypher that this version names but does not have (NotSupported instead of
/// UnknownFunction): point, distance, …
[[nodiscard]] bool is_unsupported_function(std::string_view name);

}  // namespace liaison
