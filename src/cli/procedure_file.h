#pragma once

#include <string>

#include "algorithm/procedure.h"
#include "liaison/options.h"

namespace liaison {

/// The procedure that `--procedure SIGNATURE=FILE.csv` names. The file's first record names the inputs and then the
/// outputs, as the signature does; each cell below is a constant expression, and nothing at all is null.
/// Throws Error UsageError for a signature that is none, GraphFileError with file and line for what is wrong in the
/// file.
[[nodiscard]] Procedure read_procedure(const std::string& text, const SessionOptions& session);

}  // namespace liaison
