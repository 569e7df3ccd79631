#pragma once

#include <cstdint>
#include <cstdlib>

namespace liaison {

/// What an environment variable sets a test to.
inline std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

}  // namespace liaison
