#include "liaison/value.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>

#include "common/assert.h"
#include "common/stop_signal.h"
#include "liaison/error.h"

namespace liaison {

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::Null:
      return "Null";
    case Kind::Boolean:
      return "Boolean";
    case Kind::Integer:
      return "Integer";
    case Kind::Float:
      return "Float";
    case Kind::String:
      return "String";
    case Kind::Date:
      return "Date";
    case Kind::Time:
      return "Time";
    case Kind::LocalTime:
      return "LocalTime";
    case Kind::LocalDateTime:
      return "LocalDateTime";
    case Kind::DateTime:
      return "DateTime";
    case Kind::Duration:
      return "Duration";
    case Kind::List:
      return "List";
    case Kind::Map:
      return "Map";
    case Kind::Node:
      return "Node";
    case Kind::Relationship:
      return "Relationship";
    case Kind::Path:
      return "Path";
  }
  LIAISON_ASSERT(false && "a kind of the enum");
}

namespace {

/// The depth of a list or map whose deepest item has `item_depth`.
std::uint32_t depth_around(std::uint32_t item_depth) {
  if (item_depth >= max_value_depth) {
    throw runtime_error(ErrorCode::ArgumentError, "NumberOutOfRange",
                        "lists and maps cannot be nested deeper than " + std::to_string(max_value_depth));
  }
  return item_depth + 1;
}

constexpr std::uint8_t named_zone = 0xff;
constexpr std::size_t items_between_checks = std::size_t{1} << 18;

bool key_before(const MapEntry& entry, std::string_view key) { return entry.key < key; }

}  // namespace

Map::Map(std::vector<MapEntry> entries) : entries_(std::move(entries)) {
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const MapEntry& left, const MapEntry& right) { return left.key < right.key; });
  // Of a run of equal keys the last stays: unique() over the reversed range keeps the first it meets.
  const auto kept = std::unique(entries_.rbegin(), entries_.rend(),
                                [](const MapEntry& left, const MapEntry& right) { return left.key == right.key; });
  entries_.erase(entries_.begin(), kept.base());
}

const Value* Map::find(std::string_view key) const {
  const auto place = std::lower_bound(entries_.begin(), entries_.end(), key, key_before);
  return place != entries_.end() && place->key == key ? &place->value : nullptr;
}

void Map::set(std::string_view key, Value value) {
  const auto place = std::lower_bound(entries_.begin(), entries_.end(), key, key_before);
  if (place != entries_.end() && place->key == key) {
    place->value = std::move(value);
  } else {
    entries_.insert(place, MapEntry{std::string(key), std::move(value)});
  }
}

void Map::erase(std::string_view key) {
  const auto place = std::lower_bound(entries_.begin(), entries_.end(), key, key_before);
  if (place != entries_.end() && place->key == key) entries_.erase(place);
}

std::span<const MapEntry> Map::entries() const { return entries_; }

std::size_t Map::size() const { return entries_.size(); }

// The content starts right behind Shared, so that must leave it aligned.
static_assert(std::is_trivially_destructible_v<RelationshipId> && std::is_trivially_destructible_v<NodeId> &&
              std::is_trivially_destructible_v<Duration>);
static_assert(alignof(Value) <= alignof(std::max_align_t) && alignof(Map) <= alignof(std::max_align_t) &&
              alignof(Duration) <= alignof(std::max_align_t));

Value::Shared* Value::make_shared(std::size_t bytes, std::uint64_t size, std::uint32_t depth) {
  static_assert(sizeof(Shared) == 16 && sizeof(Shared) % alignof(std::max_align_t) == 0);
  auto* made = new (::operator new(sizeof(Shared) + bytes)) Shared;
  made->size = size;
  made->depth = depth;
  return made;
}

Value Value::string(std::string_view utf8) {
  Shared* made = make_shared(utf8.size(), utf8.size(), 0);
  std::copy(utf8.begin(), utf8.end(), reinterpret_cast<char*>(made + 1));
  return {Kind::String, reinterpret_cast<std::uint64_t>(made)};
}

