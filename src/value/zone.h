#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "liaison/value.h"

namespace liaison {

inline constexpr std::int32_t offset_max = 18 * 3'600;

/// Time zones: offsets, and the names of the tz database (compiled in; what the system knows is never read).

/// "Z", "+02", "-0130", "+05:30", "+02:05:59", or a name, letter case aside. nullopt: no zone.
[[nodiscard]] std::optional<TimeZone> parse_zone(std::string_view text);
/// An offset alone.
[[nodiscard]] std::optional<std::int32_t> parse_offset(std::string_view text);

/// "Z", "+01:00", "+00:53:28".
[[nodiscard]] std::string offset_text(std::int32_t offset);
/// The name, or the offset's text.
[[nodiscard]] std::string zone_text(TimeZone zone);
/// "Europe/Stockholm". REQUIRES: the zone has a name.
[[nodiscard]] std::string_view zone_name(TimeZone zone);

/// How far clocks of the zone are ahead of UTC at an instant, in seconds.
[[nodiscard]] std::int32_t offset_at(TimeZone zone, std::int64_t instant);

/// The offset by which a time of the zone's clocks (seconds since 1970-01-01T00:00 there) is to be read. Where clocks
/// are put back a time comes twice: the `preferred` offset if it is one of both, else the earlier. Where they are put
/// forward a time never comes: it is read by the offset until then, and so is as much later as clocks are put forward.
[[nodiscard]] std::int32_t offset_of_local(TimeZone zone, std::int64_t local_seconds,
                                           std::optional<std::int32_t> preferred = std::nullopt);

/// True if the zone's clocks do show the time when they are `offset` ahead of UTC.
[[nodiscard]] bool has_local(TimeZone zone, std::int64_t local_seconds, std::int32_t offset);

}  // namespace liaison
