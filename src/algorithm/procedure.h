#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/value.h"
#include "store/graph_view.h"
#include "value/type_set.h"

namespace liaison {

/// What `CALL name(…) YIELD …` runs: a row of a registry, read by the binder (signature), the executor (run), `:help`
/// and SHOW PROCEDURES.
struct ProcedureColumn {
  std::string name;
  TypeSet type = TypeSet::any();
  bool nullable = true;
};

/// Gets rows from a procedure, one Value a column; false: enough, stop (a LIMIT or an interrupt above).
using ProcedureSink = std::function<bool(std::span<const Value> row)>;

struct Procedure {
  std::string name;  // dotted: "graph.components"
  std::vector<ProcedureColumn> inputs;
  std::vector<ProcedureColumn> outputs;  // empty: void, rows pass through
  std::string help;
  std::string example;
  std::function<void(const GraphView& graph, std::span<const Value> arguments, const ProcedureSink& sink)> run;
};

/// The procedures a session knows: liaison's own and those an embedding program (or the TCK's runner) registers.
class Procedures {
 public:
  /// Replaces one of the same name.
  void add(Procedure procedure);
  [[nodiscard]] std::shared_ptr<const Procedure> find(std::string_view name) const;  // exact; nullptr: none
  [[nodiscard]] std::vector<std::shared_ptr<const Procedure>> all() const;           // by name

 private:
  std::vector<std::shared_ptr<const Procedure>> procedures_;
};

/// "graph.components(types: List of String) -> (node: Node, component: Integer)"
[[nodiscard]] std::string signature(const Procedure& procedure);

/// liaison's own: graph.components, graph.shortest_path, …
[[nodiscard]] const Procedures& builtin_procedures();

}  // namespace liaison
