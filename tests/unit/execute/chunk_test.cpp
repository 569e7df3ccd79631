#include "execute/chunk.h"

#include <gtest/gtest.h>

#include <limits>

#include "liaison/error.h"

namespace liaison {
namespace {

Group root(std::uint32_t size) {
  Group group;
  group.size = size;
  return group;
}

Group child(std::int32_t parent, std::vector<std::uint16_t> parent_row) {
  Group group;
  group.size = static_cast<std::uint32_t>(parent_row.size());
  group.parent = parent;
  group.parent_row = std::move(parent_row);
  return group;
}

void select(Group& group, std::vector<std::uint16_t> rows) {
  group.all_selected = false;
  group.selection = std::move(rows);
}

// a0 has two rows in b and one in c, a1 one and two, a2 none in b.
Chunk star() { return {.groups = {root(3), child(0, {0, 0, 1}), child(0, {0, 1, 1, 2})}}; }

TEST(Layout, PutsVariablesIntoColumnsOfTheirGroups) {
  Layout layout;
  const std::uint16_t top = layout.add_group(-1), below = layout.add_group(top), other = layout.add_group(top);
  layout.add(7, top);
  layout.add(3, below);
  layout.add(5, below);
  layout.add(9, other);
  EXPECT_TRUE(layout.has(5));
  EXPECT_FALSE(layout.has(4));
  EXPECT_EQ(layout.slot(5).group, below);
  EXPECT_EQ(layout.slot(5).column, 1);
  EXPECT_EQ(layout.column_count(below), 2u);
  EXPECT_EQ(layout.variables(), (std::vector<VariableId>{3, 5, 7, 9}));
}

TEST(Layout, KnowsWhichVariablesLieOnOnePath) {
  Layout layout;
  const std::uint16_t top = layout.add_group(-1), left = layout.add_group(top), right = layout.add_group(top);
  const std::uint16_t deep = layout.add_group(left);
  layout.add(0, top);
  layout.add(1, left);
  layout.add(2, right);
  layout.add(3, deep);
  EXPECT_EQ(layout.deepest(std::vector<VariableId>{}), -1);
  EXPECT_EQ(layout.deepest(std::vector<VariableId>{3, 0}), deep);
  EXPECT_EQ(layout.deepest(std::vector<VariableId>{0, 1}), left);
  EXPECT_EQ(layout.deepest(std::vector<VariableId>{1, 2}), -2);
  EXPECT_EQ(layout.deepest(std::vector<VariableId>{3, 2}), -2);
  EXPECT_TRUE(layout.is_ancestor_or_self(top, deep));
  EXPECT_FALSE(layout.is_ancestor_or_self(right, deep));
}

TEST(RowCount, MultipliesBranchesAndDropsRowsWithoutChildren) {
  EXPECT_EQ(row_count(star()), 4u);  // a0: 2 * 1, a1: 1 * 2, a2: 0 * 1
}

TEST(RowCount, CountsMultiplicitiesSelectionsAndOtherRoots) {
  Chunk chunk = star();
  chunk.groups[0].times = {10, 1, 1};
  chunk.groups[1].times = {1, 2, 3};
  select(chunk.groups[2], {0, 2});
  EXPECT_EQ(row_count(chunk), 10u * 3 * 1 + 3 * 1);
  chunk.groups.push_back(root(5));
  EXPECT_EQ(row_count(chunk), 5u * 33);
  select(chunk.groups[3], {});
  EXPECT_EQ(row_count(chunk), 0u);
}

TEST(RowCount, OverflowIsAnErrorUnlessAFactorIsZero) {
  Chunk chunk{.groups = {root(1), root(1), root(1)}};
  chunk.groups[0].times = {std::uint64_t{1} << 40};
  chunk.groups[1].times = {std::uint64_t{1} << 40};
  EXPECT_THROW((void)row_count(chunk), Error);
  select(chunk.groups[2], {});
  EXPECT_EQ(row_count(chunk), 0u);
}

TEST(RowWeights, SumToTheRowCountInEveryGroup) {
  Chunk chunk = star();
  chunk.groups[0].times = {10, 1, 1};
  chunk.groups[1].times = {1, 2, 3};
  chunk.groups.push_back(child(1, {0, 0, 1, 2, 2}));
  chunk.groups.push_back(root(2));
  select(chunk.groups[2], {0, 1, 3});
  const std::uint64_t count = row_count(chunk);
  for (std::uint16_t group = 0; group < chunk.groups.size(); ++group) {
    std::uint64_t sum = 0;
    for (const std::uint64_t weight : row_weights(chunk, group)) sum += weight;
    EXPECT_EQ(sum, count) << "group " << group;
  }
  EXPECT_EQ(row_weights(chunk, 1), (std::vector<std::uint64_t>{10 * 1 * 2 * 2, 10 * 2 * 1 * 2, 3 * 2 * 2}));
  EXPECT_EQ(row_weights(chunk, 2)[2], 0u);  // dead
  EXPECT_EQ(row_weights(chunk, 2)[3], 0u);  // its parent has no row in the other branch
}

TEST(RowWeights, OfAFlatChunkAreItsTimes) {
  Chunk chunk{.groups = {root(3)}};
  EXPECT_EQ(row_weights(chunk, 0), (std::vector<std::uint64_t>{1, 1, 1}));
  chunk.groups[0].times = {2, 3, 4};
  select(chunk.groups[0], {1});
  EXPECT_EQ(row_weights(chunk, 0), (std::vector<std::uint64_t>{0, 3, 0}));
  EXPECT_EQ(row_count(chunk), 3u);
}

TEST(RowWeights, ChildrenOfDeadRowsCountNothing) {
  Chunk chunk = star();
  select(chunk.groups[0], {1});
  EXPECT_EQ(row_weights(chunk, 1), (std::vector<std::uint64_t>{0, 0, 2}));
}

TEST(RowsThatCount, AreThoseWithAWeight) {
  Chunk chunk = star();
  chunk.groups.push_back(child(1, {0, 0, 2, 2}));
  const auto with_weight = [&](std::uint16_t group) {
    const std::vector<std::uint64_t> weights = row_weights(chunk, group);
    std::vector<std::uint16_t> rows;
    for (std::uint16_t row = 0; row < weights.size(); ++row) {
      if (weights[row] != 0) rows.push_back(row);
    }
    return rows;
  };
  const auto check = [&] {
    for (std::uint16_t group = 0; group < chunk.groups.size(); ++group) {
      EXPECT_EQ(rows_that_count(chunk, group), with_weight(group)) << "group " << group;
    }
  };
  check();
  EXPECT_EQ(rows_that_count(chunk, 0), (std::vector<std::uint16_t>{0, 1}));
  EXPECT_EQ(rows_that_count(chunk, 1), (std::vector<std::uint16_t>{0, 2}));
  select(chunk.groups[3], {1});
  check();
  EXPECT_EQ(rows_that_count(chunk, 2), (std::vector<std::uint16_t>{0}));
  select(chunk.groups[0], {1, 2});
  check();
  EXPECT_TRUE(rows_that_count(chunk, 2).empty());
  chunk = star();
  chunk.groups.push_back(root(0));
  check();
}

TEST(AncestorRows, ComposeAlongThePath) {
  Chunk chunk = star();
  chunk.groups.push_back(child(1, {0, 2, 2}));
  EXPECT_EQ(ancestor_rows(chunk, 3, 3), (std::vector<std::uint16_t>{0, 1, 2}));
  EXPECT_EQ(ancestor_rows(chunk, 3, 1), (std::vector<std::uint16_t>{0, 2, 2}));
  EXPECT_EQ(ancestor_rows(chunk, 3, 0), (std::vector<std::uint16_t>{0, 1, 1}));
}

}  // namespace
}  // namespace liaison
