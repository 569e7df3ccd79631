#include "fuzz/sample_graphs.h"

#include <initializer_list>
#include <memory>
#include <stdexcept>

#include "liaison/database.h"

namespace liaison {
namespace {

Snapshot made_by(std::initializer_list<const char*> statements) {
  const Database database;
  Session session = database.session();
  for (const char* statement : statements) {
    const Result<Rows> rows = session.run(statement);
    if (!rows) throw std::runtime_error(std::string(statement) + ": " + rows.error().message);
  }
  return database.graph()->snapshot();
}

}  // namespace

const std::vector<SampleGraph>& sample_graphs() {
  static const std::vector<SampleGraph> graphs{
      {"empty", made_by({})},
      {"tiny", made_by({"CREATE (n:Company {name: 'Nvidia', i: 1, f: 0.5, b: true, l: [1, 2], m: 'x', since: "
                        "date('2023-06-01')}), (s:Startup:Company {name: 'Mistral', i: 2, m: 1.5}), (p:Person {name: "
                        "'Ada', i: 0, s: 'ab'}), (:`cloud-platform` {name: 'Azure'}), (n)-[:`invests-in` {i: 1}]->(s), "
                        "(n)-[:`invests-in`]->(s), (p)-[:KNOWS {s: 'a'}]->(p), (p)-[:owns {f: 2.5}]->(s)"})},
      {"middling",
       made_by({"UNWIND range(0, 19) AS x CREATE (c:Company {name: 'c' + toString(x), i: x % 7, f: x / 4.0, b: x % 3 = "
                "0, m: CASE x % 5 WHEN 0 THEN x WHEN 1 THEN toString(x) WHEN 2 THEN [x] WHEN 3 THEN 0.0 / 0.0 END})",
                "UNWIND range(0, 11) AS x CREATE (p:Person {name: 'p' + toString(x), s: substring('abcabc', x % 4, x % "
                "3), l: range(0, x % 3), since: date({year: 2020 + x % 4}), "
                "at: datetime({year: 2020 + x % 4, timezone: 'Europe/Zurich'}), span: duration({days: x})})",
                "MATCH (c:Company) WHERE c.i < 2 SET c:Startup SET c.s = 'a'",
                "CREATE (:`cloud-platform` {name: 'Azure', i: 3}), (:`cloud-platform` {name: 'Nvidia'}), ()",
                "MATCH (a:Company), (b:Company) WHERE (a.i * 5 + b.i * 3) % 11 = 1 AND a.f < b.f CREATE "
                "(a)-[:`invests-in` {i: a.i, since: date('2023-01-01')}]->(b)",
                "UNWIND range(0, 11) AS x MATCH (a:Person {name: 'p' + toString(x)}), (b:Person {name: 'p' + "
                "toString(x * 5 "
                "% 12)}) CREATE (a)-[:KNOWS {s: b.s}]->(b)",
                "MATCH (a:Person {name: 'p1'}), (b:Company) CREATE (a)-[:owns {f: b.f}]->(b)",
                "MATCH (a:Company {i: 1}), (b:`cloud-platform`) CREATE (a)-[:owns]->(b), (a)-[:owns]->(b), "
                "(b)-[:KNOWS]->(a)",
                "CREATE INDEX here FOR (n:Company) ON (n.i, n.f)",
                "CREATE CONSTRAINT people_by_name FOR (n:Person) REQUIRE n.name IS UNIQUE",
                "CREATE CONSTRAINT FOR ()-[r:`invests-in`]-() REQUIRE r.i IS NOT NULL"})}};
  return graphs;
}

const std::vector<std::string>& sample_labels() {
  static const std::vector<std::string> names{"Company", "Company", "Person",         "Person",
                                              "Startup", "Startup", "cloud-platform", "Nothing"};
  return names;
}
const std::vector<std::string>& sample_types() {
  static const std::vector<std::string> names{"invests-in", "invests-in", "KNOWS", "KNOWS", "owns", "owns", "NONE"};
  return names;
}
const std::vector<std::string>& sample_entities() {
  static const std::vector<std::string> names{"Nvidia", "Azure", "Ada", "c1", "p1", "nobody"};
  return names;
}
const std::vector<std::pair<std::string, Kind>>& sample_keys() {
  static const std::vector<std::pair<std::string, Kind>> keys{
      {"name", Kind::String},  {"i", Kind::Integer},   {"f", Kind::Float},      {"b", Kind::Boolean},
      {"s", Kind::String},     {"l", Kind::List},      {"m", Kind::Null},       {"since", Kind::Date},
      {"missing", Kind::Null}, {"at", Kind::DateTime}, {"span", Kind::Duration}};
  return keys;
}
const Map& sample_parameters() {
  static const Map parameters({{"i", Value::integer(2)},
                               {"f", Value::floating(0.5)},
                               {"s", Value::string("a")},
                               {"b", Value::boolean(true)},
                               {"l", Value::list({Value::integer(1), Value(), Value::integer(3)})},
                               {"m", Value::map(Map({{"i", Value::integer(1)}, {"s", Value::string("b")}}))},
                               {"0", Value::integer(0)},
                               {"label", Value::string("Person")}});
  return parameters;
}

}  // namespace liaison
