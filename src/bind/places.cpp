#include "bind/places.h"

#include <algorithm>

namespace liaison {
namespace {

bool starts_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

}  // namespace

Places::Places(std::string_view text) : text_(text), line_starts_{0} {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % block == 0) code_points_.push_back(count);
    if (starts_code_point(text[i])) ++count;
    if (text[i] == '\n') line_starts_.push_back(i + 1);
  }
  code_points_.push_back(count);
  is_ascii_ = count == text.size();
}

std::uint32_t Places::code_points_before(std::size_t offset) const {
  if (is_ascii_) return static_cast<std::uint32_t>(offset);
  const std::size_t start = offset / block * block;
  const auto inside = std::count_if(text_.begin() + static_cast<std::ptrdiff_t>(start),
                                    text_.begin() + static_cast<std::ptrdiff_t>(offset), starts_code_point);
  return code_points_[offset / block] + static_cast<std::uint32_t>(inside);
}

Place Places::of(ast::Span span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
  const auto next_line = std::upper_bound(line_starts_.begin(), line_starts_.end(), begin);
  const std::size_t line_start = *(next_line - 1);
  // The caret ends with the line.
  std::size_t end = std::clamp<std::size_t>(span.end, begin, text_.size());
  if (next_line != line_starts_.end()) end = std::min(end, std::max(begin, *next_line - 1));
  const std::uint32_t before = code_points_before(begin);
  return Place{.line = static_cast<std::uint32_t>(next_line - line_starts_.begin()),
               .column = before - code_points_before(line_start) + 1,
               .length = std::max(1U, code_points_before(end) - before)};
}

}  // namespace liaison
