#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liaison {

/// The kinds of values a query can hold.
enum class Kind : std::uint8_t {
  Null,
  Boolean,
  Integer,
  Float,
  String,
  Date,
  Time,
  LocalTime,
  LocalDateTime,
  DateTime,
  Duration,
  List,
  Map,
  Node,
  Relationship,
  Path,
};

[[nodiscard]] std::string_view to_string(Kind kind);  // "Integer", as errors and `typed` name it

/// A node: a dense number, stable for the node's life and never used again within a graph's life.
using NodeId = std::uint32_t;

/// A relationship: its type and a serial number, unique within the type and never used again.
struct RelationshipId {
  std::uint32_t type = 0;
  std::uint64_t serial = 0;
  friend auto operator<=>(const RelationshipId&, const RelationshipId&) = default;
};

/// How much of a Date is known; the language sees the first day of the year or month (graph files keep precision).
enum class DatePrecision : std::uint8_t { Day, Month, Year };

/// Days since 1970-01-01 in the proleptic Gregorian calendar, years -999,999,999 to 999,999,999.
struct Date {
  std::int64_t days = 0;
  DatePrecision precision = DatePrecision::Day;  // shown and written; not part of equality or order
};

/// A time of day where nothing is said of the time zone: nanoseconds since midnight, below 24 hours.
struct LocalTime {
  std::int64_t nanoseconds = 0;
  friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

/// A time of day in a place whose clocks are `offset` seconds ahead of UTC (at most 18 hours, before or behind).
struct Time {
  std::int64_t nanoseconds = 0;  // since midnight there, below 24 hours
  std::int32_t offset = 0;
  friend bool operator==(const Time&, const Time&) = default;
};

/// A date and time of day where nothing is said of the time zone.
struct LocalDateTime {
  std::int64_t seconds = 0;       // since 1970-01-01T00:00, days of 24 hours; years as of Date
  std::uint32_t nanoseconds = 0;  // below a second
  friend auto operator<=>(const LocalDateTime&, const LocalDateTime&) = default;
};

/// A fixed offset from UTC, or a place whose offset changes with the seasons and with history.
struct TimeZone {
  std::int32_t offset = 0;  // seconds ahead of UTC, at most 18 hours; 0 where there is a name
  std::uint16_t name = 0;   // 0: none; else the number of a name in liaison's table of zones, which may change between
                            // versions: never stored
  friend bool operator==(const TimeZone&, const TimeZone&) = default;
};

/// An instant, and the time zone in which it is told.
struct DateTime {
  std::int64_t seconds = 0;       // since 1970-01-01T00:00Z, days of 24 hours; years (told there) as of Date
  std::uint32_t nanoseconds = 0;  // below a second
  TimeZone zone;
  friend bool operator==(const DateTime&, const DateTime&) = default;
};

/// A length of time in four parts, of which none is a fixed number of another, but for seconds and nanoseconds.
struct Duration {
  std::int64_t months = 0;
  std::int64_t days = 0;
  std::int64_t seconds = 0;
  std::uint32_t nanoseconds = 0;  // below a second, counted forward: -0.1 seconds are seconds -1, nanoseconds 900000000
  friend bool operator==(const Duration&, const Duration&) = default;
};

class Value;
struct MapEntry;

/// Keys sorted and unique; find() is a binary search.
class Map {
 public:
  Map() = default;
  /// Sorts by key; of doubled keys the last one given stays.
  explicit Map(std::vector<MapEntry> entries);

  [[nodiscard]] const Value* find(std::string_view key) const;  // nullptr: absent
  void set(std::string_view key, Value value);
  void erase(std::string_view key);
  [[nodiscard]] std::span<const MapEntry> entries() const;
  [[nodiscard]] std::size_t size() const;

