// Indexes and constraints made and dropped, and what SHOW lists.
#include <fmt/format.h>

#include "fuzz/sample_graphs.h"
#include "fuzz/statement_generator.h"

namespace liaison {

std::string StatementGenerator::schema_statement() {
  const std::string name = chance(50) ? pick({" here", " people_by_name", " startups_by_s"}) : "";
  if (chance(25)) {
    return fmt::format("DROP {}{}{}", pick({"INDEX", "CONSTRAINT"}), name.empty() ? " here" : name,
                       chance(70) ? " IF EXISTS" : "");
  }
  const bool of_nodes = chance(70);
  const auto key = [&] { return "v." + one_of(sample_keys()).first; };
  const auto quoted = [](const std::string& text) { return "`" + text + "`"; };
  const std::string entity = of_nodes ? fmt::format("(v:{})", quoted(one_of(sample_labels())))
                                      : fmt::format("()-[v:{}]-()", quoted(one_of(sample_types())));
  const std::string if_needed = chance(20) ? " IF NOT EXISTS" : "";
  if (chance(40)) {
    const std::string keys = chance(30) ? key() + ", v.seldom" : key();
    return fmt::format("CREATE {}INDEX{}{} FOR {} ON ({})", pick({"", "", "RANGE ", "TEXT "}), name, if_needed, entity,
                       keys);
  }
  const std::string required = chance(40)   ? key() + " IS UNIQUE"
                               : chance(60) ? key() + " IS NOT NULL"
                               : of_nodes   ? fmt::format("({}, v.seldom) IS NODE KEY", key())
                                            : fmt::format("({}, v.seldom) IS RELATIONSHIP KEY", key());
  return fmt::format("CREATE CONSTRAINT{}{} FOR {} REQUIRE {}", name, if_needed, entity, required);
}

std::string StatementGenerator::show_statement() {
  const std::string what = pick({"FUNCTIONS", "PROCEDURES", "INDEXES", "CONSTRAINTS", "ALL FUNCTIONS"});
  if (chance(25)) return "SHOW " + what;
  if (chance(25)) return "SHOW " + what + " WHERE name STARTS WITH 's'";
  scope_ = {{"name", Kind::String}};
  std::string text = "SHOW " + what + " YIELD name";
  if (chance(50)) text += " ORDER BY name SKIP 1 LIMIT 3";
  if (chance(50)) text += " WHERE " + condition(1);
  if (chance(50)) text += " " + project(true, 0);
  return text;
}

}  // namespace liaison
