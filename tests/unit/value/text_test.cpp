#include "value/text.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <limits>
#include <random>

#include "unit/value/samples.h"
#include "value/nearest.h"

namespace liaison {
namespace {

using namespace samples;

TEST(FloatText, ReadsLikeAFloat) {
  EXPECT_EQ(float_text(1.0), "1.0");
  EXPECT_EQ(float_text(0.0), "0.0");
  EXPECT_EQ(float_text(-0.0), "-0.0");
  EXPECT_EQ(float_text(0.1), "0.1");
  EXPECT_EQ(float_text(-2.3), "-2.3");
  EXPECT_EQ(float_text(1e9), "1000000000.0");
  EXPECT_EQ(float_text(-1e-5), "-0.00001");
  EXPECT_EQ(float_text(1e-6), "0.000001");
  EXPECT_EQ(float_text(1e-7), "1e-7");
  EXPECT_EQ(float_text(1e20), "100000000000000000000.0");
  EXPECT_EQ(float_text(1e21), "1e21");
  EXPECT_EQ(float_text(1e100), "1e100");
  EXPECT_EQ(float_text(1.23456789e308), "1.23456789e308");
  EXPECT_EQ(float_text(5e-324), "5e-324");
  EXPECT_EQ(float_text(3985764.3405892687), "3985764.3405892686");
  EXPECT_EQ(float_text(std::numeric_limits<double>::quiet_NaN()), "NaN");
  EXPECT_EQ(float_text(-std::numeric_limits<double>::infinity()), "-Infinity");
}

TEST(FloatText, ReadsBackAsTheSameDouble) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const double value = std::bit_cast<double>(random());
    if (value != value) continue;
    EXPECT_EQ(std::strtod(float_text(value).c_str(), nullptr), value);
  }
}

TEST(LiteralText, IsCypher) {
  EXPECT_EQ(literal_text(list({integer(1), null(), string("it's")})), "[1, null, 'it\\'s']");
  EXPECT_EQ(literal_text(map({{"k", integer(1)}, {"a key", floating(1)}})), "{`a key`: 1.0, k: 1}");
  EXPECT_EQ(literal_text(Value::date({19509, DatePrecision::Month})), "date('2023-06-01')");
  EXPECT_EQ(literal_text(boolean(true)), "true");
}

TEST(ScalarText, WritesDatesWhole) {
  EXPECT_EQ(scalar_text(Value::date({19509, DatePrecision::Year})), "2023-06-01");
  EXPECT_EQ(scalar_text(string("as is")), "as is");
}

TEST(Quoted, EscapesWhatWouldEndOrHideTheText) { EXPECT_EQ(quoted("a'b\\c\n\r\t"), "'a\\'b\\\\c\\n\\r\\t'"); }

TEST(QuotedName, BackticksUnlessPlain) {
  EXPECT_EQ(quoted_name("name_1"), "name_1");
  EXPECT_EQ(quoted_name("_x"), "_x");
  EXPECT_EQ(quoted_name("größe2"), "größe2");
  EXPECT_EQ(quoted_name("a×b"), "`a×b`");
  EXPECT_EQ(quoted_name("1x"), "`1x`");
  EXPECT_EQ(quoted_name("invests-in"), "`invests-in`");
  EXPECT_EQ(quoted_name("a`b"), "`a``b`");
  EXPECT_EQ(quoted_name(""), "``");
}

TEST(Folded, IgnoresCaseMarksAndWidthOfSpace) {
  EXPECT_EQ(folded("Nvidia  Corp\t"), "nvidia corp");
  EXPECT_EQ(folded("Société Générale"), "societe generale");
  EXPECT_EQ(folded("ÉCOLE"), folded("e\xCC\x81"
                                    "cole"));
  EXPECT_EQ(folded("Straße"), "strasse");
  EXPECT_EQ(folded("ﬁn\xC2\xA0tech"), "fin tech");  // ligature, no-break space
  EXPECT_EQ(folded("  \n "), "");
}

