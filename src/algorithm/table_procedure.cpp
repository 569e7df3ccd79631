#include "algorithm/table_procedure.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "liaison/error.h"
#include "value/equality.h"

namespace liaison {
namespace {

/// Reads `name(column :: TYPE, …) :: (column :: TYPE, …)` from left to right.
class SignatureReader {
 public:
  explicit SignatureReader(std::string_view text) : text_(text) {}

  void read(Procedure& procedure) {
    procedure.name = word();
    procedure.inputs = columns();
    need("::");
    procedure.outputs = columns();
    skip_blanks();
    if (at_ != text_.size()) refuse("the end");
  }

 private:
  [[noreturn]] void refuse(std::string_view wanted) const {
    throw runtime_error(ErrorCode::UsageError, "WrongSignature",
                        "'" + std::string(text_) + "' is no procedure's signature: " + std::string(wanted) +
                            " should stand at character " + std::to_string(at_ + 1),
                        {}, "it is written like test.cities(name :: STRING?) :: (city :: STRING, size :: INTEGER?)");
  }

  void skip_blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool take(std::string_view wanted) {
    skip_blanks();
    if (!text_.substr(at_).starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }
  void need(std::string_view wanted) {
    if (!take(wanted)) refuse("'" + std::string(wanted) + "'");
  }

  std::string word() {
    skip_blanks();
    const std::size_t end = std::min(text_.find_first_of(" ():,?", at_), text_.size());
    if (end == at_) refuse("a name");
    std::string name(text_.substr(at_, end - at_));
    at_ = end;
    return name;
  }

  TypeSet type() {
    const std::string name = word();
    if (name == "STRING") return Kind::String;
    if (name == "INTEGER") return Kind::Integer;
    if (name == "FLOAT" || name == "NUMBER") return TypeSet::number();
    if (name == "BOOLEAN") return Kind::Boolean;
    if (name == "MAP") return Kind::Map;
    if (name == "LIST") return Kind::List;
    if (name == "ANY") return TypeSet::any();
    at_ -= name.size();
    refuse("STRING, INTEGER, FLOAT, NUMBER, BOOLEAN, MAP, LIST or ANY");
  }

  std::vector<ProcedureColumn> columns() {
    std::vector<ProcedureColumn> columns;
    need("(");
    if (take(")")) return columns;
    do {
      ProcedureColumn& column = columns.emplace_back();
      column.name = word();
      need("::");
      column.type = type();
      column.nullable = take("?");
    } while (take(","));
    need(")");
    return columns;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Procedure table_procedure(std::string_view signature, std::vector<std::vector<Value>> rows) {
  Procedure procedure;
  SignatureReader(signature).read(procedure);
  const std::size_t inputs = procedure.inputs.size();
  const std::size_t width = inputs + procedure.outputs.size();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].size() == width) continue;
    throw runtime_error(ErrorCode::UsageError, "WrongTable",
                        "row " + std::to_string(i + 1) + " of the table of " + procedure.name + " has " +
                            std::to_string(rows[i].size()) + " cells instead of " + std::to_string(width));
  }
  procedure.help = "Rows of a table.";
  procedure.run = [rows = std::make_shared<const std::vector<std::vector<Value>>>(std::move(rows)), inputs](
                      const GraphView&, std::span<const Value> arguments, const ProcedureSink& sink) {
    for (const std::vector<Value>& row : *rows) {
      const std::span cells(row);
      const bool is_selected = std::ranges::equal(cells.first(inputs), arguments, equivalent);
      if (is_selected && !sink(cells.subspan(inputs))) return;
    }
  };
  return procedure;
}

}  // namespace liaison
