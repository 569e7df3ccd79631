#pragma once

#include "antlr4-runtime.h"
#include "liaison/error.h"
#include "parse/source.h"

namespace liaison {

/// What is wrong where the parser stopped, said for people: never in ANTLR's words.
[[nodiscard]] Error syntax_error(const StatementText& source, antlr4::Parser& parser, antlr4::Token& offending);

}  // namespace liaison
