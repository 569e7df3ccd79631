#pragma once

#include <string_view>

#include "antlr4-runtime.h"
#include "liaison/error.h"

namespace liaison {

/// What is wrong where the parser stopped, said for people: never in ANTLR's words.
[[nodiscard]] Error syntax_error(std::string_view text, antlr4::CommonTokenStream& tokens, antlr4::Token& offending);

/// Throws SyntaxError NestingTooDeep if brackets, prefix operators, CASE and subqueries nest deeper than max_nesting.
/// Looks at the tokens only, so that the parser, which recurses, never sees such text.
void check_nesting(std::string_view text, antlr4::CommonTokenStream& tokens);

}  // namespace liaison
