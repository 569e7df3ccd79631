#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/line_editor.h"

namespace liaison {

struct Shell;

/// What may stand at the cursor: in quotes the names of entities, after `:` labels or types, after `.` and in `{`
/// properties, after `$` parameters, after CALL procedures, else keywords and functions; commands and what they take.
/// `lines`: what was typed before on earlier lines of the statement.
[[nodiscard]] Completion complete(const Shell& shell, std::span<const std::string> lines,
                                  std::string_view before_cursor);

}  // namespace liaison
