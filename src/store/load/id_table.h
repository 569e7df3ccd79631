#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liaison {

/// Strings numbered from 0 in order of arrival, looked up by text. One arena and an open-addressed table: about 24
/// bytes a string besides its characters. Look-up is a hash and, nearly always, one comparison.
class IdTable {
 public:
  static constexpr std::uint32_t absent = 0xffffffff;

  IdTable();

  /// The number of `id` (`absent` if it has none).
  [[nodiscard]] std::uint32_t find(std::string_view id) const;
  /// Numbers `id`. REQUIRES: find(id) == absent.
  std::uint32_t add(std::string_view id);

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(begins_.size() - 1); }
  /// Valid until the next add().
  [[nodiscard]] std::string_view text(std::uint32_t number) const {
    return std::string_view(characters_).substr(begins_[number], begins_[number + 1] - begins_[number]);
  }
  [[nodiscard]] std::vector<std::string_view> texts() const;

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = absent;
  };
  [[nodiscard]] static std::uint32_t hash_of(std::string_view id);
  void grow();
  void place(Slot slot);

  std::string characters_;
  std::vector<std::uint64_t> begins_;  // and one more: the end
  std::vector<Slot> slots_;            // a power of two, at most 3/4 full
};

}  // namespace liaison
