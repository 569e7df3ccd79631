#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "liaison/value.h"

namespace liaison {

inline constexpr std::int64_t seconds_per_day = 86'400;
inline constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
inline constexpr std::int64_t nanoseconds_per_day = seconds_per_day * nanoseconds_per_second;

/// The day and the time of day that a LocalDateTime is made of.
[[nodiscard]] Date date_of(LocalDateTime time);
[[nodiscard]] LocalTime time_of(LocalDateTime time);
[[nodiscard]] LocalDateTime local_date_time_of(Date date, LocalTime time);

/// What clocks of its zone show at an instant, and how far they are ahead of UTC then.
[[nodiscard]] LocalDateTime local_of(const DateTime& time);
[[nodiscard]] std::int32_t offset_of(const DateTime& time);
/// The instant at which clocks of the zone show `local`; of two the one with the preferred offset (zone.h).
[[nodiscard]] DateTime date_time_of(LocalDateTime local, TimeZone zone,
                                    std::optional<std::int32_t> preferred = std::nullopt);

/// True if the year is one that dates have.
[[nodiscard]] bool is_in_range(Date date);
[[nodiscard]] bool is_in_range(LocalDateTime time);
[[nodiscard]] bool is_in_range(const DateTime& time);

/// By the instant; then, west first, by offset; then by the zone's name, none first. Equivalent are equal ones only.
[[nodiscard]] std::strong_ordering order_of(const Time& left, const Time& right);
[[nodiscard]] std::strong_ordering order_of(const DateTime& left, const DateTime& right);

}  // namespace liaison
