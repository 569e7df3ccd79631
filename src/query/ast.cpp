#include "query/ast.h"

#include <algorithm>

namespace liaison::ast {

Place place_of(std::string_view text, Span span) {
  Place place{1, 1, 0};
  for (std::size_t i = 0; i < span.begin && i < text.size(); ++i) {
    if (text[i] == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  // The caret stays on its line.
  for (std::size_t i = span.begin; i < span.end && i < text.size() && text[i] != '\n'; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) ++place.length;
  }
  place.length = std::max<std::uint32_t>(place.length, 1);
  return place;
}

}  // namespace liaison::ast
