#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace liaison::tck {

/// One step with what stands below it.
struct Step {
  std::string text;  // without Given, When, Then, And
  std::string doc_string;
  std::vector<std::vector<std::string>> table;  // cells unescaped
};

/// A scenario as it is run: background steps in front, an outline's placeholders filled in.
struct Scenario {
  std::string feature;  // path below features/, without the ending
  std::string name;     // with " #n" behind an outline's n-th example
  std::vector<std::string> tags;
  std::vector<Step> steps;
};

/// The scenarios of a feature file, outlines expanded, in order (Gherkin as the openCypher TCK uses it).
[[nodiscard]] std::vector<Scenario> read_feature(const std::filesystem::path& file, const std::string& feature);

}  // namespace liaison::tck