 private:
  std::vector<MapEntry> entries_;
};

/// One value: 16 bytes, cheap to copy (strings, lists, maps and paths are shared and immutable).
/// Entities are ids; what they hold is read through the graph they came from (GraphView inside, Rows at the door).
/// Lists and maps may nest `max_value_depth` deep; beyond that making one throws ArgumentError NumberOutOfRange, so
/// that every walk over a value may recurse.
/// Thread-safety: as for std::shared_ptr (distinct Values may share payload across threads).
class Value {
 public:
  Value() noexcept = default;  // null
  [[nodiscard]] static Value boolean(bool value) noexcept {
    Value made(Kind::Boolean, 0);
    made.small_ = value ? 1 : 0;
    return made;
  }
  [[nodiscard]] static Value integer(std::int64_t value) noexcept {
    return {Kind::Integer, static_cast<std::uint64_t>(value)};
  }
  [[nodiscard]] static Value floating(double value) noexcept {
    return {Kind::Float, std::bit_cast<std::uint64_t>(value)};
  }
  [[nodiscard]] static Value string(std::string_view utf8);
  [[nodiscard]] static Value date(Date date) noexcept {
    Value made(Kind::Date, static_cast<std::uint64_t>(date.days));
    made.small_ = static_cast<std::uint8_t>(date.precision);
    return made;
  }
  [[nodiscard]] static Value time(Time time) noexcept {
    Value made(Kind::Time, static_cast<std::uint64_t>(time.nanoseconds));
    made.extra_ = static_cast<std::uint32_t>(time.offset);
    return made;
  }
  [[nodiscard]] static Value local_time(LocalTime time) noexcept {
    return {Kind::LocalTime, static_cast<std::uint64_t>(time.nanoseconds)};
  }
  [[nodiscard]] static Value local_date_time(LocalDateTime time) noexcept {
    Value made(Kind::LocalDateTime, static_cast<std::uint64_t>(time.seconds));
    made.extra_ = time.nanoseconds;
    return made;
  }
  [[nodiscard]] static Value date_time(DateTime time) noexcept;
  [[nodiscard]] static Value duration(const Duration& duration);
  [[nodiscard]] static Value list(std::vector<Value> items);
  [[nodiscard]] static Value map(Map map);
  [[nodiscard]] static Value node(NodeId id) noexcept { return {Kind::Node, id}; }
  [[nodiscard]] static Value relationship(RelationshipId id) noexcept {
    Value made(Kind::Relationship, id.serial);
    made.extra_ = id.type;
    return made;
  }
  /// nodes.size() == relationships.size() + 1; relationships may be walked against their direction.
  [[nodiscard]] static Value path(std::vector<NodeId> nodes, std::vector<RelationshipId> relationships);

  Value(const Value& other) noexcept
      : kind_(other.kind_),
        small_(other.small_),
        medium_(other.medium_),
        extra_(other.extra_),
        payload_(other.payload_) {
    if (is_shared()) shared()->holders.fetch_add(1, std::memory_order_relaxed);
  }
  Value(Value&& other) noexcept
      : kind_(other.kind_),
        small_(other.small_),
        medium_(other.medium_),
        extra_(other.extra_),
        payload_(other.payload_) {
    other.kind_ = Kind::Null;
  }
  Value& operator=(const Value& other) noexcept {
    Value copy(other);
    swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    Value taken(std::move(other));
    swap(taken);
    return *this;
  }
  ~Value() {
    if (is_shared()) release();
  }

  void swap(Value& other) noexcept {
    std::swap(kind_, other.kind_);
    std::swap(small_, other.small_);
    std::swap(medium_, other.medium_);
    std::swap(extra_, other.extra_);
    std::swap(payload_, other.payload_);
  }

  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  [[nodiscard]] bool is_null() const noexcept { return kind_ == Kind::Null; }
  [[nodiscard]] bool is_number() const noexcept { return kind_ == Kind::Integer || kind_ == Kind::Float; }

