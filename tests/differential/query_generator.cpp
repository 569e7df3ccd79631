#include "differential/query_generator.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>

namespace liaison {
namespace {

enum class Type : std::uint8_t {
  Integer,
  Float,
  Text,
  Boolean,
  Mixed,
  List,
  Map,
  Node,
  Relationship,
  Relationships,
  Path
};

struct Variable {
  std::string name;
  Type type;
  bool nullable = false;  // may be null, as OPTIONAL MATCH leaves it
};

class Generator {
 public:
  explicit Generator(std::mt19937_64& random) : random_(random) {}

  std::vector<std::string> statement() {
    const bool is_union = chance(7);
    const std::uint32_t columns = is_union ? 1 + below(2) : 0;
    query(columns, chance(is_union ? 10 : 45));
    if (is_union) {
      clauses_.push_back(chance(50) ? "UNION" : "UNION ALL");
      scope_.clear();
      wrote_ = false;
      query(columns, false);
    }
    return std::move(clauses_);
  }

 private:
  // ---- Chance -------------------------------------------------------------------------------------------------------

  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }
  bool chance(std::uint32_t percent) { return below(100) < percent; }
  template <class T>
  const T& one_of(const std::vector<T>& items) {
    return items[below(static_cast<std::uint32_t>(items.size()))];
  }
  std::string pick(std::initializer_list<const char*> items) {
    return *(items.begin() + below(static_cast<std::uint32_t>(items.size())));
  }

  std::string fresh(char kind) { return fmt::format("{}{}", kind, ++names_); }

  std::optional<Variable> any(std::initializer_list<Type> types, bool nullable = true) {
    std::vector<Variable> fitting;
    for (const Variable& variable : scope_) {
      if (std::ranges::count(types, variable.type) != 0 && (nullable || !variable.nullable))
        fitting.push_back(variable);
    }
    if (fitting.empty()) return std::nullopt;
    return one_of(fitting);
  }

  // ---- Clauses ------------------------------------------------------------------------------------------------------

  void query(std::uint32_t columns, bool writes) {
    const std::uint32_t reads = writes ? below(3) : 1 + below(3);
    for (std::uint32_t i = 0; i < reads; ++i) read(i == 0);
    if (writes) {
      const std::uint32_t count = 1 + below(2);
      for (std::uint32_t i = 0; i < count; ++i) write();
      if (chance(15)) {
        with();
        if (chance(60)) match();
      } else if (columns == 0 && chance(25)) {
        return;
      }
    }
    project("RETURN", columns);
  }

  void read(bool is_first) {
    const std::uint32_t kind = below(100);
    if (is_first ? kind < 75 : kind < 40) {
      match();
    } else if (kind < 82) {
      optional_match();
    } else if (kind < 90) {
      unwind();
    } else {
      with();
    }
  }

  void match() {
    std::string text = "MATCH " + patterns();
    if (chance(45)) text += " WHERE " + condition(2);
    clauses_.push_back(std::move(text));
  }

  void optional_match() {
    const std::size_t before = scope_.size();
    std::string text = "OPTIONAL MATCH " + patterns();
    if (chance(40)) text += " WHERE " + condition(2);
    for (std::size_t i = before; i < scope_.size(); ++i) scope_[i].nullable = true;
    clauses_.push_back(std::move(text));
  }

  void unwind() {
    const std::string name = fresh('x');
    if (const auto list = any({Type::Relationships}); list && chance(40)) {
      clauses_.push_back(fmt::format("UNWIND {} AS {}", list->name, name));
      scope_.push_back({name, Type::Relationship, true});
      return;
    }
    const bool is_integers = chance(70);
    const std::string list =
        is_integers ? pick({"[0, 1, 2]", "[1, 1, null]", "range(0, 3)", "$l", "[]", "[3]"}) : this->list(1);
    clauses_.push_back(fmt::format("UNWIND {} AS {}", list, name));
    scope_.push_back({name, is_integers ? Type::Integer : Type::Mixed, true});
  }

  void with() { project("WITH", 0); }

  struct Column {
    std::string text;
    Variable variable;
    bool is_aggregate = false;
  };

