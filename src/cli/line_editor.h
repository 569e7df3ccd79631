#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace liaison {

/// What may stand at the cursor: each candidate takes the place of the last `replaced` bytes before it. The suffix is
/// added when it is the only one (a blank, a closing quote).
struct Candidate {
  std::string text;
  std::string suffix;
};
struct Completion {
  std::size_t replaced = 0;
  std::vector<Candidate> candidates;
};

/// Gets the typed line up to the cursor.
using Completer = std::function<Completion(std::string_view before_cursor)>;

/// Reads lines from a terminal. Where the terminal can move its cursor: with editing, history and completion (libedit);
/// else (TERM is dumb or unknown) as plain lines. Pasted text is taken as it is, tabs as blanks.
class LineEditor {
 public:
  explicit LineEditor(Completer completer);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  enum class End : std::uint8_t { Line, Cancelled, Input };  // Enter, Ctrl-C, Ctrl-D
  struct Line {
    End end = End::Input;
    std::string text;
  };
  [[nodiscard]] Line read(std::string_view prompt);

  /// Puts a line into the history that Up and Ctrl-R show. It must not hold a line end.
  void remember(std::string_view line);

 private:
  struct Terminal;  // libedit's side
  std::unique_ptr<Terminal> terminal_;
};

}  // namespace liaison
