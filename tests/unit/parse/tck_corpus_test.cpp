#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "liaison/error.h"
#include "parse/parse.h"
#include "query/ast_text.h"

namespace liaison {
namespace {

/// The queries of one scenario, an outline's once for each of its examples.
struct Scenario {
  std::string name;
  std::vector<std::string> queries;
  std::string error_detail;  // of "SyntaxError should be raised at compile time", else empty
};

std::filesystem::path tck_folder() {
  if (const char* named = std::getenv("LIAISON_TCK")) return named;
  return std::filesystem::path(LIAISON_SOURCE_DIR).parent_path() / "shared" / "tck";
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The cells of `| a | b |`, with \| and \\ resolved.
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> result;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && (line[i + 1] == '|' || line[i + 1] == '\\')) {
      cell += line[++i];
    } else if (line[i] == '|') {
      result.push_back(trimmed(cell));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  return result;
}

std::string substituted(std::string text, const std::map<std::string, std::string>& example) {
  for (const auto& [name, value] : example) {
    const std::string placeholder = "<" + name + ">";
    for (std::size_t at = 0; (at = text.find(placeholder, at)) != std::string::npos; at += value.size()) {
      text.replace(at, placeholder.size(), value);
    }
  }
  return text;
}

std::vector<Scenario> scenarios_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<Scenario> result;
  Scenario scenario;
  bool in_examples = false;
  bool has_examples = false;
  std::vector<std::string> header;
  const auto finish = [&] {
    if (!scenario.queries.empty() && !has_examples) result.push_back(scenario);
    scenario = {};
    in_examples = has_examples = false;
    header.clear();
  };
  std::string line;
  std::string step;
  while (std::getline(in, line)) {
    const std::string words = trimmed(line);
    if (words.starts_with("Scenario") || words.starts_with("Background")) {
      finish();
      scenario.name = file.stem().string() + ": " + words;
    } else if (words == "\"\"\"") {
      const std::size_t indent = line.find('"');
      std::string text;
      while (std::getline(in, line) && trimmed(line) != "\"\"\"") {
        text += line.size() > indent ? line.substr(indent) : "";
        text += '\n';
      }
      if (step.find("execut") != std::string::npos) scenario.queries.push_back(text);
    } else if (words.starts_with("Examples:")) {
      in_examples = has_examples = true;
      header.clear();
    } else if (in_examples && words.starts_with("|")) {
      if (header.empty()) {
        header = cells(words);
        continue;
      }
      const std::vector<std::string> row = cells(words);
      std::map<std::string, std::string> example;
      for (std::size_t i = 0; i < header.size() && i < row.size(); ++i) example[header[i]] = row[i];
      Scenario instance = scenario;
      for (std::string& query : instance.queries) query = substituted(query, example);
      instance.error_detail = substituted(instance.error_detail, example);
      result.push_back(std::move(instance));
    } else if (!words.empty() && !words.starts_with("#") && !words.starts_with("|")) {
      step = words;
      const std::string marker = "SyntaxError should be raised at compile time: ";
      const std::size_t at = words.find(marker);
      if (at != std::string::npos) scenario.error_detail = words.substr(at + marker.size());
    }
  }
  finish();
  return result;
}

std::vector<Scenario> all_scenarios() {
  std::vector<Scenario> result;
  const std::filesystem::path features = tck_folder() / "features";
  if (!std::filesystem::exists(features)) return result;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(features)) {
    if (entry.path().extension() != ".feature") continue;
    for (Scenario& scenario : scenarios_of(entry.path())) result.push_back(std::move(scenario));
  }
  return result;
}

TEST(TckCorpus, EveryLegalQueryParsesAndItsTextParsesToTheSame) {
  const std::vector<Scenario> scenarios = all_scenarios();
  if (scenarios.empty()) GTEST_SKIP() << "the openCypher TCK is not in " << tck_folder();
  std::size_t count = 0;
  for (const Scenario& scenario : scenarios) {
    if (!scenario.error_detail.empty()) continue;
    for (const std::string& query : scenario.queries) {
      SCOPED_TRACE(scenario.name + "\n" + query);
      try {
        const std::string text = ast::to_text(parse(query));
        EXPECT_EQ(ast::to_text(parse(text)), text);
        ++count;
      } catch (const Error& error) {
        ADD_FAILURE() << error.detail << " at " << error.place.line << ":" << error.place.column << ": "
                      << error.message;
      }
    }
  }
  EXPECT_GT(count, 1000u);
}

// The parser finds some of the faults, the binder the rest; what the parser finds it must name as the TCK does.
TEST(TckCorpus, FaultsFoundHereHaveTheirName) {
  const std::vector<Scenario> scenarios = all_scenarios();
  if (scenarios.empty()) GTEST_SKIP() << "the openCypher TCK is not in " << tck_folder();
  std::size_t found = 0;
  for (const Scenario& scenario : scenarios) {
    if (scenario.error_detail.empty()) continue;
    SCOPED_TRACE(scenario.name + "\n" + scenario.queries.back());
    try {
      static_cast<void>(parse(scenario.queries.back()));
    } catch (const Error& error) {
      ++found;
      EXPECT_EQ(error.detail, scenario.error_detail) << error.message;
      EXPECT_GT(error.place.line, 0u);
    }
  }
  EXPECT_GT(found, 10u);
}

}  // namespace
}  // namespace liaison
