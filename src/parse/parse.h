#pragma once

#include <string_view>

#include "query/ast.h"

namespace liaison {

/// Turns the text of one statement (a `;` may end it) into its syntax tree. Throws Error SyntaxError, phase
/// CompileTime, with the place and, where one is likely, a hint.
/// Stops as the thread's StopSignal and memory limit say.
/// Refuses text that nests deeper than `max_nesting` before the parser sees it, so that nothing recurses without bound.
/// Thread-safety: any number of threads; each keeps a parser of its own.
[[nodiscard]] ast::Statement parse(std::string_view text);

/// How deep text may nest (brackets, prefix operators, CASE), and how many expressions of the syntax tree may stand
/// above one another (`a.b.c …` and `a IS NULL IS NULL …` nest without brackets). Chains of one precedence level are
/// flat.
inline constexpr std::uint32_t max_nesting = 500;

}  // namespace liaison
