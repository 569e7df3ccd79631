#include "liaison/error.h"

#include <gtest/gtest.h>

#include "common/assert.h"
#include "liaison/result.h"

namespace liaison {
namespace {

TEST(Error, CarriesWhatItWasMadeWith) {
  const Error error =
      compile_error(ErrorCode::SyntaxError, "UndefinedVariable", "x is not defined", {2, 5, 1}, "did you mean y?");
  EXPECT_EQ(to_string(error.code), "SyntaxError");
  EXPECT_EQ(error.detail, "UndefinedVariable");
  EXPECT_EQ(to_string(error.phase), "compile time");
  EXPECT_STREQ(error.what(), "x is not defined");
  EXPECT_EQ(error.place.line, 2u);
  EXPECT_EQ(error.place.column, 5u);
  EXPECT_EQ(error.hint, "did you mean y?");
  EXPECT_TRUE(error.file.empty());
}

TEST(Error, HasNoPlaceUnlessGiven) {
  const Error error = runtime_error(ErrorCode::LimitExceeded, "Timeout", "took too long");
  EXPECT_EQ(error.place.line, 0u);
  EXPECT_EQ(to_string(error.phase), "runtime");
}

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> seven = 7;
  ASSERT_TRUE(seven);
  EXPECT_EQ(*seven, 7);
  const Result<int> failed = runtime_error(ErrorCode::ReadOnly, "ReadOnly", "no");
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().code, ErrorCode::ReadOnly);
}

TEST(AssertDeathTest, NamesWhatDoesNotHold) {
  EXPECT_DEATH(LIAISON_ASSERT(1 > 2), "internal error: 1 > 2 does not hold");
}

}  // namespace
}  // namespace liaison
