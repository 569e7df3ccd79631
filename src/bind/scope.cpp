#include "bind/scope.h"

#include "value/nearest.h"

namespace liaison {

std::optional<VariableId> Scope::find(std::string_view name) const {
  const auto found = index_.find(name);
  if (found == index_.end()) return std::nullopt;
  return names_[found->second].second;
}

void Scope::set(std::string_view name, VariableId variable) {
  const auto [place, added] = index_.try_emplace(std::string(name), names_.size());
  if (added) {
    names_.emplace_back(name, variable);
  } else {
    names_[place->second].second = variable;
  }
}

std::string did_you_mean(std::string_view wanted, std::vector<std::string_view> candidates) {
  const std::optional<std::string> found = nearest(wanted, candidates);
  return found ? "did you mean " + *found + "?" : std::string();
}

}  // namespace liaison
