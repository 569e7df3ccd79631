#pragma once

#include <cstdint>

#include "liaison/error.h"

namespace liaison {

/// What the program tells the shell that started it. Of several failures the largest is told.
enum class ExitCode : std::uint8_t {
  Well = 0,
  StatementFailed = 1,  ///< or a graph is not whole (`check`), or a question was answered wrongly (`test`)
  WrongUsage = 2,
  GraphUnusable = 3,  ///< it could not be opened or saved
  LimitHit = 4,
  Interrupted = 130,
};

/// For an error that stopped a statement or a command.
[[nodiscard]] ExitCode exit_code_of(const Error& error);

}  // namespace liaison
