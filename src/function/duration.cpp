#include "value/duration.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "function/table.h"
#include "function/temporal_fields.h"
#include "value/parse_temporal.h"
#include "value/temporal_arithmetic.h"
#include "value/text.h"

/// Durations: made from texts and maps, and as what lies between two other temporal values.
namespace liaison {

namespace {

using Arguments = std::span<const Value>;

constexpr TypeSet instants{Kind::Date, Kind::Time, Kind::LocalTime, Kind::LocalDateTime, Kind::DateTime};

Decimal number(const MapEntry& entry) {
  if (!entry.value.is_number()) {
    throw runtime_error(
        ErrorCode::TypeError, "InvalidArgumentValue",
        quoted(entry.key) + " of duration() is a number, not " + std::string(to_string(entry.value.kind())));
  }
  if (entry.value.kind() == Kind::Integer) return {entry.value.as_integer(), 0};
  const std::optional<Decimal> decimal = decimal_of(entry.value.as_float());
  if (!decimal) throw out_of_range(entry.key + " cannot be " + scalar_text(entry.value));
  return *decimal;
}

Duration from_map(const Map& map) {
  DurationParts parts;
  const std::array<std::pair<std::string_view, Decimal*>, 11> units{{{"years", &parts.years},
                                                                     {"quarters", &parts.quarters},
                                                                     {"months", &parts.months},
                                                                     {"weeks", &parts.weeks},
                                                                     {"days", &parts.days},
                                                                     {"hours", &parts.hours},
                                                                     {"minutes", &parts.minutes},
                                                                     {"seconds", &parts.seconds},
                                                                     {"milliseconds", &parts.milliseconds},
                                                                     {"microseconds", &parts.microseconds},
                                                                     {"nanoseconds", &parts.nanoseconds}}};
  for (const MapEntry& entry : map.entries()) {
    const auto unit = std::ranges::find(units, entry.key, [](const auto& each) { return each.first; });
    if (unit == units.end()) {
      std::string known;
      for (const auto& each : units) known += (known.empty() ? "" : ", ") + std::string(each.first);
      throw invalid(Kind::Duration, "a Duration has no " + quoted(entry.key) + "; it has " + known);
    }
    *unit->second = number(entry);
  }
  if (map.size() == 0) throw invalid(Kind::Duration, "a duration needs at least one unit, as in {days: 1}");
  const std::optional<Duration> duration = duration_of(parts);
  if (!duration) throw out_of_range("the duration is longer than a Duration can be");
  return *duration;
}

Value create(Arguments arguments, const FunctionContext&) {
  const Value& from = arguments[0];
  if (from.kind() == Kind::Duration) return from;
  if (from.kind() == Kind::Map) return Value::duration(from_map(from.as_map()));
  const std::optional<Duration> parsed = parse_duration(from.as_string());
  if (!parsed) {
    throw invalid(Kind::Duration, quoted(from.as_string()) + " is not a Duration; write it as " +
                                      std::string(temporal_example(Kind::Duration)));
  }
  return Value::duration(*parsed);
}

template <DurationUnit unit>
Value between(Arguments arguments, const FunctionContext&) {
  return Value::duration(duration_between(arguments[0], arguments[1], unit));
}

Function between_row(std::string_view name, std::string_view help, std::string_view example,
                     Value (*evaluate)(Arguments, const FunctionContext&)) {
  return {.name = name,
          .parameters = {{"from", instants}, {"to", instants}},
          .result = Kind::Duration,
          .help = help,
          .example = example,
          .evaluate = evaluate};
}

}  // namespace

std::span<const Function> duration_functions() {
  static const Function rows[] = {
      {.name = "duration",
       .parameters = {{"from", {Kind::String, Kind::Map, Kind::Duration}}},
       .result = Kind::Duration,
       .help = "A duration from a text in ISO 8601 or from a map of years, quarters, months, weeks, days, hours, "
               "minutes, seconds, milliseconds, microseconds, nanoseconds. Fractions go down to smaller units.",
       .example = "RETURN duration({days: 1.5, minutes: 90})  // duration('P1DT13H30M')",
       .evaluate = create},
      between_row("duration.between",
                  "How long it is from one to the other: whole months, then whole days, then seconds. What only one of "
                  "both tells (a date, a time zone) the other is taken to have too.",
                  "RETURN duration.between(date('2023-01-31'), date('2023-06-01'))  // duration('P4M1D')",
                  between<DurationUnit::All>),
      between_row("duration.inMonths", "As duration.between(), in whole months.",
                  "RETURN duration.inMonths(date('2023-01-31'), date('2024-06-01'))  // duration('P1Y4M')",
                  between<DurationUnit::Months>),
      between_row("duration.inDays", "As duration.between(), in whole days.",
                  "RETURN duration.inDays(date('2023-01-31'), date('2023-06-01'))  // duration('P121D')",
                  between<DurationUnit::Days>),
      between_row("duration.inSeconds", "As duration.between(), in seconds.",
                  "RETURN duration.inSeconds(localtime('12:00'), localtime('13:30'))  // duration('PT1H30M')",
                  between<DurationUnit::Seconds>),
  };
  return rows;
}

}  // namespace liaison
