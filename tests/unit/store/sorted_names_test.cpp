#include "store/sorted_names.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "value/text.h"

namespace liaison {
namespace {

struct Named {
  std::string name;
  NodeId node;
};

using Shown = std::tuple<std::string, NodeId, std::string>;  // folded, node, as written

std::vector<Shown> shown(const BaseNames& names) {
  std::vector<Shown> all;
  for (std::uint64_t place = 0; place < names.size(); ++place) {
    const BaseNames::Entry entry = names.entry(place);
    all.emplace_back(entry.folded, entry.node, entry.name);
  }
  return all;
}

/// Names of few beginnings, which end, differ or go on around the 8th, the 16th and the 20th byte.
std::vector<Named> names_that_are_nearly_alike(std::mt19937& random) {
  const std::string beginning = "Northern Analytics of Lisbon and Porto";
  std::vector<Named> names;
  for (NodeId node = 0; node < 2000; ++node) {
    std::string name = beginning.substr(0, 5 + random() % (beginning.size() - 5));
    if (random() % 2 == 0) name += "aZ"[random() % 2];
    if (random() % 4 == 0) name += '\0';
    if (random() % 4 == 0) name += "\xc3\x89";
    names.push_back({name, node});
  }
  return names;
}

void expect_order(const std::vector<Named>& names, bool in_thread) {
  SortedNames sorted;
  std::vector<Shown> expected;
  for (const auto& [name, node] : names) {
    sorted.add(Value::string(name), node);
    expected.emplace_back(folded(name), node, name);
  }
  std::ranges::sort(expected, {}, [](const Shown& each) { return std::tie(std::get<0>(each), std::get<1>(each)); });
  sorted.sort(in_thread);
  EXPECT_EQ(shown(sorted), expected);
  for (const Shown& each : expected) {
    const auto first =
        std::ranges::lower_bound(expected, std::get<0>(each), {}, [](const Shown& one) { return std::get<0>(one); });
    ASSERT_EQ(sorted.lower_bound(std::get<0>(each)), static_cast<std::uint64_t>(first - expected.begin()));
  }
}

TEST(SortedNames, AreInOrderOfTheirFoldedFormThenOfTheNode) {
  std::mt19937 random(1);
  const std::vector<Named> names = names_that_are_nearly_alike(random);
  expect_order(names, false);
  expect_order(names, true);
}

TEST(SortedNames, MayComeInAnyOrderOfNodes) {
  std::mt19937 random(2);
  std::vector<Named> names = names_that_are_nearly_alike(random);
  std::ranges::shuffle(names, random);
  expect_order(names, false);
  expect_order(names, true);
}

TEST(SortedNames, OfNobodyAreNone) { expect_order({}, true); }

TEST(SortedNames, ThoseWhoAskWhileTheyAreSortedWait) {
  std::mt19937 random(3);
  const std::vector<Named> names = names_that_are_nearly_alike(random);
  SortedNames sorted;
  for (const auto& [name, node] : names) sorted.add(Value::string(name), node);
  sorted.sort(true);
  std::vector<std::uint64_t> places(4);
  {
    std::vector<std::jthread> readers;
    for (std::uint64_t& place : places) {
      readers.emplace_back([&sorted, &place] { place = sorted.lower_bound("northern b"); });
    }
  }
  EXPECT_EQ(places, std::vector<std::uint64_t>(4, sorted.lower_bound("northern b")));
}

TEST(SortedNames, MayGoWhileTheyAreSorted) {
  std::mt19937 random(4);
  SortedNames sorted;
  for (const auto& [name, node] : names_that_are_nearly_alike(random)) sorted.add(Value::string(name), node);
  sorted.sort(true);
}

}  // namespace
}  // namespace liaison
