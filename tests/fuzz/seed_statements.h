#pragma once

#include <string>
#include <vector>

namespace liaison {

/// The statements of the question files in tests/queries and graphs/questions: what mutations begin with.
[[nodiscard]] std::vector<std::string> seed_statements();

}  // namespace liaison
