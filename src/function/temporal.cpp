#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/assert.h"
#include "function/table.h"
#include "function/temporal_fields.h"
#include "value/date.h"
#include "value/parse_temporal.h"
#include "value/temporal_text.h"
#include "value/text.h"
#include "value/time.h"
#include "value/zone.h"

/// Dates, times and both: made from the clock, from texts, from maps and from one another, and truncated.
namespace liaison {

namespace {

using Arguments = std::span<const Value>;

constexpr TimeZone utc{};

/// The kinds that a value of `kind` can be taken from.
constexpr TypeSet sources_of(Kind kind) {
  if (kind == Kind::LocalTime || kind == Kind::Time) {
    return {Kind::LocalTime, Kind::Time, Kind::LocalDateTime, Kind::DateTime};
  }
  return {Kind::Date, Kind::LocalDateTime, Kind::DateTime};
}

/// An instant with a zone as a value of `kind`, which is one of the five that are no Duration.
Value as_kind(Kind kind, const DateTime& time) {
  const LocalDateTime local = local_of(time);
  if (kind == Kind::Date) return Value::date(date_of(local));
  if (kind == Kind::LocalTime) return Value::local_time(time_of(local));
  if (kind == Kind::Time) return Value::time({time_of(local).nanoseconds, offset_of(time)});
  if (kind == Kind::LocalDateTime) return Value::local_date_time(local);
  LIAISON_ASSERT(kind == Kind::DateTime);
  return Value::date_time(time);
}

DateTime now(const FunctionContext& context, TimeZone zone) {
  const auto since_1970 = std::chrono::duration_cast<std::chrono::nanoseconds>(context.now.time_since_epoch());
  const auto seconds = std::chrono::floor<std::chrono::seconds>(since_1970);
  return {seconds.count(), static_cast<std::uint32_t>((since_1970 - seconds).count()), zone};
}

/// The zone in which a Time is told: places have no one offset without a date.
std::int32_t offset_alone(TimeZone zone) {
  if (zone.name != 0) {
    throw invalid(Kind::Time, "the offset of " + zone_text(zone) +
                                  " hangs on the date, a time has none; write the offset, as in '+01:00'");
  }
  return zone.offset;
}

/// The same instant as clocks of another offset show it.
Time with_offset(const Time& time, std::int32_t offset) {
  const std::int64_t shift = (offset - time.offset) * nanoseconds_per_second;
  return {(time.nanoseconds + shift + 2 * nanoseconds_per_day) % nanoseconds_per_day, offset};
}

/// Another value as it is: a datetime's date, a localtime's time in UTC.
Value converted(Kind kind, const Value& from) {
  if (from.kind() == kind) return from;
  const LocalTime time = time_part(from).value_or(LocalTime{});
  if (kind == Kind::LocalTime) return Value::local_time(time);
  if (kind == Kind::Time) {
    const bool has_zone = from.kind() == Kind::DateTime;
    return Value::time({time.nanoseconds, has_zone ? offset_of(from.as_date_time()) : 0});
  }
  const Date date = *date_part(from);
  if (kind == Kind::Date) return Value::date(date);
  const LocalDateTime local = local_date_time_of(date, time);
  return kind == Kind::LocalDateTime ? Value::local_date_time(local) : Value::date_time(date_time_of(local, utc));
}

bool is_zone_alone(const TemporalFields& fields) {
  return fields.zone && !fields.date.has_any() && !fields.time.has_any() && !fields.from_date && !fields.from_time &&
         !fields.from_date_time && !fields.epoch_seconds && !fields.epoch_milliseconds;
}

/// Date and time of day of the fields.
LocalDateTime make_local(Kind kind, const TemporalFields& fields) {
  if (fields.from_date_time && (fields.from_date || fields.from_time)) {
    throw invalid(kind, "'datetime' goes with neither 'date' nor 'time'");
  }
  const std::optional<Value>& date_source = fields.from_date_time ? fields.from_date_time : fields.from_date;
  const std::optional<Value>& time_source = fields.from_date_time ? fields.from_date_time : fields.from_time;
  if (!date_source && !fields.date.has_day() && (fields.time.has_any() || time_source)) {
    throw invalid(kind, "a time needs its day");
  }
  const Date date = make_date(fields.date, date_source ? date_part(*date_source) : std::nullopt);
  return local_date_time_of(date, make_time(fields.time, time_source ? time_part(*time_source) : std::nullopt));
}

LocalTime make_time_of_day(Kind kind, const TemporalFields& fields) {
  if (!fields.from_time && !fields.time.has_any()) throw invalid(kind, "a time needs at least an hour");
  return make_time(fields.time, fields.from_time ? time_part(*fields.from_time) : std::nullopt);
}

/// An offset that the source tells moves the clock's hands when the zone is changed; else they stay.
Time make_zoned_time(const TemporalFields& fields) {
  const LocalTime local = make_time_of_day(Kind::Time, fields);
  const std::optional<TimeZone> source_zone = fields.from_time ? zone_part(*fields.from_time) : std::nullopt;
  if (!source_zone) return {local.nanoseconds, offset_alone(fields.zone.value_or(utc))};
  const Value source = converted(Kind::Time, *fields.from_time);
  const Time time{local.nanoseconds, source.as_time().offset};
  return fields.zone ? with_offset(time, offset_alone(*fields.zone)) : time;
}

DateTime from_epoch(const TemporalFields& fields) {
  const TimeFields& time = fields.time;
  if (fields.date.has_any() || fields.from_date || fields.from_time || fields.from_date_time || time.hour ||
      time.minute || time.second || (fields.epoch_seconds && fields.epoch_milliseconds)) {
    throw invalid(Kind::DateTime, "epochSeconds and epochMillis go with parts of a second and a timezone only");
  }
  if (fields.epoch_milliseconds && time.has_any()) {
    throw invalid(Kind::DateTime, "epochMillis goes with a timezone only");
  }
  DateTime made{0, 0, fields.zone.value_or(utc)};
  if (fields.epoch_seconds) {
    made.seconds = *fields.epoch_seconds;
    made.nanoseconds = static_cast<std::uint32_t>(make_time(time, LocalTime{}).nanoseconds);
  } else {
    const std::chrono::milliseconds since_1970(*fields.epoch_milliseconds);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(since_1970);
    made.seconds = seconds.count();
    made.nanoseconds = static_cast<std::uint32_t>((since_1970 - seconds).count()) * 1'000'000;
  }
  return made;
}

/// A zone that the source tells moves the clock's hands when it is changed; else they stay.
DateTime make_date_time(const TemporalFields& fields) {
  if (fields.epoch_seconds || fields.epoch_milliseconds) return from_epoch(fields);
  const LocalDateTime local = make_local(Kind::DateTime, fields);
  const std::optional<Value>& source = fields.from_date_time ? fields.from_date_time : fields.from_time;
  const std::optional<TimeZone> source_zone = source ? zone_part(*source) : std::nullopt;
  if (!source_zone) return date_time_of(local, fields.zone.value_or(utc));
  const std::optional<std::int32_t> offset =
      source->kind() == Kind::DateTime ? std::optional(offset_of(source->as_date_time())) : std::nullopt;
  DateTime time = date_time_of(local, *source_zone, offset);
  if (fields.zone) time.zone = *fields.zone;
  return time;
}

/// Far before any year could be computed of it.
bool is_near(std::int64_t seconds) {
  constexpr std::int64_t far = 40'000'000'000'000'000;
  return seconds > -far && seconds < far;
}

Value in_range(const DateTime& time) {
  if (!is_near(time.seconds) || !is_in_range(time)) throw out_of_range("the time is beyond all years");
  return Value::date_time(time);
}

Value made_of(Kind kind, const TemporalFields& fields, const FunctionContext& context) {
  if (is_zone_alone(fields)) return as_kind(kind, now(context, *fields.zone));
  if (kind == Kind::Time) return Value::time(make_zoned_time(fields));
  if (kind == Kind::DateTime) return in_range(make_date_time(fields));
  if (fields.zone) throw invalid(kind, "a " + std::string(to_string(kind)) + " has no time zone");
  if (kind == Kind::LocalTime) return Value::local_time(make_time_of_day(kind, fields));
  if (kind == Kind::LocalDateTime) return Value::local_date_time(make_local(kind, fields));
  return Value::date(make_date(fields.date, fields.from_date ? date_part(*fields.from_date) : std::nullopt));
}

Value parsed(Kind kind, std::string_view text) {
  std::string fault;
  if (const std::optional<Value> value = parse_temporal(kind, text, fault)) return *value;
  if (fault.empty()) {
    fault = quoted(text) + " is not a " + std::string(to_string(kind)) + "; write it as " +
            std::string(temporal_example(kind));
  }
  throw invalid(kind, fault);
}

template <Kind kind>
Value create(Arguments arguments, const FunctionContext& context) {
  if (arguments.empty()) return as_kind(kind, now(context, utc));
  const Value& from = arguments[0];
  if (from.kind() == Kind::String) return parsed(kind, from.as_string());
  if (from.kind() == Kind::Map) return made_of(kind, read_fields(kind, from.as_map()), context);
  return converted(kind, from);
}

template <Kind kind>
Value clock(Arguments arguments, const FunctionContext& context) {
  return as_kind(kind, now(context, arguments.empty() ? utc : zone_named(arguments[0].as_string())));
}

// ---- Truncation -----------------------------------------------------------------------------------------------------

/// The first day of the unit that the date falls into; of units shorter than a day, the day. nullopt: no unit.
std::optional<Date> first_day(std::string_view unit, Date date) {
  const CalendarDate calendar = calendar_of(date);
  const auto first_of_years = [&calendar](std::int64_t count) {
    const std::int64_t first = calendar.year - (calendar.year % count + count) % count;
    if (first < -year_max) throw out_of_range("the first day is before all years");
    return date_from_calendar({first, 1, 1});
  };
  if (unit == "millennium") return first_of_years(1'000);
  if (unit == "century") return first_of_years(100);
  if (unit == "decade") return first_of_years(10);
  if (unit == "year") return first_of_years(1);
  const DateParts parts = parts_of(date);
  if (unit == "quarter") return date_from_calendar({calendar.year, (parts.quarter - 1) * 3 + 1, 1});
  if (unit == "month") return date_from_calendar({calendar.year, calendar.month, 1});
  if (unit == "day") return Date{date.days, DatePrecision::Day};
  std::optional<Date> monday;
  if (unit == "week") monday = Date{date.days - (parts.weekday - 1), DatePrecision::Day};
  if (unit == "weekYear") monday = date_from_week(parts.week_year, 1, 1).value_or(Date{date.days - 366});
  if (monday && !is_in_range(*monday)) throw out_of_range("the first day is before all years");
  return monday;
}

/// How long units of the clock are, in nanoseconds; nullopt: no such unit.
std::optional<std::int64_t> clock_unit(std::string_view unit) {
  if (unit == "hour") return 3'600 * nanoseconds_per_second;
  if (unit == "minute") return 60 * nanoseconds_per_second;
  if (unit == "second") return nanoseconds_per_second;
  if (unit == "millisecond") return 1'000'000;
  if (unit == "microsecond") return 1'000;
  return std::nullopt;
}

LocalTime truncated_time(LocalTime time, std::int64_t unit) { return {time.nanoseconds - time.nanoseconds % unit}; }

Error no_unit(Kind kind, std::string_view unit) {
  constexpr std::string_view of_dates = "millennium, century, decade, year, weekYear, quarter, month, week";
  constexpr std::string_view of_times = "hour, minute, second, millisecond or microsecond";
  std::string known;
  if (kind != Kind::LocalTime && kind != Kind::Time)
    known = std::string(of_dates) + (kind == Kind::Date ? " or " : ", ");
  known += kind == Kind::Date ? "day" : "day, " + std::string(of_times);
  return invalid(kind, "a " + std::string(to_string(kind)) + " has no unit " + quoted(unit) + "; it is " + known);
}

/// The begin of the unit as a value of `kind`, in the zone of `from`.
Value truncated(Kind kind, std::string_view unit, const Value& from, std::optional<TimeZone> wanted_zone) {
  const std::optional<std::int64_t> clock = clock_unit(unit);
  if (kind == Kind::LocalTime || kind == Kind::Time) {
    if (!clock && unit != "day") throw no_unit(kind, unit);
    const LocalTime time = truncated_time(*time_part(from), clock.value_or(nanoseconds_per_day));
    if (kind == Kind::LocalTime) return Value::local_time(time);
    const std::int32_t offset = wanted_zone ? offset_alone(*wanted_zone) : converted(kind, from).as_time().offset;
    return Value::time({time.nanoseconds, offset});
  }
  const Date date = *date_part(from);
  const std::optional<Date> day = clock && kind != Kind::Date ? date : first_day(unit, date);
  if (!day) throw no_unit(kind, unit);
  if (kind == Kind::Date) return Value::date(*day);
  const LocalTime time = clock ? truncated_time(time_part(from).value_or(LocalTime{}), *clock) : LocalTime{};
  const LocalDateTime local = local_date_time_of(*day, time);
  if (kind == Kind::LocalDateTime) return Value::local_date_time(local);
  const bool has_zone = from.kind() == Kind::DateTime;
  const TimeZone zone = wanted_zone ? *wanted_zone : has_zone ? from.as_date_time().zone : utc;
  return in_range(date_time_of(local, zone, has_zone ? std::optional(offset_of(from.as_date_time())) : std::nullopt));
}

/// A field below the unit leaves what of the second was kept: 'millisecond' with {nanosecond: 2} is .645000002.
void keep_fraction(TimeFields& fields, std::string_view unit, const Value& value) {
  const std::int64_t fraction = time_part(value).value_or(LocalTime{}).nanoseconds % nanoseconds_per_second;
  if (unit == "millisecond" && !fields.millisecond && (fields.microsecond || fields.nanosecond)) {
    fields.millisecond = fraction / 1'000'000;
  } else if (unit == "microsecond" && !fields.microsecond && !fields.millisecond && fields.nanosecond) {
    fields.microsecond = fraction / 1'000;
  }
}

template <Kind kind>
Value truncate(Arguments arguments, const FunctionContext& context) {
  const std::string_view unit = arguments[0].as_string();
  const Value from = arguments.size() > 1 ? arguments[1] : as_kind(kind, now(context, utc));
  TemporalFields fields;
  if (arguments.size() > 2) fields = read_fields(kind, arguments[2].as_map());
  if (fields.from_date || fields.from_time || fields.from_date_time || fields.epoch_seconds ||
      fields.epoch_milliseconds) {
    throw invalid(kind, "what is truncated can be changed by fields such as day and second only");
  }
  if (fields.zone && kind != Kind::Time && kind != Kind::DateTime) {
    throw invalid(kind, "a " + std::string(to_string(kind)) + " has no time zone");
  }
  const Value begin = truncated(kind, unit, from, std::exchange(fields.zone, std::nullopt));
  if (!fields.date.has_any() && !fields.time.has_any()) return begin;
  if (kind == Kind::Date) {
    Date date = make_date(fields.date, begin.as_date());
    date.precision = DatePrecision::Day;
    return Value::date(date);
  }
  keep_fraction(fields.time, unit, begin);
  (kind == Kind::LocalTime || kind == Kind::Time ? fields.from_time : fields.from_date_time) = begin;
  return made_of(kind, fields, context);
}

// ---- Seconds since 1970 ---------------------------------------------------------------------------------------------

Value from_epoch_seconds(Arguments arguments, const FunctionContext&) {
  const __int128 nanoseconds = static_cast<__int128>(arguments[0].as_integer()) * nanoseconds_per_second +
                               (arguments.size() > 1 ? arguments[1].as_integer() : 0);
  const __int128 below_second =
      (nanoseconds % nanoseconds_per_second + nanoseconds_per_second) % nanoseconds_per_second;
  const __int128 seconds = (nanoseconds - below_second) / nanoseconds_per_second;
  if (!is_near(arguments[0].as_integer())) throw out_of_range("the time is beyond all years");
  return in_range({static_cast<std::int64_t>(seconds), static_cast<std::uint32_t>(below_second), utc});
}

Value from_epoch_milliseconds(Arguments arguments, const FunctionContext&) {
  TemporalFields fields;
  fields.epoch_milliseconds = arguments[0].as_integer();
  return in_range(make_date_time(fields));
}

// ---- Rows -----------------------------------------------------------------------------------------------------------

struct Names {
  std::string_view create, realtime, statement, transaction, truncate;
};

struct Texts {
  std::string_view help, example, clock_help, clock_example, truncate_help, truncate_example;
};

template <Kind kind>
void add_rows(std::vector<Function>& rows, const Names& names, const Texts& texts) {
  const TypeSet sources = sources_of(kind);
  rows.push_back({.name = names.create,
                  .parameters = {{"from", sources.with(Kind::String).with(Kind::Map), Presence::Optional}},
                  .result = kind,
                  .help = texts.help,
                  .example = texts.example,
                  .evaluate = create<kind>});
  for (const std::string_view name : {names.realtime, names.statement, names.transaction}) {
    rows.push_back({.name = name,
                    .parameters = {{"timezone", Kind::String, Presence::Optional}},
                    .result = kind,
                    .help = texts.clock_help,
                    .example = texts.clock_example,
                    .evaluate = clock<kind>});
  }
  rows.push_back({.name = names.truncate,
                  .parameters = {{"unit", Kind::String},
                                 {"from", sources, Presence::Optional},
                                 {"changes", Kind::Map, Presence::Optional}},
                  .result = kind,
                  .help = texts.truncate_help,
                  .example = texts.truncate_example,
                  .evaluate = truncate<kind>});
}

std::vector<Function> make_rows() {
  std::vector<Function> rows;
  add_rows<Kind::Date>(
      rows, {"date", "date.realtime", "date.statement", "date.transaction", "date.truncate"},
      {.help = "Today (in UTC), or a date from a text in ISO 8601, from a map of year, month, day (or week, dayOfWeek; "
               "ordinalDay; quarter, dayOfQuarter; date, to change parts of it), or from another temporal value.",
       .example = "RETURN date({year: 2023, month: 6, day: 1})  // date('2023-06-01')",
       .clock_help = "Today in UTC or in a time zone; the clock stands still within a statement.",
       .clock_example = "RETURN date.realtime('Europe/Stockholm') >= date('2023-06-01')  // true",
       .truncate_help = "The first day of the millennium, century, decade, year, weekYear, quarter, month, week or day "
                        "that the date falls into, with the changes given applied to it.",
       .truncate_example = "RETURN date.truncate('month', date('2023-06-21'))  // date('2023-06-01')"});
  add_rows<Kind::LocalTime>(
      rows, {"localtime", "localtime.realtime", "localtime.statement", "localtime.transaction", "localtime.truncate"},
      {.help = "The time of day (in UTC), or one from a text in ISO 8601, from a map of hour, minute, second, "
               "millisecond, microsecond, nanosecond (time, to change parts of it), or from another temporal value.",
       .example = "RETURN localtime({hour: 12, minute: 31, second: 14})  // localtime('12:31:14')",
       .clock_help = "The time of day in UTC or in a time zone; the clock stands still within a statement.",
       .clock_example = "RETURN localtime.statement('+01:00') = localtime.realtime('+01:00')  // true",
       .truncate_help =
           "The begin of the day, hour, minute, second, millisecond or microsecond, with the changes given "
           "applied to it.",
       .truncate_example = "RETURN localtime.truncate('hour', localtime('12:31:14'))  // localtime('12:00')"});
  add_rows<Kind::Time>(
      rows, {"time", "time.realtime", "time.statement", "time.transaction", "time.truncate"},
      {.help = "The time of day (in UTC), or one with its offset from a text in ISO 8601, from a map as localtime() "
               "takes it, with timezone, or from another temporal value.",
       .example = "RETURN time({hour: 12, minute: 31, timezone: '+01:00'})  // time('12:31+01:00')",
       .clock_help = "The time of day in UTC or in a time zone; the clock stands still within a statement.",
       .clock_example = "RETURN time.statement('+01:00').offset  // '+01:00'",
       .truncate_help = "As localtime.truncate(), with the offset kept or, by timezone, put in its place.",
       .truncate_example = "RETURN time.truncate('minute', time('12:31:14+01:00'))  // time('12:31+01:00')"});
  add_rows<Kind::LocalDateTime>(
      rows,
      {"localdatetime", "localdatetime.realtime", "localdatetime.statement", "localdatetime.transaction",
       "localdatetime.truncate"},
      {.help = "Date and time (in UTC), or one from a text in ISO 8601, from a map as date() and localtime() take it "
               "(also datetime, to change parts of it), or from another temporal value.",
       .example =
           "RETURN localdatetime({year: 2023, month: 6, day: 1, hour: 12})  // localdatetime('2023-06-01T12:00')",
       .clock_help = "Date and time in UTC or in a time zone; the clock stands still within a statement.",
       .clock_example = "RETURN localdatetime.realtime('Europe/Stockholm').year >= 2023  // true",
       .truncate_help = "The begin of a unit, as date.truncate() and localtime.truncate() know them.",
       .truncate_example = "RETURN localdatetime.truncate('day', localdatetime('2023-06-21T12:31'))  // "
                           "localdatetime('2023-06-21T00:00')"});
  add_rows<Kind::DateTime>(
      rows, {"datetime", "datetime.realtime", "datetime.statement", "datetime.transaction", "datetime.truncate"},
      {.help = "Date and time (in UTC), or one with its time zone from a text in ISO 8601, from a map as "
               "localdatetime() takes it with timezone, or of epochSeconds or epochMillis, or from another temporal "
               "value.",
       .example = "RETURN datetime({year: 2023, month: 6, day: 1, timezone: 'Europe/Stockholm'})  // "
                  "datetime('2023-06-01T00:00+02:00[Europe/Stockholm]')",
       .clock_help = "Date and time in UTC or in a time zone; the clock stands still within a statement.",
       .clock_example = "RETURN datetime.statement('Asia/Tokyo').timezone  // 'Asia/Tokyo'",
       .truncate_help = "As localdatetime.truncate(), with the time zone kept or, by timezone, put in its place.",
       .truncate_example = "RETURN datetime.truncate('hour', datetime('2023-06-21T12:31+02:00'))  // "
                           "datetime('2023-06-21T12:00+02:00')"});
  rows.push_back({.name = "datetime.fromepoch",
                  .parameters = {{"seconds", Kind::Integer}, {"nanoseconds", Kind::Integer, Presence::Optional}},
                  .result = Kind::DateTime,
                  .help = "The time so many seconds and nanoseconds after 1970-01-01T00:00Z.",
                  .example = "RETURN datetime.fromepoch(1685577600, 0)  // datetime('2023-06-01T00:00Z')",
                  .evaluate = from_epoch_seconds});
  rows.push_back({.name = "datetime.fromepochmillis",
                  .parameters = {{"milliseconds", Kind::Integer}},
                  .result = Kind::DateTime,
                  .help = "The time so many milliseconds after 1970-01-01T00:00Z.",
                  .example = "RETURN datetime.fromepochmillis(1685577600000)  // datetime('2023-06-01T00:00Z')",
                  .evaluate = from_epoch_milliseconds});
  return rows;
}

}  // namespace

std::span<const Function> temporal_functions() {
  static const std::vector<Function> rows = make_rows();
  return rows;
}

}  // namespace liaison
