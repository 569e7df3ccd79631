#include "store/load/csv_record.h"

#include <algorithm>

#include "store/load/input_file.h"
#include "value/text.h"

namespace liaison {

std::uint64_t line_ends(std::string_view text) {
  auto count = static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
  for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') ++count;
  }
  return count;
}

Place CsvRecord::place_of(const char* byte) const {
  const std::string_view before(begin_, static_cast<std::size_t>(byte - begin_));
  const std::size_t line_end = before.find_last_of("\r\n");
  const std::string_view in_line = line_end == std::string_view::npos ? before : before.substr(line_end + 1);
  return {.line = static_cast<std::uint32_t>(line_ + line_ends(before)),
          .column = static_cast<std::uint32_t>(1 + code_point_count(in_line))};
}

CsvFault CsvRecord::fault_at(const char* byte, const std::string& message, std::string hint) const {
  return {graph_file_error(*file_, "InvalidCsv", "record " + std::to_string(number_) + ": " + message, place_of(byte),
                           std::move(hint)),
          number_, message};
}

CsvFault CsvRecord::fault(const std::string& message, std::string hint) const {
  return fault_at(begin_, message, std::move(hint));
}

CsvFault CsvRecord::fault_at_cell(std::size_t cell, const std::string& message, std::string hint) const {
  return fault_at(starts_[cell], message, std::move(hint));
}

}  // namespace liaison
