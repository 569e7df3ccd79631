#pragma once

#include <cstddef>
#include <cstdint>

namespace liaison {

/// The largest values that anything makes: beyond them a statement is refused, before it fills the machine's memory.
inline constexpr std::uint64_t list_items_max = std::uint64_t{1} << 28;
inline constexpr std::uint64_t string_bytes_max = std::uint64_t{1} << 30;

/// Lists and maps share what they hold, so that one of 40 levels can take no room and have 2^40 items when it is
/// written out. What writes values calls this with what it has written so far, of a value or, as JSON, of a row. Looks
/// at the present stop signal. Throws Error LimitExceeded TextTooLong above string_bytes_max.
void check_text_size(std::size_t bytes);
/// The same where values are walked through and not written, with how many items it were so far.
/// Throws Error LimitExceeded ValueTooLarge above list_items_max.
void check_walked_parts(std::uint64_t parts);

}  // namespace liaison
