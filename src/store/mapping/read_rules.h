#pragma once

#include <string_view>
#include <vector>

#include "store/load/json_tape.h"
#include "store/mapping/mapping.h"
#include "store/mapping/mapping_members.h"

namespace liaison {

// The parts of a mapping file's rules. Each throws GraphFileFault; `what` names the value in messages.

/// The reader's depth limit bounds the recursion.
[[nodiscard]] Condition read_condition(JsonValue value);
/// A column's name, or an object with what all values may have. `extra`: members that the object may have besides.
[[nodiscard]] ValueRule read_value_rule(JsonValue value, std::string_view what, std::vector<Member> extra = {});

}  // namespace liaison