TEST(Folded, AgainChangesNothing) {
  for (const std::string_view text : {"Ångström", "ΣΊΣΥΦΟΣ", "İstanbul", "ǅ", "Ⅷ", "가각"}) {
    EXPECT_EQ(folded(folded(text)), folded(text)) << text;
  }
}

TEST(EditDistance, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("invests", "invests", 3), 0u);
  EXPECT_EQ(edit_distance("invests", "Invest", 3), 1u);
  EXPECT_EQ(edit_distance("founded", "foudned", 3), 1u);
  EXPECT_EQ(edit_distance("kitten", "sitting", 3), 3u);
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), std::nullopt);
  EXPECT_EQ(edit_distance("", "abc", 3), 3u);
  EXPECT_EQ(edit_distance("", "", 0), 0u);
  EXPECT_EQ(edit_distance("ab", "ba", 1), 1u);
}

TEST(EditDistance, TheBandGivesWhatTheWholeTableGives) {
  std::mt19937 random(3);
  const auto word = [&random] {
    std::string text(random() % 7, 'a');
    for (char& c : text) c = static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int i = 0; i < 5'000; ++i) {
    const std::string left = word(), right = word();
    const auto whole = edit_distance(left, right, 100);
    for (std::size_t limit = 0; limit < 6; ++limit) {
      const auto banded = edit_distance(left, right, limit);
      if (*whole <= limit) {
        EXPECT_EQ(banded, whole) << left << " " << right;
      } else {
        EXPECT_EQ(banded, std::nullopt) << left << " " << right;
      }
    }
  }
}

TEST(EditDistance, IsQuickOnLongTexts) {
  const std::string left(200'000, 'a');
  EXPECT_EQ(edit_distance(left, left + "b", 3), 1u);
}

TEST(Nearest, FindsWhatWasMeant) {
  constexpr std::array<std::string_view, 4> names = {"Company", "Person", "invests-in", "is"};
  EXPECT_EQ(nearest("Compnay", names), "Company");
  EXPECT_EQ(nearest("COMPANY", names), "Company");
  EXPECT_EQ(nearest("invest-in", names), "invests-in");
  EXPECT_EQ(nearest("Persons", names), "Person");
  EXPECT_EQ(nearest("it", names), "is");
  EXPECT_EQ(nearest("Product", names), std::nullopt);
  EXPECT_EQ(nearest("x", {}), std::nullopt);
}

TEST(CodePointCount, CountsCharactersNotBytes) {
  EXPECT_EQ(code_point_count("Zürich"), 6u);
  EXPECT_EQ(code_point_count("\xF0\x9F\x98\x80"), 1u);
  EXPECT_EQ(code_point_count(""), 0u);
}

TEST(InvalidUtf8, FindsTheFirstByteThatDoesNotFit) {
  EXPECT_EQ(invalid_utf8("plain ascii, longer than eight"), std::nullopt);
  EXPECT_EQ(invalid_utf8("Zürich \xF0\x9F\x98\x80"), std::nullopt);
  EXPECT_EQ(invalid_utf8("ab\x80"), 2u);
  EXPECT_EQ(invalid_utf8("\xC0\xAF"), 0u);             // overlong
  EXPECT_EQ(invalid_utf8("\xE0\x80\x80"), 0u);         // overlong
  EXPECT_EQ(invalid_utf8("x\xED\xA0\x80"), 1u);        // surrogate
  EXPECT_EQ(invalid_utf8("\xF4\x90\x80\x80"), 0u);     // beyond U+10FFFF
  EXPECT_EQ(invalid_utf8("0123456789\xE2\x82"), 10u);  // cut off
  EXPECT_EQ(invalid_utf8("\xF4\x8F\xBF\xBF"), std::nullopt);
}

}  // namespace
}  // namespace liaison
