#include "parse/source.h"

#include <algorithm>
#include <utility>

namespace liaison {

ast::Span StatementText::span(const antlr4::Token& token) const {
  const auto begin = static_cast<std::uint32_t>(token.getStartIndex());
  const auto end = static_cast<std::uint32_t>(token.getStopIndex() + 1);
  return {begin, end};
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
