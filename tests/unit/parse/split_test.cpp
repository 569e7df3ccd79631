#include "parse/split.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace liaison {
namespace {

using Kind = ScriptPart::Kind;
using End = ScriptPart::End;
using testing::ElementsAre;

std::vector<std::string> texts(std::string_view script) {
  std::vector<std::string> result;
  for (const ScriptPart& part : split(script)) result.push_back(part.text);
  return result;
}

/// What comes out when the script arrives in pieces of `size` bytes.
std::vector<std::string> texts_in_pieces(std::string_view script, std::size_t size) {
  Splitter splitter;
  std::vector<std::string> result;
  for (std::size_t i = 0; i < script.size(); i += size) {
    splitter.feed(script.substr(i, size));
    while (auto part = splitter.next()) result.push_back(part->text);
  }
  while (auto part = splitter.finish()) result.push_back(part->text);
  return result;
}

TEST(Split, StatementsEndAtSemicolonsAndTheLastMayLackOne) {
  EXPECT_THAT(texts("RETURN 1;\nRETURN 2 ;RETURN 3"), ElementsAre("RETURN 1", "RETURN 2", "RETURN 3"));
  EXPECT_EQ(split("RETURN 1;")[0].end, End::Semicolon);
  EXPECT_EQ(split("RETURN 1\n")[0].end, End::Input);
}

TEST(Split, EmptyStatementsGiveNothing) {
  EXPECT_THAT(texts(""), ElementsAre());
  EXPECT_THAT(texts(" ;;\n; // nothing\n /* ; */ ;"), ElementsAre());
}

TEST(Split, SemicolonsInStringsNamesAndCommentsEndNothing) {
  EXPECT_THAT(texts("RETURN ';', \"a;\\\";b\", 'it\\';s', `a;``;b` /* ; ' */ // ; '\n + 1; RETURN 2"),
              ElementsAre("RETURN ';', \"a;\\\";b\", 'it\\';s', `a;``;b` /* ; ' */ // ; '\n + 1", "RETURN 2"));
}

TEST(Split, CommentsAroundAStatementAreDropped) {
  EXPECT_THAT(texts("// it's first\n/* and ' second */ RETURN 1; // third"), ElementsAre("RETURN 1"));
}

TEST(Split, APartKnowsWhereItBegins) {
  const auto parts = split("RETURN 'é'; RETURN 2;\n\n  MATCH (n)\nRETURN n");
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(parts[1].line, 1u);
  EXPECT_EQ(parts[1].column, 13u);
  EXPECT_EQ(parts[2].line, 3u);
  EXPECT_EQ(parts[2].column, 3u);
  const Place second_line = place_in_script(parts[2], {.line = 2, .column = 8, .length = 1});
  EXPECT_EQ(second_line.line, 4u);
  EXPECT_EQ(second_line.column, 8u);
  const Place first_line = place_in_script(parts[2], {.line = 1, .column = 7, .length = 3});
  EXPECT_EQ(first_line.line, 3u);
  EXPECT_EQ(first_line.column, 9u);
}

TEST(Split, CommandsCountOnlyWhereAStatementBeginsAndEndWithTheirLine) {
  const auto parts = split(":param x => 'a;b'\nMATCH (n\n:Person) RETURN n;\n  :quit");
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(parts[0].kind, Kind::Command);
  EXPECT_EQ(parts[0].text, ":param x => 'a;b'");
  EXPECT_EQ(parts[1].kind, Kind::Statement);
  EXPECT_EQ(parts[1].text, "MATCH (n\n:Person) RETURN n");
  EXPECT_EQ(parts[2].text, ":quit");
  EXPECT_EQ(parts[2].end, End::Input);
}

TEST(Split, AnApostropheInAQuestionOpensNoString) {
  const auto parts =
      split("who are Nvidia's rivals? RETURN 1; which funds back Mistral AI?;WHY did it sell?\nRETURN 2");
  ASSERT_EQ(parts.size(), 5u);
  EXPECT_EQ(parts[0].kind, Kind::Question);
  EXPECT_EQ(parts[0].text, "who are Nvidia's rivals?");
  EXPECT_EQ(parts[0].end, End::QuestionMark);
  EXPECT_EQ(parts[1].kind, Kind::Statement);
  EXPECT_EQ(parts[2].kind, Kind::Question);
  EXPECT_EQ(parts[2].end, End::Semicolon);
  EXPECT_EQ(parts[3].text, "WHY did it sell?");
  EXPECT_EQ(parts[3].kind, Kind::Question);
  EXPECT_EQ(parts[4].text, "RETURN 2");
}

TEST(Split, AStatementThatAClauseBeginsIsNoQuestion) {
  EXPECT_EQ(split("MATCH (n) WHERE n.name = 'what?' RETURN n;")[0].kind, Kind::Statement);
  EXPECT_EQ(split("match (n) return n?")[0].kind, Kind::Statement);
  EXPECT_EQ(split("EXPLAIN MATCH (n) RETURN n ?")[0].kind, Kind::Statement);
  EXPECT_TRUE(is_question("where does Nvidia invest?"));
  EXPECT_TRUE(is_question(" EXPLAIN which startups run on Azure? "));
  EXPECT_FALSE(is_question("which startups run on Azure"));
  EXPECT_FALSE(is_question("WHY MATCH (n) RETURN n.x = '?'"));
  EXPECT_FALSE(is_question("RETURN 1?"));
  EXPECT_FALSE(is_question(""));
}

TEST(Split, TextThatIsNeitherEndsWithItsLine) {
  EXPECT_THAT(texts("Nvidia's rivals\nRETURN 1;"), ElementsAre("Nvidia's rivals", "RETURN 1"));
  // With a bracket it is a statement whose first word is misspelt.
  EXPECT_THAT(texts("MATHC (n)\nDETACH DELETE n; RETURN 1"), ElementsAre("MATHC (n)\nDETACH DELETE n", "RETURN 1"));
}

TEST(Split, WhatArrivesLineByLineIsGivenAsSoonAsItEnds) {
  Splitter splitter;
  splitter.feed("MATCH (n)\n");
  EXPECT_FALSE(splitter.next());
  EXPECT_TRUE(splitter.is_open());
  splitter.feed("RETURN 'a;\n");
  EXPECT_FALSE(splitter.next());
  EXPECT_EQ(splitter.open_quote(), '\'');
  splitter.feed("b'; RETURN 2\n");
  const auto first = splitter.next();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->text, "MATCH (n)\nRETURN 'a;\nb'");
  EXPECT_EQ(first->line, 1u);
  EXPECT_FALSE(splitter.next());
  EXPECT_TRUE(splitter.is_open());
  splitter.clear();
  EXPECT_FALSE(splitter.is_open());
  splitter.feed("RETURN 3;");
  const auto third = splitter.next();
  ASSERT_TRUE(third);
  EXPECT_EQ(third->text, "RETURN 3");
  EXPECT_EQ(third->line, 4u);
  EXPECT_FALSE(splitter.is_open());
}

