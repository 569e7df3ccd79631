#include "parse/scanner.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "CypherLexer.h"
#include "value/text.h"

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

/// Where each code point of the text begins, and its end.
std::vector<std::size_t> bytes_of_code_points(const std::string& text) {
  std::vector<std::size_t> bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) bytes.push_back(i);
  }
  bytes.push_back(text.size());
  return bytes;
}

class ScannerTest : public testing::Test {
 protected:
  std::string scanned(const std::string& text) {
    scanner_.scan(text, tokens_);
    return listed(tokens_);
  }
  /// The same by the lexer that ANTLR makes of the grammar.
  std::string by_lexer(const std::string& text) {
    tokens_.clear();
    input_.load(text);
    lexer_.setInputStream(&input_);
    lexer_.removeErrorListeners();
    const std::vector<std::size_t> byte_of = bytes_of_code_points(text);
    for (bool ends = false; !ends;) {
      const std::unique_ptr<antlr4::Token> token = lexer_.nextToken();
      tokens_.append(token->getType(), byte_of[token->getStartIndex()], byte_of[token->getStopIndex() + 1]);
      ends = token->getType() == antlr4::Token::EOF;
    }
    return listed(tokens_);
  }
  void expect_same(const std::string& text) { EXPECT_EQ(scanned(text), by_lexer(text)) << text; }

 private:
  antlr4::ANTLRInputStream input_;
  CypherLexer lexer_{&input_};
  Scanner scanner_{lexer_.getVocabulary()};
  TokenList tokens_;
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

TEST_F(ScannerTest, CutsTextBeyondAsciiAsTheGrammarDoes) {
  for (const char* text : {"RETURN 'é' AS é", "é", "Straße_1 名前 имя ⅷ x‿y x€ €x",
                           "a\u0301b \u0301a 1é 1.5é 1e5é 12٣ ٣", "a\u00A0b\u2003c\u2028d\u0085e\u180Ef\u200Bg\u2060h",
                           "x\uFEFFy", "“a” – 1 − 2 ½ 😀", "'😀' `é``` /* é */ 1 // é\n2", "'é", "`é"}) {
    expect_same(text);
  }
}

TEST_F(ScannerTest, CutsEachCharacterAsTheGrammarDoes) {
  // Alone, and between letters. Beyond the planes of the old characters the versions of Unicode part.
  for (std::int32_t point = 0x80; point < 0x500; ++point) {
    const std::string character = utf8_of(std::array{point});
    expect_same(character);
    expect_same("a" + character + "b");
  }
}

TEST_F(ScannerTest, PassesOverAByteOrderMark) { EXPECT_EQ(scanned("\uFEFFx"), scanned("   x")); }

}  // namespace
}  // namespace liaison
