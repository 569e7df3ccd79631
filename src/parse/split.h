#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "liaison/error.h"

namespace liaison {

/// A piece of a script, or of what is typed at the prompt.
struct ScriptPart {
  enum class Kind : std::uint8_t {
    Statement,  // query language
    Question,   // plain English: ends in `?`, and its first word is no clause keyword
    Command,    // `:name …`, one line
  };
  enum class End : std::uint8_t { Semicolon, QuestionMark, Line, Input };

  Kind kind = Kind::Statement;
  std::string text;  // from its first word on; without the `;`, without white space or comments around it
  std::uint32_t line = 1, column = 1;  // of its first character; columns count code points
  End end = End::Input;
};

/// Cuts text at top-level `;` without parsing it, so that a fault stays within its statement: it knows strings, names
/// in backticks, `//` and `/* */` comments, commands and questions. Text may come in pieces of any size; each character
/// is looked at a bounded number of times. Empty statements give nothing.
///
///     Splitter splitter;
///     while (std::getline(in, line)) {
///       splitter.feed(line + '\n');
///       while (auto part = splitter.next()) run(*part);
///       prompt = splitter.is_open() ? "    ...> " : "liaison> ";
///     }
///     if (auto last = splitter.finish()) run(*last);
class Splitter {
 public:
  void feed(std::string_view text);

  /// The next part whose end has been seen.
  [[nodiscard]] std::optional<ScriptPart> next();

  /// The input is over: the next part, which may lack its `;`. To be called until it gives nothing.
  [[nodiscard]] std::optional<ScriptPart> finish();

  /// A statement has begun (or a comment) and not ended: the prompt asks for more. REQUIRES: next() gave nothing.
  [[nodiscard]] bool is_open() const;

  /// What an open quote, backtick or comment began with: `'`, `"`, `` ` ``, `/` (a block comment), 0 if none is open.
  [[nodiscard]] char open_quote() const;

  /// Drops what has begun; lines are counted on.
  void clear();

 private:
  enum class State : std::uint8_t { Between, FirstWord, FirstLine, Body, Command };
  enum class Within : std::uint8_t { Text, SingleQuotes, DoubleQuotes, Backticks, LineComment, BlockComment };

  [[nodiscard]] std::optional<ScriptPart> scan(bool is_last);
  bool skip_blank(bool is_last);
  std::optional<ScriptPart> open_comment();
  bool read_first_word(bool is_last);
  std::optional<ScriptPart> read_first_line(bool is_last);
  std::optional<ScriptPart> read_body(bool is_last);
  std::optional<ScriptPart> read_command(bool is_last);
  ScriptPart take(ScriptPart::Kind kind, ScriptPart::End end);
  void advance(std::size_t bytes);
  [[nodiscard]] bool has(std::size_t bytes) const { return at_ + bytes <= text_.size(); }

  std::string text_;
  std::size_t at_ = 0;         // scanned so far
  std::size_t begin_ = 0;      // of the statement, unless Between
  std::size_t looked_at_ = 0;  // FirstWord, FirstLine: read ahead so far
  State state_ = State::Between;
  Within within_ = Within::Text;
  bool begins_with_clause_ = false;
  std::uint32_t line_ = 1, column_ = 1;                  // of at_
  std::uint32_t begin_line_ = 1, begin_column_ = 1;      // of begin_
  std::uint32_t comment_line_ = 1, comment_column_ = 1;  // of the last comment between statements
};

/// All parts of a text.
[[nodiscard]] std::vector<ScriptPart> split(std::string_view script);

/// The text of one statement is a question in plain English.
[[nodiscard]] bool is_question(std::string_view statement);

/// A place within a part's text, as a place within the script.
[[nodiscard]] Place place_in_script(const ScriptPart& part, Place place);

}  // namespace liaison
