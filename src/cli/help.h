#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "algorithm/procedure.h"

namespace liaison {

/// What `:help TOPIC` prints: a command, a clause or other topic, a function or procedure by name. No topic: the
/// commands and topics. Throws Error UsageError UnknownTopic with the nearest name.
[[nodiscard]] std::string help_text(std::string_view topic, const Procedures& procedures);

/// Every word that `:help` takes, for completion.
[[nodiscard]] std::vector<std::string> help_topics(const Procedures& procedures);

}  // namespace liaison
