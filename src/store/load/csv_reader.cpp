#include "store/load/csv_reader.h"

namespace liaison {

bool CsvReader::next(std::vector<CsvField>& fields) {
  if (!scanner_.next()) return false;
  fields.clear();
  for (const CsvCell& cell : scanner_.cells()) fields.push_back({std::string(cell.text), cell.is_quoted});
  if (scanner_.record() == 1 && fields.size() == 1) scanner_.keep_blank_lines();
  return true;
}

}  // namespace liaison
