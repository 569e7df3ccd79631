#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// The form of the table of time zones (zone_table.cpp, made by tools/zone-table); zone.h reads it.
namespace liaison {

/// From this instant (seconds since 1970-01-01T00:00Z) on clocks are `offset` seconds ahead of UTC.
struct OffsetChange {
  std::int64_t at;
  std::int32_t offset;
};

/// A day of every year, "the last Sunday in March", and the seconds since its midnight by the clock until then.
struct YearlyChange {
  std::uint8_t month;    // 1 to 12
  std::uint8_t week;     // 1 to 4; 5: the last
  std::uint8_t weekday;  // 0: Sunday
  std::int32_t seconds;  // may be before that day, or after it
};

/// How offsets change in the years behind a zone's last OffsetChange.
struct YearlyRule {
  std::int32_t standard;
  std::int32_t summer;
  YearlyChange start;
  YearlyChange end;
};

struct ZoneRow {
  std::int32_t first_offset;  // before the first change
  std::uint32_t first_change;
  std::uint32_t change_count;
  std::int32_t rule;  // -1: none, the last offset stays
};

/// Several names may share a zone.
struct ZoneName {
  std::string_view name;
  std::uint32_t zone;
};

struct ZoneTable {
  std::span<const OffsetChange> changes;
  std::span<const YearlyRule> rules;
  std::span<const ZoneRow> zones;
  std::span<const ZoneName> names;  // sorted by name, letter case aside
};

extern const ZoneTable zone_table;

}  // namespace liaison
