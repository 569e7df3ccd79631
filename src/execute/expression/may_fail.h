#pragma once

#include "execute/execution.h"
#include "query/expression.h"

namespace liaison {

/// False only if no value of any row makes the expression throw, as far as the binder's types tell.
[[nodiscard]] bool may_fail(const Expression& expression, const Execution& execution);

/// The same where the expression stands as a condition: then a value that is no truth fails as well.
[[nodiscard]] bool may_fail_as_truth(const Expression& expression, const Execution& execution);

}  // namespace liaison
