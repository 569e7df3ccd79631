// Expressions, by the kind of value they give.
#include <utility>

#include "differential/generator.h"

namespace liaison {

std::string Generator::property(const char* key) {
  if (const auto entity = any({Type::Node, Type::Relationship})) {
    return chance(97) ? entity->name + "." + key : fmt::format("{}['{}']", entity->name, key);
  }
  if (const auto map = any({Type::Map})) return map->name + "." + key;
  return "null";
}

std::string Generator::variable_or(Type type, const std::string& other) {
  const auto variable = any({type});
  return variable && chance(60) ? variable->name : other;
}

std::string Generator::integer(std::uint32_t depth) {
  const std::uint32_t kind = below(depth == 0 ? 10 : 29);
  const auto inner = [&] { return integer(depth - 1); };
  if (kind < 3) return fmt::format("{}", below(4));
  if (kind < 8) return property("i");
  if (kind < 9) return variable_or(Type::Integer, "$i");
  switch (kind) {
    case 9:
      return chance(30) ? "null" : variable_or(Type::Integer, property("i"));
    case 10:
      return fmt::format("{} + {}", inner(), inner());
    case 11:
      return fmt::format("({} - {})", inner(), inner());
    case 12:
      return fmt::format("({} * {})", inner(), inner());
    case 13:
      return fmt::format("({} {} {})", inner(), pick({"%", "/"}), 1 + below(3));
    case 14:
      return fmt::format("-({})", inner());
    case 15:
      return fmt::format("abs({})", inner());
    case 16:
      return fmt::format("coalesce({}, {})", inner(), inner());
    case 17:
      return fmt::format("CASE WHEN {} THEN {} ELSE {} END", boolean(depth - 1), inner(), inner());
    case 18:
      return fmt::format("CASE {} WHEN {} THEN {} END", inner(), inner(), inner());
    case 19:
      return fmt::format("size({})", list(depth - 1));
    case 20:
      return fmt::format("size({})", text(depth - 1));
    case 21:
      if (chance(30) && any({Type::Node})) {
        return chance(50) ? fmt::format("length({})", shortest_path("shortestPath"))
                          : fmt::format("size({})", shortest_path("allShortestPaths"));
      }
      if (const auto path = any({Type::Path, Type::OpenPath})) return fmt::format("length({})", path->name);
      return inner();
    case 22:
      return fmt::format("COUNT {{ {} }}", subquery());
    case 23: {
      const std::string total = fresh('t'), item = fresh('y');
      const Variable source = items();
      const std::string initial = inner();
      scope_.push_back({total, Type::Integer, true});
      scope_.push_back({item, source.type, true});
      const std::string next = chance(50) ? inner() : fmt::format("{} + {}", total, integer(0));
      forget(item), forget(total);
      return fmt::format("reduce({} = {}, {} IN {} | {})", total, initial, item, source.name, next);
    }
    case 24:
      return fmt::format("{}[{}]", integers(), static_cast<int>(below(5)) - 2);
    case 25:
      return fmt::format("CASE {} WHEN {} THEN {} WHEN {} THEN {} ELSE {} END", mixed(0), mixed(0), inner(), text(0),
                         integer(0), inner());
    case 26:
      return fmt::format("({}).{}", date(depth - 1), pick({"year", "month", "day", "dayOfWeek", "ordinalDay"}));
    case 27:
      return chance(60) ? fmt::format("{}.i", map(depth - 1))
                        : fmt::format("({}).{}", duration(depth - 1), pick({"days", "months", "seconds"}));
    default:
      if (const auto list = any({Type::Relationships, Type::Nodes})) return fmt::format("size({})", list->name);
      return property("i");
  }
}

Variable Generator::items() {
  if (chance(45)) {
    if (const auto list = any({Type::Nodes, Type::Relationships, Type::Path})) {
      if (list->type == Type::Nodes) return {list->name, Type::Node};
      if (list->type == Type::Relationships) return {list->name, Type::Relationship};
      const bool is_nodes = chance(50);
      return {fmt::format("{}({})", is_nodes ? "nodes" : "relationships", list->name),
              is_nodes ? Type::Node : Type::Relationship};
    }
  }
  return {integers(), Type::Integer};
}

std::string Generator::date(std::uint32_t depth) {
  switch (below(depth == 0 ? 4 : 9)) {
    case 0:
    case 1:
      return pick({"date('2022-01-08')", "date('2024-02-29')", "date('2021-12-31')", "date('2022-01-31')"});
    case 2:
    case 3:
      return variable_or(Type::Date,
                         chance(70) ? fmt::format("date({{year: 2022, month: {}}})", 1 + below(3)) : "null");
    case 4:
    case 5:
      return fmt::format("({} {} {})", date(depth - 1), pick({"+", "-"}), duration(depth - 1));
    case 6:
      return fmt::format("({} + {})", duration(depth - 1), date(depth - 1));
    case 7:
      return fmt::format("date.truncate('{}', {})", pick({"month", "week", "year"}), date(depth - 1));
    default:
      return fmt::format("CASE WHEN {} THEN {} ELSE {} END", boolean(depth - 1), date(depth - 1), date(depth - 1));
  }
}

std::string Generator::duration(std::uint32_t depth) {
  switch (below(depth == 0 ? 3 : 7)) {
    case 0:
    case 1:
      return pick({"duration('P1M')", "duration('P1Y2M3DT4H')", "duration('P-1D')", "duration('PT36H')"});
    case 2:
      return variable_or(Type::Duration, fmt::format("duration({{days: coalesce({}, 1)}})", property("i")));
    case 3:
      return fmt::format("({} {} {})", duration(depth - 1), pick({"+", "-"}), duration(depth - 1));
    case 4:
      return fmt::format("({} * {})", duration(depth - 1), below(4));
    case 5:
      return fmt::format("({} / {})", duration(depth - 1), 1 + below(3));
    default:
      return fmt::format("duration.{}({}, {})", pick({"between", "inDays", "inMonths"}), date(depth - 1),
                         date(depth - 1));
  }
}

std::string Generator::map(std::uint32_t depth) {
  if (const auto entity = any({Type::Node, Type::Relationship, Type::Map}); entity && chance(80)) {
    switch (below(5)) {
      case 0:
        return entity->name + " {.i, .s}";
      case 1:
        return entity->name + pick({" {.*}", " {.*, i: 7}", " {i: 7, .*}"});
      case 2:
        return fmt::format("{} {{.m, i: {}}}", entity->name, integer(depth));
      case 3:
        if (const std::vector<Variable> variables = known(); !variables.empty()) {
          return fmt::format("{} {{.i, {}}}", entity->name, one_of(variables).name);
        }
        [[fallthrough]];
      default:
        return entity->type == Type::Map ? entity->name : fmt::format("properties({})", entity->name);
    }
  }
  return fmt::format("{{i: {}, s: {}}}", integer(depth), text(0));
}

std::string Generator::floating(std::uint32_t depth) {
  switch (below(depth == 0 ? 3 : 7)) {
    case 0:
      return fmt::format("{}.5", below(3));
    case 1:
      return property("f");
    case 2:
      return variable_or(Type::Float, property("f"));
    case 3:
      return fmt::format("{} + {}", floating(depth - 1), integer(depth - 1));
    case 4:
      return fmt::format("toFloat({})", integer(depth - 1));
    case 5:
      return fmt::format("{} / 2.0", integer(0));
    default:
      return fmt::format("coalesce({}, {})", floating(depth - 1), floating(depth - 1));
  }
}

std::string Generator::text(std::uint32_t depth) {
  switch (below(depth == 0 ? 4 : 10)) {
    case 0:
      return pick({"'a'", "'b'", "'ab'", "''", "$s"});
    case 1:
    case 2:
      return property("s");
    case 3:
      return variable_or(Type::Text, property("s"));
    case 4:
      return fmt::format("{} + {}", text(depth - 1), text(depth - 1));
    case 5:
      return fmt::format("{}({})", pick({"toUpper", "toLower", "reverse", "trim"}), text(depth - 1));
    case 6:
      return fmt::format("toString({})", integer(depth - 1));
    case 7:
      if (const auto relationship = any({Type::Relationship})) return fmt::format("type({})", relationship->name);
      return text(depth - 1);
    case 8:
      return fmt::format(fmt::runtime(pick({"substring({}, 0, 1)", "left({}, 1)", "right({}, 2)",
                                            "replace({}, 'a', 'xy')", "head(split({}, 'a'))"})),
                         text(depth - 1));
    default:
      return fmt::format("CASE WHEN {} THEN {} END", boolean(depth - 1), text(depth - 1));
  }
}

std::string Generator::scalar(std::uint32_t depth) {
  switch (below(4)) {
    case 0:
      return text(depth);
    case 1:
      return boolean(depth);
    default:
      return integer(depth);
  }
}

std::string Generator::mixed(std::uint32_t depth) {
  switch (below(7)) {
    case 0:
    case 1:
    case 2:
      return property("m");
    case 3:
      return variable_or(Type::Mixed, property("m"));
    case 4:
      return floating(depth);
    case 5:
      return pick({"null", "[1, 2]", "'a'", "1.0", "true", "date('2022-01-08')"});
    default:
      return scalar(depth);
  }
}

std::string Generator::anything(std::uint32_t depth) {
  if (const std::vector<Variable> variables = known(); !variables.empty() && chance(50)) return one_of(variables).name;
  return mixed(depth);
}

std::string Generator::list(std::uint32_t depth) {
  const std::uint32_t kind = below(depth == 0 ? 4 : 15);
  const auto inner = [&] { return list(depth - 1); };
  switch (kind) {
    case 0:
      return integers();
    case 1:
      return property("l");
    case 2:
      return variable_or(Type::List, property("l"));
    case 3:
      return fmt::format("[{}, {}]", scalar(0), integer(0));
    case 4:
      return fmt::format("({} + {})", inner(), inner());
    case 5:
      return fmt::format(fmt::runtime(pick({"tail({})", "reverse({})", "[{}]", "[head({})]", "[last({})]"})), inner());
    case 6:
      return fmt::format("{}[{}..{}]", inner(), chance(15) ? "" : fmt::format("{}", static_cast<int>(below(4)) - 1),
                         chance(15)   ? ""
                         : chance(10) ? property("i")
                                      : fmt::format("{}", static_cast<int>(below(5)) - 1));
    case 7:
    case 8: {
      const std::string item = fresh('y');
      const Variable source = items();
      scope_.push_back({item, source.type, true});
      const std::string where = chance(60) ? " WHERE " + condition(depth - 1) : "";
      const std::string projection = chance(60) ? " | " + integer(depth - 1) : "";
      forget(item);
      return fmt::format("[{} IN {}{}{}]", item, source.name, where, projection);
    }
    case 9:
      if (const auto path = any({Type::Path}, false)) {
        return fmt::format("{}({})", pick({"nodes", "relationships"}), path->name);
      }
      return inner();
    case 10:
      if (const auto node = any({Type::Node})) return fmt::format("labels({})", node->name);
      return inner();
    case 11:
      if (const auto entity = any({Type::Node, Type::Relationship})) return fmt::format("keys({})", entity->name);
      return inner();
    case 12:
    case 13: {
      const std::vector<Variable> before = scope_;
      std::string path;
      while (path.find_first_of("-") == std::string::npos) {
        scope_ = before;
        path = node(true) + relationship(true) + node(true);
      }
      if (chance(20)) {
        const std::string name = fresh('p');
        scope_.push_back({name, Type::Path});
        path = name + " = " + path;
      }
      const std::string where = chance(40) ? " WHERE " + condition(depth - 1) : "";
      const std::string projection = integer(depth - 1);
      scope_ = before;
      return fmt::format("[{}{} | {}]", path, where, projection);
    }
    default: {
      if (depth_ < 2 && chance(30)) return fmt::format("COLLECT {{ {} }}", whole_query(fresh('z')));
      const std::vector<Variable> before = scope_;
      const std::string pattern = patterns(false), where = this->where(20, 0);
      const std::string column = integer(depth - 1);
      scope_ = before;
      return fmt::format("COLLECT {{ MATCH {}{} RETURN {} AS {} }}", pattern, where, column, fresh('z'));
    }
  }
}

void Generator::forget(const std::string& name) {
  std::erase_if(scope_, [&](const Variable& variable) { return variable.name == name; });
}

std::string Generator::risky() {
  switch (below(6)) {
    case 0:
      return fmt::format("{} {} {}", integer(0), pick({"/", "%"}), property("i"));
    case 1:
      return fmt::format("{} + {}", integer(0), property("m"));
    case 2:
      return fmt::format("{}[{}]", property("l"), property("m"));
    case 3:
      return fmt::format("toInteger({})", property("m"));
    case 4:
      return fmt::format("9223372036854775807 + {}", property("i"));
    default:
      return fmt::format("size({})", property("m"));
  }
}

std::string Generator::comparison(std::uint32_t depth) {
  const std::string op = pick({"=", "=", "<>", "<", "<=", ">", ">="});
  switch (below(depth == 0 ? 7 : 9)) {
    case 7:
      return chance(70) ? fmt::format("{} {} {}", date(depth - 1), op, date(depth - 1))
                        : fmt::format("{} {} {}", duration(depth - 1), op, duration(depth - 1));
    case 0:
    case 1:
    case 2:
      return fmt::format("{} {} {}", integer(depth), op, integer(depth));
    case 3:
      return fmt::format("{} {} {}", text(depth), op, text(depth));
    case 4:
      return fmt::format("{} {} {}", mixed(depth), op, mixed(depth));
    case 5:
      return fmt::format("{} {} {}", floating(depth), op, integer(depth));
    case 6:
      return fmt::format("0 <= {} {} {}", integer(depth), pick({"<", "<="}), integer(depth));
    default:
      if (const auto left = any({Type::Node})) {
        return fmt::format("{} {} {}", left->name, pick({"=", "<>"}), any({Type::Node})->name);
      }
      return fmt::format("{} {} {}", integer(depth), op, integer(depth));
  }
}

std::string Generator::condition(std::uint32_t depth) {
  const bool before = std::exchange(is_condition_, true);
  std::string text = boolean(depth);
  is_condition_ = before;
  return text;
}

std::string Generator::boolean(std::uint32_t depth) {
  const std::uint32_t kind = below(depth == 0 ? 10 : 24);
  const auto inner = [&] { return boolean(depth - 1); };
  if (kind < 7) return comparison(depth == 0 ? 0 : depth - 1);
  switch (kind) {
    case 7:
      return property("b");
    case 8:
      return fmt::format("{} IS {}NULL", mixed(0), pick({"", "NOT "}));
    case 9:
      if (const auto node = any({Type::Node}))
        return node->name + pick({":A", ":B", ":A:B", ":(A|C)", ":!B", ":(A&!B)", ":(%&!(A|B))", ":$('A')"});
      return pick({"true", "false", "null"});
    case 10:
    case 11:
      return fmt::format("({} AND {})", inner(), inner());
    case 12:
    case 13:
      return fmt::format("({} OR {})", inner(), inner());
    case 14:
      return fmt::format("({} XOR {})", inner(), inner());
    case 15:
      return fmt::format("NOT ({})", inner());
    case 16:
      return fmt::format("{} IN {}", integer(depth - 1), integers());
    case 17:
      return fmt::format("{} IN {}", mixed(0), list(depth - 1));
    case 18:
      return fmt::format("{} {} {}", text(depth - 1), pick({"STARTS WITH", "ENDS WITH", "CONTAINS"}), text(0));
    case 19: {
      return about_items(items(), depth - 1);
    }
    case 20:
    case 21:
      if (const auto node = any({Type::Node}); node && is_condition_) {
        std::string text = "(" + node->name + ")" + relationship(false) + this->node(false);
        return chance(30) ? "NOT " + text : text;
      }
      return comparison(depth - 1);
    default:
      return fmt::format("EXISTS {{ {} }}", subquery());
  }
}

/// Whether all, or any, or one of the list's items are of some kind.
std::string Generator::about_items(const Variable& list, std::uint32_t depth) {
  const std::string item = fresh('y');
  scope_.push_back({item, list.type, true});
  const bool is_plain = list.type != Type::Integer && chance(50);
  const std::string where =
      is_plain ? fmt::format("{}.i {} {}", item, pick({"=", "<>", "<", ">="}), below(4)) : boolean(depth);
  forget(item);
  return fmt::format("{}({} IN {} WHERE {})", pick({"all", "any", "none", "single"}), item, list.name, where);
}

/// Between nodes that are there.
std::string Generator::shortest_path(const std::string& function) {
  return fmt::format("{}(({}){}({}))", function, any({Type::Node})->name, relationship_that_repeats(false, types()),
                     any({Type::Node})->name);
}

}  // namespace liaison
