#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "store/disk/bytes.h"
#include "store/disk/file_system.h"

/// Blocks: the parts of a base file that have a checksum each (store/FORMAT.md). What is in them is read as it lies.
namespace liaison {

static_assert(std::endian::native == std::endian::little, "base files hold numbers as little-endian machines do");

/// Where a block is, and its checksum. length 0: there is none.
struct BlockRef {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  std::uint64_t check = 0;
};
static_assert(sizeof(BlockRef) == 24);

/// Blocks start at multiples of it, and so the arrays in them are aligned as their blocks say.
inline constexpr std::uint64_t block_alignment = 64;

/// Puts the arrays of a block one behind the other, each aligned for its type.
class BlockWriter {
 public:
  template <class T>
  void number(T value) {
    array(std::span<const T>(&value, 1));
  }
  template <class T>
  void array(std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes_.resize((bytes_.size() + alignof(T) - 1) / alignof(T) * alignof(T));
    const std::size_t begin = bytes_.size();
    bytes_.resize(begin + items.size_bytes());
    if (!items.empty()) std::memcpy(bytes_.data() + begin, items.data(), items.size_bytes());
  }
  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }
  void clear() { bytes_.clear(); }

 private:
  std::vector<std::byte> bytes_;
};

/// Takes a block apart in the same order. Throws Damage where it is too short.
class BlockReader {
 public:
  explicit BlockReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <class T>
  [[nodiscard]] T number() {
    return array<T>(1).front();
  }
  template <class T>
  [[nodiscard]] std::span<const T> array(std::uint64_t count) {
    place_ = (place_ + alignof(T) - 1) / alignof(T) * alignof(T);
    if (place_ > bytes_.size() || count > (bytes_.size() - place_) / sizeof(T)) refuse("a block that ends too early");
    const auto* begin = reinterpret_cast<const T*>(bytes_.data() + place_);
    place_ += count * sizeof(T);
    return {begin, static_cast<std::size_t>(count)};
  }
  /// What is left.
  [[nodiscard]] std::span<const std::byte> rest() { return array<std::byte>(bytes_.size() - place_); }
  [[noreturn]] void refuse(const char* what) const { throw Damage{place_, what}; }
  void require(bool holds, const char* what) const {
    if (!holds) refuse(what);
  }

 private:
  std::span<const std::byte> bytes_;
  std::size_t place_ = 0;
};

/// A base file that is mapped.
class MappedBlocks {
 public:
  MappedBlocks(std::shared_ptr<const FileMapping> mapping, std::filesystem::path path)
      : mapping_(std::move(mapping)), path_(std::move(path)) {}

  [[nodiscard]] std::span<const std::byte> bytes() const { return mapping_->bytes(); }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// The bytes of a block. Throws Error(GraphFileError, StoreDamaged) unless its checksum is right. Time: linear.
  [[nodiscard]] std::span<const std::byte> block(const BlockRef& ref) const;

  /// read(BlockReader&) of the block; what Damage it throws becomes that error.
  template <class Read>
  auto read(const BlockRef& ref, Read&& read_block) const {
    BlockReader reader(block(ref));
    try {
      return read_block(reader);
    } catch (const Damage& damage) {
      refuse(ref.offset + damage.offset, damage);
    }
  }

 private:
  [[noreturn]] void refuse(std::uint64_t offset, const Damage& damage) const;

  std::shared_ptr<const FileMapping> mapping_;
  std::filesystem::path path_;
};

}  // namespace liaison
