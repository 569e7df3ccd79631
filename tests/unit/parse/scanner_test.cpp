#include "parse/scanner.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

namespace liaison {
namespace {

/// "type begin end" a line.
std::string listed(TokenList& list) {
  std::string text;
  for (const antlr4::CommonToken& token : list.tokens()) {
    text += std::to_string(token.getType()) + " " + std::to_string(token.getStartIndex()) + " " +
            std::to_string(token.getStopIndex() + 1) + "\n";
  }
  return text;
}

class ScannerTest : public testing::Test {
 protected:
  std::string scanned(const std::string& text) {
    scanner_.scan(text, tokens_);
    return listed(tokens_);
  }
  std::string by_lexer(const std::string& text) {
    scanner_.scan_by_lexer(text, tokens_);
    return listed(tokens_);
  }
  void expect_same(const std::string& text) { EXPECT_EQ(scanned(text), by_lexer(text)) << text; }

 private:
  Scanner scanner_;
  TokenList tokens_{scanner_.source()};
};

TEST_F(ScannerTest, CutsAsTheGrammarDoes) {
  for (const char* text : {"",
                           " ",
                           ";",
                           "RETURN 1",
                           "rEtUrN nUlL",
                           "skip SKIP_ null_ all ALLx yield yields",
                           "1 12 0x1F 0o17 0x1A2b3j4 1_000 1$",
                           "1.5 .5 1. 1..3 1.5.5 1...2 12.5e 12.5e- 12.5e-3x 1e5 1e+5 1e-5 1e5-3 1e5e-3 1E5 1abce-3 "
                           "12abc.5 1e 1e+ .5e3 .e3",
                           "'a' 'it\\'s' \"x\" 'a\\\\' 'open",
                           "'open \\",
                           "\"open 'closed'",
                           "`a` `a``b` `` ```` `open",
                           "`a`` b",
                           "`a``",
                           "/* a */ 1 // b\n2 // c\r3",
                           "/* open",
                           "/**/ /*/ 1 */ 2",
                           "a/b//c",
                           "/",
                           "//",
                           "/*",
                           "()[]{},:;...|&!$+=+-*/%^=~=<><=<>=>",
                           "a<-1 b-->c <> =~ += ..",
                           "# @ ~ \\ ? \x01 \x7f",
                           "\t\n\v\f\r\x1c\x1f",
                           "n._x $x$ _ __ x_1"}) {
    expect_same(text);
  }
}

TEST_F(ScannerTest, CutsRandomTextAsTheGrammarDoes) {
  std::mt19937 random(20240824);
  const std::string alphabet = "aeEx01259..''\"\"``\\\\//**  \n\r_$+-<>=~|&!:;,(){}[]%^#";
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (std::size_t length = random() % 40; length > 0; --length) text += alphabet[random() % alphabet.size()];
    expect_same(text);
  }
}

TEST_F(ScannerTest, CutsTheQuestionFilesAsTheGrammarDoes) {
  const std::filesystem::path folder = std::filesystem::path(LIAISON_SOURCE_DIR) / "tests" / "queries";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".test") continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) expect_same(line);
  }
}

TEST_F(ScannerTest, GivesTextBeyondAsciiToTheLexer) {
  expect_same("RETURN 'é' AS é");
  EXPECT_EQ(scanned("é"), by_lexer("é"));
}

}  // namespace
}  // namespace liaison
