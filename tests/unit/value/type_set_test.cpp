#include "value/type_set.h"

#include <gtest/gtest.h>

namespace liaison {
namespace {

TEST(TypeSet, NamesItself) {
  EXPECT_EQ(to_string(TypeSet::any()), "any");
  EXPECT_EQ(to_string(TypeSet::none()), "nothing");
  EXPECT_EQ(to_string(TypeSet(Kind::Null)), "Null");
  EXPECT_EQ(to_string(TypeSet::number()), "Integer or Float");
  EXPECT_EQ(to_string(TypeSet{Kind::Null, Kind::Boolean, Kind::String, Kind::Map}), "Boolean, String or Map");
  EXPECT_EQ(to_string(TypeSet::list_of(Kind::String)), "List of String");
  EXPECT_EQ(to_string(TypeSet::list_of(TypeSet::any())), "List");
}

}  // namespace
}  // namespace liaison
