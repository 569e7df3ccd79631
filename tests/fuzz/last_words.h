#pragma once

#include <string>

namespace liaison {

/// While one lives, a crash of the process (a signal, a sanitizer's report, `seconds_max` over) first writes its text
/// to standard error. One at a time.
class LastWords {
 public:
  explicit LastWords(std::string text, unsigned seconds_max);
  ~LastWords();
  LastWords(const LastWords&) = delete;
  LastWords& operator=(const LastWords&) = delete;

 private:
  std::string text_;
};

}  // namespace liaison
