#include "parse/source.h"

#include <algorithm>
#include <utility>

namespace liaison {

StatementText::StatementText(std::string_view text) : text_(text) {
  const bool is_ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
  if (is_ascii) return;
  // ANTLR drops a byte order mark before it counts.
  const std::size_t first = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (std::size_t i = first; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) byte_of_.push_back(static_cast<std::uint32_t>(i));
  }
  byte_of_.push_back(static_cast<std::uint32_t>(text.size()));
}

std::uint32_t StatementText::byte_of(std::size_t code_point) const {
  if (byte_of_.empty()) return static_cast<std::uint32_t>(std::min(code_point, text_.size()));
  return byte_of_[std::min(code_point, byte_of_.size() - 1)];
}

ast::Span StatementText::span(const antlr4::Token& token) const {
  const std::uint32_t begin = byte_of(token.getStartIndex());
  if (token.getType() == antlr4::Token::EOF) return {begin, begin};
  return {begin, byte_of(token.getStopIndex() + 1)};
}

ast::Span StatementText::span(antlr4::ParserRuleContext& context) const {
  const ast::Span first = span(*context.getStart());
  if (context.getStop() == nullptr) return {first.begin, first.begin};
  return {first.begin, std::max(first.begin, span(*context.getStop()).end)};
}

Error StatementText::error(std::string_view detail, std::string message, ast::Span where, std::string hint) const {
  return compile_error(ErrorCode::SyntaxError, detail, std::move(message), ast::place_of(text_, where),
                       std::move(hint));
}

}  // namespace liaison
