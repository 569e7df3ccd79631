#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace liaison {

/// The candidate most like `wanted`, for "did you mean …": letter case and accents count for nothing; a single letter
/// must be the same then, as each is one edit from every other; else 1 edit away for up to 4 letters, 2 for up to 8,
/// 3 above. Of equally near ones the first. nullopt: none is near.
[[nodiscard]] std::optional<std::string> nearest(std::string_view wanted, std::span<const std::string_view> candidates);

}  // namespace liaison
