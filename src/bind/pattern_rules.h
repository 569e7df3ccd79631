#pragma once

#include <string>
#include <vector>

#include "liaison/error.h"
#include "query/ast.h"
#include "query/expression.h"
#include "store/graph_view.h"

/// What a pattern's parts mean, whatever stands around them.
namespace liaison {

/// The names without which nothing passes (A of `:A:B`, `:A&!B`), to the end of `names`; true: they say all of it.
/// What a literal or a parameter gives, `:$($label)`, is a name like any other; where it gives none, that comes out
/// when the statement runs.
[[nodiscard]] bool conjunction(const ast::LabelExpression& labels, const Map& parameters,
                               std::vector<std::string>& names);

/// The names of a plain disjunction (`:A|B`, `:A|:B`), to the end of `names`; false: it is more than that.
[[nodiscard]] bool disjunction(const ast::LabelExpression& types, const Map& parameters,
                               std::vector<std::string>& names);

/// In order of first mention: a type named twice must not be walked twice.
[[nodiscard]] std::vector<std::string> without_doubles(std::vector<std::string> names);

[[nodiscard]] Direction direction_of(ast::Arrow arrow);

[[nodiscard]] Expression equality(Expression left, Expression right, Place place);

}  // namespace liaison