TEST(Split, AnOpenCommentAsksForMore) {
  Splitter splitter;
  splitter.feed("/* a comment\n");
  EXPECT_FALSE(splitter.next());
  EXPECT_TRUE(splitter.is_open());
  EXPECT_EQ(splitter.open_quote(), '/');
  splitter.feed("ends */\n");
  EXPECT_FALSE(splitter.next());
  EXPECT_FALSE(splitter.is_open());
}

TEST(Split, ACommentThatIsNeverClosedIsTold) {
  const std::vector<ScriptPart> parts = split("RETURN 1;\n  /* RETURN 2;\n");
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_EQ(parts[1].text, "/*");
  EXPECT_EQ(parts[1].line, 2u);
  EXPECT_EQ(parts[1].column, 3u);
  EXPECT_THAT(texts("RETURN 1; /* all */ // well"), ElementsAre("RETURN 1"));
}

TEST(Split, AnUnfinishedStringEndsWithTheInput) {
  EXPECT_THAT(texts("RETURN 'a; RETURN 2"), ElementsAre("RETURN 'a; RETURN 2"));
  EXPECT_THAT(texts("EXPLAIN // and nothing"), ElementsAre("EXPLAIN // and nothing"));
}

TEST(Split, AByteOrderMarkIsNoPartOfTheFirstStatement) {
  EXPECT_THAT(texts("\xEF\xBB\xBFRETURN 1;"), ElementsAre("RETURN 1"));
  EXPECT_THAT(texts("\xC2\xA0RETURN 1\xC2\xA0;"), ElementsAre("RETURN 1"));
}

TEST(Split, PiecesOfAnySizeGiveTheSame) {
  const std::string script =
      "// it's\nRETURN 'a\\'; b' /* ; */ + `x;`; :help me\nwho are Nvidia's rivals? EXPLAIN /* why */ MATCH (n)\n"
      "RETURN n // end\n; foo bar\n MATHC (x); which?; RETURN 4 / 2;\r\nRETURN 'open";
  const auto whole = texts(script);
  EXPECT_EQ(whole.size(), 9u);
  for (std::size_t size = 1; size < script.size(); ++size) EXPECT_EQ(texts_in_pieces(script, size), whole) << size;
}

TEST(Split, LongScriptsTakeLinearTime) {
  std::string script;
  for (int i = 0; i < 200'000; ++i) script += "CREATE (n:Person {name: 'x;y'});\n";
  EXPECT_EQ(split(script).size(), 200'000u);
  EXPECT_EQ(split(std::string(3'000'000, ';')).size(), 0u);
  EXPECT_EQ(split(std::string(3'000'000, '?')).size(), 1u);
  EXPECT_EQ(texts_in_pieces(std::string(300'000, 'x'), 1).size(), 1u);
}

}  // namespace
}  // namespace liaison
