// Clauses that write.
#include <iterator>
#include <utility>

#include "differential/generator.h"

namespace liaison {

void Generator::write() {
  wrote_ = true;
  const std::uint32_t kind = below(100);
  if (kind < 30) {
    create();
  } else if (kind < 50) {
    merge();
  } else if (kind < 72) {
    clauses_.push_back("SET " + set_items());
  } else if (kind < 79) {
    remove();
  } else if (kind < 84) {
    foreach ()
      ;
  } else if (kind < 88 && depth_ < 2) {
    call_subquery(true);
  } else {
    remove_entities();
  }
}

/// A write that leaves the row as it is.
void Generator::change() {
  const std::uint32_t kind = below(100);
  wrote_ = true;
  if (kind < 30) {
    create();
  } else if (kind < 50) {
    merge();
  } else if (kind < 85) {
    clauses_.push_back("SET " + set_items());
  } else if (kind < 92 || depth_ > 1) {
    remove();
  } else {
    foreach ()
      ;
  }
}

void Generator::foreach () {
  const Variable list = items();
  const std::string item = fresh('y');
  if (list.type != Type::Integer && depth_ == 0 && chance(30)) {
    const char* clause = list.type == Type::Relationship ? "DELETE" : "DETACH DELETE";
    clauses_.push_back(fmt::format("FOREACH ({} IN {} | {} {})", item, list.name, clause, item));
    return leave_entities();
  }
  const std::string text = nested([&] {
    scope_.push_back({item, list.type, true});
    for (std::uint32_t i = 1 + below(2); i > 0; --i) change();
  });
  clauses_.push_back(fmt::format("FOREACH ({} IN {} | {})", item, list.name, text));
}

std::string Generator::label_to_set() {
  if (chance(85)) return label();
  return pick({"$('A')", "$(['A', 'C'])", "$('D')", "$([])", "$(['B'])", "$(null)"});
}

std::string Generator::properties_to_make(bool nullable) {
  if (chance(40)) return "";
  if (nullable && chance(5)) return " $m";
  std::string text = fmt::format(" {{i: {}", nullable ? integer(1) : fmt::format("{}", below(4)));
  if (chance(25)) text += nullable ? ", s: " + this->text(1) : ", s: 'a'";
  if (nullable && chance(15)) text += ", m: " + scalar(1);
  return text + "}";
}

std::string Generator::node_to_make(bool nullable) {
  if (const auto node = any({Type::Node}, chance(5)); node && chance(60)) return fmt::format("({})", node->name);
  if (chance(4)) return fmt::format("({})", entity());
  std::string properties = properties_to_make(nullable);
  const std::string labels = chance(60) ? ":" + label_to_set() : "";
  if (chance(30)) return fmt::format("({}{})", labels, properties);
  const std::string name = fresh('n');
  made_.push_back({name, Type::Node});
  return fmt::format("({}{}{})", name, labels, properties);
}

std::string Generator::relationship_to_make(bool is_merge) {
  const std::string properties = properties_to_make(!is_merge);
  std::string name;
  if (chance(60)) {
    name = fresh('r');
    made_.push_back({name, Type::Relationship});
  }
  const std::string type = chance(95) ? this->type() : pick({"$('R')", "$(['S', 'S'])"});
  const std::string middle = fmt::format("[{}:{}{}]", name, type, properties);
  const std::uint32_t direction = below(is_merge ? 3 : 2);
  if (direction == 2) return "-" + middle + "-";
  return direction == 0 ? "-" + middle + "->" : "<-" + middle + "-";
}

std::string Generator::path_to_make(bool is_merge, std::uint32_t length) {
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

void Generator::keep_made() {
  std::ranges::move(made_, std::back_inserter(scope_));
  made_.clear();
}

void Generator::create() {
  std::string text = "CREATE " + path_to_make(false, chance(45) ? 0 : 1 + below(2));
  if (chance(25)) text += ", " + path_to_make(false, below(2));
  keep_made();
  clauses_.push_back(std::move(text));
}

void Generator::merge() {
  std::string text = "MERGE " + path_to_make(true, chance(45) ? 0 : chance(85) ? 1 : 2);
  keep_made();
  if (chance(30)) text += " ON CREATE SET " + set_items();
  if (chance(30)) text += " ON MATCH SET " + set_items();
  clauses_.push_back(std::move(text));
}

std::string Generator::set_items() {
  const auto entity = any({Type::Node, Type::Node, Type::Relationship});
  if (!entity) {
    clauses_.push_back("CREATE (n0:A {i: 1})");
    scope_.push_back({"n0", Type::Node});
    return "n0.i = 2";
  }
  const std::string& name = entity->name;
  std::string text;
  if (const auto other = any({Type::Node, Type::Relationship, Type::Map}); other && chance(15)) {
    return fmt::format("{} {} {}", name, pick({"=", "+="}), chance(80) ? other->name : std::string("$m"));
  }
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
      text = fmt::format("{}:{}", name, label_to_set());
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

void Generator::remove() {
  const auto entity = any({Type::Node, Type::Relationship});
  if (!entity) return create();
  const bool is_label = entity->type == Type::Node && chance(50);
  clauses_.push_back(is_label ? fmt::format("REMOVE {}:{}", entity->name, label_to_set())
                              : fmt::format("REMOVE {}.{}", entity->name, pick({"i", "s", "m"})));
}

void Generator::remove_entities() {
  const auto entity = any({Type::Node, Type::Relationship, Type::Path});
  if (!entity) return merge();
  const bool detach = entity->type != Type::Relationship && chance(75);
  clauses_.push_back((detach ? "DETACH DELETE " : "DELETE ") + entity->name);
  if (chance(90)) leave_entities();
}

/// What is deleted is best left alone.
void Generator::leave_entities() {
  std::erase_if(scope_, [&](const Variable& variable) {
    return variable.type != Type::Integer && variable.type != Type::Boolean && variable.type != Type::Text;
  });
  std::string names;
  for (const Variable& variable : scope_) names += (names.empty() ? "" : ", ") + variable.name;
  const std::string count = fresh('g');
  clauses_.push_back(fmt::format("WITH {}{}count(*) AS {}", names, names.empty() ? "" : ", ", count));
  scope_.push_back({count, Type::Integer});
}

}  // namespace liaison