  // REQUIRES for each: kind() is the one named. Asking for another kind ends the program.
  [[nodiscard]] bool as_boolean() const noexcept {
    require(Kind::Boolean);
    return small_ != 0;
  }
  [[nodiscard]] std::int64_t as_integer() const noexcept {
    require(Kind::Integer);
    return static_cast<std::int64_t>(payload_);
  }
  [[nodiscard]] double as_float() const noexcept {
    require(Kind::Float);
    return std::bit_cast<double>(payload_);
  }
  /// Integer or Float, as a double.
  [[nodiscard]] double as_number() const noexcept {
    return kind_ == Kind::Integer ? static_cast<double>(static_cast<std::int64_t>(payload_)) : as_float();
  }
  /// Lives as long as a Value that shares it; so do the spans and the map below.
  [[nodiscard]] std::string_view as_string() const noexcept {
    require(Kind::String);
    return {static_cast<const char*>(content()), static_cast<std::size_t>(shared()->size)};
  }
  [[nodiscard]] Date as_date() const noexcept {
    require(Kind::Date);
    return {static_cast<std::int64_t>(payload_), static_cast<DatePrecision>(small_)};
  }
  [[nodiscard]] Time as_time() const noexcept {
    require(Kind::Time);
    return {static_cast<std::int64_t>(payload_), static_cast<std::int32_t>(extra_)};
  }
  [[nodiscard]] LocalTime as_local_time() const noexcept {
    require(Kind::LocalTime);
    return {static_cast<std::int64_t>(payload_)};
  }
  [[nodiscard]] LocalDateTime as_local_date_time() const noexcept {
    require(Kind::LocalDateTime);
    return {static_cast<std::int64_t>(payload_), extra_};
  }
  [[nodiscard]] DateTime as_date_time() const noexcept;
  [[nodiscard]] const Duration& as_duration() const noexcept {
    require(Kind::Duration);
    return *static_cast<const Duration*>(content());
  }
  [[nodiscard]] std::span<const Value> as_list() const noexcept {
    require(Kind::List);
    return {static_cast<const Value*>(content()), static_cast<std::size_t>(shared()->size)};
  }
  [[nodiscard]] const Map& as_map() const noexcept {
    require(Kind::Map);
    return *static_cast<const Map*>(content());
  }
  [[nodiscard]] NodeId as_node() const noexcept {
    require(Kind::Node);
    return static_cast<NodeId>(payload_);
  }
  [[nodiscard]] RelationshipId as_relationship() const noexcept {
    require(Kind::Relationship);
    return {extra_, payload_};
  }
  [[nodiscard]] std::span<const NodeId> path_nodes() const noexcept;
  [[nodiscard]] std::span<const RelationshipId> path_relationships() const noexcept {
    require(Kind::Path);
    return {static_cast<const RelationshipId*>(content()), static_cast<std::size_t>(shared()->size)};
  }

  /// List and Map: 1 + the deepest item's depth; else 0.
  [[nodiscard]] std::uint32_t depth() const noexcept {
    return kind_ == Kind::List || kind_ == Kind::Map ? shared()->depth : 0;
  }

 private:
  /// What values with shared content point to; the content follows it in the same block of memory: a String's bytes,
  /// a Duration, a List's Values, a Map, a Path's relationships and then its nodes. Immutable once made, but for the
  /// count.
  struct Shared {
    std::atomic<std::uint32_t> holders{1};
    std::uint32_t depth = 0;  // List and Map
    std::uint64_t size = 0;   // bytes, items, entries, relationships
  };

  static constexpr std::uint32_t shared_kinds =
      1u << static_cast<unsigned>(Kind::String) | 1u << static_cast<unsigned>(Kind::Duration) |
      1u << static_cast<unsigned>(Kind::List) | 1u << static_cast<unsigned>(Kind::Map) |
      1u << static_cast<unsigned>(Kind::Path);

  Value(Kind kind, std::uint64_t payload) noexcept : kind_(kind), payload_(payload) {}

  [[nodiscard]] bool is_shared() const noexcept { return (shared_kinds >> static_cast<unsigned>(kind_) & 1u) != 0; }
  [[nodiscard]] Shared* shared() const noexcept { return reinterpret_cast<Shared*>(payload_); }
  [[nodiscard]] const void* content() const noexcept { return shared() + 1; }
  void require(Kind kind) const noexcept {
    if (kind_ != kind) wrong_kind(kind);
  }
  [[noreturn]] void wrong_kind(Kind wanted) const noexcept;
  /// A block for `bytes` of content, not filled yet.
  static Shared* make_shared(std::size_t bytes, std::uint64_t size, std::uint32_t depth);
  void release() noexcept {
    if (shared()->holders.fetch_sub(1, std::memory_order_acq_rel) == 1) destroy();
  }
  void destroy() noexcept;

  Kind kind_ = Kind::Null;
  std::uint8_t small_ = 0;     // Boolean's value, Date's precision, DateTime's kind of zone
  std::uint16_t medium_ = 0;   // DateTime's zone
  std::uint32_t extra_ = 0;    // Relationship's type, Time's offset, nanoseconds below a second
  std::uint64_t payload_ = 0;  // number bits, id, or a pointer to Shared
};
static_assert(sizeof(Value) == 16);
static_assert(sizeof(void*) <= sizeof(std::uint64_t));

inline constexpr std::uint32_t max_value_depth = 1000;

struct MapEntry {
  std::string key;
  Value value;
};

}  // namespace liaison
