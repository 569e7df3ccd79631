#pragma once

#include <string>
#include <string_view>

#include "antlr4-runtime.h"
#include "liaison/error.h"
#include "query/ast.h"

namespace liaison {

/// The text of a statement and its places, which count bytes.
class StatementText {
 public:
  /// REQUIRES: valid UTF-8, alive as long as this.
  explicit StatementText(std::string_view text) : text_(text) {}

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view text(ast::Span span) const { return text_.substr(span.begin, span.end - span.begin); }
  [[nodiscard]] ast::Span span(const antlr4::Token& token) const;
  /// From the first token to the last; of nothing: where it would stand.
  [[nodiscard]] ast::Span span(antlr4::ParserRuleContext& context) const;

  [[nodiscard]] Error error(std::string_view detail, std::string message, ast::Span where, std::string hint = {}) const;

 private:
  std::string_view text_;
};

}  // namespace liaison
