#include <gtest/gtest.h>

#include "unit/function/calls.h"
#include "unit/value/samples.h"

namespace liaison {
namespace {

using namespace samples;

TEST(String, LetterCase) {
  EXPECT_EQ(called("toUpper", {string("Grüße, Åsa")}), "'GRÜSSE, ÅSA'");
  EXPECT_EQ(called("toLower", {string("GRÜN Σ")}), "'grün σ'");
  EXPECT_EQ(called("upper", {string("a1")}), "'A1'");
  EXPECT_EQ(called("lower", {string("A1")}), "'a1'");
}

TEST(String, Trim) {
  const Value padded = string("\xC2\xA0 \ta b\n ");
  EXPECT_EQ(called("trim", {padded}), "'a b'");
  EXPECT_EQ(called("ltrim", {padded}), "'a b\\n '");
  EXPECT_EQ(called("rtrim", {string(" a ")}), "' a'");
  EXPECT_EQ(called("btrim", {string("--é-"), string("-é")}), "''");
  EXPECT_EQ(called("trim", {string("   ")}), "''");
}

TEST(String, PartsByCodePoint) {
  EXPECT_EQ(called("substring", {string("0123456789"), integer(1)}), "'123456789'");
  EXPECT_EQ(called("substring", {string("Zürich"), integer(1), integer(2)}), "'ür'");
  EXPECT_EQ(called("substring", {string("abc"), integer(5)}), "''");
  EXPECT_EQ(called("substring", {string("abc"), integer(1), integer(99)}), "'bc'");
  EXPECT_EQ(called("substring", {string("abc"), integer(-1)}), "ArgumentError NumberOutOfRange");
  EXPECT_EQ(called("left", {string("Öre"), integer(1)}), "'Ö'");
  EXPECT_EQ(called("right", {string("café"), integer(2)}), "'fé'");
  EXPECT_EQ(called("right", {string("a"), integer(9)}), "'a'");
  EXPECT_EQ(called("left", {string("a"), integer(-1)}), "ArgumentError NumberOutOfRange");
  EXPECT_EQ(called("char_length", {string("\xF0\x9F\x98\x80")}), "1");
}

TEST(String, Replace) {
  EXPECT_EQ(called("replace", {string("banana"), string("an"), string("AN")}), "'bANANa'");
  EXPECT_EQ(called("replace", {string("aaa"), string("aa"), string("b")}), "'ba'");
  EXPECT_EQ(called("replace", {string("abc"), string(""), string("x")}), "'abc'");
  EXPECT_EQ(called("replace", {string("abc"), string("b"), string("")}), "'ac'");
}

TEST(String, Split) {
  EXPECT_EQ(called("split", {string("one1two"), string("1")}), "['one', 'two']");
  EXPECT_EQ(called("split", {string("a,b;c"), list({string(","), string(";")})}), "['a', 'b', 'c']");
  EXPECT_EQ(called("split", {string(",a,"), string(",")}), "['', 'a', '']");
  EXPECT_EQ(called("split", {string(""), string(",")}), "['']");
  EXPECT_EQ(called("split", {string("aüb"), string("")}), "['a', 'ü', 'b']");
  EXPECT_EQ(called("split", {string(""), string("")}), "['']");
  EXPECT_EQ(called("split", {string("abc"), list({})}), "['abc']");
  EXPECT_EQ(called("split", {string("a"), list({integer(1)})}), "TypeError InvalidArgumentValue");
}

}  // namespace
}  // namespace liaison