  void project(const std::string& clause, std::uint32_t columns) {
    const bool is_return = clause == "RETURN";
    const bool aggregates = chance(30);
    if (columns == 0 && !aggregates && !scope_.empty() && chance(10)) {
      clauses_.push_back(clause + " *" + (chance(20) ? order(scope_, false) : ""));
      return;
    }
    const std::uint32_t count = columns != 0 ? columns : 1 + below(3);
    std::vector<Column> items;
    for (std::uint32_t i = 0; i < count; ++i) {
      Column column = aggregates && (i == 0 || chance(40)) ? aggregate() : plain_column(!is_return);
      if (columns != 0) column.variable.name = fmt::format("c{}", i);
      const auto same = [&](const Column& other) { return other.variable.name == column.variable.name; };
      if (std::ranges::any_of(items, same)) continue;
      items.push_back(std::move(column));
    }
    std::string text = clause + (chance(15) ? " DISTINCT " : " ");
    std::vector<Variable> after;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Column& column = items[i];
      text += i == 0 ? "" : ", ";
      text += column.text == column.variable.name ? column.text : column.text + " AS " + column.variable.name;
      after.push_back(column.variable);
    }
    if (is_return && columns == 0 && !aggregates && chance(5)) {
      text += ", " + risky() + " AS " + fresh('v');
    } else if (columns == 0 && chance(30)) {
      text += order(after, chance(50) && !aggregates);
    }
    scope_ = std::move(after);
    if (!is_return && chance(25)) text += " WHERE " + condition(1);
    clauses_.push_back(std::move(text));
  }

  /// ORDER BY all columns, so that ties are equal rows, or by something else; then SKIP and LIMIT.
  std::string order(const std::vector<Variable>& columns, bool by_anything) {
    std::vector<std::string> names;
    for (const Variable& column : columns) {
      // New entities have no order that two runs agree on.
      const bool is_scalar = column.type == Type::Integer || column.type == Type::Float || column.type == Type::Text ||
                             column.type == Type::Boolean;
      if (is_scalar || !wrote_) names.push_back(column.name);
    }
    if (names.empty()) return "";
    std::string text = " ORDER BY ";
    if (by_anything && chance(50)) {
      text += scalar(1) + pick({"", " DESC"});
      if (chance(50)) return text;
      text += ", ";
    }
    std::ranges::shuffle(names, random_);
    for (std::size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "" : ", ") + names[i] + pick({"", "", " DESC"});
    if (chance(25)) text += fmt::format(" SKIP {}", below(4));
    if (chance(40)) text += chance(80) ? fmt::format(" LIMIT {}", below(6)) : std::string(" LIMIT $n");
    return text;
  }

  Column plain_column(bool carries_on) {
    if (!scope_.empty() && chance(carries_on ? 75 : 45)) {
      const Variable variable = one_of(scope_);
      return {variable.name, variable};
    }
    const std::string name = fresh('v');
    switch (below(8)) {
      case 0:
        return {floating(2), {name, Type::Float, true}};
      case 1:
        return {text(2), {name, Type::Text, true}};
      case 2:
        return {boolean(2), {name, Type::Boolean, true}};
      case 3:
        return {list(2), {name, Type::List, true}};
      case 4:
        return {mixed(2), {name, Type::Mixed, true}};
      case 5:
        if (const auto entity = any({Type::Node, Type::Relationship}); entity && chance(30)) {
          return {entity->name + pick({" {.i, .s}", " {.*}", " {.m, z: 1}"}), {name, Type::Map, true}};
        }
        [[fallthrough]];
      default:
        return {integer(2), {name, Type::Integer, true}};
    }
  }

