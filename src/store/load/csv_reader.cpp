#include "store/load/csv_reader.h"

namespace liaison {

bool CsvReader::next(std::vector<CsvField>& fields) {
  if (!scanner_.next(record_)) return false;
  fields.clear();
  for (const CsvCell& cell : record_.cells()) fields.push_back({std::string(cell.text), cell.is_quoted});
  if (record_.number() == 1 && fields.size() == 1) scanner_.keep_blank_lines();
  return true;
}

}  // namespace liaison
