#include "value/type_set.h"

#include <string_view>
#include <vector>

namespace liaison {

std::string to_string(TypeSet type) {
  if (type.is_any() || type == TypeSet::any().without(Kind::Null)) return "any";
  std::vector<std::string> names;
  for (unsigned i = 0; i <= static_cast<unsigned>(Kind::Path); ++i) {
    const auto kind = static_cast<Kind>(i);
    // Null is legal nearly everywhere: named only where nothing else is.
    if (!type.contains(kind) || (kind == Kind::Null && !type.is(Kind::Null))) continue;
    std::string name(to_string(kind));
    if (kind == Kind::List && !type.item().is_any() && !type.item().is_empty()) {
      const std::string items = to_string(type.item());
      if (items != "any") name += " of " + items;
    }
    names.push_back(std::move(name));
  }
  if (names.empty()) return "nothing";
  std::string text = names.front();
  for (std::size_t i = 1; i < names.size(); ++i) text += (i + 1 == names.size() ? " or " : ", ") + names[i];
  return text;
}

}  // namespace liaison
