#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "liaison/value.h"

namespace liaison {

/// Strings in ascending order, each once, by their place in it: those of a base file.
/// Thread-safety: all calls from any thread.
class SortedStrings {
 public:
  virtual ~SortedStrings() = default;
  [[nodiscard]] virtual std::uint32_t size() const = 0;
  /// REQUIRES: place < size(). The text lives as long as this object.
  [[nodiscard]] virtual std::string_view text(std::uint32_t place) const = 0;
  [[nodiscard]] virtual std::uint32_t find(std::string_view text) const = 0;  // Dictionary::absent if it is not there
};

/// The strings of one property key, each once: code -> string. Append only; codes are never reused.
/// `sorted_below` codes are in string order (all of them right after a bulk load), so equality is a comparison of codes
/// always, and order is one where both codes are below it.
class Dictionary {
 public:
  /// The code of `text`, made if absent.
  std::uint32_t intern(std::string_view text);
  [[nodiscard]] std::uint32_t find(std::string_view text) const;  // `absent` if it is not there
  [[nodiscard]] Value value(std::uint32_t code) const {
    return code < base_size_ ? Value::string(base_->text(code)) : values_[code - base_size_];
  }
  /// Lives as long as this dictionary.
  [[nodiscard]] std::string_view text(std::uint32_t code) const {
    return code < base_size_ ? base_->text(code) : values_[code - base_size_].as_string();
  }
  [[nodiscard]] std::uint32_t size() const { return base_size_ + added(); }
  /// Strings beside those of the base: what clone() copies.
  [[nodiscard]] std::uint32_t added() const { return static_cast<std::uint32_t>(values_.size()); }
  [[nodiscard]] std::uint32_t sorted_below() const { return sorted_below_; }
  static constexpr std::uint32_t absent = 0xffffffff;

  Dictionary();
  /// Begins with these, their places as codes.
  explicit Dictionary(std::shared_ptr<const SortedStrings> base);
  ~Dictionary();
  Dictionary(Dictionary&&) noexcept;
  Dictionary& operator=(Dictionary&&) noexcept;
  /// A copy that later interns do not disturb (the writer's private one).
  [[nodiscard]] std::shared_ptr<Dictionary> clone() const;
  /// Renumbers all codes into string order; gives old code -> new code. REQUIRES: it has no base.
  std::vector<std::uint32_t> sort();

 private:
  struct Index;
  std::shared_ptr<const SortedStrings> base_;  // null: none
  std::uint32_t base_size_ = 0;
  std::vector<Value> values_;  // by code - base_size_
  std::uint32_t sorted_below_ = 0;
  std::unique_ptr<Index> index_;
};

/// Physical kinds of a vector. `Any` holds Values and is always legal; the others are its fast special cases.
enum class VectorKind : std::uint8_t { Any, Boolean, Integer, Float, Date, String, Node, Relationship };

/// A column of values of one physical kind with its nulls: what expressions compute and operators exchange.
/// Of the arrays, the one that `kind` names is filled, with size() entries; entries under a null are unspecified.
/// `String` holds dictionary codes; the dictionary outlives the statement (the snapshot holds it).
struct Vector {
  VectorKind kind = VectorKind::Any;
  std::uint32_t size = 0;
  std::vector<std::uint8_t> nulls;  // empty: none is null; else 1 = null. Any: nulls are null Values, this stays empty

  std::vector<Value> values;                     // Any
  std::vector<std::uint8_t> booleans;            // Boolean
  std::vector<std::int64_t> integers;            // Integer, Date (days)
  std::vector<double> floats;                    // Float
  std::vector<std::uint32_t> codes;              // String
  std::vector<NodeId> nodes;                     // Node
  std::vector<RelationshipId> relationships;     // Relationship
  std::vector<DatePrecision> precisions;         // Date: empty: all whole days
  std::shared_ptr<const Dictionary> dictionary;  // String

  /// Empties it, keeps capacity, and sets the kind.
  void reset(VectorKind new_kind);
  void resize(std::uint32_t new_size);

  [[nodiscard]] bool is_null(std::uint32_t row) const;
  /// The entry as a Value (strings share the dictionary's text: no copy).
  [[nodiscard]] Value get(std::uint32_t row) const;
  /// Appends; turns into Any by itself where the value does not fit the kind. An empty Any vector takes the kind of
  /// its first value that has a typed form (not String: those need a dictionary).
  void append(const Value& value);
  void append_null();
  /// Appends source[row], kind by kind without boxing where the kinds (and dictionaries) agree.
  void append_from(const Vector& source, std::uint32_t row);
  /// Makes it Any (boxes every entry).
  void box();
  /// this = source[rows[0]], source[rows[1]], …
  void gather(const Vector& source, std::span<const std::uint16_t> rows);
  /// Every row the same value.
  static Vector constant(const Value& value, std::uint32_t size);
};

}  // namespace liaison
