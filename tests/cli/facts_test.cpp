#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/istreamwrapper.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "cli/process.h"

// Is each fact that the first graph's article states in the graph, with what the fact names, dates, counts and cites?
// The list of facts stands beside the checkout; its table has a line a fact:
// | number | subject | relation | object | date | amount | qualifiers | said by | paragraphs |
namespace liaison {
namespace {

using Json = rapidjson::Value;

struct Fact {
  int number = 0;
  std::string subject, object, date, amount, said_by, paragraphs;
};

std::filesystem::path list_of_facts() {
  return std::filesystem::path(LIAISON_SOURCE_DIR).parent_path() / "shared" / "seed" / "facts.md";
}

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

std::vector<std::string> all_matches(const std::string& text, const std::regex& pattern) {
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) found.push_back(at->str());
  return found;
}

/// A node or an edge that records facts, flattened: what it says and what it touches.
struct Record {
  std::set<std::string> nodes;  // its own id, or those of its ends
  std::vector<std::string> texts;
  std::vector<double> numbers;
  std::set<std::string> paragraphs;
  std::set<std::string> said_by;  // "" : the article itself
};

class Facts : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ifstream list(list_of_facts());
    if (!list) GTEST_SKIP() << list_of_facts() << " is not there";
    std::string line;
    while (std::getline(list, line)) {
      all_text_ += line + "\n";
      if (!std::regex_search(line, std::regex(R"(^\| [0-9]+ \|)"))) continue;
      std::vector<std::string> cells;
      std::size_t at = 1;
      for (std::size_t end; (end = line.find('|', at)) != std::string::npos; at = end + 1) {
        cells.push_back(trimmed(line.substr(at, end - at)));
      }
      ASSERT_EQ(cells.size(), 9u) << line;
      facts_.push_back({std::stoi(cells[0]), cells[1], cells[3], cells[4], cells[5], cells[7], cells[8]});
    }
    std::ifstream file(first_graph());
    rapidjson::IStreamWrapper stream(file);
    graph_.ParseStream(stream);
    ASSERT_FALSE(graph_.HasParseError());
    for (const Json& node : graph_["nodes"].GetArray()) {
      names_[node["name"].GetString()] = node["id"].GetString();
      if (node.HasMember("aliases")) {
        for (const Json& alias : node["aliases"].GetArray()) names_[alias.GetString()] = node["id"].GetString();
      }
      add_record(node, {node["id"].GetString()});
    }
    for (const Json& edge : graph_["edges"].GetArray()) {
      add_record(edge, {edge["from"].GetString(), edge["to"].GetString()});
    }
    for (const Json& each : graph_["not_modelled"].GetArray())
      not_modelled_[each["fact"].GetInt()] = each["reason"].GetString();
  }

  void add_record(const Json& from, std::set<std::string> nodes) {
    if (!from.HasMember("facts")) return;
    Record record;
    record.nodes = std::move(nodes);
    for (const auto& member : from.GetObject()) {
      if (member.name != "facts" && member.name != "sources") collect(member.value, record);
    }
    if (from.HasMember("sources")) {
      for (const Json& source : from["sources"].GetArray()) {
        const std::string text = source.IsString() ? source.GetString() : std::string("#") + source["at"].GetString();
        record.paragraphs.insert(text.substr(text.find("#p") + 2));
        const bool by_another = source.IsObject() && source.HasMember("said_by");
        record.said_by.insert(by_another ? source["said_by"].GetString() : "");
      }
    }
    for (const Json& fact : from["facts"].GetArray()) records_[fact.GetInt()].push_back(record);
  }

  static void collect(const Json& value, Record& record) {
    if (value.IsString()) record.texts.emplace_back(value.GetString());
    if (value.IsNumber()) record.numbers.push_back(value.GetDouble());
    if (value.IsArray()) {
      for (const Json& item : value.GetArray()) collect(item, record);
    }
    if (value.IsObject()) {
      for (const auto& member : value.GetObject()) collect(member.value, record);
    }
  }

  template <class Holds>
  [[nodiscard]] bool some_record(const Fact& fact, const Holds& holds) const {
    const auto found = records_.find(fact.number);
    return found != records_.end() && std::ranges::any_of(found->second, holds);
  }

  /// The node that a name means, if it is the whole name or an alias of one.
  [[nodiscard]] std::optional<std::string> node_called(const std::string& name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? std::nullopt : std::optional(found->second);
  }

  std::string all_text_;
  std::vector<Fact> facts_;
  rapidjson::Document graph_;
  std::map<std::string, std::string> names_;  // names and aliases -> id
  std::map<int, std::vector<Record>> records_;
  std::map<int, std::string> not_modelled_;
};

