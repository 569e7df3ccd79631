#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "query/expression.h"

namespace liaison {

/// The names that a clause can see and the variables they stand for, in order of declaration (the order of `RETURN *`).
class Scope {
 public:
  [[nodiscard]] std::optional<VariableId> find(std::string_view name) const;
  /// A name that is there already now means `variable`.
  void set(std::string_view name, VariableId variable);
  [[nodiscard]] const std::vector<std::pair<std::string, VariableId>>& names() const { return names_; }
  [[nodiscard]] bool empty() const { return names_.empty(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::vector<std::pair<std::string, VariableId>> names_;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> index_;  // into names_
};

/// "did you mean X?" for the candidate nearest to `wanted`, or nothing where none is near: a wrong hint is worse than
/// none.
[[nodiscard]] std::string did_you_mean(std::string_view wanted, std::vector<std::string_view> candidates);

}  // namespace liaison
