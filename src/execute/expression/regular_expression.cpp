#include "execute/expression/regular_expression.h"

#include <re2/re2.h>

#include <optional>

#include "common/memory_limit.h"
#include "liaison/error.h"

namespace liaison {
namespace {

// A column may hold a pattern a row: what was compiled for the first of them need not stay.
constexpr std::size_t patterns_kept = 256;
constexpr std::size_t longest_shown = 60;  // bytes of a pattern in a message

re2::RE2::Options options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  return options;
}

/// What today's dialects take from Java and linear matching cannot do, or RE2 would silently read as something else.
struct Foreign {
  std::string_view sign;
  std::string_view meaning;
};
constexpr Foreign behind_parenthesis[] = {
    {"?=", "lookahead (?=…) is not supported: only what is linear to match is"},
    {"?!", "lookahead (?!…) is not supported: only what is linear to match is; NOT can take it apart"},
    {"?<=", "lookbehind (?<=…) is not supported: only what is linear to match is"},
    {"?<!", "lookbehind (?<!…) is not supported: only what is linear to match is"},
    {"?>", "atomic groups (?>…) are not supported; matching never goes back anyway"},
    {"?<", "a named group is written (?P<name>…)"},
};

/// The length of the code point or escape at `at`; \Q…\E is one.
std::size_t step(std::string_view pattern, std::size_t at) {
  if (pattern[at] != '\\' || at + 1 == pattern.size()) return 1;
  if (pattern[at + 1] != 'Q') return 2;
  const std::size_t end = pattern.find("\\E", at + 2);
  return end == std::string_view::npos ? pattern.size() - at : end + 2 - at;
}

/// Explains the first thing in the pattern that is another dialect's.
std::optional<std::string_view> foreign_part(std::string_view pattern) {
  bool in_class = false;
  for (std::size_t at = 0; at < pattern.size(); at += step(pattern, at)) {
    const std::string_view rest = pattern.substr(at);
    if (rest.front() == '\\' && rest.size() > 1) {
      if (!in_class && rest[1] >= '1' && rest[1] <= '9') {
        return "a reference to a group (\\1) is not supported: only what is linear to match is";
      }
      if (rest[1] == 'u') return "a character by its number is written \\x{0041}";
      if (rest[1] == 'Z') return "the end of the text is written \\z; =~ always takes the whole text";
    } else if (in_class) {
      if (rest.starts_with("&&")) return "the intersection of classes [a&&b] is not supported";
      if (rest.front() == '[' && !rest.starts_with("[:")) {
        return "a [ within a class is written \\[; classes cannot stand in one another";
      }
      in_class = rest.front() != ']';
    } else if (rest.front() == '[') {
      in_class = true;
      // A ] that stands first in a class is one of its characters.
      if (rest.substr(1).starts_with("^]")) at += 2;
      if (rest.substr(1).starts_with(']')) at += 1;
    } else if (rest.front() == '(') {
      for (const Foreign& foreign : behind_parenthesis) {
        if (rest.substr(1).starts_with(foreign.sign)) return foreign.meaning;
      }
    } else if (rest.size() > 1 && rest[1] == '+' && (rest[0] == '*' || rest[0] == '+' || rest[0] == '?')) {
      return "possessive quantifiers (*+, ++, ?+) are not supported; matching never goes back anyway";
    }
  }
  return std::nullopt;
}

std::string shown(std::string_view pattern) {
  if (pattern.size() <= longest_shown) return "'" + std::string(pattern) + "'";
  std::size_t length = longest_shown;
  while (length > 0 && (static_cast<unsigned char>(pattern[length]) & 0xC0) == 0x80) --length;
  return "'" + std::string(pattern.substr(0, length)) + "…'";
}

Error bad_pattern(std::string_view pattern, std::string_view why, std::string_view hint) {
  Error error = runtime_error(ErrorCode::ArgumentError, "InvalidRegularExpression",
                              shown(pattern) + " is no regular expression: " + std::string(why));
  error.hint = std::string(hint);
  return error;
}

}  // namespace

class RegularExpressions::Compiled {
 public:
  explicit Compiled(std::string_view pattern) : expression_(compiled(pattern)) {
    const std::optional<std::string_view> foreign = foreign_part(pattern);
    if (!expression_.ok()) throw bad_pattern(pattern, expression_.error(), foreign.value_or(""));
    if (foreign) throw bad_pattern(pattern, *foreign, "");
  }

  [[nodiscard]] bool matches(std::string_view text) const {
    const MemoryLimitPause pause;
    return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), expression_);
  }

 private:
  // RE2 forgets what it holds when an allocation throws, and keeps to a few MB by itself.
  static re2::RE2 compiled(std::string_view pattern) {
    const MemoryLimitPause pause;
    return re2::RE2(re2::StringPiece(pattern.data(), pattern.size()), options());
  }

  re2::RE2 expression_;
};

RegularExpressions::RegularExpressions() = default;
RegularExpressions::~RegularExpressions() = default;

RegularExpressions::Compiled& RegularExpressions::compiled(std::string_view pattern) {
  if (last_ != nullptr && last_pattern_ == pattern) return *last_;
  std::string key(pattern);
  auto known = by_pattern_.find(key);
  if (known == by_pattern_.end()) {
    auto made = std::make_unique<Compiled>(pattern);
    if (by_pattern_.size() == patterns_kept) by_pattern_.clear();
    known = by_pattern_.emplace(std::move(key), std::move(made)).first;
  }
  last_ = known->second.get();
  last_pattern_ = known->first;
  return *last_;
}

bool RegularExpressions::matches(std::string_view text, std::string_view pattern) {
  return compiled(pattern).matches(text);
}

}  // namespace liaison
