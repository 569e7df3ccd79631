#include "store/disk/replay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <vector>

#include "store/disk/change.h"
#include "store/disk/journaled_transaction.h"
#include "store/snapshot.h"
#include "unit/store/disk/workload.h"

namespace liaison {
namespace {

using testing::HasSubstr;

/// The changes of a commit on top of `state`, which becomes what it made.
std::vector<std::byte> changes_of(GraphState& state, const std::function<void(Edit&)>& make) {
  std::vector<std::byte> noted;
  GraphState made;
  JournaledTransaction transaction(
      state,
      [&](GraphState published, std::span<const std::byte> changes) {
        made = std::move(published);
        noted.assign(changes.begin(), changes.end());
      },
      [] {});
  Edit edit(transaction);
  make(edit);
  transaction.commit();
  state = made;
  return noted;
}

GraphState replayed(const GraphState& state, std::span<const std::byte> changes) {
  StateTransaction transaction(state, nullptr, [] {});
  replay(changes, transaction);
  return transaction.state();
}

std::string described(const GraphState& state) { return description(StateView(state)); }

void sample(Edit& edit) {
  const NodeId a = edit.node({"A", "B"});
  const NodeId b = edit.node({"B"});
  edit.set(a, "name", Value::string("a"));
  edit.set(b, "list", Value::list({Value::integer(1), Value::map(Map({{"k", Value::floating(2.5)}}))}));
  const RelationshipId knows = edit.relate(a, "knows", b);
  edit.set(knows, "since", Value::date({.days = 19000}));
  edit.erase(edit.relate(b, "knows", b));
  edit.add_label(b, "C");
  edit.remove_label(a, "A");
  edit.erase(edit.node({"Gone"}));
  edit.index("by_name", "B", "name");
  edit.relationship_index("since", "knows", "since");
  edit.constraint("one", ConstraintKind::Key, "C", "list");
  edit.constraint("never", ConstraintKind::Exists, "D", "x");
  edit.drop_constraint("never");
  edit.drop_index("since");
}

TEST(Replay, GivesTheSameGraphNumbersAndSerials) {
  GraphState made = empty_state();
  GraphState again = empty_state();
  again = replayed(again, changes_of(made, sample));
  EXPECT_EQ(described(again), described(made));
  again = replayed(again, changes_of(made, [](Edit& edit) { edit.relate(edit.node({"E"}), "knows", 1); }));
  EXPECT_EQ(described(again), described(made));
}

TEST(Replay, NumbersOfADroppedTransactionAreGivenOutAgain) {
  GraphState made = empty_state();
  std::vector<std::byte> noted = changes_of(made, sample);
  const GraphState before = made;
  {
    JournaledTransaction dropped(before, {}, [] {});
    Edit edit(dropped);
    edit.relate(edit.node({"Never"}), "never", edit.node());
  }
  GraphState again = replayed(empty_state(), noted);
  again = replayed(again, changes_of(made, [](Edit& edit) { edit.relate(edit.node({"E"}), "knows", 1); }));
  EXPECT_EQ(described(again), described(made));
}

TEST(Replay, WhatChangesNothingIsNotNoted) {
  GraphState state = empty_state();
  (void)changes_of(state, sample);
  EXPECT_TRUE(changes_of(state, [](Edit& edit) {
                edit.add_label(1, "C");
                edit.remove_label(1, "A");
                edit.set(NodeId{1}, "name", Value());
              }).empty());
}

/// The damage that these changes are.
std::string refusal(const std::function<void(ByteWriter&)>& write) {
  GraphState state = empty_state();
  (void)changes_of(state, sample);
  ByteWriter bytes;
  write(bytes);
  try {
    (void)replayed(state, bytes.bytes());
  } catch (const Damage& damage) {
    return damage.what;
  }
  return "none";
}

void put(ByteWriter& bytes, Change change, std::initializer_list<std::uint64_t> numbers) {
  bytes.byte(static_cast<std::uint8_t>(change));
  for (const std::uint64_t number : numbers) bytes.number(number);
}

TEST(Replay, RefusesWhatCannotBe) {
  EXPECT_THAT(refusal([](auto& bytes) { bytes.byte(0); }), HasSubstr("unknown kind"));
  EXPECT_THAT(refusal([](auto& bytes) { bytes.byte(16); }), HasSubstr("unknown kind"));
  EXPECT_THAT(refusal([](auto& bytes) { put(bytes, Change::CreateNode, {1, 99}); }), HasSubstr("label 99"));
  EXPECT_THAT(refusal([](auto& bytes) { put(bytes, Change::CreateNode, {1ull << 60}); }), HasSubstr("count"));
  EXPECT_THAT(refusal([](auto& bytes) { put(bytes, Change::DeleteNode, {0}); }), HasSubstr("has relationships"));
  EXPECT_THAT(refusal([](auto& bytes) { put(bytes, Change::DeleteNode, {2}); }), HasSubstr("deleted"));
  EXPECT_THAT(refusal([](auto& bytes) { put(bytes, Change::DeleteNode, {1ull << 32}); }), HasSubstr("node 4294967296"));
  EXPECT_THAT(refusal([](auto& bytes) { put(bytes, Change::AddLabel, {0, 99}); }), HasSubstr("label 99"));
  EXPECT_THAT(refusal([](auto& bytes) { put(bytes, Change::CreateRelationship, {0, 7, 1}); }), HasSubstr("type 7"));
  EXPECT_THAT(refusal([](auto& bytes) { put(bytes, Change::CreateRelationship, {0, 0, 9}); }), HasSubstr("node 9"));
  EXPECT_THAT(refusal([](auto& bytes) { put(bytes, Change::DeleteRelationship, {0, 1}); }), HasSubstr("not there"));
  EXPECT_THAT(refusal([](auto& bytes) { put(bytes, Change::DeleteRelationship, {0, ~0ull}); }), HasSubstr("not there"));
  EXPECT_THAT(refusal([](auto& bytes) { put(bytes, Change::SetNodeProperty, {0, 99}); }), HasSubstr("key 99"));
  EXPECT_THAT(refusal([](auto& bytes) { put(bytes, Change::SetNodeProperty, {0, 0}); }), HasSubstr("too early"));
  const auto named = [](Change change, std::string_view name, std::initializer_list<std::uint64_t> rest) {
    return [=](ByteWriter& bytes) {
      bytes.byte(static_cast<std::uint8_t>(change));
      bytes.text(name);
      for (const std::uint64_t number : rest) bytes.number(number);
    };
  };
  EXPECT_THAT(refusal(named(Change::CreateIndex, "one", {0, 0, 0, 1, 0})), HasSubstr("taken"));
  EXPECT_THAT(refusal(named(Change::CreateIndex, "new", {9, 0, 0, 1, 0})), HasSubstr("kind of index"));
  EXPECT_THAT(refusal(named(Change::CreateIndex, "new", {0, 2, 0, 1, 0})), HasSubstr("target"));
  EXPECT_THAT(refusal(named(Change::CreateIndex, "new", {0, 0, 0, 0})), HasSubstr("no property"));
  EXPECT_THAT(refusal(named(Change::CreateIndex, "new", {0, 0, 0, 2, 0, 0})), HasSubstr("twice"));
  EXPECT_THAT(refusal(named(Change::CreateConstraint, "by_name", {0, 0, 0, 1, 0})), HasSubstr("taken"));
  EXPECT_THAT(refusal(named(Change::CreateConstraint, "new", {1, 0, 1, 1, 1})), HasSubstr("wants"));
  EXPECT_THAT(refusal(named(Change::DropIndex, "absent", {})), HasSubstr("not there"));
  EXPECT_THAT(refusal(named(Change::DropIndex, "one", {})), HasSubstr("not there"));
  EXPECT_THAT(refusal(named(Change::DropConstraint, "by_name", {})), HasSubstr("not there"));
}

TEST(Replay, ChangedBytesAreRefusedOrMakeAWholeGraph) {
  GraphState made = empty_state();
  const std::vector<std::byte> noted = changes_of(made, sample);
  std::mt19937 random(20261127);
  std::size_t refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::vector<std::byte> bytes = noted;
    for (std::size_t changes = 1 + random() % 4; changes > 0; --changes) {
      const std::size_t place = random() % bytes.size();
      switch (random() % 4) {
        case 0:
          bytes[place] = static_cast<std::byte>(random());
          break;
        case 1:
          bytes[place] ^= static_cast<std::byte>(1u << random() % 8);
          break;
        case 2:
          bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(place));
          break;
        case 3:
          bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(place), bytes[random() % bytes.size()]);
          break;
      }
      if (bytes.empty()) break;
    }
    try {
      (void)described(replayed(empty_state(), bytes));
    } catch (const Damage&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 10'000u);
}

}  // namespace
}  // namespace liaison
