#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "liaison/value.h"

/// ISO 8601 texts of times, in every form that openCypher's functions take (dates alone: date.h, durations:
/// duration.h). nullopt: no such text.
namespace liaison {

/// 21:40:32.142, 214032.142, 21:40:32, 214032, 21:40, 2140, 21.
[[nodiscard]] std::optional<LocalTime> parse_local_time(std::string_view text);

/// A time as above and perhaps an offset behind it; without one it is UTC.
[[nodiscard]] std::optional<Time> parse_time(std::string_view text);

/// A date in any form, and perhaps `T` and a time; without one it is midnight.
[[nodiscard]] std::optional<LocalDateTime> parse_local_date_time(std::string_view text);

/// A date and time as above, perhaps an offset, perhaps a zone's name in brackets. With neither it is UTC.
/// `fault`, if it is set, says what is wrong with a text of that form: the zone is unknown, or never has that offset.
[[nodiscard]] std::optional<DateTime> parse_date_time(std::string_view text, std::string& fault);

/// Any of the temporal kinds, `fault` being as above. REQUIRES: a temporal kind.
[[nodiscard]] std::optional<Value> parse_temporal(Kind kind, std::string_view text, std::string& fault);
/// A text of that kind, for hints: "'12:31:14+01:00'".
[[nodiscard]] std::string_view temporal_example(Kind kind);

}  // namespace liaison
