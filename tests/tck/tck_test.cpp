// Runs the openCypher TCK over the library: every scenario of a folder of features, strictly (rows, order, columns,
// side effects, each error's type, phase and detail), and reports per category.
//
// The folder: LIAISON_TCK in the environment (the one that holds features/ and graphs/), else ../shared/tck beside the
// checkout; without either the tests are skipped and say so. LIAISON_TCK_ONLY=TEXT runs the scenarios whose feature or
// name contains it and prints what went wrong with each. Then the same through the program, a process a scenario;
// LIAISON_TCK_EVERY=10 takes only each tenth there (under sanitizers a process takes long to start).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "gherkin.h"
#include "scenario_run.h"

namespace liaison::tck {
namespace {

std::filesystem::path tck_folder() {
  if (const char* folder = std::getenv("LIAISON_TCK")) return folder;
  return std::filesystem::path(LIAISON_SOURCE_DIR).parent_path() / "shared" / "tck";
}

/// "FEATURE: NAME" of each scenario that is known to fail; it may only shrink.
std::set<std::string> known_failures() {
  std::set<std::string> names;
  std::ifstream in(std::filesystem::path(LIAISON_SOURCE_DIR) / "tests" / "tck" / "known_failures.txt");
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && !line.starts_with('#')) names.insert(line);
  }
  return names;
}

std::vector<Scenario> all_scenarios(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "features")) {
    if (entry.path().extension() == ".feature") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<Scenario> scenarios;
  for (const std::filesystem::path& file : files) {
    const std::filesystem::path feature = std::filesystem::relative(file, folder / "features").replace_extension();
    for (Scenario& scenario : read_feature(file, feature.string())) {
      if (std::ranges::find(scenario.tags, "@ignore") == scenario.tags.end()) scenarios.push_back(std::move(scenario));
    }
  }
  return scenarios;
}

/// Runs all scenarios, or each `every`-th, and holds them against the list of known failures.
void run_all(MakeEngine make_engine, int every) {
  const std::filesystem::path folder = tck_folder();
  if (!std::filesystem::is_directory(folder / "features")) {
    GTEST_SKIP() << "the openCypher TCK is not at " << folder << "; name its folder in LIAISON_TCK";
  }
  const char* only = std::getenv("LIAISON_TCK_ONLY");
  const std::set<std::string> known = known_failures();
  std::map<std::string, std::pair<int, int>> by_category;  // passed, all
  std::vector<std::string> failed;
  int passed = 0;
  int all = 0;
  int number = 0;
  for (const Scenario& scenario : all_scenarios(folder)) {
    const std::string name = scenario.feature + ": " + scenario.name;
    if (only != nullptr && name.find(only) == std::string::npos) continue;
    if (number++ % every != 0) continue;
    const std::string fault = run_scenario(scenario, folder, make_engine);
    auto& [category_passed, category_all] = by_category[std::filesystem::path(scenario.feature).parent_path().string()];
    ++all;
    ++category_all;
    if (fault.empty()) {
      ++passed;
      ++category_passed;
      if (known.contains(name)) ADD_FAILURE() << name << " passes now: take it out of known_failures.txt";
      continue;
    }
    failed.push_back(name);
    if (only != nullptr) std::cout << name << "\n" << fault << "\n";
    if (!known.contains(name)) ADD_FAILURE() << name << "\n" << fault;
  }
  for (const auto& [category, counts] : by_category) {
    std::cout << std::left << std::setw(40) << category << std::right << std::setw(5) << counts.first << " of "
              << counts.second << "\n";
  }
  std::cout << std::left << std::setw(40) << "TCK" << std::right << std::setw(5) << passed << " of " << all << "\n";
  if (const char* list = std::getenv("LIAISON_TCK_FAILURES")) {
    std::ofstream out(list);
    for (const std::string& name : failed) out << name << "\n";
  }
}

TEST(Tck, EveryScenarioButTheKnownFailuresPasses) { run_all(library_engine, 1); }

int scenarios_per_one_run() {
  const char* every = std::getenv("LIAISON_TCK_EVERY");
  return every == nullptr ? 1 : std::max(1, std::atoi(every));
}

TEST(Tck, AndOnAStoreThatIsOpenedAgain) { run_all(stored_library_engine, scenarios_per_one_run()); }

TEST(Tck, AndThroughTheProgram) { run_all(program_engine, scenarios_per_one_run()); }

}  // namespace
}  // namespace liaison::tck
