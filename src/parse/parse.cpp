#include "parse/parse.h"

#include <optional>

#include "CypherLexer.h"
#include "CypherParser.h"
#include "liaison/error.h"
#include "parse/builder.h"
#include "parse/syntax_error.h"
#include "value/text.h"

namespace liaison {
namespace {

/// Throws at the first fault, in our words.
class ThrowingListener : public antlr4::BaseErrorListener {
 public:
  std::string_view text;
  antlr4::CommonTokenStream* tokens = nullptr;

  void syntaxError(antlr4::Recognizer*, antlr4::Token* offending, std::size_t, std::size_t, const std::string&,
                   std::exception_ptr) override {
    throw liaison::syntax_error(text, *tokens, *offending);
  }
};

/// Lexer, token stream and parser of one thread, reused: their caches make the second statement much cheaper.
class ThreadParser {
 public:
  ThreadParser() : lexer_(&input_), tokens_(&lexer_), parser_(&tokens_) {
    lexer_.removeErrorListeners();
    parser_.removeErrorListeners();
    listener_.tokens = &tokens_;
  }

  ast::Statement parse(std::string_view text) {
    input_.load(std::string(text));
    lexer_.setInputStream(&input_);
    tokens_.setTokenSource(&lexer_);
    tokens_.fill();
    check_nesting(text, tokens_);
    listener_.text = text;
    Builder builder(text);
    // Most text parses with local context alone (SLL); what does not is parsed again with the whole of it, which also
    // finds the place of a fault.
    try {
      return builder.statement(run(antlr4::atn::PredictionMode::SLL, std::make_shared<antlr4::BailErrorStrategy>(), false));
    } catch (const antlr4::ParseCancellationException&) {
      return builder.statement(run(antlr4::atn::PredictionMode::LL, std::make_shared<antlr4::DefaultErrorStrategy>(), true));
    }
  }

 private:
  CypherParser::StatementContext* run(antlr4::atn::PredictionMode mode, std::shared_ptr<antlr4::ANTLRErrorStrategy> strategy,
                                      bool reports) {
    tokens_.seek(0);
    parser_.setTokenStream(&tokens_);
    parser_.hyphens = 0;
    parser_.removeErrorListeners();
    if (reports) parser_.addErrorListener(&listener_);
    parser_.setErrorHandler(std::move(strategy));
    parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    return parser_.statement();
  }

  antlr4::ANTLRInputStream input_;
  CypherLexer lexer_;
  antlr4::CommonTokenStream tokens_;
  CypherParser parser_;
  ThrowingListener listener_;
};

}  // namespace

ast::Statement parse(std::string_view text) {
  if (const auto at = invalid_utf8(text)) {
    throw compile_error(ErrorCode::SyntaxError, "InvalidUnicodeCharacter", "the text is not valid UTF-8",
                        ast::place_of(text.substr(0, *at), {static_cast<std::uint32_t>(*at), static_cast<std::uint32_t>(*at)}));
  }
  thread_local std::optional<ThreadParser> parser;
  if (!parser) parser.emplace();
  return parser->parse(text);
}

}  // namespace liaison
