#include "bind/scope.h"

#include <gtest/gtest.h>

namespace liaison {
namespace {

TEST(Scope, KeepsOrderOfDeclaration) {
  Scope scope;
  scope.set("b", 7);
  scope.set("a", 8);
  scope.set("b", 9);
  ASSERT_EQ(scope.names().size(), 2u);
  EXPECT_EQ(scope.names()[0].first, "b");
  EXPECT_EQ(scope.find("b"), 9u);
  EXPECT_EQ(scope.find("a"), 8u);
  EXPECT_EQ(scope.find("c"), std::nullopt);
}

TEST(DidYouMean, NamesTheNearest) {
  EXPECT_EQ(did_you_mean("companny", {"country", "company"}), "did you mean company?");
  EXPECT_EQ(did_you_mean("TOUPPER", {"toLower", "toUpper"}), "did you mean toUpper?");
}

TEST(DidYouMean, SaysNothingWhereNothingIsNear) {
  EXPECT_EQ(did_you_mean("company", {"person"}), "");
  EXPECT_EQ(did_you_mean("a", {"b", "c"}), "");
  EXPECT_EQ(did_you_mean("a", {}), "");
}

}  // namespace
}  // namespace liaison
