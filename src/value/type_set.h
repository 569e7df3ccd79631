#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>

#include "liaison/value.h"

namespace liaison {

/// The kinds that an expression may have, as far as is known before anything runs: a set of Kinds, and for lists the
/// set of kinds its items may have (one level; items of items may be anything).
/// The binder refuses an operation only if no kind of the operand could make it legal (null always could).
class TypeSet {
 public:
  /// May be anything.
  static constexpr TypeSet any() { return TypeSet(all_bits, all_bits); }
  static constexpr TypeSet none() { return TypeSet(0, 0); }
  constexpr TypeSet(Kind kind) : TypeSet(bit(kind), all_bits) {}  // NOLINT: a Kind is a TypeSet
  constexpr TypeSet(std::initializer_list<Kind> kinds) : kinds_(0), items_(all_bits) {
    for (Kind kind : kinds) kinds_ |= bit(kind);
  }
  static constexpr TypeSet list_of(TypeSet items) { return TypeSet(bit(Kind::List), items.kinds_); }
  static constexpr TypeSet number() { return TypeSet{Kind::Integer, Kind::Float}; }
  static constexpr TypeSet temporal() {
    return TypeSet{Kind::Date, Kind::Time, Kind::LocalTime, Kind::LocalDateTime, Kind::DateTime, Kind::Duration};
  }

  [[nodiscard]] constexpr bool contains(Kind kind) const { return (kinds_ & bit(kind)) != 0; }
  [[nodiscard]] constexpr bool is(Kind kind) const { return kinds_ == bit(kind); }  // exactly this one
  [[nodiscard]] constexpr bool is_any() const { return kinds_ == all_bits; }
  [[nodiscard]] constexpr bool is_empty() const { return kinds_ == 0; }
  [[nodiscard]] constexpr TypeSet item() const { return TypeSet(items_, all_bits); }
  [[nodiscard]] constexpr TypeSet with(Kind kind) const { return TypeSet(kinds_ | bit(kind), items_); }
  [[nodiscard]] constexpr TypeSet without(Kind kind) const {
    return TypeSet(static_cast<std::uint16_t>(kinds_ & ~bit(kind)), items_);
  }
  [[nodiscard]] constexpr TypeSet or_type(TypeSet other) const {
    const bool left_list = contains(Kind::List), right_list = other.contains(Kind::List);
    const std::uint16_t items = left_list && right_list ? items_ | other.items_
                                : left_list             ? items_
                                : right_list            ? other.items_
                                                        : all_bits;
    return TypeSet(kinds_ | other.kinds_, items);
  }
  /// True if a value of this type could be of `expected` (null counts as one only if both have it).
  [[nodiscard]] constexpr bool overlaps(TypeSet expected) const { return (kinds_ & expected.kinds_) != 0; }
  [[nodiscard]] constexpr bool subset_of(TypeSet expected) const { return (kinds_ & ~expected.kinds_) == 0; }
  friend constexpr bool operator==(TypeSet, TypeSet) = default;

 private:
  static constexpr std::uint16_t bit(Kind kind) {
    return static_cast<std::uint16_t>(1u << static_cast<unsigned>(kind));
  }
  static_assert(static_cast<unsigned>(Kind::Path) < 16, "a bit for each kind");
  static constexpr std::uint16_t all_bits =
      static_cast<std::uint16_t>((1u << (static_cast<unsigned>(Kind::Path) + 1)) - 1);
  constexpr TypeSet(std::uint32_t kinds, std::uint32_t items)
      : kinds_(static_cast<std::uint16_t>(kinds)), items_(static_cast<std::uint16_t>(items)) {}

  std::uint16_t kinds_;
  std::uint16_t items_;
};

/// "Integer or Float", "List of String", "any": for error messages.
[[nodiscard]] std::string to_string(TypeSet type);

}  // namespace liaison
