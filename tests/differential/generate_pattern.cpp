// Patterns.
#include <iterator>
#include <utility>

#include "differential/generator.h"

namespace liaison {

std::string Generator::patterns(bool several) {
  const std::size_t outer = std::exchange(before_pattern_, scope_.size());
  Found found;
  std::string text = chance(12) ? search(found) : path(true);
  if (several && chance(22)) text += ", " + path(true);
  std::ranges::move(found.variables, std::back_inserter(scope_));
  asked_of_search_ = std::move(found.asked);
  before_pattern_ = outer;
  return text;
}

std::string Generator::path(bool named) {
  if (named && chance(2)) return part() + (chance(60) ? node(true) : "");
  std::string text = node(named);
  const std::uint32_t length = chance(30) ? 0 : chance(65) ? 1 : chance(75) ? 2 : 3;
  for (std::uint32_t i = 0; i < length; ++i) {
    if (named && chance(12)) {
      text += part();
      if (chance(10)) text += part();
      if (i + 1 == length && chance(20)) break;  // a node without a name stands there anyway
    } else {
      text += relationship(named);
    }
    text += node(named);
  }
  if (named && chance(10)) {
    const std::string name = fresh('p');
    scope_.push_back({name, Type::Path});
    text = name + " = " + text;
  }
  return text;
}

/// One that is searched for. What others of its MATCH may not use is added to `found`. Where it is open which of
/// several paths it is, only its length is known.
std::string Generator::search(Found& found) {
  const std::vector<Variable> before = scope_;
  const bool is_function = chance(35);
  const bool is_open = chance(50);
  const std::string kind =
      is_function ? (is_open ? "shortestPath" : "allShortestPaths")
      : is_open   ? pick({"ANY SHORTEST", "ANY", "SHORTEST 1", "SHORTEST 2", "SHORTEST 3 PATHS", "ANY 2"})
                  : pick({"ALL SHORTEST", "ALL SHORTEST", "SHORTEST GROUP", "SHORTEST 2 GROUPS", "SHORTEST 3 GROUPS"});
  std::string text = node(true);
  const std::uint32_t length = is_function || chance(65) ? 1 : chance(80) ? 2 : 3;
  for (std::uint32_t i = 0; i < length; ++i) {
    if (i > 0) {
      const std::string name = chance(50) ? fresh('n') : "";
      if (!name.empty()) found.variables.push_back({name, Type::Node});
      text += fmt::format("({}{}{})", name, labels(), pattern_properties());
    }
    if (!is_function && chance(30)) {
      text += part();
    } else {
      text += chance(75) ? relationship_that_repeats(true, types()) : single_relationship(true);
    }
  }
  text += node(true);
  // Nodes of the scope are its ends; the rest is its own.
  for (std::size_t i = before.size(); i < scope_.size(); ++i) {
    if (scope_[i].type != Type::Node) found.variables.push_back(scope_[i]);
  }
  std::erase_if(scope_, [&](const Variable& variable) {
    return std::ranges::find(found.variables, variable.name, &Variable::name) != found.variables.end();
  });
  const std::string name = chance(80) ? fresh('p') : "";
  if (!name.empty()) found.variables.push_back({name, Type::Path});
  if (is_function) {
    text = kind + "(" + text + ")";
    if (!name.empty() && chance(40)) {
      found.asked = chance(40) ? fmt::format("length({}) {} {}", name, pick({">", "<", "<>"}), 1 + below(3))
                               : about_items({fmt::format("relationships({})", name), Type::Relationship}, 0);
    }
  } else if (chance(30)) {
    const std::vector<Variable> outside = scope_;
    scope_.insert(scope_.end(), found.variables.begin(), found.variables.end());
    text = kind + " (" + text + " WHERE " + condition(1) + ")";
    scope_ = outside;
  } else {
    text = kind + " " + text;
  }
  if (is_open) {
    found.variables.clear();
    if (!name.empty()) found.variables.push_back({name, Type::OpenPath});
  }
  return name.empty() ? text : name + " = " + text;
}

std::string Generator::part() {
  std::vector<Variable> made;
  const auto inner_node = [&] {
    if (!made.empty() && made.front().type == Type::Node && chance(8)) {
      return fmt::format("({})", made.front().name);
    }
    const std::string labels = chance(25) ? pick({":A", ":B", ":!A", ":A|B"}) : "";
    if (chance(45)) return fmt::format("({}{})", labels, pattern_properties());
    if (chance(3)) return fmt::format("({})", entity());
    const std::string name = fresh('n');
    scope_.push_back({name, Type::Node});
    made.push_back({name, Type::Node});
    return fmt::format("({}{}{})", name, labels, pattern_properties());
  };
  const auto inner_relationship = [&] {
    std::string middle = chance(45) ? pick({":R", ":R", ":S", ":T", ":R|S", ":!R"}) : "";
    if (chance(50)) {
      const std::string name = fresh('r');
      made.push_back({name, Type::Relationship});
      middle = name + middle;
    }
    return arrow("[" + middle + pattern_properties() + "]");
  };
  const std::string text = inside_pattern({Type::Node}, [&] {
    std::string inside = inner_node();
    const std::uint32_t length = chance(70) ? 1 : 2;
    for (std::uint32_t i = 0; i < length; ++i) inside += inner_relationship() + inner_node();
    for (const Variable& variable : made) {
      if (variable.type == Type::Relationship) scope_.push_back(variable);
    }
    return inside + (chance(45) ? " WHERE " + condition(chance(30) ? 1 : 0) : "");
  });
  for (const Variable& variable : made) {
    scope_.push_back({variable.name, variable.type == Type::Node ? Type::Nodes : Type::Relationships});
  }
  return " (" + text + ")" + quantity() + " ";
}

std::string Generator::quantity() {
  return pick({"{1,2}", "{1,2}", "{0,1}", "{0,2}", "{2}", "{,2}", "{1,3}", "{2,3}", "{2,}", "{0}", "+", "+", "*"});
}

std::string Generator::pattern_properties() {
  if (!chance(9)) return "";
  return fmt::format(" {{i: {}}}", chance(70) ? fmt::format("{}", below(4)) : property("i"));
}

std::string Generator::labels() {
  if (!chance(28)) return "";
  return pick({":A", ":A", ":A", ":B", ":C", ":A:B", ":A|B", ":!A", ":D", ":%", ":A&!B", ":(A|B)&!(A&B)", ":!%|C",
               ":$('A')", ":$any(['B', 'C'])", ":$(['A', 'B'])"});
}

std::string Generator::node(bool named) {
  if (!named && chance(4)) return fmt::format("({})", entity());
  std::string labels = this->labels(), properties = pattern_properties();
  if (const auto bound = any({Type::Node}); bound && chance(named ? 40 : 60)) {
    if (chance(70)) return fmt::format("({})", bound->name);
    return fmt::format("({}{}{})", bound->name, labels, properties);
  }
  if (!named || chance(25)) return fmt::format("({}{})", labels, properties);
  const std::string name = fresh('n');
  scope_.push_back({name, Type::Node});
  if (chance(5))
    return chance(70) ? fmt::format("({} {})", name, entity()) : fmt::format("({}{} {})", name, labels, entity());
  if (chance(6)) properties += " WHERE " + (chance(50) ? fmt::format("{}.i >= 1", name) : condition(0));
  return fmt::format("({}{}{})", name, labels, properties);
}

std::string Generator::relationship(bool named) {
  if (chance(20)) return relationship_that_repeats(named, types());
  if (named && chance(5)) {
    if (const auto bound = bound_relationship()) return arrow(*bound);
  }
  return single_relationship(named);
}

std::string Generator::types() {
  if (!chance(45)) return "";
  return pick({":R", ":R", ":R", ":S", ":T", ":R|S", ":R|T", ":S|T", ":!R", ":!(R|S)", ":R&!S", ":%", ":$('R')",
               ":$any(['R', 'T'])"});
}

std::string Generator::single_relationship(bool named) {
  std::string name;
  if (named && chance(50)) {
    name = fresh('r');
    scope_.push_back({name, Type::Relationship});
  }
  std::string middle = name + types() + pattern_properties();
  if (!name.empty() && chance(4)) middle += " WHERE " + condition(0);
  return arrow(middle.empty() && chance(50) ? "" : "[" + middle + "]");
}

/// One that an earlier clause has found.
std::optional<std::string> Generator::bound_relationship() {
  std::vector<Variable*> found;
  for (std::size_t i = 0; i < std::min(before_pattern_, scope_.size()); ++i) {
    if (scope_[i].type == Type::Relationship) found.push_back(&scope_[i]);
  }
  if (found.empty()) return std::nullopt;
  Variable& bound = *one_of(found);
  bound.type = Type::Mixed;  // not twice in one pattern
  return "[" + bound.name + types() + "]";
}

std::string Generator::relationship_that_repeats(bool named, const std::string& types) {
  const bool is_quantified = chance(45);
  const std::string name = named && chance(50) ? fresh('r') : "";
  std::string middle = name + types;
  if (!is_quantified) {
    middle += pick({"*0..1", "*0..2", "*1..2", "*2", "*..2", "*", "*1..3", "*0", "*2..3", "*3..", "*2..1"});
  }
  if (chance(15)) middle += " {i: 1}";
  if (!name.empty() && chance(15)) {
    middle += inside_pattern({Type::Node, Type::Relationship}, [&] {
      scope_.push_back({name, Type::Relationship});  // each on the way
      return " WHERE " + condition(0);
    });
  }
  if (!name.empty()) scope_.push_back({name, Type::Relationships});
  return arrow(middle.empty() && chance(50) ? "" : "[" + middle + "]") + (is_quantified ? quantity() : "");
}

std::string Generator::arrow(const std::string& middle) {
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

}  // namespace liaison
