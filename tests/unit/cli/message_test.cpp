#include "cli/message.h"

#include <gtest/gtest.h>

namespace liaison {
namespace {

Error fault(Place place, std::string hint = {}) {
  return compile_error(ErrorCode::SyntaxError, "Detail", "it is wrong", place, std::move(hint));
}

TEST(Messages, StandUnderTheirToken) {
  EXPECT_EQ(error_text(fault({1, 8, 2}, "did you mean a?"), {"q.cypher", "RETURN ab", 8, {3, 8, 2}}, false),
            "q.cypher:3:8: error: it is wrong\n"
            "    RETURN ab\n"
            "           ^^\n"
            "    did you mean a?\n");
}

TEST(Messages, AtThePromptTellTheColumn) {
  EXPECT_EQ(error_text(fault({1, 1, 1}), {"", "x", 1, {1, 1, 1}}, false),
            "error: it is wrong (column 1)\n    x\n    ^\n");
  EXPECT_EQ(error_text(fault({2, 1, 1}), {"", "x", 1, {2, 1, 1}}, false),
            "error: it is wrong (line 2, column 1)\n    x\n    ^\n");
}

TEST(Messages, CountScreenColumns) {
  EXPECT_EQ(error_text(fault({1, 3, 1}), {"", "東\tx", 3, {1, 3, 1}}, false),
            "error: it is wrong (column 3)\n    東 x\n       ^\n");
}

TEST(Messages, BeyondTheLineStandAtItsEnd) {
  EXPECT_EQ(error_text(fault({1, 99, 1}), {"", "ab", 99, {1, 99, 1}}, false),
            "error: it is wrong (column 99)\n    ab\n      ^\n");
}

TEST(Messages, WithoutAPlaceShowNoLine) {
  EXPECT_EQ(error_text(fault({}), {"-c", "ab", 0, {1, 1, 1}}, false), "-c:1:1: error: it is wrong\n");
}

TEST(Lines, AreFoundByNumber) {
  EXPECT_EQ(line_of("a\nb\r\nc", 1), "a");
  EXPECT_EQ(line_of("a\nb\r\nc", 2), "b");
  EXPECT_EQ(line_of("a\nb\r\nc", 3), "c");
  EXPECT_EQ(line_of("a\nb\r\nc", 4), "");
}

}  // namespace
}  // namespace liaison
