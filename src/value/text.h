#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/value.h"

namespace liaison {

/// Shortest text that reads back as the same double; always with `.` or an exponent ("1.0", "1e100"); NaN, Infinity,
/// -Infinity.
[[nodiscard]] std::string float_text(double value);

/// What toString() gives for a Boolean, Integer, Float, String or temporal value.
/// A Date is always written whole here ("2023-06-01"); date_text() shows what is known of it ("2023-06").
[[nodiscard]] std::string scalar_text(const Value& value);

/// The value as a Cypher literal: 'it\'s', [1, null], {k: 1}, date('2023-06-01').
/// Entities and paths have no literal: they are written by who knows the graph (output/).
[[nodiscard]] std::string literal_text(const Value& value);

/// A string as a Cypher literal in single quotes, with \' \\ \n \r \t escaped.
[[nodiscard]] std::string quoted(std::string_view text);

/// A name as it must stand in Cypher text: in backticks (doubled within) unless it is a plain identifier.
[[nodiscard]] std::string quoted_name(std::string_view name);

/// A map key or alias folded for look-up: NFKD, marks stripped, case folded, white space run together (utf8proc).
[[nodiscard]] std::string folded(std::string_view text);

/// Unicode's normal forms (UAX #15): letters and their marks composed or apart; K: what only looks different made
/// alike.
enum class NormalForm : std::uint8_t { NFC, NFD, NFKC, NFKD };
[[nodiscard]] std::string normalized(std::string_view utf8, NormalForm form);

/// Damerau-Levenshtein distance of folded texts, or nullopt if above `limit`.
[[nodiscard]] std::optional<std::size_t> edit_distance(std::string_view left, std::string_view right,
                                                       std::size_t limit);

/// Number of code points of valid UTF-8.
[[nodiscard]] std::size_t code_point_count(std::string_view utf8);

/// Upper and lower case, code point by code point (Unicode's simple mappings; a sharp s becomes SS in upper case).
[[nodiscard]] std::string upper_case(std::string_view utf8);
[[nodiscard]] std::string lower_case(std::string_view utf8);

/// Unicode's white space: blanks of every width, tabs, line ends.
[[nodiscard]] bool is_white_space(std::int32_t code_point);

/// Where `part` stands first in `text` from `from` on, or npos. In time linear in the text, however both repeat.
[[nodiscard]] std::size_t find_text(std::string_view text, std::string_view part, std::size_t from = 0);

/// The code points of valid UTF-8 (a byte that is none stands for itself), and back.
[[nodiscard]] std::vector<std::int32_t> code_points(std::string_view utf8);
[[nodiscard]] std::string utf8_of(std::span<const std::int32_t> code_points);

/// How elementId() and the typed format name an entity: "n:12", "r:3:45". Unique and stable within a graph's life.
[[nodiscard]] std::string element_id(NodeId node);
[[nodiscard]] std::string element_id(RelationshipId relationship);

/// First byte offset that is not valid UTF-8 (no surrogates, no overlong forms), or nullopt.
[[nodiscard]] std::optional<std::size_t> invalid_utf8(std::string_view bytes);

}  // namespace liaison
