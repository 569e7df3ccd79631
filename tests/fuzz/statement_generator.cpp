#include "fuzz/statement_generator.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "algorithm/procedure.h"
#include "fuzz/sample_graphs.h"

namespace liaison {
namespace {

std::string quoted(const std::string& name) { return name.find('-') == std::string::npos ? name : "`" + name + "`"; }

TypeSet scalar() { return {Kind::Boolean, Kind::Integer, Kind::Float, Kind::String}; }

}  // namespace

StatementGenerator::StatementGenerator(std::mt19937_64& random, Options options)
    : random_(random), options_(std::move(options)) {}

std::vector<std::string> StatementGenerator::names_in_scope() const {
  std::vector<std::string> names;
  for (const Variable& variable : scope_) names.push_back(variable.name);
  return names;
}

std::string StatementGenerator::any_name() {
  if (!scope_.empty() && chance(50)) return one_of(scope_).name;
  switch (below(4)) {
    case 0:
      return quoted(one_of(sample_labels()));
    case 1:
      return quoted(one_of(sample_types()));
    case 2:
      return one_of(sample_keys()).first;
    default:
      return pick({"n", "m", "x", "count", "size", "date", "graph", "collect", "shortestPath", "Zürich"});
  }
}

// ---- Queries and clauses --------------------------------------------------------------------------------------------

std::string StatementGenerator::statement() {
  scope_.clear();
  names_ = 0;
  std::string text = chance(3) ? pick({"EXPLAIN ", "PROFILE "}) : "";
  if (chance(3)) return text + (chance(75) ? schema_statement() : show_statement());
  text += chance(7) ? union_query() : query(1 + below(3), chance(35));
  if (chance(5)) text += ";";
  return text;
}

std::string StatementGenerator::union_query() {
  const std::uint32_t columns = 1 + below(2);
  std::string text;
  const std::string link = pick({" UNION ", " UNION ALL "});
  for (std::uint32_t i = 0, parts = 2 + below(2); i < parts; ++i) {
    scope_.clear();
    text += (i == 0 ? "" : link) + match();
    text += " " + project(true, columns);
  }
  return text;
}

std::string StatementGenerator::query(std::uint32_t clauses, bool may_write) {
  std::string text;
  const auto add = [&](const std::string& clause) { text += (text.empty() ? "" : " ") + clause; };
  for (std::uint32_t i = 0; i < clauses; ++i) {
    add(i == 0 && chance(80) ? "MATCH " + pattern() + (chance(40) ? " WHERE " + condition(2) : "") : clause());
  }
  bool wrote = false;
  if (may_write) {
    for (std::uint32_t i = 1 + below(2); i > 0; --i) {
      const std::string written = write();
      wrote = written.find(" WITH count(*)") == std::string::npos;
      add(written);
    }
    if (chance(15)) {
      add(project(false, 0));
      if (chance(50)) add("MATCH " + pattern());
      wrote = false;
    }
  }
  if (!wrote || chance(70)) add(project(true, 0));
  return text;
}

std::string StatementGenerator::clause() {
  const std::uint32_t kind = below(100);
  if (kind < 55) return match();
  if (kind < 70) return unwind();
  if (kind < 86) return project(false, 0);
  if (kind < 91) return options_.repeatable ? match() : call_procedure();
  if (kind < 95) return call_subquery();
  return chance(30) ? load_csv() : match();
}

std::string StatementGenerator::match() {
  std::string text = chance(25) ? "OPTIONAL MATCH " : "MATCH ";
  text += pattern();
  if (chance(40)) text += " WHERE " + condition(2);
  return text;
}

std::string StatementGenerator::unwind() {
  const TypeSet items = chance(60) ? TypeSet(Kind::Integer) : TypeSet::any();
  std::string list = expression(TypeSet::list_of(items), 1 + below(2));
  std::string name = fresh('x');
  scope_.push_back({name, items});
  return fmt::format("UNWIND {} AS {}", list, name);
}

std::string StatementGenerator::project(bool is_return, std::uint32_t columns) {
  std::string text = is_return ? "RETURN " : "WITH ";
  if (chance(10)) text += "DISTINCT ";
  const bool aggregates = chance(20);
  std::vector<Variable> after;
  if (columns == 0 && !aggregates && !scope_.empty() && chance(15)) {
    text += "*";
    after = scope_;
    if (chance(30)) {
      const std::string name = fresh('v');
      text += ", " + expression(scalar(), 2) + " AS " + name;
      after.push_back({name, scalar()});
    }
  } else {
    for (std::uint32_t i = 0, count = columns != 0 ? columns : 1 + below(3); i < count; ++i) {
      std::string name = columns != 0 ? fmt::format("c{}", i) : fresh('v');
      TypeSet type = chance(70) ? TypeSet(kind_of(scalar())) : TypeSet::any();
      std::string value;
      if (aggregates && (i == 0 || chance(30))) {
        value = aggregate_call();
        type = TypeSet::any();
      } else if (columns == 0 && !scope_.empty() && chance(is_return ? 40 : 70)) {
        const Variable kept = one_of(scope_);
        const auto is_it = [&](const Variable& other) { return other.name == kept.name; };
        if (std::ranges::any_of(after, is_it)) continue;
        value = name = kept.name;
        type = kept.type;
      } else if (aggregates) {
        const std::optional<std::string> key = property_of(TypeSet::any());
        value = key ? *key : some_literal(scalar());
      } else {
        value = expression(type, 1 + below(3));
      }
      text += (after.empty() ? "" : ", ") + value;
      const bool unnamed = is_return && columns == 0 && value != name && chance(20);
      if (value != name && !unnamed) text += " AS " + name;
      after.push_back({unnamed ? "1" : name, type});
    }
    std::erase_if(after, [](const Variable& variable) { return variable.name == "1"; });
  }
  if (aggregates || chance(50)) scope_ = after;
  if (chance(25)) text += order_and_limit();
  scope_ = std::move(after);
  if (!is_return && chance(25)) text += " WHERE " + condition(1);
  return text;
}

std::string StatementGenerator::order_and_limit() {
  std::string text;
  if (chance(75)) {
    for (std::uint32_t i = 0, count = 1 + below(2); i < count; ++i) {
      text += i == 0 ? " ORDER BY " : ", ";
      text += scope_.empty() ? some_literal(scalar()) : one_of(scope_).name;
      text += pick({"", "", " DESC", " ASC", " DESCENDING", " ASCENDING"});
    }
  }
  if (options_.repeatable) return text;
  if (chance(20)) text += fmt::format(" SKIP {}", chance(90) ? std::to_string(below(3)) : "$i");
  if (chance(40)) text += fmt::format(" LIMIT {}", chance(90) ? std::to_string(below(9)) : "$i + 1");
  return text;
}

std::string StatementGenerator::call_procedure() {
  const auto all = builtin_procedures().all();
  if (all.empty()) return match();
  const Procedure& procedure = *one_of(all);
  std::string arguments;
  for (const ProcedureColumn& input : procedure.inputs) {
    arguments += (arguments.empty() ? "" : ", ") + expression(input.type, 1);
  }
  std::string text = fmt::format("CALL {}({})", procedure.name, arguments);
  std::string yielded;
  for (const ProcedureColumn& output : procedure.outputs) {
    if (!yielded.empty() && chance(40)) continue;
    const std::string name = fresh('y');
    yielded += (yielded.empty() ? " YIELD " : ", ") + quoted(output.name) + " AS " + name;
    scope_.push_back({name, output.type});
  }
  text += yielded;
  if (!yielded.empty() && chance(20)) text += " WHERE " + condition(1);
  return text;
}

std::string StatementGenerator::call_subquery() {
  if (nested_queries_ > 1) return match();
  ++nested_queries_;
  const std::vector<Variable> before = scope_;
  std::string text = chance(10) ? "OPTIONAL CALL " : "CALL ";
  std::string imports;
  std::vector<Variable> imported;
  for (const Variable& variable : before) {
    if (!chance(60)) continue;
    imported.push_back(variable);
    imports += (imports.empty() ? "" : ", ") + variable.name;
  }
  const bool all = chance(15);
  text += all ? "(*) { " : "(" + imports + ") { ";
  scope_ = all ? before : imported;
  for (std::uint32_t i = below(2); i > 0; --i) text += match() + " ";
  if (!options_.repeatable && chance(20)) {
    text += create() + " ";
    if (chance(50)) {
      scope_ = before;
      --nested_queries_;
      return text + "}";
    }
  }
  const std::string value = expression(TypeSet::any(), 1), name = fresh('z');
  text += fmt::format("RETURN {} AS {}{} }}", value, name, !options_.repeatable && chance(40) ? " LIMIT 2" : "");
  scope_ = before;
  scope_.push_back({name, TypeSet::any()});
  --nested_queries_;
  return text;
}

std::string StatementGenerator::load_csv() {
  const std::string name = fresh('w');
  scope_.push_back({name, chance(50) ? TypeSet(Kind::Map) : TypeSet(Kind::List)});
  const char* headers = scope_.back().type.contains(Kind::Map) ? "WITH HEADERS " : "";
  return fmt::format("LOAD CSV {}FROM {} AS {}", headers, pick({"'missing.csv'", "'../x.csv'", "''", "$s"}), name);
}

// ---- Writes ---------------------------------------------------------------------------------------------------------

std::string StatementGenerator::write() {
  const std::uint32_t kind = below(100);
  if (kind < 28) return create();
  if (kind < 48) return merge();
  if (kind < 66) return "SET " + set_items();
  if (kind < 72) return foreach_clause();
  const std::optional<std::string> entity = variable_of({Kind::Node, Kind::Relationship});
  if (!entity) return create();
  const std::optional<std::string> node = variable_of(Kind::Node);
  if (kind < 76 && node) return fmt::format("REMOVE {}:{}", *node, quoted(one_of(sample_labels())));
  if (kind < 80) return fmt::format("REMOVE {}.{}", *entity, one_of(sample_keys()).first);
  const std::string deletion = (chance(75) ? "DETACH DELETE " : "DELETE ") + *entity;
  if (chance(30)) return deletion;
  // What is deleted is best left alone.
  scope_.clear();
  const std::string count = fresh('g');
  scope_.push_back({count, Kind::Integer});
  return fmt::format("{} WITH count(*) AS {}", deletion, count);
}

std::string StatementGenerator::path_to_make(bool is_merge) {
  std::string text;
  std::vector<Variable> made;
  const std::uint32_t length = below(3);
  for (std::uint32_t i = 0; i <= length; ++i) {
    if (i > 0) {
      const std::string name = fresh('r');
      const std::string middle =
          fmt::format("[{}:{}{}]", name, quoted(one_of(sample_types())), chance(40) ? properties(is_merge) : "");
      const std::uint32_t way = below(is_merge ? 3 : 2);
      text += way == 0 ? "-" + middle + "->" : way == 1 ? "<-" + middle + "-" : "-" + middle + "-";
      made.push_back({name, Kind::Relationship});
    }
    const std::optional<std::string> bound = variable_of(Kind::Node);
    if (length > 0 && bound && chance(50)) {
      text += "(" + *bound + ")";
      continue;
    }
    const std::string name = fresh('n');
    text += fmt::format("({}{}{})", name, chance(60) ? ":" + quoted(one_of(sample_labels())) : "",
                        chance(50)               ? properties(is_merge)
                        : !is_merge && chance(5) ? " $m"
                                                 : "");
    made.push_back({name, Kind::Node});
  }
  std::ranges::move(made, std::back_inserter(scope_));
  return text;
}

std::string StatementGenerator::create() {
  std::string text = "CREATE " + path_to_make(false);
  if (chance(20)) text += ", " + path_to_make(false);
  return text;
}

std::string StatementGenerator::merge() {
  std::string text = "MERGE " + path_to_make(true);
  if (chance(25)) text += " ON CREATE SET " + set_items();
  if (chance(25)) text += " ON MATCH SET " + set_items();
  return text;
}

std::string StatementGenerator::set_items() {
  const std::optional<std::string> entity = variable_of({Kind::Node, Kind::Relationship});
  const std::string name = entity ? *entity : "(null)";
  const auto& [key, kind] = one_of(sample_keys());
  const TypeSet type = kind == Kind::Null ? scalar() : TypeSet(kind);
  std::string text;
  switch (entity ? below(8) : 0) {
    case 0:
    case 1:
    case 2:
      text = fmt::format("{}.{} = {}", name, key, expression(type, 2));
      break;
    case 3:
      text = fmt::format("{} += {{{}: {}}}", name, key, expression(type, 1));
      break;
    case 4:
      text = fmt::format("{} = {}", name, chance(50) ? "{i: 1}" : "properties(" + name + ")");
      break;
    case 5:
      text = fmt::format("{}['{}'] = {}", name, key, expression(type, 1));
      break;
    case 6:
      text = fmt::format("{} += $m", name);
      break;
    default:
      if (const std::optional<std::string> node = variable_of(Kind::Node)) {
        text = fmt::format("{}:{}{}", *node, quoted(one_of(sample_labels())), chance(20) ? ":Person" : "");
      } else {
        text = fmt::format("{}.i = 1", name);
      }
      break;
  }
  return chance(15) ? text + ", " + set_items() : text;
}

std::string StatementGenerator::foreach_clause() {
  const std::vector<Variable> before = scope_;
  const std::string list = expression(TypeSet::list_of(Kind::Integer), 1), name = fresh('x');
  scope_.push_back({name, Kind::Integer});
  const std::string inner = chance(70) ? create() : chance(50) ? merge() : "SET " + set_items();
  scope_ = before;
  return fmt::format("FOREACH ({} IN {} | {})", name, list, inner);
}

// ---- Patterns -------------------------------------------------------------------------------------------------------

std::string StatementGenerator::pattern() {
  std::string text = path();
  if (chance(15)) text += ", " + path();
  return text;
}

std::vector<PathPart> StatementGenerator::path_parts(std::uint32_t length) {
  std::vector<PathPart> parts{node_part(true)};
  for (std::uint32_t i = 0; i < length; ++i) {
    parts.push_back(relationship_part(true));
    parts.push_back(node_part(true, parts[2 * i].name));
  }
  return parts;
}

std::string StatementGenerator::path() {
  std::string text;
  if (!options_.repeatable && chance(3)) {
    const std::string detail = chance(50) ? "[*..3]" : "[:" + quoted(one_of(sample_types())) + "*]";
    const std::string left = node(true), right = node(true);
    text =
        fmt::format("{}({}-{}-{}{})", pick({"shortestPath", "allShortestPaths"}), left, detail, pick({"", ">"}), right);
  } else if (!options_.repeatable && chance(2)) {
    const std::string left = node(true), right = node(true);
    const std::string type = chance(50) ? "-[:" + quoted(one_of(sample_types())) + "]->" : "-->";
    text = fmt::format("{} {}{}+{}", pick({"ANY SHORTEST", "ALL SHORTEST", "SHORTEST 2", "ANY"}), left, type, right);
  } else if (chance(3)) {
    const std::string left = node(true), right = node(true);
    const std::vector<Variable> before = scope_;
    scope_.clear();
    const std::string from = fresh('q'), to = fresh('q');
    scope_ = {{from, Kind::Node}, {to, Kind::Node}};
    const std::string where = chance(40) ? " WHERE " + condition(0) : "";
    const std::string types = chance(60) ? ":" + quoted(one_of(sample_types())) : "";
    scope_ = before;
    scope_.push_back({from, TypeSet::list_of(Kind::Node)});
    scope_.push_back({to, TypeSet::list_of(Kind::Node)});
    text = fmt::format("{} (({})-[{}]->({}){}){} {}", left, from, types, to, where,
                       pick({"{1,2}", "{2}", "{0,1}", "{,2}"}), right);
  } else {
    for (const PathPart& part : path_parts(chance(30) ? 0 : chance(70) ? 1 : 2)) text += written(part);
  }
  if (chance(10)) {
    const std::string name = fresh('p');
    scope_.push_back({name, Kind::Path});
    text = name + " = " + text;
  }
  return text;
}

std::string StatementGenerator::labels(bool of_node) {
  const std::vector<std::string>& names = of_node ? sample_labels() : sample_types();
  const auto name = [&] {
    const std::string& chosen = one_of(names);
    return chance(50) ? chosen : quoted(chosen);
  };
  if (chance(70)) return ":" + name();
  if (!of_node) return ":" + name() + pick({"|", "|:"}) + name();
  switch (below(7)) {
    case 0:
      return ":" + name() + ":" + name();
    case 1:
      return ":" + name() + "&" + name();
    case 2:
      return ":!" + name();
    case 3:
      return ":" + name() + "|" + name();
    case 4:
      return ":(" + name() + "|" + name() + ")&!" + name();
    case 5:
      return chance(50) ? ":$($label)" : " IS " + name();
    default:
      return ":%";
  }
}

/// A property map; `constant`: MERGE refuses null in it.
std::string StatementGenerator::properties(bool constant) {
  const auto& [key, kind] = one_of(sample_keys());
  const TypeSet type = kind == Kind::Null ? scalar() : TypeSet(kind);
  return fmt::format(" {{{}: {}}}", key, constant ? some_literal(type) : expression(type, below(2)));
}

/// `neighbour`: the node before, to which there is seldom a relationship from itself.
PathPart StatementGenerator::node_part(bool named, const std::string& neighbour) {
  PathPart part;
  const std::optional<std::string> bound = variable_of(Kind::Node);
  if (bound && chance(*bound == neighbour ? 4 : 40)) {
    part.name = *bound;
    part.text = fmt::format("({}{})", *bound, chance(15) ? labels(true) : "");
    return part;
  }
  if (named && chance(75)) {
    part.name = fresh('n');
    scope_.push_back({part.name, Kind::Node});
  }
  if (below(options_.repeatable ? 300 : 50) == 0) {
    part.text = fmt::format("({}{}'{}')", part.name, part.name.empty() ? "" : " ", one_of(sample_entities()));
    return part;
  }
  part.text = "(" + part.name;
  if (chance(30)) part.text += labels(true);
  if (chance(10)) part.text += properties(false);
  if (!part.name.empty() && chance(4)) part.text += " WHERE " + condition(0);
  part.text += ")";
  return part;
}

PathPart StatementGenerator::relationship_part(bool named) {
  PathPart part;
  part.is_relationship = true;
  const bool has_length = chance(14), has_quantity = !has_length && chance(4);
  part.is_long = has_length || has_quantity;
  if (named && chance(50)) {
    part.name = fresh('r');
    scope_.push_back({part.name, part.is_long ? TypeSet::list_of(Kind::Relationship) : Kind::Relationship});
  }
  const std::string types = chance(50) ? labels(false) : "";
  std::string inner = part.name + types;
  // Long trails over everything are many.
  if (has_length)
    inner += types.empty() ? "*1..2" : pick({"*", "*2", "*1..2", "*0..1", "*..2", "*0..", "*2..3", "*3..1"});
  if (has_quantity) part.quantity = types.empty() ? "{1,2}" : pick({"{1,2}", "{2}", "+", "*", "{,2}", "{1,}"});
  if (chance(8)) inner += properties(false);
  if (!inner.empty() || chance(50)) part.text = "[" + inner + "]";
  const std::uint32_t way = below(5);
  part.arrow = way < 2 ? PathPart::Arrow::Right : way < 4 ? PathPart::Arrow::Left : PathPart::Arrow::None;
  return part;
}

std::string written(const PathPart& part, bool reversed) {
  if (!part.is_relationship) return part.text;
  const bool points_left = part.arrow == (reversed ? PathPart::Arrow::Right : PathPart::Arrow::Left);
  const bool points_right = part.arrow == (reversed ? PathPart::Arrow::Left : PathPart::Arrow::Right);
  return (points_left ? "<-" : "-") + part.text + (points_right ? "->" : "-") + part.quantity;
}

}  // namespace liaison
