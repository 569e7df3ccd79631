#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "liaison/value.h"

namespace liaison {

/// What a store's bytes say that no writer of ours would have written, and where in the run that was read.
struct Damage {
  std::uint64_t offset = 0;
  std::string what;  // "a text longer than what is left"
};

/// Puts bytes together as stores keep them (store/FORMAT.md): numbers little-endian, lengths before what they count.
class ByteWriter {
 public:
  void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void fixed32(std::uint32_t value) { append(value, 4); }
  void fixed64(std::uint64_t value) { append(value, 8); }
  /// 7 bits a byte, the lowest first: small numbers take one byte.
  void number(std::uint64_t value);
  /// Near 0 on either side takes one byte: 0, -1, 1, -2, … are the numbers 0, 1, 2, 3, …
  void signed_number(std::int64_t value);
  void text(std::string_view utf8);
  /// REQUIRES: no entity and no path is in it.
  void value(const Value& value);

  [[nodiscard]] std::span<const std::byte> bytes() const { return std::as_bytes(std::span(bytes_)); }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  void clear() { bytes_.clear(); }

 private:
  void append(std::uint64_t value, unsigned count);

  std::string bytes_;
};

/// Takes apart what a ByteWriter put together. Trusts nothing: whatever the bytes are, each call gives what it promises
/// or throws Damage.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint8_t byte();
  [[nodiscard]] std::uint32_t fixed32() { return static_cast<std::uint32_t>(take_fixed(4)); }
  [[nodiscard]] std::uint64_t fixed64() { return take_fixed(8); }
  [[nodiscard]] std::uint64_t number();
  [[nodiscard]] std::int64_t signed_number();
  /// A number below `limit`, as ids and tags are; `what` names it in the Damage.
  [[nodiscard]] std::uint64_t number_below(std::uint64_t limit, std::string_view what);
  /// How many things of at least `bytes_each` follow: never more than can be there.
  [[nodiscard]] std::size_t count(std::size_t bytes_each = 1);
  /// Valid UTF-8; lives as long as the bytes.
  [[nodiscard]] std::string_view text();
  /// Within the ranges that values of its kind have.
  [[nodiscard]] Value value();

  [[nodiscard]] bool is_at_end() const { return place_ == bytes_.size(); }
  [[nodiscard]] std::uint64_t offset() const { return place_; }
  /// Damage at the present place.
  [[noreturn]] void refuse(std::string_view what) const;

 private:
  [[nodiscard]] std::uint64_t take_fixed(unsigned count);
  [[nodiscard]] Value value(std::uint32_t depth);
  [[nodiscard]] Value temporal_value(std::uint8_t tag);

  std::span<const std::byte> bytes_;
  std::size_t place_ = 0;
};

}  // namespace liaison
