// Queries within a query: CALL { … }, EXISTS { … } and its like.
#include <utility>

#include "differential/generator.h"

namespace liaison {

std::string Generator::whole_query(const std::string& column) {
  return nested([&] {
    const std::vector<Variable> around = scope_;
    imported_ = around;
    query({column}, false);
    if (chance(80)) return;
    clauses_.push_back(chance(50) ? "UNION" : "UNION ALL");
    scope_ = around;
    query({column}, false);
  });
}

void Generator::call_subquery(bool writes) {
  const bool is_by_with = chance(25), is_optional = chance(25), returns = !writes || chance(60);
  std::vector<Variable> seen;
  std::string names;
  for (const Variable& variable : scope_) {
    if (!chance(70)) continue;
    names += (names.empty() ? "" : ", ") + variable.name;
    seen.push_back(variable);
  }
  if (!is_by_with && chance(20)) {
    names = "*";
    seen = scope_;
  }
  const bool is_union = returns && chance(15);
  std::vector<std::string> columns;
  for (std::uint32_t i = returns ? 1 + below(2) : 0; i > 0; --i) columns.push_back(fresh('k'));
  std::vector<Variable> given;
  const std::string text = nested([&] {
    for (int part = is_union ? 2 : 1; part > 0; --part) {
      scope_ = seen;
      imported_ = is_by_with ? std::vector<Variable>() : seen;
      if (is_by_with && !names.empty()) clauses_.push_back("WITH " + names);
      if (!returns) {
        if (chance(40)) read(true);
        for (std::uint32_t i = 1 + below(2); i > 0; --i) change();
        return;
      }
      query(columns, writes);
      if (part == 2) clauses_.push_back(chance(50) ? "UNION" : "UNION ALL");
      for (std::size_t i = 0; i < scope_.size(); ++i) {
        if (i == given.size()) given.push_back(scope_[i]);
        if (given[i].type != scope_[i].type) given[i].type = Type::Mixed;
        given[i].nullable = true;
      }
    }
  });
  std::ranges::move(given, std::back_inserter(scope_));
  clauses_.push_back(
      fmt::format("{}CALL {}{{ {} }}", is_optional ? "OPTIONAL " : "", is_by_with ? "" : "(" + names + ") ", text));
}

std::string Generator::subquery() {
  if (depth_ < 2 && chance(20)) return whole_query(fresh('z'));
  const std::vector<Variable> before = scope_;
  std::string text = (chance(50) ? "MATCH " : "") + patterns(false);
  text += where(40, 0);
  if (text.starts_with("MATCH") && chance(25)) {
    const Column column = plain_column(false);
    text += fmt::format(" WITH {} AS {} RETURN 1 AS {}", column.text, fresh('w'), fresh('z'));
  }
  scope_ = before;
  return text;
}

}  // namespace liaison
