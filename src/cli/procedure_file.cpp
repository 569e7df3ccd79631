#include "cli/procedure_file.h"

#include <utility>
#include <vector>

#include "algorithm/table_procedure.h"
#include "cli/shell.h"
#include "liaison/error.h"
#include "store/load/csv_reader.h"

namespace liaison {
namespace {

std::vector<std::string> column_names(const Procedure& procedure) {
  std::vector<std::string> names;
  for (const ProcedureColumn& column : procedure.inputs) names.push_back(column.name);
  for (const ProcedureColumn& column : procedure.outputs) names.push_back(column.name);
  return names;
}

void check_header(const std::vector<CsvField>& header, const std::vector<std::string>& names, const CsvReader& reader) {
  std::string wanted;
  for (const std::string& name : names) wanted += (wanted.empty() ? "" : ",") + name;
  std::string given;
  for (const CsvField& field : header) given += (given.empty() ? "" : ",") + field.text;
  if (given != wanted) throw reader.fault("the first record is " + given + ", but the signature has " + wanted);
}

Value cell_value(const CsvField& field, const SessionOptions& session, const CsvReader& reader) {
  if (field.is_absent()) return {};
  try {
    return constant(field.text, session);
  } catch (const Error& error) {
    throw reader.fault("'" + field.text + "' is no constant expression: " + error.message,
                       "a string stands in single quotes: 'Berlin'");
  }
}

}  // namespace

Procedure read_procedure(const std::string& text, const SessionOptions& session) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) {
    throw runtime_error(ErrorCode::UsageError, "WrongUsage",
                        "--procedure takes SIGNATURE=FILE.csv, not '" + text + "'");
  }
  const std::string signature = text.substr(0, equals);
  const std::vector<std::string> names = column_names(table_procedure(signature, {}));

  CsvReader reader(text.substr(equals + 1));
  std::vector<std::vector<Value>> rows;
  std::vector<CsvField> record;
  if (!names.empty() && reader.next(record)) {
    check_header(record, names, reader);
    while (reader.next(record)) {
      if (record.size() != names.size()) {
        throw reader.fault("there are " + std::to_string(record.size()) + " cells instead of " +
                           std::to_string(names.size()));
      }
      std::vector<Value>& row = rows.emplace_back();
      for (const CsvField& field : record) row.push_back(cell_value(field, session, reader));
    }
  }
  return table_procedure(signature, std::move(rows));
}

}  // namespace liaison
