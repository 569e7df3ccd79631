#pragma once

#include <string>

#include "liaison/value.h"

/// The texts of temporal values: ISO 8601, as toString() gives it and as the functions of the same names read it.
namespace liaison {

[[nodiscard]] std::string temporal_text(LocalTime time);            // "12:31", "12:31:14.645"
[[nodiscard]] std::string temporal_text(const Time& time);          // "12:31:14+01:00"
[[nodiscard]] std::string temporal_text(LocalDateTime time);        // "1984-10-11T12:31"
[[nodiscard]] std::string temporal_text(const DateTime& time);      // "1984-10-11T12:31+01:00[Europe/Stockholm]"
[[nodiscard]] std::string temporal_text(const Duration& duration);  // "P12Y5M14DT16H13M10.5S"

/// The function that makes a temporal value from its text: "date", "localdatetime". REQUIRES: a temporal kind.
[[nodiscard]] std::string_view temporal_function(Kind kind);

}  // namespace liaison
