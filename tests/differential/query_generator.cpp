#include "differential/query_generator.h"

#include <utility>

#include "differential/generator.h"

namespace liaison {

std::vector<std::string> Generator::statement() {
  const bool is_union = chance(7);
  std::vector<std::string> columns;
  if (is_union) columns = chance(50) ? std::vector<std::string>{"c0"} : std::vector<std::string>{"c0", "c1"};
  query(columns, chance(is_union ? 10 : 45));
  if (is_union) {
    clauses_.push_back(chance(50) ? "UNION" : "UNION ALL");
    scope_.clear();
    wrote_ = false;
    query(columns, false);
  }
  return std::move(clauses_);
}

void Generator::query(const std::vector<std::string>& columns, bool writes) {
  const std::uint32_t most = depth_ == 0 ? 3 : 2;
  const std::uint32_t reads = writes ? below(most) : 1 + below(most);
  for (std::uint32_t i = 0; i < reads; ++i) read(i == 0);
  if (writes) {
    const std::uint32_t count = 1 + below(2);
    for (std::uint32_t i = 0; i < count; ++i) write();
    if (chance(15)) {
      with();
      if (chance(60)) match();
    } else if (columns.empty() && chance(25) && ends_in_write()) {
      return;
    }
  }
  project("RETURN", columns);
}

/// Not so a CALL that returns, nor the WITH behind a DELETE.
bool Generator::ends_in_write() const {
  const std::string& last = clauses_.back();
  return !last.starts_with("WITH") && !last.starts_with("CALL") && !last.starts_with("OPTIONAL CALL");
}

void Generator::read(bool is_first) {
  const std::uint32_t kind = below(100);
  if (is_first ? kind < 75 : kind < 40) {
    match();
  } else if (kind < 82) {
    optional_match();
  } else if (kind < 88) {
    unwind();
  } else if (kind < 94 && depth_ < 2) {
    call_subquery(false);
  } else {
    with();
  }
}

void Generator::match() {
  std::string text = "MATCH " + patterns(true);
  text += where(45, 2);
  clauses_.push_back(std::move(text));
}

std::string Generator::where(std::uint32_t percent, std::uint32_t depth) {
  std::string asked = std::exchange(asked_of_search_, "");
  if (chance(percent)) asked = asked.empty() ? condition(depth) : fmt::format("{} AND ({})", asked, condition(depth));
  return asked.empty() ? "" : " WHERE " + asked;
}

void Generator::optional_match() {
  const std::size_t before = scope_.size();
  std::string text = "OPTIONAL MATCH " + patterns(true);
  text += where(40, 2);
  for (std::size_t i = before; i < scope_.size(); ++i) scope_[i].nullable = true;
  clauses_.push_back(std::move(text));
}

void Generator::unwind() {
  const std::string name = fresh('x');
  if (const auto list = any({Type::Relationships, Type::Nodes}); list && chance(40)) {
    clauses_.push_back(fmt::format("UNWIND {} AS {}", list->name, name));
    scope_.push_back({name, list->type == Type::Nodes ? Type::Node : Type::Relationship, true});
    return;
  }
  if (chance(15)) {
    clauses_.push_back(
        fmt::format("UNWIND {} AS {}", pick({"[{i: 1, s: 'a'}, {i: 2}]", "[{i: 2}, {}, null, {i: 0, s: ''}]"}), name));
    scope_.push_back({name, Type::Map, true});
    return;
  }
  const bool is_integers = chance(70);
  const std::string list =
      is_integers ? pick({"[0, 1, 2]", "[1, 1, null]", "range(0, 3)", "$l", "[]", "[3]"}) : this->list(1);
  clauses_.push_back(fmt::format("UNWIND {} AS {}", list, name));
  scope_.push_back({name, is_integers ? Type::Integer : Type::Mixed, true});
}

void Generator::project(const std::string& clause, const std::vector<std::string>& columns) {
  const bool is_return = clause == "RETURN";
  const bool aggregates = chance(30);
  if (columns.empty() && !aggregates && !scope_.empty() && known().size() == scope_.size() && chance(10)) {
    clauses_.push_back(clause + " *" + (chance(20) ? order(scope_, false) : ""));
    return;
  }
  const std::size_t count = columns.empty() ? 1 + below(3) : columns.size();
  std::vector<Column> items;
  for (std::size_t i = 0; i < count; ++i) {
    Column column = aggregates && (i == 0 || chance(40)) ? aggregate() : plain_column(!is_return);
    if (!columns.empty()) column.variable.name = columns[i];
    const auto same = [&](const Column& other) { return other.variable.name == column.variable.name; };
    if (std::ranges::any_of(items, same)) continue;
    items.push_back(std::move(column));
  }
  const bool is_distinct = chance(15);
  std::string text = clause + (is_distinct ? " DISTINCT " : " ");
  std::vector<Variable> after;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Column& column = items[i];
    text += i == 0 ? "" : ", ";
    text += column.text == column.variable.name ? column.text : column.text + " AS " + column.variable.name;
    after.push_back(column.variable);
  }
  if (is_return && columns.empty() && !aggregates && chance(5)) {
    text += ", " + risky() + " AS " + fresh('v');
  } else if ((columns.empty() || depth_ > 0) && chance(30)) {
    text += order(after, chance(50) && !aggregates && !is_distinct);
  }
  scope_ = std::move(after);
  for (const Variable& variable : imported_) {
    const bool is_there = std::ranges::find(scope_, variable.name, &Variable::name) != scope_.end();
    if (!is_return && !is_there) scope_.push_back(variable);
  }
  if (!is_return && chance(25)) text += " WHERE " + condition(1);
  clauses_.push_back(std::move(text));
}

