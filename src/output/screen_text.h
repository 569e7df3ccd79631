#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace liaison {

/// Text that cannot do anything to a terminal or a picture: control characters as their symbols (␊), and what would
/// turn the direction of text around, hide in it, or is no UTF-8, as U+FFFD (�).
[[nodiscard]] std::string visible(std::string_view text);

/// Columns that the text takes on a terminal: by grapheme cluster, wide ones two.
[[nodiscard]] std::size_t screen_width(std::string_view text);

/// The text if it fits into `columns`, else its beginning (whole grapheme clusters) and …
[[nodiscard]] std::string cut_to_width(std::string_view text, std::size_t columns);

}  // namespace liaison
