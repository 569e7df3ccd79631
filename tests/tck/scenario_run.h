#pragma once

#include <filesystem>
#include <string>

#include "gherkin.h"

namespace liaison::tck {

/// Runs a scenario on a graph of its own; empty if it holds, else what went wrong. `folder` holds the named graphs.
[[nodiscard]] std::string run_scenario(const Scenario& scenario, const std::filesystem::path& folder);

}  // namespace liaison::tck
