#pragma once

#include <bitset>

#include "antlr4-runtime.h"
#include "parse/source.h"
#include "parse/token_list.h"

namespace liaison {

/// Types of tokens.
using TokenSet = std::bitset<256>;

/// The tokens that a grammar rule may begin with.
[[nodiscard]] TokenSet first_words(const antlr4::atn::ATN& atn, std::size_t rule);

/// Looks at the tokens before the parser does, in linear time:
/// - refuses text whose brackets, prefix operators and CASE nest deeper than max_nesting (SyntaxError NestingTooDeep),
///   since the parser recurses and its look-ahead does;
/// - retypes each `(` that begins a pattern where an expression may stand, and each `[` that begins a pattern
///   comprehension, so that the parser need not read ahead to tell `(a)-[b]-(c)` from arithmetic.
/// `variable_words`: the words that may be variables.
void prepare_brackets(const StatementText& source, const TokenSet& variable_words, TokenList& list);

}  // namespace liaison
