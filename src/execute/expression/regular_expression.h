#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace liaison {

/// The patterns that one `=~` has met, compiled once each. Matching takes time linear in the text, whatever the
/// pattern.
class RegularExpressions {
 public:
  RegularExpressions();
  ~RegularExpressions();
  RegularExpressions(const RegularExpressions&) = delete;
  RegularExpressions& operator=(const RegularExpressions&) = delete;

  /// True if the whole of `text` fits. Throws ArgumentError InvalidRegularExpression for a pattern that is none.
  [[nodiscard]] bool matches(std::string_view text, std::string_view pattern);

 private:
  class Compiled;
  Compiled& compiled(std::string_view pattern);

  std::unordered_map<std::string, std::unique_ptr<Compiled>> by_pattern_;
  Compiled* last_ = nullptr;
  std::string last_pattern_;
};

}  // namespace liaison
