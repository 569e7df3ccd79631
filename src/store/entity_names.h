#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/value.h"

namespace liaison {

/// Finds nodes by what people call them: the string property `name` and the strings of the list `aliases`, folded
/// (value/text.h). Shared by the entity literal, the prompt's completion and questions in English.
class EntityNames {
 public:
  virtual ~EntityNames() = default;
  /// All nodes so called, ascending, each once.
  [[nodiscard]] virtual std::vector<NodeId> find(std::string_view name) const = 0;
  /// The name or alias (as written) nearest to what was asked, if it is near.
  [[nodiscard]] virtual std::optional<std::string> nearest(std::string_view name) const = 0;
  /// Up to `limit` names and aliases, as written, whose folded form starts with the folded `prefix`; in order.
  [[nodiscard]] virtual std::vector<std::string> starting_with(std::string_view prefix, std::size_t limit) const = 0;
};

}  // namespace liaison
