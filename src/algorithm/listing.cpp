#include "algorithm/listing.h"

#include <array>
#include <utility>

#include "function/reference.h"

namespace liaison {
namespace {

ProcedureColumn text_column(std::string name) { return {std::move(name), Kind::String, false}; }

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

}  // namespace liaison