  Column aggregate() {
    const std::string name = fresh('g');
    switch (below(10)) {
      case 0:
      case 1:
        return {"count(*)", {name, Type::Integer}, true};
      case 2:
        return {fmt::format("count({}{})", pick({"", "DISTINCT "}), anything(1)), {name, Type::Integer}, true};
      case 3:
        return {fmt::format("sum({}{})", pick({"", "DISTINCT "}), integer(1)), {name, Type::Integer}, true};
      case 4:
        return {fmt::format("{}({})", pick({"avg", "stDev", "sum"}), chance(50) ? floating(1) : integer(1)),
                {name, Type::Float, true},
                true};
      case 5:
      case 6:
        return {fmt::format("{}({})", pick({"min", "max"}), mixed(1)), {name, Type::Mixed, true}, true};
      case 7:
        return {fmt::format("count(*) + count({})", integer(1)), {name, Type::Integer}, true};
      case 8:
        return {fmt::format("size(collect({}))", anything(1)), {name, Type::Integer}, true};
      default:
        return {fmt::format("collect({}{})", pick({"", "DISTINCT "}), scalar(1)), {name, Type::List}, true};
    }
  }

  // ---- Writes -------------------------------------------------------------------------------------------------------

  void write() {
    wrote_ = true;
    const std::uint32_t kind = below(100);
    if (kind < 30) {
      create();
    } else if (kind < 50) {
      merge();
    } else if (kind < 72) {
      clauses_.push_back("SET " + set_items());
    } else if (kind < 80) {
      remove();
    } else {
      remove_entities();
    }
  }

  std::string label() { return pick({"A", "A", "B", "C", "D"}); }
  std::string type() { return pick({"R", "R", "S", "T"}); }

  std::string properties_to_make(bool nullable) {
    if (chance(40)) return "";
    std::string text = fmt::format(" {{i: {}", nullable ? integer(1) : fmt::format("{}", below(4)));
    if (chance(25)) text += nullable ? ", s: " + this->text(1) : ", s: 'a'";
    if (nullable && chance(15)) text += ", m: " + scalar(1);
    return text + "}";
  }

  std::string node_to_make(bool nullable) {
    if (const auto node = any({Type::Node}, chance(5)); node && chance(60)) return fmt::format("({})", node->name);
    std::string properties = properties_to_make(nullable);
    const std::string labels = chance(60) ? ":" + label() : "";
    if (chance(30)) return fmt::format("({}{})", labels, properties);
    const std::string name = fresh('n');
    made_.push_back({name, Type::Node});
    return fmt::format("({}{}{})", name, labels, properties);
  }

  std::string relationship_to_make(bool is_merge) {
    const std::string properties = properties_to_make(!is_merge);
    std::string name;
    if (chance(60)) {
      name = fresh('r');
      made_.push_back({name, Type::Relationship});
    }
    const std::string middle = fmt::format("[{}:{}{}]", name, type(), properties);
    const std::uint32_t direction = below(is_merge ? 3 : 2);
    if (direction == 2) return "-" + middle + "-";
    return direction == 0 ? "-" + middle + "->" : "<-" + middle + "-";
  }

  std::string path_to_make(bool is_merge, std::uint32_t length) {
    std::string text;
    if (length == 0) {  // a bare (n) would make nothing
      const std::string name = fresh('n');
      text = fmt::format("({}{}{})", name, chance(60) ? ":" + label() : "", properties_to_make(!is_merge));
      made_.push_back({name, Type::Node});
    } else {
      text = node_to_make(!is_merge);
      for (std::uint32_t i = 0; i < length; ++i) text += relationship_to_make(is_merge) + node_to_make(!is_merge);
    }
    if (chance(10)) {
      const std::string name = fresh('p');
      made_.push_back({name, Type::Path});
      text = name + " = " + text;
    }
    return text;
  }

  void keep_made() {
    std::ranges::move(made_, std::back_inserter(scope_));
    made_.clear();
  }

  void create() {
    std::string text = "CREATE " + path_to_make(false, chance(45) ? 0 : 1 + below(2));
    if (chance(25)) text += ", " + path_to_make(false, below(2));
    keep_made();
    clauses_.push_back(std::move(text));
  }

  void merge() {
    std::string text = "MERGE " + path_to_make(true, chance(45) ? 0 : chance(85) ? 1 : 2);
    keep_made();
    if (chance(30)) text += " ON CREATE SET " + set_items();
    if (chance(30)) text += " ON MATCH SET " + set_items();
    clauses_.push_back(std::move(text));
  }

