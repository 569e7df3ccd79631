// Expressions of a wanted type. What is made may be of another kind now and then: faults are part of the language.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "function/aggregate.h"
#include "function/function.h"
#include "fuzz/sample_graphs.h"
#include "fuzz/statement_generator.h"

namespace liaison {
namespace {

/// The kinds that have literals or operations here. Others are made by functions.
constexpr Kind plain_kinds[] = {Kind::Boolean, Kind::Integer, Kind::Float, Kind::String, Kind::List, Kind::Map};

const std::vector<Kind> temporal_kinds{Kind::Date,          Kind::Time,     Kind::LocalTime,
                                       Kind::LocalDateTime, Kind::DateTime, Kind::Duration};

TypeSet temporal() {
  return {Kind::Date, Kind::Time, Kind::LocalTime, Kind::LocalDateTime, Kind::DateTime, Kind::Duration};
}

/// "RETURN left('liaison', 4)  // 'liai'": the call, if the example is no more than that.
std::optional<std::string> call_of_example(std::string_view example) {
  constexpr std::string_view begin = "RETURN ";
  if (!example.starts_with(begin)) return std::nullopt;
  example.remove_prefix(begin.size());
  return std::string(example.substr(0, example.find("  //")));
}

bool changes_by_itself(const Function& function) {
  if (!function.pure) return true;
  // Without arguments it may be a clock; of two entities ids and sources are as good as random.
  return function.min_arguments() == 0 || function.name.find('.') != std::string_view::npos;
}

}  // namespace

std::optional<std::string> StatementGenerator::variable_of(TypeSet wanted) {
  std::vector<const Variable*> fitting;
  for (const Variable& variable : scope_) {
    if (variable.type.subset_of(wanted) || (variable.type.is_any() && (wanted.is_any() || chance(5))))
      fitting.push_back(&variable);
  }
  if (fitting.empty()) return std::nullopt;
  return one_of(fitting)->name;
}

std::optional<std::string> StatementGenerator::property_of(TypeSet wanted) {
  const std::optional<std::string> entity = variable_of({Kind::Node, Kind::Relationship, Kind::Map});
  if (!entity) return std::nullopt;
  std::vector<std::string> fitting;
  for (const auto& [key, kind] : sample_keys()) {
    if (wanted.contains(kind) || (kind == Kind::Null && (wanted.is_any() || chance(10)))) fitting.push_back(key);
  }
  if (fitting.empty()) return std::nullopt;
  return *entity + (chance(92) ? "." + one_of(fitting) : "['" + one_of(fitting) + "']");
}

Kind StatementGenerator::kind_of(TypeSet wanted) {
  std::vector<Kind> kinds;
  for (Kind kind : plain_kinds) {
    if (wanted.contains(kind)) kinds.push_back(kind);
  }
  std::vector<Kind> temporals;
  for (Kind kind : temporal_kinds) {
    if (wanted.contains(kind)) temporals.push_back(kind);
  }
  if (!temporals.empty() && (kinds.empty() || chance(15))) return one_of(temporals);
  if (!kinds.empty()) return one_of(kinds);
  for (Kind kind : {Kind::Node, Kind::Relationship, Kind::Path}) {
    if (wanted.contains(kind)) return kind;
  }
  return Kind::Null;
}

std::string StatementGenerator::literal(Kind kind) {
  if (kind == Kind::Boolean) return pick({"true", "false"});
  if (kind == Kind::Integer) {
    if (chance(85)) return std::to_string(below(6));
    return pick({"-1", "-9223372036854775808", "9223372036854775807", "0x1F", "0o17", "1000", "2147483648", "-3"});
  }
  if (kind == Kind::Float) {
    return pick({"0.0", "1.5", "-2.5", "1e3", ".5", "1e308", "(0.0 / 0.0)", "(1.0 / 0.0)", "-0.0", "3.0"});
  }
  if (kind == Kind::String) {
    return pick({"'a'",           "'b'",      "''",       "'abc'",  "'Zürich'",     "'2023-06-01'",
                 "'12:30:05'",    "'P1DT2H'", "'1.5'",    "'17'",   "'true'",       "'month'",
                 "'year'",        "'day'",    "'a.*'",    "'[a-z'", "'\\u00e9\\n'", "'2024-02-29T23:59:59.5Z'",
                 "'\\U0001F600'", "'KNOWS'",  "'Person'", "'name'", "'\"'",         "\"it's\""});
  }
  if (kind == Kind::List) {
    return pick({"[]", "[1, 2, 3]", "[null]", "['a', 'b']", "[1, 'a', null, 2.5]", "range(0, 3)", "[[1], [2, 3]]",
                 "[true, false]", "[0.5, 1]", "$l", "[{i: 1}, {i: 2}]", "range(3, 0, -1)"});
  }
  if (kind == Kind::Map) return pick({"{}", "{i: 1, s: 'a'}", "{name: 'x', l: [1]}", "{m: {i: 2}}", "$m"});
  if (kind == Kind::Date)
    return pick({"date('2023-06-01')", "date({year: 2024})", "date('2024-02-29')", "date('-999999999-01-01')"});
  if (kind == Kind::Time) return pick({"time('12:30:05.5+01:00')", "time('00:00Z')", "time({hour: 23})"});
  if (kind == Kind::LocalTime) return pick({"localtime('12:30:05')", "localtime({hour: 23, nanosecond: 1})"});
  if (kind == Kind::LocalDateTime)
    return pick({"localdatetime('2024-02-29T12:00')", "localdatetime({year: 999999999, month: 12, day: 31})"});
  if (kind == Kind::DateTime)
    return pick({"datetime('2024-03-31T02:30[Europe/Zurich]')", "datetime('2023-06-01T00:00Z')",
                 "datetime({epochMillis: 0})", "datetime('1883-11-18T12:03:58[America/New_York]')"});
  if (kind == Kind::Duration)
    return pick({"duration('P1M2DT3H')", "duration({days: -1.5})", "duration('PT0S')", "duration({months: 14})",
                 "duration({years: 999999999})", "duration({seconds: 9223372036854775807})"});
  return "null";
}

std::string StatementGenerator::some_literal(TypeSet wanted) {
  if (wanted.is(Kind::List) && chance(70)) {
    const TypeSet items = wanted.item();
    const std::string first = literal(kind_of(items));
    return chance(50) ? "[" + first + "]" : fmt::format("[{}, {}, null]", first, literal(kind_of(items)));
  }
  return literal(kind_of(wanted));
}

std::string StatementGenerator::expression(TypeSet wanted, std::uint32_t depth) {
  if (options_.foreign_expression && below(400) == 0) return options_.foreign_expression();
  if (chance(3)) return "null";
  if (chance(1)) wanted = TypeSet::any();
  if (chance(depth == 0 ? 50 : 25)) {
    if (const std::optional<std::string> variable = variable_of(wanted)) return *variable;
  }
  if (chance(depth == 0 ? 60 : 30)) {
    if (const std::optional<std::string> property = property_of(wanted)) return *property;
  }
  if (depth == 0) {
    if (const std::optional<std::string> variable = variable_of(wanted)) return *variable;
    return some_literal(wanted);
  }
  const std::uint32_t kind = below(20);
  if (kind < 6) return function_call(wanted, depth);
  if (kind == 6) {
    return fmt::format("CASE WHEN {} THEN {}{} END", condition(depth - 1), expression(wanted, depth - 1),
                       chance(70) ? " ELSE " + expression(wanted, depth - 1) : "");
  }
  if (kind == 7) {
    const TypeSet subject = chance(50) ? TypeSet(Kind::Integer) : TypeSet(Kind::String);
    return fmt::format("CASE {} WHEN {} THEN {} ELSE {} END", expression(subject, depth - 1), expression(subject, 0),
                       expression(wanted, depth - 1), expression(wanted, 0));
  }
  if (kind == 8) return fmt::format("coalesce({}, {})", expression(wanted, depth - 1), expression(wanted, depth - 1));
  if (kind == 9) {
    return fmt::format("{}[{}]", expression(TypeSet::list_of(wanted), depth - 1), expression(Kind::Integer, 0));
  }
  if (kind == 10 && nested_queries_ < 2) {
    const std::string total = fresh('t'), item = fresh('y');
    const std::string initial = expression(wanted, 0), list = expression(TypeSet::list_of(Kind::Integer), depth - 1);
    const std::vector<Variable> before = scope_;
    scope_.push_back({total, wanted});
    scope_.push_back({item, Kind::Integer});
    const std::string step = expression(wanted, depth - 1);
    scope_ = before;
    return fmt::format("reduce({} = {}, {} IN {} | {})", total, initial, item, list, step);
  }
  if (kind == 11) return pick({"$i", "$f", "$s", "$b", "$l", "$m", "$0"});
  return operation(kind_of(wanted), depth);
}

std::string StatementGenerator::operation(Kind kind, std::uint32_t depth) {
  const auto of = [&](TypeSet type) { return expression(type, depth - 1); };
  if (kind == Kind::Boolean) return boolean_operation(depth);
  if (kind == Kind::List) return list_operation(depth);
  if (kind == Kind::Map) return map_operation(depth);
  if (kind == Kind::Integer) {
    switch (below(7)) {
      case 0:
        return fmt::format("-({})", of(Kind::Integer));
      case 1:
        return fmt::format("size({})", of(chance(50) ? TypeSet(Kind::List) : TypeSet(Kind::String)));
      case 2:
        return nested_queries_ < 2 ? "COUNT { " + subquery() + " }" : "1";
      case 3:
        return chance(70) ? of(Kind::Integer)
                          : of(temporal()) + pick({".year", ".month", ".day", ".hour", ".days", ".seconds",
                                                   ".epochSeconds", ".week", ".ordinalDay"});
      default:
        return fmt::format("({} {} {})", of(Kind::Integer), pick({"+", "-", "*", "+", "-", "/", "%"}),
                           of(Kind::Integer));
    }
  }
  if (kind == Kind::Float) {
    return fmt::format("({} {} {})", of(TypeSet::number()), pick({"+", "-", "*", "/", "^", "%"}), of(Kind::Float));
  }
  if (kind == Kind::String) {
    return chance(80) ? fmt::format("({} + {})", of(Kind::String), of(Kind::String))
                      : fmt::format("toString({})", of({Kind::Integer, Kind::Boolean, Kind::Float}));
  }
  if (temporal().contains(kind)) return temporal_operation(kind, depth);
  if (const std::optional<std::string> variable = variable_of(kind)) return *variable;
  return function_call(kind, depth);
}

std::string StatementGenerator::temporal_operation(Kind kind, std::uint32_t depth) {
  const auto of = [&](TypeSet type) { return expression(type, depth - 1); };
  if (chance(40)) return function_call(kind, depth);
  if (kind != Kind::Duration) return fmt::format("({} {} {})", of(kind), pick({"+", "-"}), of(Kind::Duration));
  const Kind instant = one_of(temporal_kinds);
  switch (below(3)) {
    case 0:
      return fmt::format("({} {} {})", of(Kind::Duration), pick({"+", "-"}), of(Kind::Duration));
    case 1:
      return fmt::format("({} {} {})", of(Kind::Duration), pick({"*", "/"}), of(TypeSet::number()));
    default:
      return fmt::format("duration.{}({}, {})", pick({"between", "inMonths", "inDays", "inSeconds"}), of(instant),
                         of(instant));
  }
}

std::string StatementGenerator::condition(std::uint32_t depth) {
  if (depth > 0 && chance(6)) {
    if (const std::optional<std::string> node = variable_of(Kind::Node)) {
      const std::string far = chance(70) ? "()" : this->node(false);
      return pick({"", "NOT "}) + fmt::format("({}){}{}", *node, relationship(false), far);
    }
  }
  return depth == 0 || chance(70) ? boolean_operation(std::max(depth, 1u)) : expression(Kind::Boolean, depth);
}

std::string StatementGenerator::quantified(const std::string& function, std::uint32_t depth) {
  const std::string list = expression(TypeSet::list_of(Kind::Integer), depth - 1), name = fresh('y');
  scope_.push_back({name, Kind::Integer});
  const std::string where = boolean_operation(depth);
  std::erase_if(scope_, [&](const Variable& variable) { return variable.name == name; });
  return fmt::format("{}({} IN {} WHERE {})", function, name, list, where);
}

std::string StatementGenerator::boolean_operation(std::uint32_t depth) {
  const auto of = [&](TypeSet type) { return expression(type, depth - 1); };
  const auto inner = [&] { return depth > 1 ? boolean_operation(depth - 1) : expression(Kind::Boolean, 0); };
  switch (below(depth > 1 ? 18 : 11)) {
    case 0:
    case 1:
    case 2: {
      const Kind kind = kind_of({Kind::Integer, Kind::Float, Kind::String, Kind::Boolean});
      return fmt::format("{} {} {}", of(kind), pick({"=", "<>", "<", "<=", ">", ">="}), of(kind));
    }
    case 3:
      return fmt::format("{} {} {}", of(TypeSet::any()), pick({"=", "<>", "<", ">="}), of(TypeSet::any()));
    case 4:
      return fmt::format("{} <= {} < {}", of(Kind::Integer), of(Kind::Integer), of(Kind::Float));
    case 5:
      return fmt::format("{} {} {}", of(Kind::String), pick({"STARTS WITH", "ENDS WITH", "CONTAINS", "=~"}),
                         of(Kind::String));
    case 6:
      return fmt::format("{} IN {}", of(TypeSet::any()), of(Kind::List));
    case 7:
      return fmt::format("{} IS {}NULL", of(TypeSet::any()), pick({"", "NOT "}));
    case 8:
    case 9:
      if (const std::optional<std::string> node = variable_of(Kind::Node)) {
        const std::string test = labels(true);
        return "(" + *node + (test.starts_with(" IS") || test.find('|') != std::string::npos ? ":Person" : test) + ")";
      }
      return fmt::format("{} = {}", of(Kind::Integer), of(Kind::Integer));
    case 10:
      return expression(Kind::Boolean, 0);
    case 11:
    case 12:
      return fmt::format("({} AND {})", inner(), inner());
    case 13:
      return fmt::format("({} OR {}{})", inner(), inner(), chance(30) ? " XOR " + inner() : "");
    case 14:
      return fmt::format("NOT ({})", inner());
    case 15:
    case 16:
      return quantified(pick({"all", "any", "none", "single"}), depth - 1);
    default:
      return nested_queries_ < 2 ? "EXISTS { " + subquery() + " }" : inner();
  }
}

std::string StatementGenerator::list_operation(std::uint32_t depth) {
  const auto of = [&](TypeSet type) { return expression(type, depth - 1); };
  const std::vector<Variable> before = scope_;
  // The order of what a subquery collects is open.
  switch (options_.repeatable ? below(5) : below(9)) {
    case 0:
      return fmt::format("({} + {})", of(Kind::List), of(Kind::List));
    case 1:
      return fmt::format("[{}, {}]", of(TypeSet::any()), of(TypeSet::any()));
    case 2:
      return fmt::format("{}[{}..{}]", of(Kind::List), chance(80) ? expression(Kind::Integer, 0) : "",
                         chance(80) ? expression(Kind::Integer, 0) : "");
    case 3:
    case 4: {
      const std::string list = of(TypeSet::list_of(Kind::Integer)), name = fresh('y');
      scope_.push_back({name, Kind::Integer});
      const std::string where = chance(60) ? " WHERE " + condition(depth - 1) : "";
      const std::string projection = chance(60) ? " | " + of(TypeSet::any()) : "";
      scope_ = before;
      return fmt::format("[{} IN {}{}{}]", name, list, where, projection);
    }
    case 5:
    case 6: {
      if (nested_queries_ > 1) return "[]";
      ++nested_queries_;
      const std::string head = node(true);
      std::string pattern = head + relationship(true) + node(true);
      if (chance(10)) {
        const std::string name = fresh('p');
        scope_.push_back({name, Kind::Path});
        pattern.insert(0, name + " = ");
      }
      const std::string where = chance(40) ? " WHERE " + condition(depth - 1) : "";
      const std::string projection = of(TypeSet::any());
      scope_ = before;
      --nested_queries_;
      return fmt::format("[{}{} | {}]", pattern, where, projection);
    }
    case 7: {
      if (nested_queries_ > 1) return "[]";
      ++nested_queries_;
      const std::string match = this->match();
      const std::string column = of(TypeSet::any());
      scope_ = before;
      --nested_queries_;
      return fmt::format("COLLECT {{ {} RETURN {} AS {} }}", match, column, fresh('z'));
    }
    default:
      return fmt::format("tail({})", of(Kind::List));
  }
}

std::string StatementGenerator::map_operation(std::uint32_t depth) {
  const std::optional<std::string> entity = variable_of({Kind::Node, Kind::Relationship, Kind::Map});
  switch (entity ? below(4) : 0) {
    case 0:
      return fmt::format("{{{}: {}, x: {}}}", one_of(sample_keys()).first, expression(TypeSet::any(), depth - 1),
                         expression(Kind::Integer, 0));
    case 1:
      return fmt::format("properties({})", *entity);
    default:
      return fmt::format("{} {{{}}}", *entity,
                         pick({".i", ".*", ".i, .name", ".*, k: 1", ".missing", ".name, x: 1 + 1"}));
  }
}

std::string StatementGenerator::function_call(TypeSet wanted, std::uint32_t depth) {
  std::vector<const Function*> fitting;
  for (const Function& function : all_functions()) {
    if (options_.repeatable && changes_by_itself(function)) continue;
    if (function.result.subset_of(wanted) || (function.result.is_any() && chance(15))) fitting.push_back(&function);
  }
  if (fitting.empty()) return some_literal(wanted);
  const Function& function = *one_of(fitting);
  if (chance(25)) {
    if (std::optional<std::string> call = call_of_example(function.example)) return *call;
  }
  if (function.name == "trim" && chance(60)) {
    const std::string side = pick({"", "BOTH ", "LEADING ", "TRAILING "});
    const std::string characters = !side.empty() && chance(30) ? "" : expression(Kind::String, 0) + " ";
    return fmt::format("trim({}{}FROM {})", side, characters, expression(Kind::String, depth - 1));
  }
  std::size_t count = function.min_arguments();
  while (count < std::min<std::size_t>(function.max_arguments(), 3) && chance(40)) ++count;
  // Two huge bounds make a list that fills the memory.
  const bool makes_much = function.name == "range";
  std::string arguments;
  for (std::size_t i = 0; i < count; ++i) {
    const TypeSet type = function.parameter(i).type;
    const std::string argument = makes_much ? std::to_string(below(9) + 1) : expression(type, depth - 1);
    arguments += (i == 0 ? "" : ", ") + argument;
  }
  return fmt::format("{}({})", function.name, arguments);
}

std::string StatementGenerator::aggregate_call() {
  if (chance(25)) return "count(*)";
  const Aggregate& aggregate = one_of(all_aggregates());
  if (options_.repeatable && aggregate.name.starts_with("collect")) return "count(*)";
  std::string arguments = expression(aggregate.argument_type, 1);
  for (std::uint32_t i = 1; i < aggregate.argument_count; ++i) arguments += ", 0.5";
  const std::string call = fmt::format("{}({}{})", aggregate.name, chance(25) ? "DISTINCT " : "", arguments);
  return chance(15) ? "size([" + call + "])" : call;
}

std::string StatementGenerator::subquery() {
  ++nested_queries_;
  const std::vector<Variable> before = scope_;
  std::string text = (chance(50) ? "MATCH " : "") + path();
  if (chance(40)) text += " WHERE " + condition(1);
  if (text.starts_with("MATCH") && chance(25)) text += fmt::format(" RETURN 1 AS {}", fresh('z'));
  scope_ = before;
  --nested_queries_;
  return text;
}

}  // namespace liaison
