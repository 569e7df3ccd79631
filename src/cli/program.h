#pragma once

namespace liaison {

/// The whole program; gives its exit code.
[[nodiscard]] int run_program(int argument_count, const char* const* arguments);

}  // namespace liaison