std::string Generator::order(const std::vector<Variable>& columns, bool by_anything) {
  std::vector<std::string> names;
  for (const Variable& column : columns) {
    // New entities have no order that two runs agree on.
    const bool is_scalar = column.type == Type::Integer || column.type == Type::Float || column.type == Type::Text ||
                           column.type == Type::Boolean || column.type == Type::Date;
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

Generator::Column Generator::plain_column(bool carries_on) {
  if (const std::vector<Variable> variables = known(); !variables.empty() && chance(carries_on ? 75 : 45)) {
    const Variable variable = one_of(variables);
    return {variable.name, variable};
  }
  const bool outer = std::exchange(is_condition_, false);
  Column made = computed_column(fresh('v'));
  is_condition_ = outer;
  return made;
}

Generator::Column Generator::computed_column(const std::string& name) {
  switch (below(10)) {
    case 8:
      return chance(70) ? Column{date(1), {name, Type::Date, true}} : Column{duration(1), {name, Type::Duration, true}};
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
      if (chance(30)) return {map(1), {name, Type::Map, true}};
      [[fallthrough]];
    default:
      return {integer(2), {name, Type::Integer, true}};
  }
}

Generator::Column Generator::aggregate() {
  const std::string name = fresh('g');
  switch (below(11)) {
    case 10:
      return {fmt::format("{}({}{}, {})", pick({"percentileCont", "percentileDisc"}), pick({"", "DISTINCT "}),
                          chance(70) ? integer(1) : floating(1), pick({"0.5", "0", "1", "0.3"})),
              {name, Type::Float, true},
              true};
    case 0:
    case 1:
      return {"count(*)", {name, Type::Integer}, true};
    case 2:
      return {fmt::format("count({}{})", pick({"", "DISTINCT "}), anything(1)), {name, Type::Integer}, true};
    case 3:
      return {fmt::format("sum({}{})", pick({"", "DISTINCT "}), integer(1)), {name, Type::Integer}, true};
    case 4:
      return {fmt::format("{}({})", pick({"avg", "stDev", "stDevP", "sum"}), chance(50) ? floating(1) : integer(1)),
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

const Map& generated_parameters() {
  static const Map parameters({{"i", Value::integer(2)},
                               {"s", Value::string("a")},
                               {"l", Value::list({Value::integer(0), Value::integer(2), Value::integer(2)})},
                               {"m", Value::map(Map({{"i", Value::integer(1)}, {"s", Value::string("m")}}))},
                               {"n", Value::integer(3)}});
  return parameters;
}

std::vector<std::string> random_statement(std::mt19937_64& random) { return Generator(random).statement(); }

}  // namespace liaison
