#include "algorithm/listing.h"

#include <array>
#include <utility>

#include "function/reference.h"
#include "store/schema.h"

namespace liaison {
namespace {

ProcedureColumn text_column(std::string name) { return {std::move(name), Kind::String, false}; }

/// Of what an index or constraint is: entityType, labelsOrTypes, properties.
void add_target_columns(std::vector<ProcedureColumn>& columns) {
  columns.push_back(text_column("entityType"));
  columns.push_back({"labelsOrTypes", TypeSet::list_of(Kind::String), false});
  columns.push_back({"properties", TypeSet::list_of(Kind::String), false});
}
void add_target(const SchemaTarget& target, const Catalog& catalog, std::vector<Value>& row) {
  std::vector<Value> keys;
  for (PropertyKey key : target.keys) keys.push_back(Value::string(catalog.property_keys.name(key)));
  row.push_back(Value::string(target.of_relationships ? "RELATIONSHIP" : "NODE"));
  const Names& names = target.of_relationships ? catalog.types : catalog.labels;
  row.push_back(Value::list({Value::string(names.name(target.token))}));
  row.push_back(Value::list(std::move(keys)));
}

/// As Neo4j calls them.
std::string kind_text(const Constraint& constraint) {
  const std::string entity = constraint.on.of_relationships ? "RELATIONSHIP_" : "NODE_";
  switch (constraint.kind) {
    case ConstraintKind::Unique:
      return constraint.on.of_relationships ? "RELATIONSHIP_UNIQUENESS" : "UNIQUENESS";
    case ConstraintKind::Exists:
      return entity + "PROPERTY_EXISTENCE";
    case ConstraintKind::Key:
      return entity + "KEY";
  }
  return "";
}

Value name_or_null(const std::string& name, bool is_there) { return is_there ? Value::string(name) : Value(); }

}  // namespace

std::shared_ptr<const Procedure> list_of_functions() {
  Procedure procedure;
  procedure.name = "SHOW FUNCTIONS";
  procedure.outputs = {text_column("name"),        text_column("category"), text_column("signature"),
                       text_column("description"), text_column("example"),  {"aggregating", Kind::Boolean, false}};
  procedure.run = [](const GraphView&, std::span<const Value>, const ProcedureSink& sink) {
    for (const FunctionEntry& entry : function_reference()) {
      const std::array row{Value::string(entry.name),      Value::string(entry.category),
                           Value::string(entry.signature), Value::string(entry.help),
                           Value::string(entry.example),   Value::boolean(entry.is_aggregate)};
      if (!sink(row)) return;
    }
  };
  return std::make_shared<const Procedure>(std::move(procedure));
}

std::shared_ptr<const Procedure> list_of_procedures(const Procedures& procedures) {
  Procedure procedure;
  procedure.name = "SHOW PROCEDURES";
  procedure.outputs = {text_column("name"), text_column("signature"), text_column("description"),
                       text_column("example")};
  procedure.run = [all = procedures.all()](const GraphView&, std::span<const Value>, const ProcedureSink& sink) {
    for (const auto& known : all) {
      const std::array row{Value::string(known->name), Value::string(signature(*known)), Value::string(known->help),
                           Value::string(known->example)};
      if (!sink(row)) return;
    }
  };
  return std::make_shared<const Procedure>(std::move(procedure));
}

std::shared_ptr<const Procedure> list_of_indexes() {
  Procedure procedure;
  procedure.name = "SHOW INDEXES";
  procedure.outputs = {text_column("name"), text_column("type")};
  add_target_columns(procedure.outputs);
  procedure.outputs.push_back({"owningConstraint", Kind::String, true});
  procedure.run = [](const GraphView& graph, std::span<const Value>, const ProcedureSink& sink) {
    for (const Index& index : graph.schema().indexes) {
      std::vector<Value> row{Value::string(index.name),
                             Value::string(index.kind == IndexKind::Text ? "TEXT" : "RANGE")};
      add_target(index.on, graph.catalog(), row);
      row.push_back(name_or_null(index.name, index.serves_constraint));
      if (!sink(row)) return;
    }
  };
  return std::make_shared<const Procedure>(std::move(procedure));
}

std::shared_ptr<const Procedure> list_of_constraints() {
  Procedure procedure;
  procedure.name = "SHOW CONSTRAINTS";
  procedure.outputs = {text_column("name"), text_column("type")};
  add_target_columns(procedure.outputs);
  procedure.outputs.push_back({"ownedIndex", Kind::String, true});
  procedure.run = [](const GraphView& graph, std::span<const Value>, const ProcedureSink& sink) {
    for (const Constraint& constraint : graph.schema().constraints) {
      std::vector<Value> row{Value::string(constraint.name), Value::string(kind_text(constraint))};
      add_target(constraint.on, graph.catalog(), row);
      row.push_back(name_or_null(constraint.name, graph.schema().find_index(constraint.name) != nullptr));
      if (!sink(row)) return;
    }
  };
  return std::make_shared<const Procedure>(std::move(procedure));
}

}  // namespace liaison
