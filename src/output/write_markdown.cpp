#include <ostream>
#include <string_view>

#include "output/entity_text.h"
#include "output/screen_text.h"
#include "output/write_text.h"

namespace liaison {

namespace {

/// Text that GitHub's Markdown shows as it is.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char character : text) {
    switch (character) {
      case '<':
        out += "&lt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '\\':
      case '|':
      case '*':
      case '_':
      case '`':
      case '[':
      case ']':
      case '~':
        out += '\\';
        out += character;
        break;
      default:
        out += character;
    }
  }
  return out;
}

/// Lines stay lines; every other control character is shown.
std::string cell_text(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0;; ++begin) {
    const std::size_t end = text.find('\n', begin);
    out += escaped(visible(text.substr(begin, end - begin)));
    if (end == std::string_view::npos) return out;
    out += "<br>";
    begin = end;
  }
}

bool is_number_column(const StatementResult& result, std::size_t column) {
  bool has_number = false;
  for (std::size_t row = 0; row < result.row_count(); ++row) {
    const Value& value = result.value(row, column);
    if (!value.is_number() && !value.is_null()) return false;
    has_number |= value.is_number();
  }
  return has_number;
}

}  // namespace

void write_markdown(const StatementResult& result, std::ostream& out) {
  if (result.is_plan) {
    out << "```\n";
    for (std::size_t row = 0; row < result.row_count(); ++row)
      out << shown_text(*result.snapshot, result.value(row, 0)) << '\n';
    out << "```\n\n";
    return;
  }
  if (result.columns.empty()) return;
  for (const std::string& column : result.columns) out << "| " << cell_text(column) << ' ';
  out << "|\n";
  for (std::size_t column = 0; column < result.columns.size(); ++column) {
    out << (is_number_column(result, column) ? "| ---: " : "| --- ");
  }
  out << "|\n";
  for (std::size_t row = 0; row < result.row_count(); ++row) {
    for (std::size_t column = 0; column < result.columns.size(); ++column) {
      const Value& value = result.value(row, column);
      out << "| " << (value.is_null() ? std::string() : cell_text(shown_text(*result.snapshot, value))) << ' ';
    }
    out << "|\n";
  }
  out << '\n';
}

}  // namespace liaison
