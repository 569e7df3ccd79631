#include "value/csv_text.h"

namespace liaison {

void append_csv_text(std::string& out, std::string_view text, char separator) {
  const bool is_quoted = text.empty() || text.find_first_of("\"\r\n") != std::string_view::npos ||
                         text.find(separator) != std::string_view::npos;
  if (is_quoted) {
    append_quoted_csv_text(out, text);
  } else {
    out += text;
  }
}

void append_quoted_csv_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char character : text) {
    if (character == '"') out += '"';
    out += character;
  }
  out += '"';
}

}  // namespace liaison
