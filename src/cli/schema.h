#pragma once

#include <cstdint>
#include <string>

#include "query/result.h"
#include "store/graph.h"

namespace liaison {

/// What `:schema` shows, as results: each label with the number of its nodes and their properties, the commonest first;
/// each relationship type with the number of its relationships, the labels at their ends and their properties.
/// Time: linear in the graph.
[[nodiscard]] StatementResult labels_of(const Snapshot& snapshot);
[[nodiscard]] StatementResult types_of(const Snapshot& snapshot);

/// Each index and each constraint, with the label or type and the properties that it is about.
[[nodiscard]] StatementResult indexes_of(const Snapshot& snapshot);
[[nodiscard]] StatementResult constraints_of(const Snapshot& snapshot);

/// The same as a text for people, folded to the width (0: not folded).
[[nodiscard]] std::string schema_text(const Snapshot& snapshot, std::uint32_t width);

}  // namespace liaison
