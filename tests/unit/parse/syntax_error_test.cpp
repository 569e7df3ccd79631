#include "parse/syntax_error.h"

#include <gtest/gtest.h>

#include <string>

#include "parse/parse.h"

namespace liaison {
namespace {

/// `line:column+length message (hint)` of the UnexpectedSyntax that the text gives.
std::string fault(std::string_view query) {
  try {
    static_cast<void>(parse(query));
    return "no fault";
  } catch (const Error& error) {
    EXPECT_EQ(error.code, ErrorCode::SyntaxError);
    EXPECT_EQ(error.phase, Phase::CompileTime);
    const std::string place = std::to_string(error.place.line) + ":" + std::to_string(error.place.column) + "+" +
                              std::to_string(error.place.length) + " ";
    return place + error.message + (error.hint.empty() ? "" : " (" + error.hint + ")");
  }
}

TEST(SyntaxError, SaysWhatWasExpectedWhereThatIsShort) {
  EXPECT_EQ(fault("RETURN (1 + )"), "1:13+1 unexpected ')': expected an expression");
  EXPECT_EQ(fault("RETURN 1 +"), "1:11+1 the statement ends too early: expected an expression");
  EXPECT_EQ(fault("MATCH (n) RETURN n."), "1:20+1 the statement ends too early: expected a name");
  EXPECT_EQ(fault("UNWIND [1] x RETURN x"), "1:12+1 unexpected 'x': expected AS");
  EXPECT_EQ(fault("RETURN x ORDER x"), "1:16+1 unexpected 'x': expected BY");
}

TEST(SyntaxError, KnowsAMisspeltWord) {
  EXPECT_EQ(fault("MATHC (n) RETURN n"), "1:1+5 unexpected 'MATHC': expected a clause (did you mean MATCH?)");
  EXPECT_EQ(fault("MATCH (n)\nRETRUN n"), "2:1+6 unexpected 'RETRUN' (did you mean RETURN?)");
  EXPECT_EQ(fault("MATCH (n) RETURN n ODER BY n.x"), "1:20+4 unexpected 'ODER' (did you mean ORDER?)");
  EXPECT_EQ(fault("RETURN DISTICT n"), "1:8+7 unexpected 'DISTICT' (did you mean DISTINCT?)");
}

TEST(SyntaxError, ABlamelessWordGetsNoHint) {
  EXPECT_EQ(fault("MATCH (n) RETURN n m"), "1:20+1 unexpected 'm'");
  EXPECT_EQ(fault("MATCH (n) RETURN n company"), "1:20+7 unexpected 'company'");
}

TEST(SyntaxError, PointsAtTheBracketOrQuoteThatIsOpen) {
  EXPECT_EQ(fault("RETURN (1"), "1:8+1 this '(' is never closed");
  EXPECT_EQ(fault("RETURN [1, (2]"), "1:14+1 unexpected ']': the '(' before it is still open");
  EXPECT_EQ(fault("RETURN 1)"), "1:9+1 this ')' closes nothing");
  EXPECT_EQ(fault("MATCH (n {a: 1} RETURN n"), "1:17+6 unexpected 'RETURN': the '(' before it is still open");
  EXPECT_EQ(fault("RETURN 'abc"), "1:8+1 this quote is never closed");
  EXPECT_EQ(fault("RETURN `abc"), "1:8+1 this backtick is never closed");
  EXPECT_EQ(fault("RETURN 1 /* abc"), "1:10+1 this comment is never closed");
}

TEST(SyntaxError, KnowsOtherLanguagesOperators) {
  EXPECT_EQ(fault("MATCH (n) WHERE n.x == 1 RETURN n"),
            "1:22+1 unexpected '=': expected an expression (equality is written =)");
  EXPECT_EQ(fault("MATCH (n) WHERE n.x != 1 RETURN n"), "1:21+1 unexpected '!' (inequality is written <>)");
  EXPECT_EQ(fault("MATCH (n) WHERE a && b RETURN n"), "1:19+1 unexpected '&' (write AND)");
  EXPECT_EQ(fault("RETURN a | b"), "1:10+1 unexpected '|' (an alternative is written OR)");
  EXPECT_EQ(fault("MATCH (a)->(b) RETURN a"),
            "1:11+1 unexpected '>': expected '[' or '-' (an arrow is written --> or -[:TYPE]->)");
  EXPECT_EQ(fault("RETURN {a = 1}"),
            "1:11+1 unexpected '=': expected ':' (in a map, a colon stands between a key and its value)");
  EXPECT_EQ(fault("RETURN {'a': 1}"), "1:9+3 unexpected ''a'' (a map's keys stand without quotes)");
  EXPECT_EQ(fault("RETURN 'it's'"), "1:12+1 unexpected 's' (a quote within a string is written \\')");
  EXPECT_EQ(fault("SELECT a FROM b"),
            "1:1+6 unexpected 'SELECT': expected a clause (a query is written MATCH … RETURN …)");
  EXPECT_EQ(fault("RETURN a LIMIT 1 ORDER BY a"), "1:18+5 unexpected 'ORDER' (the order is ORDER BY, SKIP, LIMIT)");
  EXPECT_EQ(fault("MATCH (n) WHERE n.x = ? RETURN n"), "1:23+1 unexpected '?' (a parameter is written $name)");
  EXPECT_EQ(fault("which startups run on Azure"),
            "1:1+5 unexpected 'which': expected a clause (a question in plain English ends in '?')");
}

TEST(SyntaxError, AReservedWordNeedsBackticks) {
  EXPECT_EQ(fault("MATCH (match) RETURN 1"),
            "1:8+5 unexpected 'match' (a word of the language needs backticks to be a name)");
  EXPECT_EQ(fault("RETURN 1 AS in"),
            "1:13+2 unexpected 'in': expected a name (a word of the language needs backticks to be a name)");
}

TEST(SyntaxError, CountsColumnsInCharactersAndKeepsTheCaretOnItsLine) {
  EXPECT_EQ(fault("RETURN 'éé' 'ü'"), "1:13+3 unexpected ''ü''");
  EXPECT_EQ(fault("RETURN 1 'a\nb'"), "1:10+2 unexpected ''a\nb''");
}

TEST(SyntaxError, KnowsFrequentSlipsInPatterns) {
  EXPECT_EQ(fault("MATCH n RETURN n"), "1:7+1 unexpected 'n': a node stands in parentheses (write (n))");
  EXPECT_EQ(fault("MATCH ()-[:invests -in]->() RETURN 1"),
            "1:20+1 unexpected '-' (the parts of a name with hyphens touch, or backticks hold it)");
  EXPECT_EQ(fault("MATCH (a) (b) RETURN a"),
            "1:11+3 unexpected '(b)': between two nodes stands a relationship or a comma");
}

TEST(SyntaxError, EmptyTextIsNamed) {
  EXPECT_EQ(fault(""), "1:1+1 the statement is empty");
  EXPECT_EQ(fault(" // nothing\n"), "2:1+1 the statement is empty");
  EXPECT_EQ(fault(";"), "1:1+1 the statement is empty");
}

TEST(SyntaxError, OneStatementAtATime) {
  EXPECT_EQ(fault("RETURN 1; RETURN 2"), "1:11+6 unexpected 'RETURN': expected the end");
}

}  // namespace
}  // namespace liaison
