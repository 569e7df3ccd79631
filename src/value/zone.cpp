#include "value/zone.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>

#include "common/assert.h"
#include "value/date.h"
#include "value/number.h"
#include "value/time.h"
#include "value/zone_table.h"

namespace liaison {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool before_by_letters(std::string_view left, std::string_view right) {
  return std::ranges::lexicographical_compare(left, right, {}, lower, lower);
}

const ZoneRow& row_of(TimeZone zone) {
  LIAISON_ASSERT(zone.name >= 1);
  LIAISON_ASSERT(zone.name <= zone_table.names.size());
  return zone_table.zones[zone_table.names[zone.name - 1].zone];
}

std::span<const OffsetChange> changes_of(const ZoneRow& row) {
  return zone_table.changes.subspan(row.first_change, row.change_count);
}

/// The instant of a yearly change in one year, clocks being `offset` ahead until then.
std::int64_t instant_in(std::int64_t year, const YearlyChange& change, std::int32_t offset) {
  const std::uint32_t length = days_in_month(year, change.month);
  const Date first = date_from_calendar({year, change.month, 1});
  const std::uint32_t first_weekday = parts_of(first).weekday % 7;
  std::uint32_t day = (change.weekday + 7 - first_weekday) % 7 + (change.week - 1u) * 7;
  if (day >= length) day -= 7;
  return (first.days + day) * seconds_per_day + change.seconds - offset;
}

/// Both changes of the year that the instant falls into and of those around it, in order: enough to know what holds at
/// the instant and what comes next.
std::array<OffsetChange, 6> changes_by_rule(const YearlyRule& rule, std::int64_t instant) {
  const std::int64_t year = calendar_of({floor_divide(instant, seconds_per_day)}).year;
  std::array<OffsetChange, 6> changes;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::int64_t each = year - 1 + static_cast<std::int64_t>(i);
    changes[i * 2] = {instant_in(each, rule.start, rule.standard), rule.summer};
    changes[i * 2 + 1] = {instant_in(each, rule.end, rule.summer), rule.standard};
  }
  std::ranges::sort(changes, {}, &OffsetChange::at);
  return changes;
}

std::optional<OffsetChange> first_after(std::span<const OffsetChange> changes, std::int64_t instant) {
  const auto found = std::ranges::upper_bound(changes, instant, {}, &OffsetChange::at);
  return found == changes.end() ? std::nullopt : std::optional(*found);
}

std::optional<OffsetChange> next_change(const ZoneRow& row, std::int64_t instant) {
  if (const auto known = first_after(changes_of(row), instant)) return known;
  if (row.rule < 0) return std::nullopt;
  return first_after(changes_by_rule(zone_table.rules[static_cast<std::size_t>(row.rule)], instant), instant);
}

std::int32_t offset_in(const ZoneRow& row, std::int64_t instant) {
  const std::span<const OffsetChange> changes = changes_of(row);
  const auto next = std::ranges::upper_bound(changes, instant, {}, &OffsetChange::at);
  if (next == changes.end() && row.rule >= 0) {
    const auto yearly = changes_by_rule(zone_table.rules[static_cast<std::size_t>(row.rule)], instant);
    return std::prev(std::ranges::upper_bound(yearly, instant, {}, &OffsetChange::at))->offset;
  }
  return next == changes.begin() ? row.first_offset : std::prev(next)->offset;
}

/// Two digits, dropped from `text`; nullopt if there are none or they are above `highest`.
std::optional<std::int32_t> take_two_digits(std::string_view& text, std::int32_t highest) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  const std::int32_t number = (text[0] - '0') * 10 + (text[1] - '0');
  if (number > highest) return std::nullopt;
  text.remove_prefix(2);
  return number;
}

std::string two_digits(std::int32_t number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

}  // namespace

std::optional<std::int32_t> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const std::int32_t sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  std::optional<std::int32_t> part = take_two_digits(text, 18);
  if (!part) return std::nullopt;
  std::int32_t offset = *part * 3'600;
  const bool has_colons = !text.empty() && text.front() == ':';
  for (const std::int32_t unit : {60, 1}) {
    if (text.empty()) break;
    if (has_colons) {
      if (text.front() != ':') return std::nullopt;
      text.remove_prefix(1);
    }
    part = take_two_digits(text, 59);
    if (!part) return std::nullopt;
    offset += *part * unit;
  }
  if (!text.empty() || offset > offset_max) return std::nullopt;
  return sign * offset;
}

std::optional<TimeZone> parse_zone(std::string_view text) {
  if (const auto offset = parse_offset(text)) return TimeZone{*offset, 0};
  const auto found = std::ranges::lower_bound(zone_table.names, text, before_by_letters, &ZoneName::name);
  if (found == zone_table.names.end() || before_by_letters(text, found->name)) return std::nullopt;
  return TimeZone{0, static_cast<std::uint16_t>(found - zone_table.names.begin() + 1)};
}

std::string offset_text(std::int32_t offset) {
  if (offset == 0) return "Z";
  const std::int32_t size = std::abs(offset);
  std::string text = offset < 0 ? "-" : "+";
  text += two_digits(size / 3'600) + ":" + two_digits(size / 60 % 60);
  if (size % 60 != 0) text += ":" + two_digits(size % 60);
  return text;
}

std::string_view zone_name(TimeZone zone) {
  LIAISON_ASSERT(zone.name >= 1);
  LIAISON_ASSERT(zone.name <= zone_table.names.size());
  return zone_table.names[zone.name - 1].name;
}

std::string zone_text(TimeZone zone) {
  return zone.name != 0 ? std::string(zone_name(zone)) : offset_text(zone.offset);
}

std::int32_t offset_at(TimeZone zone, std::int64_t instant) {
  return zone.name == 0 ? zone.offset : offset_in(row_of(zone), instant);
}

bool has_local(TimeZone zone, std::int64_t local_seconds, std::int32_t offset) {
  return offset_at(zone, local_seconds - offset) == offset;
}

std::int32_t offset_of_local(TimeZone zone, std::int64_t local_seconds, std::optional<std::int32_t> preferred) {
  if (zone.name == 0) return zone.offset;
  if (preferred && has_local(zone, local_seconds, *preferred)) return *preferred;
  // No clock is more than a day off UTC, so the instant is within a day of the local time read as UTC.
  const ZoneRow& row = row_of(zone);
  std::int64_t instant = local_seconds - seconds_per_day;
  std::int32_t offset = offset_in(row, instant);
  while (offset_in(row, local_seconds - offset) != offset) {
    const std::optional<OffsetChange> change = next_change(row, instant);
    LIAISON_ASSERT(change.has_value());
    // The time comes neither until the change nor, being skipped by it, behind it.
    if (local_seconds < change->at + change->offset) return offset;
    instant = change->at;
    offset = change->offset;
  }
  return offset;
}

}  // namespace liaison
