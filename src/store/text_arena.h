#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace liaison {

/// Texts that stay where they are put as long as the arena lives, and go all at once.
class TextArena {
 public:
  std::string_view keep(std::string_view text);

 private:
  static constexpr std::size_t block_bytes = std::size_t{256} << 10;

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace liaison
