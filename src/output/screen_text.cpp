#include "output/screen_text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>

namespace liaison {

namespace {

constexpr std::string_view replacement = "\uFFFD";

/// The next code point of `text` from `place`, which is moved on; -1 for a byte that is no UTF-8.
std::int32_t next_code_point(std::string_view text, std::size_t& place) {
  utf8proc_int32_t point = -1;
  const utf8proc_ssize_t length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + place,
                                                   static_cast<utf8proc_ssize_t>(text.size() - place), &point);
  place += length > 0 ? static_cast<std::size_t>(length) : 1;
  return length > 0 ? point : -1;
}

bool is_printable_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

/// Steers text or has no mark of its own, and is part of no visible cluster: directions, zero-width spaces, line
/// separators, C1 controls, invisible operators, tags.
bool is_hidden(std::int32_t point) {
  return (point >= 0x80 && point < 0xa0) || point == 0xad || point == 0x61c || point == 0x180e || point == 0x200b ||
         point == 0x200e || point == 0x200f || (point >= 0x2028 && point <= 0x202e) ||
         (point >= 0x2060 && point <= 0x206f) || point == 0xfeff || (point >= 0xfff9 && point <= 0xfffb) ||
         (point >= 0xe0000 && point <= 0xe007f);
}

/// Calls visit(end, width) for each grapheme cluster until it gives false.
template <class Visit>
void for_each_cluster(std::string_view text, Visit visit) {
  constexpr std::int32_t emoji_variant = 0xfe0f;
  utf8proc_int32_t state = 0;
  std::int32_t previous = -1;
  std::size_t width = 0;
  for (std::size_t place = 0; place < text.size();) {
    const std::size_t begin = place;
    const std::int32_t point = next_code_point(text, place);
    const bool starts =
        begin == 0 || point < 0 || previous < 0 || utf8proc_grapheme_break_stateful(previous, point, &state);
    if (starts) {
      if (begin > 0 && !visit(begin, width)) return;
      width = point < 0 ? 1 : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(point)));
    } else if (point == emoji_variant) {
      width = 2;
    }
    previous = point;
  }
  if (!text.empty()) visit(text.size(), width);
}

}  // namespace

std::string visible(std::string_view text) {
  if (is_printable_ascii(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t place = 0; place < text.size();) {
    const std::size_t begin = place;
    const std::int32_t point = next_code_point(text, place);
    if (point >= 0 && point < 0x20) {
      // Control pictures: U+2400 for NUL and on.
      out += "\xe2\x90";
      out += static_cast<char>(0x80 + point);
    } else if (point == 0x7f) {
      out += "\u2421";
    } else if (point < 0 || is_hidden(point)) {
      out += replacement;
    } else {
      out += text.substr(begin, place - begin);
    }
  }
  return out;
}

std::size_t screen_width(std::string_view text) {
  if (is_printable_ascii(text)) return text.size();
  std::size_t columns = 0;
  for_each_cluster(text, [&](std::size_t, std::size_t width) {
    columns += width;
    return true;
  });
  return columns;
}

std::string cut_to_width(std::string_view text, std::size_t columns) {
  if (text.size() <= columns && is_printable_ascii(text)) return std::string(text);
  std::size_t used = 0, kept = 0, whole = 0;
  for_each_cluster(text, [&](std::size_t end, std::size_t width) {
    used += width;
    if (used < columns) kept = end;  // leaves a column for the mark
    if (used <= columns) whole = end;
    return used <= columns;
  });
  if (whole == text.size()) return std::string(text);
  return columns == 0 ? std::string() : std::string(text.substr(0, kept)) + "…";
}

}  // namespace liaison