/// Names of companies, people, platforms and models: words with capitals in a row ("Daniel De Freitas", "Run:ai").
std::vector<std::string> proper_names(const std::string& text) {
  static const std::regex name(R"([A-Z][A-Za-z]*([.:][A-Za-z]+)?\+?( [A-Z][A-Za-z]*([.:][A-Za-z]+)?\+?)*)");
  return all_matches(text, name);
}

TEST_F(Facts, AreAHundredAndTwo) {
  ASSERT_EQ(facts_.size(), 102u);
  for (std::size_t i = 0; i < facts_.size(); ++i) EXPECT_EQ(facts_[i].number, static_cast<int>(i) + 1);
}

TEST_F(Facts, EachIsInTheGraphOrListedAsNotModelled) {
  for (const Fact& fact : facts_) {
    EXPECT_TRUE(records_.contains(fact.number) || not_modelled_.contains(fact.number)) << "fact " << fact.number;
  }
}

TEST_F(Facts, TheGraphRecordsNoOthers) {
  const int last = static_cast<int>(facts_.size());
  for (const auto& [number, records] : records_) EXPECT_TRUE(number >= 1 && number <= last) << number;
  for (const auto& [number, reason] : not_modelled_) {
    EXPECT_TRUE(number >= 1 && number <= last) << number;
    EXPECT_FALSE(reason.empty()) << number;
  }
}

TEST_F(Facts, EachCitesItsParagraphs) {
  for (const Fact& fact : facts_) {
    const std::vector<std::string> paragraphs = all_matches(fact.paragraphs, std::regex("[0-9]+"));
    EXPECT_FALSE(paragraphs.empty()) << "fact " << fact.number;
    for (const std::string& paragraph : paragraphs) {
      EXPECT_TRUE(some_record(fact, [&](const Record& record) { return record.paragraphs.contains(paragraph); }))
          << "fact " << fact.number << " does not cite paragraph " << paragraph;
    }
  }
}

TEST_F(Facts, WhateverRecordsAFactCitesOneOfItsParagraphs) {
  for (const Fact& fact : facts_) {
    const std::vector<std::string> paragraphs = all_matches(fact.paragraphs, std::regex("[0-9]+"));
    for (const Record& record : records_[fact.number]) {
      EXPECT_TRUE(std::ranges::any_of(
          paragraphs, [&](const std::string& paragraph) { return record.paragraphs.contains(paragraph); }))
          << "fact " << fact.number << " at " << *record.nodes.begin();
    }
  }
}

TEST_F(Facts, NobodyElseIsQuoted) {
  std::string sayers;
  for (const Fact& fact : facts_) sayers += fact.said_by + "\n";
  for (const auto& [number, records] : records_) {
    for (const Record& record : records) {
      for (const std::string& name : record.said_by) {
        EXPECT_TRUE(sayers.find(name) != std::string::npos || name.starts_with("an ")) << number << ": " << name;
      }
    }
  }
}

TEST_F(Facts, EachNamesWhoSaidIt) {
  for (const Fact& fact : facts_) {
    std::string by = fact.said_by;
    std::smatch other;
    if (std::regex_match(by, other, std::regex("as ([0-9]+)"))) by = facts_.at(std::stoul(other[1]) - 1).said_by;
    const bool said = some_record(fact, [&](const Record& record) {
      return std::ranges::any_of(record.said_by, [&](const std::string& name) {
        if (by == "Text") return name.empty();
        // Someone without a name is told by what the article calls them.
        return by.starts_with("unnamed") ? !name.empty() && !names_.contains(name)
                                         : !name.empty() && by.starts_with(name);
      });
    });
    EXPECT_TRUE(said) << "fact " << fact.number << " is said by " << fact.said_by;
  }
}