  /// What is set hangs on the entity alone, mostly: else rows overwrite one another in no certain order.
  std::string set_items() {
    const auto entity = any({Type::Node, Type::Node, Type::Relationship});
    if (!entity) {
      clauses_.push_back("CREATE (n0:A {i: 1})");
      scope_.push_back({"n0", Type::Node});
      return "n0.i = 2";
    }
    const std::string& name = entity->name;
    std::string text;
    switch (below(entity->type == Type::Node ? 9 : 6)) {
      case 0:
        text = fmt::format("{}.i = {}", name, below(5));
        break;
      case 1:
        text = fmt::format("{}.i = coalesce({}.i, 0) + 1", name, name);
        break;
      case 2:
        text = fmt::format("{}.s = {}", name, pick({"'a'", "null", "'new'", "$s"}));
        break;
      case 3:
        text = fmt::format("{} += {{i: {}, m: {}}}", name, below(3), pick({"null", "'x'", "1.5", "[1, 2]"}));
        break;
      case 4:
        text = fmt::format("{} = {{i: {}}}", name, below(3));
        break;
      case 5:
        text = fmt::format("{}.m = {}", name, mixed(1));
        break;
      case 6:
        text = fmt::format("{}:{}", name, label());
        break;
      case 7:
        text = fmt::format("{}:A:{}", name, pick({"B", "C", "D"}));
        break;
      default:
        text = fmt::format("{}['i'] = {}", name, below(3));
        break;
    }
    return chance(20) ? text + ", " + set_items() : text;
  }

  void remove() {
    const auto entity = any({Type::Node, Type::Relationship});
    if (!entity) return create();
    const bool is_label = entity->type == Type::Node && chance(50);
    clauses_.push_back(is_label ? fmt::format("REMOVE {}:{}", entity->name, label())
                                : fmt::format("REMOVE {}.{}", entity->name, pick({"i", "s", "m"})));
  }

  void remove_entities() {
    const auto entity = any({Type::Node, Type::Relationship, Type::Path});
    if (!entity) return merge();
    const bool detach = entity->type != Type::Relationship && chance(75);
    clauses_.push_back((detach ? "DETACH DELETE " : "DELETE ") + entity->name);
    if (chance(90)) {  // what is deleted is best left alone
      std::erase_if(scope_, [&](const Variable& variable) {
        return variable.type != Type::Integer && variable.type != Type::Boolean && variable.type != Type::Text;
      });
      std::string names;
      for (const Variable& variable : scope_) names += (names.empty() ? "" : ", ") + variable.name;
      const std::string count = fresh('g');
      clauses_.push_back(fmt::format("WITH {}{}count(*) AS {}", names, names.empty() ? "" : ", ", count));
      scope_.push_back({count, Type::Integer});
    }
  }

  // ---- Patterns -----------------------------------------------------------------------------------------------------

  std::string patterns() {
    bound_relationships_ = scope_.size();
    std::string text = path(true);
    if (chance(22)) text += ", " + path(true);
    return text;
  }

  std::string path(bool named) {
    std::string text = node(named);
    const std::uint32_t length = chance(30) ? 0 : chance(65) ? 1 : chance(75) ? 2 : 3;
    for (std::uint32_t i = 0; i < length; ++i) text += relationship(named) + node(named);
    if (named && chance(10)) {
      const std::string name = fresh('p');
      scope_.push_back({name, Type::Path});
      text = name + " = " + text;
    }
    return text;
  }

  std::string labels() {
    if (!chance(35)) return "";
    return pick({":A", ":A", ":B", ":C", ":A:B", ":A|B", ":!A", ":D", ":%"});
  }

  std::string pattern_properties() { return chance(12) ? fmt::format(" {{i: {}}}", below(4)) : ""; }

