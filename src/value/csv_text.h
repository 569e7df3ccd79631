#pragma once

#include <string>
#include <string_view>

namespace liaison {

/// Appends a field of comma-separated values (RFC 4180): in quotes, doubled inside, where it must be. The empty string
/// is `""`; what is absent is nothing at all, and is not written by this.
void append_csv_text(std::string& out, std::string_view text, char separator);

/// The same, always in quotes.
void append_quoted_csv_text(std::string& out, std::string_view text);

}  // namespace liaison
