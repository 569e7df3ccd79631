#pragma once

#include "query/ast.h"
#include "value/type_set.h"

/// Which kinds the operators take and give, as far as is known before anything runs.
namespace liaison {

/// What a pattern's variables can be.
inline const TypeSet pattern_kinds{Kind::Node, Kind::Relationship, Kind::Path};

/// The kinds but Null: what an operation must be legal for. A type that can be nothing but null is legal everywhere.
[[nodiscard]] TypeSet without_null(TypeSet type);

/// True if a value of type `type` may be of `expected`: null aside, some kind of it is.
[[nodiscard]] bool may_be(TypeSet type, TypeSet expected);

/// The type of `left op right`; empty if no kinds of both make it legal.
[[nodiscard]] TypeSet arithmetic_type(ast::ArithmeticOperator op, TypeSet left, TypeSet right);

/// What comes of a list's items (null where the list may be empty or shorter).
[[nodiscard]] TypeSet item_type(TypeSet list);

}  // namespace liaison