  std::string node(bool named) {
    std::string labels = this->labels(), properties = pattern_properties();
    if (const auto bound = any({Type::Node}); bound && chance(named ? 40 : 60)) {
      if (chance(70)) return fmt::format("({})", bound->name);
      return fmt::format("({}{}{})", bound->name, labels, properties);
    }
    if (!named || chance(25)) return fmt::format("({}{})", labels, properties);
    const std::string name = fresh('n');
    scope_.push_back({name, Type::Node});
    if (chance(5)) properties += fmt::format(" WHERE {}.i >= 1", name);
    return fmt::format("({}{}{})", name, labels, properties);
  }

  std::string relationship(bool named) {
    std::string types = chance(45) ? pick({":R", ":R", ":S", ":T", ":R|S", ":R|T", ":S|T"}) : "";
    std::string name, middle;
    const bool is_long = chance(18);
    if (named && !is_long && chance(5)) {  // one that is bound already, in an earlier clause
      std::vector<std::string> names;
      for (std::size_t i = 0; i < std::min(bound_relationships_, scope_.size()); ++i) {
        if (scope_[i].type == Type::Relationship) names.push_back(scope_[i].name);
      }
      if (!names.empty()) name = one_of(names);
      const auto is_it = [&](const Variable& variable) { return variable.name == name; };
      if (const auto found = std::ranges::find_if(scope_, is_it); found != scope_.end()) {
        found->type = Type::Mixed;  // not twice in one pattern
        middle = "[" + name + types + "]";
        return arrow(middle);
      }
    }
    if (is_long) {
      types += pick({"*0..1", "*0..2", "*1..2", "*2", "*..2", "*", "*1..3", "*0", "*2..3", "*3..", "*2..1"});
      if (chance(15)) types += " {i: 1}";
    } else {
      types += pattern_properties();
    }
    if (named && chance(50)) {
      name = fresh('r');
      scope_.push_back({name, is_long ? Type::Relationships : Type::Relationship});
    }
    return arrow(name.empty() && types.empty() && chance(50) ? "" : "[" + name + types + "]");
  }

  std::string arrow(const std::string& middle) {
    switch (below(5)) {
      case 0:
      case 1:
        return "-" + middle + "->";
      case 2:
      case 3:
        return "<-" + middle + "-";
      default:
        return "-" + middle + "-";
    }
  }

  // ---- Expressions --------------------------------------------------------------------------------------------------

  std::string property(const char* key) {
    if (const auto entity = any({Type::Node, Type::Relationship})) return entity->name + "." + key;
    if (const auto map = any({Type::Map})) return map->name + "." + key;
    return "null";
  }

  std::string variable_or(Type type, const std::string& other) {
    const auto variable = any({type});
    return variable && chance(60) ? variable->name : other;
  }

