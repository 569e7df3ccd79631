#pragma once

#include <string>

#include "query/ast.h"

namespace liaison::ast {

/// The syntax tree as text, for tests and tools: Cypher again, in one spelling, every operator in parentheses of its
/// own
/// (`(a + (b * c))`), clauses on one line. Parsing it gives the same tree, but for spans and Unsupported.
[[nodiscard]] std::string to_text(const Statement& statement);
[[nodiscard]] std::string to_text(const Query& query);
[[nodiscard]] std::string to_text(const Clause& clause);
[[nodiscard]] std::string to_text(const Expression& expression);
[[nodiscard]] std::string to_text(const PatternPath& path);
[[nodiscard]] std::string to_text(const LabelExpression& labels);

}  // namespace liaison::ast
