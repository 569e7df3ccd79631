#include "store/value_index.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>

#include "value/order.h"
#include "value/text.h"

namespace liaison {
namespace {

struct InOrder {
  bool operator()(const Value& left, const Value& right) const { return order(left, right) < 0; }
};
using Model = std::multimap<Value, std::uint64_t, InOrder>;

/// Values of several kinds, many of them alike.
Value some_value(std::mt19937& random) {
  const auto number = static_cast<std::int64_t>(random() % 60);
  switch (random() % 6) {
    case 0:
      return Value::integer(number);
    case 1:
      return Value::floating(static_cast<double>(number) / 2);
    case 2:
      return Value::string("name" + std::to_string(number));
    case 3:
      return Value::boolean(number % 2 == 0);
    case 4:
      return Value::list({Value::integer(number % 5), Value::string(std::to_string(number))});
    default:
      return Value::integer(7);
  }
}

std::vector<std::uint64_t> ids_of(const Model& model, const Value& value) {
  const auto [begin, end] = model.equal_range(value);
  std::set<std::uint64_t> ids;
  for (auto entry = begin; entry != end; ++entry) ids.insert(entry->second);
  return {ids.begin(), ids.end()};
}

/// The first thing in which an index differs from its model; empty: none.
std::string difference(const ValueIndex& index, const Model& model, std::mt19937& random) {
  if (index.size() != model.size()) return "size";
  std::size_t visited = 0;
  const ValueIndex::Entry* last = nullptr;
  std::string found;
  index.visit_from([](const auto&) { return false; },
                   [&](const ValueIndex::Entry& entry) {
                     if (last != nullptr && order(last->value, entry.value) > 0) found = "order";
                     if (last != nullptr && order(last->value, entry.value) == 0 && last->id >= entry.id) found = "ids";
                     last = &entry;
                     ++visited;
                     return true;
                   });
  if (visited != model.size()) return "visited";
  for (int i = 0; i < 20 && found.empty(); ++i) {
    const Value value = some_value(random);
    if (index.equal_to(value) != ids_of(model, value)) found = "ids of " + literal_text(value);
    std::size_t behind = 0;
    index.visit_from([&](const auto& entry) { return order(entry.value, value) <= 0; },
                     [&](const auto&) {
                       ++behind;
                       return true;
                     });
    if (behind != static_cast<std::size_t>(std::distance(model.upper_bound(value), model.end()))) {
      found = "behind " + literal_text(value);
    }
  }
  return found;
}

void change(ValueIndex& index, Model& model, std::uint64_t& next_id, Owner owner, std::mt19937& random) {
  if (model.empty() || random() % 5 < 3) {
    const Value value = some_value(random);
    index.insert(value, next_id, owner);
    model.emplace(value, next_id++);
    return;
  }
  const auto from = model.lower_bound(some_value(random));
  const auto entry = from == model.end() ? model.begin() : from;
  index.erase(entry->first, entry->second, owner);
  model.erase(entry);
}

/// Transactions, some of which are dropped, and states held on the way.
TEST(ValueIndex, IsAMultimapWhoseOldStatesStay) {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    std::mt19937 random(seed);
    std::vector<std::pair<ValueIndex, Model>> states(1);
    std::uint64_t next_id = 0;
    for (Owner owner = 1; owner < 60; ++owner) {
      auto [index, model] = states[states.size() == 1 ? 0 : states.size() - 1 - random() % 2];
      for (std::uint32_t i = random() % 300; i > 0; --i) change(index, model, next_id, owner, random);
      ASSERT_EQ(difference(index, model, random), "") << "seed " << seed << ", transaction " << owner;
      if (random() % 4 != 0) states.emplace_back(std::move(index), std::move(model));
      const auto& [held, expected] = states[random() % states.size()];
      ASSERT_EQ(difference(held, expected, random), "") << "seed " << seed << ", an older state at " << owner;
    }
  }
}

TEST(ValueIndex, CanBeEmptiedAndFilledAgain) {
  ValueIndex index;
  for (int round = 0; round < 2; ++round) {
    for (std::uint64_t id = 0; id < 5000; ++id) index.insert(Value::integer(static_cast<std::int64_t>(id)), id, 1);
    EXPECT_EQ(index.equal_to(Value::floating(4999.0)), std::vector<std::uint64_t>{4999});
    for (std::uint64_t id = 5000; id-- > 0;) index.erase(Value::integer(static_cast<std::int64_t>(id)), id, 1);
    EXPECT_EQ(index.size(), 0u);
    EXPECT_TRUE(index.equal_to(Value::integer(1)).empty());
  }
}

TEST(ValueIndex, GivesNoMoreThanIsAskedFor) {
  ValueIndex index;
  for (std::uint64_t id = 0; id < 500; ++id) index.insert(Value::string("same"), id, 1);
  EXPECT_EQ(index.equal_to(Value::string("same"), 2), (std::vector<std::uint64_t>{0, 1}));
  EXPECT_EQ(index.equal_to(Value::string("same")).size(), 500u);
  EXPECT_TRUE(index.equal_to(Value::string("other"), 2).empty());
}

}  // namespace
}  // namespace liaison