TEST_F(Facts, EachTouchesWhatItNames) {
  std::size_t names = 0;
  for (const Fact& fact : facts_) {
    for (const std::string& name : proper_names(fact.subject + " | " + fact.object)) {
      ++names;
      if (const std::optional<std::string> id = node_called(name)) {
        EXPECT_TRUE(some_record(fact, [&](const Record& record) { return record.nodes.contains(*id); }))
            << "fact " << fact.number << " is about " << name;
      } else {
        // Part of a group's name: "AI" of "AI start-ups".
        EXPECT_TRUE(
            std::ranges::any_of(names_, [&](const auto& known) { return known.first.find(name) != std::string::npos; }))
            << "fact " << fact.number << " names " << name << ", which no node is called";
      }
    }
  }
  EXPECT_GT(names, 150u);
}

TEST_F(Facts, EachDateIsThere) {
  std::size_t dates = 0;
  for (const Fact& fact : facts_) {
    for (const std::string& date : all_matches(fact.date, std::regex("[0-9]{4}(-[0-9]{2}){0,2}"))) {
      ++dates;
      // What another fact tells to the day may be a month here.
      EXPECT_TRUE(some_record(fact,
                              [&](const Record& record) {
                                return std::ranges::any_of(record.texts, [&](const std::string& text) {
                                  return text.size() <= 10 && text.starts_with(date);
                                });
                              }))
          << "fact " << fact.number << " is of " << fact.date;
    }
  }
  EXPECT_GT(dates, 15u);
}

TEST_F(Facts, EachNumberIsThereWithItsCurrency) {
  static const std::regex number(R"(([0-9][0-9,]*(?:\.[0-9]+)?)( bn| million)?)");
  std::size_t numbers = 0;
  for (const Fact& fact : facts_) {
    const auto listed = not_modelled_.contains(fact.number);
    const std::string text = fact.amount + " | " + fact.object;
    for (std::sregex_iterator at(text.begin(), text.end(), number), end; at != end; ++at) {
      std::string digits = (*at)[1];
      std::erase(digits, ',');
      const double value = std::stod(digits) * ((*at)[2] == " bn" ? 1e9 : (*at)[2] == " million" ? 1e6 : 1);
      ++numbers;
      const bool there = some_record(fact, [&](const Record& record) {
        return std::ranges::any_of(record.numbers, [&](double each) { return std::abs(each - value) <= 1e-9 * value; });
      });
      EXPECT_TRUE(there || listed) << "fact " << fact.number << " says " << at->str();
    }
    if (text.find("USD") == std::string::npos) continue;
    EXPECT_TRUE(some_record(fact, [&](const Record& record) { return std::ranges::count(record.texts, "USD") != 0; }))
        << "fact " << fact.number << " has no currency";
  }
  EXPECT_GT(numbers, 15u);
}

TEST_F(Facts, NamesThatMeanTheSameAreOneNode) {
  const std::size_t begin = all_text_.find("## Names to resolve");
  ASSERT_NE(begin, std::string::npos);
  const std::string section = all_text_.substr(begin, all_text_.find("\n## ", begin + 1) - begin);
  static const std::regex same(R"re("?([A-Z][A-Za-z.:+' ]*[A-Za-z+])"? = ([A-Z][A-Za-z.:+ ]*[A-Za-z+]))re");
  std::size_t pairs = 0;
  for (std::sregex_iterator at(section.begin(), section.end(), same), end; at != end; ++at, ++pairs) {
    EXPECT_TRUE(node_called((*at)[1])) << (*at)[1];
    EXPECT_EQ(node_called((*at)[1]), node_called((*at)[2])) << at->str();
  }
  EXPECT_GE(pairs, 7u);
}

}  // namespace
}  // namespace liaison
