#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "engine.h"
#include "gherkin.h"

namespace liaison::tck {

using MakeEngine = std::unique_ptr<Engine> (*)(const Setting& setting);

/// Runs a scenario on an engine of its own; empty if it holds, else what went wrong. `folder` holds the named graphs.
[[nodiscard]] std::string run_scenario(const Scenario& scenario, const std::filesystem::path& folder,
                                       MakeEngine make_engine);

}  // namespace liaison::tck
