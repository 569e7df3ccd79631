#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "antlr4-runtime.h"

namespace liaison {

/// The tokens of one statement, all of them there before the parser starts, with an EOF at the end. Does for the parser
/// what ANTLR's CommonTokenStream does, without its channels and buffers, which cost as much as parsing.
class TokenList final : public antlr4::TokenStream {
 public:
  void clear();
  /// Bytes [begin, end) of the text.
  void append(std::size_t type, std::size_t begin, std::size_t end);
  [[nodiscard]] std::vector<antlr4::CommonToken>& tokens() { return tokens_; }

  // REQUIRES for all that follows: the last token is EOF, and nothing is appended while the parser holds tokens.
  /// Also looks, now and then, at the thread's StopSignal and its paused memory limit, and throws as they say.
  void consume() override;
  std::size_t LA(ssize_t distance) override { return LT(distance)->getType(); }
  antlr4::Token* LT(ssize_t distance) override;
  std::size_t index() override { return index_; }
  void seek(std::size_t index) override { index_ = index; }
  std::size_t size() override { return tokens_.size(); }
  [[nodiscard]] antlr4::Token* get(std::size_t index) const override;

  // Seeking back needs no marks here.
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}

  // What ANTLR's own error messages and repairs would be made of: our errors are made from the statement's text.
  [[nodiscard]] std::string getSourceName() const override { return {}; }
  [[nodiscard]] antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

 private:
  mutable std::vector<antlr4::CommonToken> tokens_;  // ANTLR hands tokens out to be changed
  std::size_t index_ = 0;
  std::uint32_t consumed_ = 0;
};

}  // namespace liaison
