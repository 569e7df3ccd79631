#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "liaison/error.h"

namespace liaison {

/// How an error reads to people: its place, what is wrong in a sentence, the line with a caret under the token, a hint.
///
///     deals.cypher:3:18: error: the variable `x` is not defined
///         RETURN x.name
///                ^
///         did you mean c?
///
/// `origin` is where the text came from (a file's name, "-c"); empty: it was typed at the prompt, and only the column
/// is told. An error of a graph file names that file instead, and the line is fetched from there. `line`: the line that
/// the error's place is in; `place`: what to print as the place.
struct SourceLine {
  std::string origin;
  std::string text;          // the line, whole or from the statement's first character on
  std::uint32_t column = 1;  // of the fault within `text`, in code points
  Place place;               // within the origin
};

[[nodiscard]] std::string error_text(const Error& error, const SourceLine& source, bool color);

/// For errors that stand in no statement: of options, graph files and the like.
[[nodiscard]] std::string error_text(const Error& error, bool color);

/// To standard error, all at once; whether anyone listens is no concern.
void say(std::string_view text);

/// "1 node", "2 nodes".
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

/// The 1-based line of a text, without its end; empty if there is none.
[[nodiscard]] std::string_view line_of(std::string_view text, std::uint32_t line);

}  // namespace liaison