// A DateTime's zone in 24 bits: 8 say which kind of zone the other 16 tell, and an offset has a bit more than 16.
Value Value::date_time(DateTime time) noexcept {
  Value made(Kind::DateTime, static_cast<std::uint64_t>(time.seconds));
  made.extra_ = time.nanoseconds;
  if (time.zone.name != 0) {
    made.small_ = named_zone;
    made.medium_ = time.zone.name;
  } else {
    const auto shifted = static_cast<std::uint32_t>(time.zone.offset + 0x10000);
    made.small_ = static_cast<std::uint8_t>(shifted >> 16);
    made.medium_ = static_cast<std::uint16_t>(shifted & 0xffff);
  }
  return made;
}

DateTime Value::as_date_time() const noexcept {
  require(Kind::DateTime);
  TimeZone zone;
  if (small_ == named_zone) {
    zone.name = medium_;
  } else {
    zone.offset = static_cast<std::int32_t>(static_cast<std::uint32_t>(small_) << 16 | medium_) - 0x10000;
  }
  return {static_cast<std::int64_t>(payload_), extra_, zone};
}

Value Value::duration(const Duration& duration) {
  Shared* made = make_shared(sizeof(Duration), 1, 0);
  new (made + 1) Duration(duration);
  return {Kind::Duration, reinterpret_cast<std::uint64_t>(made)};
}

Value Value::list(std::vector<Value> items) {
  std::uint32_t deepest = 0;
  for (const Value& item : items) deepest = std::max(deepest, item.depth());
  Shared* made = make_shared(items.size() * sizeof(Value), 0, depth_around(deepest));
  Value list(Kind::List, reinterpret_cast<std::uint64_t>(made));
  for (std::size_t count = 0; made->size < items.size(); made->size += count) {
    check_stop();
    count = std::min(items.size() - made->size, items_between_checks);
    std::uninitialized_move_n(items.data() + made->size, count, reinterpret_cast<Value*>(made + 1) + made->size);
  }
  return list;
}

Value Value::map(Map map) {
  std::uint32_t deepest = 0;
  for (const MapEntry& entry : map.entries()) deepest = std::max(deepest, entry.value.depth());
  Shared* made = make_shared(sizeof(Map), map.size(), depth_around(deepest));
  new (made + 1) Map(std::move(map));
  return {Kind::Map, reinterpret_cast<std::uint64_t>(made)};
}

Value Value::path(std::vector<NodeId> nodes, std::vector<RelationshipId> relationships) {
  LIAISON_ASSERT(nodes.size() == relationships.size() + 1);
  const std::size_t relationship_bytes = relationships.size() * sizeof(RelationshipId);
  Shared* made = make_shared(relationship_bytes + nodes.size() * sizeof(NodeId), relationships.size(), 0);
  auto* place = reinterpret_cast<std::byte*>(made + 1);
  std::uninitialized_copy(relationships.begin(), relationships.end(), reinterpret_cast<RelationshipId*>(place));
  std::uninitialized_copy(nodes.begin(), nodes.end(), reinterpret_cast<NodeId*>(place + relationship_bytes));
  return {Kind::Path, reinterpret_cast<std::uint64_t>(made)};
}

std::span<const NodeId> Value::path_nodes() const noexcept {
  const std::span<const RelationshipId> relationships = path_relationships();
  return {reinterpret_cast<const NodeId*>(relationships.data() + relationships.size()), relationships.size() + 1};
}

void Value::wrong_kind(Kind wanted) const noexcept {
  const std::string message = "value is " + std::string(to_string(kind_)) + ", not " + std::string(to_string(wanted));
  assertion_failed(message.c_str(), __FILE__, __LINE__);
}

void Value::destroy() noexcept {
  Shared* gone = shared();
  if (kind_ == Kind::List) {
    std::destroy_n(reinterpret_cast<Value*>(gone + 1), gone->size);
  } else if (kind_ == Kind::Map) {
    std::destroy_at(reinterpret_cast<Map*>(gone + 1));
  }
  gone->~Shared();
  ::operator delete(gone);
}

}  // namespace liaison
