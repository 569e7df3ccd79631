#pragma once

#include <optional>
#include <string_view>

#include "liaison/value.h"

namespace liaison {

/// The date or time that a text of the format says: %Y (four digits), %m and %b (a month, by number or by its English
/// name, whole or its first three letters), %d, %H, %M, %S, %%; a blank stands for any white space, every other
/// character for itself. A Date of the precision that the format has, or a LocalDateTime where it has hours.
/// nullopt: the text is not of the format, or there is no such day.
[[nodiscard]] std::optional<Value> parse_by_format(std::string_view text, std::string_view format);

/// A format that has at least the year, no %-letter but those, and what a finer part needs.
[[nodiscard]] bool is_date_format(std::string_view format);

}  // namespace liaison