  std::string integer(std::uint32_t depth) {
    const std::uint32_t kind = below(depth == 0 ? 10 : 26);
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
        if (const auto path = any({Type::Path})) return fmt::format("length({})", path->name);
        return inner();
      case 22:
        return fmt::format("COUNT {{ {} }}", subquery());
      case 23: {
        const std::string total = fresh('t'), item = fresh('y');
        return fmt::format("reduce({} = {}, {} IN {} | {} + {})", total, inner(), item, integers(), total, item);
      }
      case 24:
        return fmt::format("{}[{}]", integers(), static_cast<int>(below(5)) - 2);
      default:
        if (const auto list = any({Type::Relationships})) return fmt::format("size({})", list->name);
        return property("i");
    }
  }

  std::string integers() { return pick({"[1, 2, 3]", "[0, null, 2]", "[]", "range(0, 2)", "$l", "[1]"}); }

  std::string floating(std::uint32_t depth) {
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

  std::string text(std::uint32_t depth) {
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
        return fmt::format("substring({}, 0, 1)", text(depth - 1));
      default:
        return fmt::format("CASE WHEN {} THEN {} END", boolean(depth - 1), text(depth - 1));
    }
  }

  /// One value of any kind, of kinds that can be put in order for certain.
  std::string scalar(std::uint32_t depth) {
    switch (below(4)) {
      case 0:
        return text(depth);
      case 1:
        return boolean(depth);
      default:
        return integer(depth);
    }
  }

  std::string mixed(std::uint32_t depth) {
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

  std::string anything(std::uint32_t depth) {
    if (!scope_.empty() && chance(50)) return one_of(scope_).name;
    return mixed(depth);
  }

  std::string list(std::uint32_t depth) {
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
        return fmt::format("{}({})", pick({"tail", "reverse"}), inner());
      case 6:
        return fmt::format("{}[{}..{}]", inner(), static_cast<int>(below(4)) - 1, static_cast<int>(below(5)) - 1);
      case 7:
      case 8: {
        const std::string item = fresh('y');
        const std::string source = integers();
        scope_.push_back({item, Type::Integer, true});
        const std::string where = chance(60) ? " WHERE " + condition(depth - 1) : "";
        const std::string projection = chance(60) ? " | " + integer(depth - 1) : "";
        forget(item);
        return fmt::format("[{} IN {}{}{}]", item, source, where, projection);
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
        const std::string where = chance(40) ? " WHERE " + condition(depth - 1) : "";
        const std::string projection = integer(depth - 1);
        scope_ = before;
        return fmt::format("[{}{} | {}]", path, where, projection);
      }
      default: {
        const std::vector<Variable> before = scope_;
        const std::string pattern = path(true);
        const std::string column = integer(depth - 1);
        scope_ = before;
        return fmt::format("COLLECT {{ MATCH {} RETURN {} AS {} }}", pattern, column, fresh('z'));
      }
    }
  }

  void forget(const std::string& name) {
    std::erase_if(scope_, [&](const Variable& variable) { return variable.name == name; });
  }

  /// What may fail for some rows. Not where a LIMIT might spare them.
  std::string risky() {
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

  std::string comparison(std::uint32_t depth) {
    const std::string op = pick({"=", "=", "<>", "<", "<=", ">", ">="});
    switch (below(8)) {
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

  /// Behind WHERE, where patterns may stand too.
  std::string condition(std::uint32_t depth) {
    const bool before = std::exchange(is_condition_, true);
    std::string text = boolean(depth);
    is_condition_ = before;
    return text;
  }

  std::string boolean(std::uint32_t depth) {
    const std::uint32_t kind = below(depth == 0 ? 10 : 24);
    const auto inner = [&] { return boolean(depth - 1); };
    if (kind < 7) return comparison(depth == 0 ? 0 : depth - 1);
    switch (kind) {
      case 7:
        return property("b");
      case 8:
        return fmt::format("{} IS {}NULL", mixed(0), pick({"", "NOT "}));
      case 9:
        if (const auto node = any({Type::Node})) return node->name + pick({":A", ":B", ":A:B", ":(A|C)", ":!B"});
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
        const std::string item = fresh('y');
        const std::string source = integers();
        scope_.push_back({item, Type::Integer, true});
        const std::string where = boolean(depth - 1);
        forget(item);
        return fmt::format("{}({} IN {} WHERE {})", pick({"all", "any", "none", "single"}), item, source, where);
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

  std::string subquery() {
    const std::vector<Variable> before = scope_;
    std::string text = (chance(50) ? "MATCH " : "") + path(true);
    if (chance(40)) text += " WHERE " + condition(0);
    if (text.starts_with("MATCH") && chance(25)) {
      const Column column = plain_column(false);
      text += fmt::format(" WITH {} AS {} RETURN 1 AS {}", column.text, fresh('w'), fresh('z'));
    }
    scope_ = before;
    return text;
  }

  std::mt19937_64& random_;
  std::vector<std::string> clauses_;
  std::vector<Variable> scope_;
  std::vector<Variable> made_;
  std::size_t bound_relationships_ = 0;  // how many of the scope are from before the pattern
  bool is_condition_ = false;
  bool wrote_ = false;
  std::uint32_t names_ = 0;
};

}  // namespace

const Map& generated_parameters() {
  static const Map parameters({{"i", Value::integer(2)},
                               {"s", Value::string("a")},
                               {"l", Value::list({Value::integer(0), Value::integer(2), Value::integer(2)})},
                               {"n", Value::integer(3)}});
  return parameters;
}

std::vector<std::string> random_statement(std::mt19937_64& random) { return Generator(random).statement(); }

}  // namespace liaison
