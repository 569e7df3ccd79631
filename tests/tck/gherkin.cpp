#include "gherkin.h"

#include <fstream>
#include <map>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace liaison::tck {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// `\n` is a newline, `\|` a bar, `\\` a backslash; any other backslash stays.
std::vector<std::string> cells_of(std::string_view row) {
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 1; i < row.size(); ++i) {
    const char next = i + 1 < row.size() ? row[i + 1] : '\0';
    if (row[i] == '\\' && (next == 'n' || next == '|' || next == '\\')) {
      cell += next == 'n' ? '\n' : next;
      ++i;
    } else if (row[i] == '|') {
      cells.emplace_back(trimmed(cell));
      cell.clear();
    } else {
      cell += row[i];
    }
  }
  return cells;
}

std::string replaced(std::string text, const std::map<std::string, std::string>& examples) {
  for (const auto& [name, value] : examples) {
    const std::string wanted = "<" + name + ">";
    for (std::size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + value.size())) {
      text.replace(at, wanted.size(), value);
    }
  }
  return text;
}

class FeatureReader {
 public:
  FeatureReader(const std::filesystem::path& file, std::string feature) : feature_(std::move(feature)) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    for (std::string line; std::getline(in, line);) {
      if (line.ends_with('\r')) line.pop_back();
      lines_.push_back(std::move(line));
    }
  }

  std::vector<Scenario> read() {
    std::vector<std::string> tags;
    while (at_ < lines_.size()) {
      const std::string_view line = trimmed(lines_[at_]);
      if (line.starts_with('@')) {
        for (std::size_t i = 0; i < line.size();) {
          const std::size_t end = std::min(line.find(' ', i), line.size());
          if (end > i) tags.emplace_back(line.substr(i, end - i));
          i = end + 1;
        }
        ++at_;
      } else if (line.starts_with("Background:")) {
        ++at_;
        background_ = read_steps();
      } else if (line.starts_with("Scenario Outline:")) {
        read_outline(std::string(trimmed(line.substr(17))), std::exchange(tags, {}));
      } else if (line.starts_with("Scenario:")) {
        ++at_;
        add(std::string(trimmed(line.substr(9))), std::exchange(tags, {}), read_steps());
      } else {
        if (!line.starts_with("Feature:")) tags.clear();
        ++at_;
      }
    }
    return std::move(scenarios_);
  }

 private:
  void add(std::string name, std::vector<std::string> tags, std::vector<Step> steps) {
    Scenario scenario{feature_, std::move(name), std::move(tags), background_};
    for (Step& step : steps) scenario.steps.push_back(std::move(step));
    scenarios_.push_back(std::move(scenario));
  }

  std::vector<Step> read_steps() {
    std::vector<Step> steps;
    while (at_ < lines_.size()) {
      const std::string_view line = trimmed(lines_[at_]);
      if (line.empty() || line.starts_with('#')) {
        ++at_;
      } else if (line.starts_with("\"\"\"")) {
        steps.back().doc_string = read_doc_string();
      } else if (line.starts_with('|')) {
        steps.back().table.push_back(cells_of(line));
        ++at_;
      } else if (const std::size_t word = keyword_length(line); word != 0) {
        steps.push_back({std::string(trimmed(line.substr(word))), {}, {}});
        ++at_;
      } else {
        break;
      }
    }
    return steps;
  }

  static std::size_t keyword_length(std::string_view line) {
    for (std::string_view keyword : {"Given ", "When ", "Then ", "And ", "But ", "* "}) {
      if (line.starts_with(keyword)) return keyword.size();
    }
    return 0;
  }

  std::string read_doc_string() {
    const std::size_t indent = lines_[at_].find('"');
    std::string text;
    for (++at_; at_ < lines_.size() && trimmed(lines_[at_]) != "\"\"\""; ++at_) {
      const std::string& line = lines_[at_];
      std::size_t strip = 0;
      while (strip < indent && strip < line.size() && (line[strip] == ' ' || line[strip] == '\t')) ++strip;
      text += line.substr(strip) + "\n";
    }
    ++at_;
    if (!text.empty()) text.pop_back();
    return text;
  }

  void read_outline(const std::string& name, const std::vector<std::string>& tags) {
    ++at_;
    const std::vector<Step> steps = read_steps();
    std::size_t number = 0;
    while (at_ < lines_.size()) {
      const std::string_view line = trimmed(lines_[at_]);
      if (line.empty() || line.starts_with('#')) {
        ++at_;
        continue;
      }
      if (!line.starts_with("Examples:")) break;
      ++at_;
      std::vector<std::string> header;
      while (at_ < lines_.size()) {
        const std::string_view row = trimmed(lines_[at_]);
        if (row.starts_with('|')) {
          std::vector<std::string> cells = cells_of(row);
          if (header.empty()) {
            header = std::move(cells);
          } else {
            std::map<std::string, std::string> examples;
            for (std::size_t i = 0; i < header.size(); ++i) examples[header[i]] = cells[i];
            add(replaced(name, examples) + " #" + std::to_string(++number), tags, filled(steps, examples));
          }
        } else if (!row.empty() && !row.starts_with('#')) {
          break;
        }
        ++at_;
      }
    }
  }

  static std::vector<Step> filled(std::vector<Step> steps, const std::map<std::string, std::string>& examples) {
    for (Step& step : steps) {
      step.text = replaced(step.text, examples);
      step.doc_string = replaced(step.doc_string, examples);
      for (auto& row : step.table) {
        for (std::string& cell : row) cell = replaced(cell, examples);
      }
    }
    return steps;
  }

  std::string feature_;
  std::vector<std::string> lines_;
  std::size_t at_ = 0;
  std::vector<Step> background_;
  std::vector<Scenario> scenarios_;
};

}  // namespace

std::vector<Scenario> read_feature(const std::filesystem::path& file, const std::string& feature) {
  return FeatureReader(file, feature).read();
}

}  // namespace liaison::tck
